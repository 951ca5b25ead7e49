"""普法 — law publicity: events for residents, firms and schools."""
