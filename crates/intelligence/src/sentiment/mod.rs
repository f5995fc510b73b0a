//! Mood, its trend over a conversation, urgency and emotion.
