"""The returns a street hands in, each a view of the same ledger, written as a table of rows and formulas."""
