"""决策: major decisions, normative documents, agenda items, public participation."""
