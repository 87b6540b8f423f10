//! Whom a program talks to, asked of the system and not of the program.

use std::collections::BTreeSet;
use std::fs;

use crate::window::Window;

impl Window {
    /// Connections of the program and its children that leave this computer, as `ss` would list them.
    pub fn foreign_connections(&self) -> Vec<String> {
        let family = self.process().map(family).unwrap_or_default();
        let mut sockets = BTreeSet::new();
        for id in &family {
            let Ok(files) = fs::read_dir(format!("/proc/{id}/fd")) else { continue };
            for link in files.flatten().filter_map(|file| fs::read_link(file.path()).ok()) {
                let link = link.to_string_lossy().into_owned();
                sockets.extend(
                    link.strip_prefix("socket:[").and_then(|rest| rest.strip_suffix(']')).map(str::to_owned),
                );
            }
        }
        let tables = ["tcp", "tcp6", "udp", "udp6"]
            .map(|table| fs::read_to_string(format!("/proc/net/{table}")).unwrap_or_default());
        let lines = tables.iter().flat_map(|table| table.lines().skip(1));
        lines
            .filter_map(|line| {
                let columns: Vec<&str> = line.split_whitespace().collect();
                let (remote, socket) = (columns.get(2)?, columns.get(9)?);
                // Written as hexadecimal of the network's byte order: 127.0.0.1, nobody, and the same in IPv6.
                let home = [
                    "0100007F:",
                    "00000000:",
                    "00000000000000000000000001000000:",
                    "00000000000000000000000000000000:",
                    "0000000000000000FFFF00000100007F:",
                ]
                .iter()
                .any(|here| remote.starts_with(here));
                (sockets.contains(*socket) && !home).then(|| (*remote).to_owned())
            })
            .collect()
    }
}

/// A process and all that it started, however deep.
fn family(id: u32) -> Vec<u32> {
    let mut found = vec![id];
    let mut next = 0;
    while let Some(id) = found.get(next).copied() {
        let tasks = fs::read_dir(format!("/proc/{id}/task")).into_iter().flatten().flatten();
        for task in tasks {
            let children = fs::read_to_string(task.path().join("children")).unwrap_or_default();
            found.extend(children.split_whitespace().filter_map(|child| child.parse::<u32>().ok()));
        }
        next += 1;
    }
    found
}
