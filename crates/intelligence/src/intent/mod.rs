//! What is wanted: intents with calibrated confidences, and when a text is out of scope.

pub mod starter;
