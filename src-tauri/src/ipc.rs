//! The page's three commands: ask, listen, stop listening. Whatever is asked is answered by the core's command table.

use std::sync::Arc;

use serde_json::Value;
use tauri::State;
use tauri::ipc::Channel;
use vitrine_app::api::AppEvent;
use vitrine_domain::Problem;

use crate::cores::Cores;

#[tauri::command]
pub async fn call(cores: State<'_, Arc<Cores>>, name: String, args: Value) -> Result<Value, Problem> {
    cores.note_question();
    cores.current()?.call(&name, args).await
}

#[tauri::command]
pub async fn watch(cores: State<'_, Arc<Cores>>, channel: Channel<AppEvent>) -> Result<(), Problem> {
    cores.watch(channel).await
}

#[tauri::command]
pub fn unwatch(cores: State<'_, Arc<Cores>>) {
    cores.unwatch();
}
