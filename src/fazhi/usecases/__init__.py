"""One module for each thing a person can do.  Nothing else writes a case."""
