"""fazhi.store."""
