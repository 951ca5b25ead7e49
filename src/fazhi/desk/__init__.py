"""fazhi.desk."""
