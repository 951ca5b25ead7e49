"""Programs that serve the making of fazhi; nothing here is installed with it."""
