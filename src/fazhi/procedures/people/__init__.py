"""机构和人员 — offices, communities and staff: the bases of rates."""
