"""fazhi.law."""
