"""读报告: reports read back on the desk; nothing that is sent in outlives its answer."""
