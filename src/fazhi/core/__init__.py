"""fazhi.core."""
