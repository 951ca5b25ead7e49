"""fazhi.config."""
