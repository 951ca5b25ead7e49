"""年度报告 — the annual report on law-based government, on its way to signature and publication."""
