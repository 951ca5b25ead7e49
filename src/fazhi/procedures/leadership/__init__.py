"""领导责任 — leadership: what the heads do, how they meet, what is planned, how they report."""
