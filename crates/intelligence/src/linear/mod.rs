//! A trainable multi-class linear model over hashed n-grams.
