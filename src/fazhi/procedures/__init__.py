"""fazhi.procedures."""
