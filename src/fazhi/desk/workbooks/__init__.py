"""Pages by which registers (台账) are handed out as workbooks and brought in."""
