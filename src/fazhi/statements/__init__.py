"""fazhi.statements."""
