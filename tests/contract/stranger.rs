//! Other people's Store clients, run unchanged against the sandbox: their requests in their own order, spelling and headers,
//! replayed without any code of ours, and each answer that they build on.
//!
//! What they send was read in their public sources, named in each file; none of their code is here. The addresses differ in
//! one thing only: the host is the first segment of the path.

mod azure_devops;
mod documented;
mod msstore;
mod pushmsix;
mod sdks;
mod storebroker;
mod wire;
