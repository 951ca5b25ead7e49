"""行政执法 — enforcement: inspections, penalties, and who may carry them out."""
