//! vitrine-partner
