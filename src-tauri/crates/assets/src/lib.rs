//! vitrine-assets
