"""学法 — study of law by staff and communities, and law exams."""
