//! Shared by the contract suite, the journeys and the benches.
