//! The database of a data folder: drafts and their journal, jobs, snapshots, what was read and when.
//!
//! SQLite in WAL mode with `synchronous=FULL`: a commit that returned is on the disk. No secret is ever written here.
//! The folder belongs to one process: [`FolderLock`] refuses a second one.

mod lock;
#[cfg(test)]
mod older;
mod rows;

use std::path::Path;
use std::sync::{Arc, Mutex};

use rusqlite::Connection;
use vitrine_domain::{Problem, codes};

pub use lock::FolderLock;
pub use rows::{from_json, json};

/// Forward-only steps; the position in the list is the database's `user_version`.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001.sql"),
    include_str!("migrations/0002.sql"),
    include_str!("migrations/0003.sql"),
    include_str!("migrations/0004.sql"),
];

/// A handle that may be cloned; the connection behind it is used by one caller at a time.
#[derive(Clone)]
pub struct Database {
    connection: Arc<Mutex<Connection>>,
}

impl Database {
    /// Opens or creates the database and brings it to the present form.
    ///
    /// # Errors
    /// `storage.newer` when a newer Vitrine wrote it, `storage.unreadable` when it is not a database any more.
    pub fn open(path: &Path) -> Result<Self, Problem> {
        let mut connection = Connection::open(path).map_err(unreadable)?;
        connection
            .execute_batch("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA fullfsync=1;")
            .map_err(unreadable)?;
        connection.busy_timeout(std::time::Duration::from_secs(5)).map_err(unreadable)?;
        migrate(&mut connection)?;
        Ok(Self { connection: Arc::new(Mutex::new(connection)) })
    }

    /// Runs `work` in one transaction on a thread that may block; it is committed, and on the disk, when this returns.
    ///
    /// # Errors
    /// `storage.full` when the disk is full, else `storage.trouble`. Nothing of the transaction remains then.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&rusqlite::Transaction<'_>) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, Problem> {
        let connection = self.connection.clone();
        blocking(move || {
            let mut connection = connection.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            let transaction = connection.transaction()?;
            let result = work(&transaction)?;
            transaction.commit()?;
            Ok(result)
        })
        .await
    }

    /// Runs a reading on a thread that may block.
    ///
    /// # Errors
    /// `storage.trouble`.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, Problem> {
        let connection = self.connection.clone();
        blocking(move || work(&connection.lock().unwrap_or_else(std::sync::PoisonError::into_inner))).await
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> rusqlite::Result<T> + Send + 'static,
) -> Result<T, Problem> {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result.map_err(|e| trouble(&e)),
        Err(_) => Err(Problem::must(codes::STORAGE_UNWRITABLE).with("reason", "interrupted")),
    }
}

fn migrate(connection: &mut Connection) -> Result<(), Problem> {
    let version: usize = connection
        .pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0))
        .map_err(unreadable)? as usize;
    if version > MIGRATIONS.len() {
        return Err(Problem::must(codes::STORAGE_NEWER));
    }
    for (index, step) in MIGRATIONS.iter().enumerate().skip(version) {
        let transaction = connection.transaction().map_err(unreadable)?;
        transaction.execute_batch(step).map_err(unreadable)?;
        transaction.pragma_update(None, "user_version", (index + 1) as i64).map_err(unreadable)?;
        transaction.commit().map_err(unreadable)?;
    }
    Ok(())
}

fn trouble(error: &rusqlite::Error) -> Problem {
    if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull) {
        return Problem::must(codes::STORAGE_FULL);
    }
    tracing::error!(%error, "the database refused");
    Problem::must(codes::STORAGE_UNWRITABLE).with("reason", error.to_string())
}

fn unreadable(error: rusqlite::Error) -> Problem {
    tracing::error!(%error, "the database cannot be opened");
    Problem::must(codes::STORAGE_DAMAGED).with("reason", error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_write_that_fails_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::open(&folder.path().join("vitrine.db")).unwrap();
        let failed = database
            .write(|t| {
                t.execute("INSERT INTO settings (name, value) VALUES ('theme', '\"dark\"')", [])?;
                t.execute("INSERT INTO no_such_table VALUES (1)", [])
            })
            .await;
        assert!(failed.is_err(), "the second statement cannot work");
        let rows: i64 =
            database.read(|c| c.query_row("SELECT count(*) FROM settings", [], |r| r.get(0))).await.unwrap();
        assert_eq!(rows, 0, "the first statement was rolled back with it");
    }

    #[test]
    fn a_newer_database_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vitrine.db");
        drop(Database::open(&path).unwrap());
        Connection::open(&path).unwrap().pragma_update(None, "user_version", 999).unwrap();
        let refused = Database::open(&path).err().expect("a newer form is refused");
        assert_eq!(refused.code, codes::STORAGE_NEWER);
    }

    #[test]
    fn a_folder_belongs_to_one_process() {
        let folder = tempfile::tempdir().unwrap();
        let first = FolderLock::take(folder.path()).unwrap();
        assert_eq!(FolderLock::take(folder.path()).err().unwrap().code, codes::STORAGE_LOCKED);
        drop(first);
        FolderLock::take(folder.path()).expect("free again");
    }
}
