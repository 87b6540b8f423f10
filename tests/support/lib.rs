//! Shared by the contract suite, the journeys and the benches.

pub mod colleague;
pub mod desk;
#[cfg(all(feature = "journeys", target_os = "linux"))]
pub mod display;
#[cfg(all(feature = "journeys", target_os = "linux"))]
pub mod drag;
pub mod packages;
#[cfg(all(feature = "journeys", target_os = "linux"))]
pub mod page;
pub mod pictures;
pub mod raw;
pub mod rounds;
#[cfg(all(feature = "journeys", target_os = "linux"))]
pub mod screens;
pub mod shop;
#[cfg(all(feature = "journeys", target_os = "linux"))]
pub mod sockets;
pub mod typing;
pub mod videos;
#[cfg(all(feature = "journeys", target_os = "linux"))]
pub mod visit;
#[cfg(all(feature = "journeys", target_os = "linux"))]
pub mod window;
pub mod words;
