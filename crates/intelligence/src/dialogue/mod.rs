//! Dialogue state: the slots a conversation has filled, as a pure fold.
