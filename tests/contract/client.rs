//! The client of the services against the sandbox, call by call: what each call sends, what each refusal means, what is left
//! after an answer that never came.
//!
//! The courses in `life` take any [`StorePartner`](vitrine_partner::StorePartner): a second endpoint is a second caller.

mod assume;
mod documents;
mod faults;
mod life;
mod parts;
mod reading;
mod refusals;
mod upload;
