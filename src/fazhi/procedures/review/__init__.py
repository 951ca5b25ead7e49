"""审查: legality review, contracts, legal advisers, response to reviews and suits."""
