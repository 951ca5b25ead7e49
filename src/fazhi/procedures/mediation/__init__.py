"""调解: mediation, disputes, screening, committees and mediators."""
