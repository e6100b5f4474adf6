"""Charts -> shapes and texts in millimetres."""
