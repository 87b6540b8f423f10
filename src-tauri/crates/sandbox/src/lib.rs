//! vitrine-sandbox
