//! Personal data in a text: its class and place, never its value; and the text without it.
