"""监督 — supervision: problems fed back, and how they are put right."""
