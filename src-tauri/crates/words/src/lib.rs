//! vitrine-words
