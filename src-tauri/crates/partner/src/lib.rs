//! vitrine-partner: the client for Microsoft's services.
//!
//! It signs in, speaks the Store submission API, and uploads archives to the blob address that a submission carries. Every
//! request of Vitrine leaves through [`Partner`]: one HTTP client, one queue for each tenant, one place where a failure gets
//! its meaning ([`PartnerError`]) and every text of a service loses its secrets ([`redact`]).
//!
//! Deliberately not here: what a submission should contain (`vitrine-domain`), what is kept on disk and when to ask again
//! (`vitrine-app`), how an archive is made (`vitrine-assets`; it arrives as a [`ByteSource`]), and any sentence for a person.

mod auth;
mod blob;
mod connection;
mod endpoints;
mod error;
mod http;
mod in_flight;
mod pace;
mod partner;
mod patience;
mod redact;
mod secret;
pub mod store;
#[cfg(test)]
mod stub;
mod told;
mod upload_address;

pub use auth::Credentials;
pub use blob::{ByteSource, UploadProgress, Uploaded};
pub use endpoints::{EndpointFault, EndpointKind, EndpointRefused, Endpoints, TokenVersion};
pub use error::{Change, PartnerError, SignInError, SignInFault, UploadRefusal};
pub use pace::{Budget, Pace, Rank};
pub use partner::Partner;
pub use redact::redact;
pub use secret::Key;
pub use store::{Owner, StorePartner};
pub use told::{Listener, RequestFault, RequestTold, Service};
pub use upload_address::{AddressRefused, UploadAddress};
