//! A system notification, and what a click on it does.
//!
//! Only the notification service of Linux desktops tells a click of a program that shows plain notifications; on the other
//! systems a click brings the program forward by itself, as the system does it. What is told and when is the core's.

/// Shows a sentence; on a system that tells clicks, waits for one and then calls `clicked`. Blocking.
pub fn show(sentence: &str, clicked: impl FnOnce()) {
    let mut notification = notify_rust::Notification::new();
    notification.appname("Vitrine").summary(sentence);
    // The name of the act that a click on the body is (Desktop Notifications Specification 1.2, "Actions").
    #[cfg(all(unix, not(target_os = "macos")))]
    notification.action("default", "default");
    match notification.show() {
        Ok(shown) => await_click(shown, clicked),
        Err(error) => tracing::debug!(%error, "no notification service took a message"),
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
fn await_click(shown: notify_rust::NotificationHandle, clicked: impl FnOnce()) {
    shown.wait_for_action(|action| {
        if action == "default" {
            clicked();
        }
    });
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn await_click(_: impl Sized, _: impl FnOnce()) {}
