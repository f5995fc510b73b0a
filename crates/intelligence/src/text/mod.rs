//! How a text is normalised and cut into words and characters.
