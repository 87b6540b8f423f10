//! A window that offers files to be dragged away, as a file explorer does. For journeys: `drag-source FILE…`.
//!
//! Prints what happens to the drag, one word a line: `begin`, `welcome` once the target under the files would take them,
//! then `taken` or `refused`.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use gtk::gdk::{DragAction, ModifierType};
use gtk::prelude::*;

fn main() {
    gtk::init().expect("there is a display");
    let files: Vec<String> = std::env::args_os()
        .skip(1)
        .map(|path| {
            gtk::glib::filename_to_uri(path, None).expect("files are named by absolute paths").to_string()
        })
        .collect();

    let window = gtk::Window::new(gtk::WindowType::Toplevel);
    window.set_title("Files to drag");
    window.set_default_size(160, 100);
    let area = gtk::EventBox::new();
    area.add(&gtk::Label::new(Some(&format!("{} files", files.len()))));
    area.drag_source_set(ModifierType::BUTTON1_MASK, &[], DragAction::COPY);
    area.drag_source_add_uri_targets();
    area.connect_drag_data_get(move |_, _, data, _, _| {
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        data.set_uris(&files);
    });
    let refused = Rc::new(Cell::new(false));
    area.connect_drag_begin(|_, drag| {
        println!("begin");
        // GDK drops on whoever has last answered with an action, and gives up where nobody has: letting go before the
        // answer is there is no drop.
        let drag = drag.clone();
        gtk::glib::timeout_add_local(Duration::from_millis(20), move || {
            if drag.selected_action().is_empty() {
                return gtk::glib::ControlFlow::Continue;
            }
            println!("welcome");
            gtk::glib::ControlFlow::Break
        });
    });
    area.connect_drag_failed({
        let refused = refused.clone();
        move |_, _, _| {
            refused.set(true);
            gtk::glib::Propagation::Proceed
        }
    });
    area.connect_drag_end(move |_, _| println!("{}", if refused.take() { "refused" } else { "taken" }));

    window.add(&area);
    window.connect_destroy(|_| gtk::main_quit());
    window.show_all();
    gtk::main();
}
