"""fazhi.usecases."""
