//! A block-blob storage in memory for the tests: checks what Azure checks, and no more.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use md5::{Digest, Md5};
use percent_encoding::percent_decode_str;

use crate::stub::{Act, Seen, Stub, answer};

#[derive(Default)]
pub(super) struct Blob {
    pub staged: HashMap<String, Vec<u8>>,
    pub committed: Option<Vec<u8>>,
    pub commits: usize,
}

pub(super) fn error(status: u16, code: &str) -> Act {
    let xml = format!("<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>m</Message></Error>");
    Act::Answer(status, vec![("x-ms-error-code", code.into())], xml.into_bytes())
}

fn value(path: &str, name: &str) -> Option<String> {
    let query = path.split_once('?')?.1;
    let (_, value) =
        query.split('&').filter_map(|pair| pair.split_once('=')).find(|(own, _)| *own == name)?;
    Some(percent_decode_str(value).decode_utf8().ok()?.into_owned())
}

impl Blob {
    pub(super) fn serve(&mut self, seen: &Seen) -> Act {
        let sum = STANDARD.encode(Md5::digest(&seen.body));
        if seen.method == "PUT" && seen.header("content-md5") != sum {
            return error(400, "Md5Mismatch");
        }
        match (seen.method.as_str(), value(&seen.path, "comp").as_deref()) {
            ("PUT", None) => {
                self.committed = Some(seen.body.clone());
                answer(201, "")
            }
            ("PUT", Some("block")) => {
                let name = value(&seen.path, "blockid").unwrap();
                if self.staged.keys().any(|other| other.len() != name.len()) {
                    return error(400, "InvalidBlobOrBlock");
                }
                self.staged.insert(name, seen.body.clone());
                answer(201, "")
            }
            ("PUT", Some("blocklist")) => {
                let text = seen.text();
                let names: Vec<&str> =
                    text.split("<Latest>").skip(1).filter_map(|rest| rest.split('<').next()).collect();
                if names.iter().any(|name| !self.staged.contains_key(*name)) {
                    return error(400, "InvalidBlockList");
                }
                self.commits += 1;
                self.committed = Some(names.iter().flat_map(|name| self.staged[*name].clone()).collect());
                if names.is_empty() {
                    self.staged.clear();
                }
                answer(201, "")
            }
            ("GET", Some("blocklist")) if self.staged.is_empty() => error(404, "BlobNotFound"),
            ("GET", Some("blocklist")) => {
                let blocks: String = self
                    .staged
                    .iter()
                    .map(|(name, bytes)| {
                        format!("<Block><Name>{name}</Name><Size>{}</Size></Block>", bytes.len())
                    })
                    .collect();
                answer(
                    200,
                    format!(
                        "<BlockList><CommittedBlocks/><UncommittedBlocks>{blocks}</UncommittedBlocks></BlockList>"
                    ),
                )
            }
            ("HEAD", None) => match &self.committed {
                Some(bytes) => {
                    Act::Answer(200, vec![("content-length", bytes.len().to_string())], Vec::new())
                }
                None => error(404, "BlobNotFound"),
            },
            other => panic!("{other:?}"),
        }
    }
}

/// A storage whose every request may be answered by the closure instead (`Some`), after it was carried out when the flag says.
pub(super) async fn storage(
    fault: impl Fn(&Seen, &mut Blob) -> Option<Act> + Send + Sync + 'static,
) -> (Stub, Arc<Mutex<Blob>>) {
    let blob = Arc::new(Mutex::new(Blob::default()));
    let own = Arc::clone(&blob);
    let stub = Stub::start(move |seen| {
        let mut blob = own.lock().unwrap();
        fault(seen, &mut blob).unwrap_or_else(|| blob.serve(seen))
    });
    (stub.await, blob)
}
