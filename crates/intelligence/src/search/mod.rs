//! Which article answers: full-text search over knowledge.
