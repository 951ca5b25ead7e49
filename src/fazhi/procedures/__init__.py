"""Every duty: one file, one duty, in folders by field.  Adding a duty is adding a file; ``registry`` finds it."""
