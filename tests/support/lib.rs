//! Shared by the contract suite, the journeys and the benches.

pub mod desk;
#[cfg(all(feature = "journeys", target_os = "linux"))]
pub mod display;
#[cfg(all(feature = "journeys", target_os = "linux"))]
pub mod drag;
pub mod packages;
pub mod pictures;
pub mod raw;
#[cfg(all(feature = "journeys", target_os = "linux"))]
pub mod window;
