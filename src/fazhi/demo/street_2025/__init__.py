"""The data of the invented street: places, people, and the figures its year shows."""
