"""The pages of the books: the ledger, the annual report, the dashboard, the declared procedures."""
