//! Files over and on the window. Paths stop here and in the core: the page hears of kinds, names and facts.

use std::sync::Arc;

use tauri::DragDropEvent;

use crate::cores::Cores;

pub fn handle(cores: &Arc<Cores>, event: &DragDropEvent) {
    let Ok(core) = cores.current() else { return };
    match event {
        DragDropEvent::Enter { paths, .. } => core.dragging(Some(paths)),
        DragDropEvent::Leave => core.dragging(None),
        DragDropEvent::Drop { paths, .. } => {
            let paths = paths.clone();
            tauri::async_runtime::spawn(async move { core.dropped(paths).await });
        }
        // Where exactly is a hint that no platform agrees on; the page asks the person to choose a place afterwards.
        _ => {}
    }
}
