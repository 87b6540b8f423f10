//! The shell: windows, menu, dialogs, drag and drop, and the wire between the page and the core.
//!
//! It only wires. What is true about products, drafts and submissions is decided in `vitrine-app`; how it is said, in the
//! catalogues; how it looks, in the page.

mod cores;
mod data_folder;
mod desktop;
mod dialogs;
mod drop;
mod flags;
mod ipc;
mod logging;
mod menu;
mod notice;
mod practice;
mod starting;
mod thumbnails;
mod webview;
mod window;
mod wording;

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use tauri::{AppHandle, Builder, Manager, RunEvent, WindowEvent, Wry};

use cores::Cores;
use desktop::Desktop;
use flags::Flags;
use starting::Starting;

/// How long the end may take: drafts are on the disk long before, a request that hangs is not waited for.
const FAREWELL: Duration = Duration::from_secs(8);

/// How long a page may take to write what is being typed before the window closes without it.
const PAGE_ANSWERS: Duration = Duration::from_secs(3);

/// Runs the program until its window is closed.
pub fn run() -> ExitCode {
    webview::choose_renderer();
    let flags = match Flags::read(std::env::args_os().skip(1)) {
        Ok(flags) => flags,
        Err(usage) => {
            eprintln!("{usage}");
            return ExitCode::from(2);
        }
    };
    let data = match data_folder::choose(&flags) {
        Ok(data) => data,
        Err(error) => {
            eprintln!("Vitrine cannot start: {error}.");
            dialogs::fatal_without_a_window(&error);
            return ExitCode::FAILURE;
        }
    };
    let _log = logging::start(&data);
    tracing::info!(version = env!("CARGO_PKG_VERSION"), practice = flags.practice, "Vitrine starts");
    let desktop = Arc::new(Desktop::default());
    let cores = Arc::new(Cores::new(data, desktop.clone()));
    desktop.belongs_to(&cores);
    // The core opens while the window system starts; the first takes less time than the second.
    let starting = Starting::begin(&cores, flags.practice);

    let built = builder(&flags, &cores)
        .setup(move |app| {
            desktop.runs_in(app.handle());
            starting.finish(app.handle())?;
            Ok(())
        })
        .build(tauri::generate_context!());
    match built {
        Ok(app) => {
            app.run(handle);
            ExitCode::SUCCESS
        }
        Err(error) => {
            tracing::error!(%error, "the window system did not start");
            eprintln!("Vitrine cannot start: {error}.");
            ExitCode::FAILURE
        }
    }
}

fn builder(flags: &Flags, cores: &Arc<Cores>) -> Builder<Wry> {
    let pictures = cores.clone();
    let mut builder = Builder::default();
    // With a folder of its own a second window is wanted; the folder's lock is the rule either way.
    if flags.data.is_none() && !flags.fresh {
        builder = builder.plugin(tauri_plugin_single_instance::init(|app, _, _| bring_forward(app)));
    }
    builder
        .manage(cores.clone())
        .invoke_handler(tauri::generate_handler![ipc::call, ipc::watch, ipc::unwatch])
        .register_asynchronous_uri_scheme_protocol("vtthumb", move |_, request, responder| {
            let pictures = pictures.clone();
            tauri::async_runtime::spawn(async move {
                responder.respond(thumbnails::answer(pictures, request).await);
            });
        })
        .on_menu_event(|app, event| menu::chosen(app, &event))
}

fn bring_forward(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(window::LABEL) {
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}

fn handle(app: &AppHandle, event: RunEvent) {
    let cores = app.state::<Arc<Cores>>();
    match event {
        RunEvent::WindowEvent { event: WindowEvent::DragDrop(event), .. } => drop::handle(&cores, &event),
        RunEvent::WindowEvent { event: WindowEvent::CloseRequested { api, .. }, .. } => {
            api.prevent_close();
            ask_to_quit(app, cores.inner().clone());
        }
        RunEvent::ExitRequested { .. } => keep_place(app, &cores),
        RunEvent::Exit => {
            let ended =
                tauri::async_runtime::block_on(async { tokio::time::timeout(FAREWELL, cores.close()).await });
            match ended {
                Ok(()) => tracing::info!("Vitrine ends"),
                Err(_) => tracing::warn!("the end was not waited for"),
            }
        }
        _ => {}
    }
}

/// Closing the window is the action *quit* of the page: it writes what is being typed, and asks first while something is
/// being sent. A page that hangs cannot keep the window open, but what is being sent can.
fn ask_to_quit(app: &AppHandle, cores: Arc<Cores>) {
    if !cores.is_watched() {
        app.exit(0);
        return;
    }
    let before = cores.asked();
    menu::tell(app, "quit");
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(PAGE_ANSWERS).await;
        // A page that answered decides: it may be asking the person, or keep a text that the disk refused.
        let silent = cores.asked() == before;
        if silent && cores.current().is_ok_and(|core| core.sending().is_empty()) {
            app.exit(0);
        }
    });
}

fn keep_place(app: &AppHandle, cores: &Cores) {
    let place = app.get_webview_window(window::LABEL).as_ref().and_then(window::place);
    if let (Some(place), Ok(core)) = (place, cores.current())
        && let Err(problem) = tauri::async_runtime::block_on(core.keep_window_place(&place))
    {
        tracing::warn!(%problem, "where the window stands was not kept");
    }
}
