"""fazhi.demo."""
