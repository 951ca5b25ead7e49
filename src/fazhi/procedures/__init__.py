"""Every duty: one file, one duty, in folders by field.  ``registry`` finds them."""
