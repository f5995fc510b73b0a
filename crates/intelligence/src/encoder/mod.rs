//! Vectors of sentences: one trait, and the encoders behind features.
