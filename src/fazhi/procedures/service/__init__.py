"""公共法律服务 — legal service for residents."""
