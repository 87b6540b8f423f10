mod x {}
fn sendable<T: Send>(_: T) {}
#[allow(dead_code)]
fn all(s: super::StorePartner, a: crate::UploadAddress, x: std::sync::Arc<dyn crate::ByteSource>) {
    sendable(s.upload(&a, x, |_| ()));
    sendable(s.create("a"));
    sendable(s.applications());
}
