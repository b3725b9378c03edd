"""The gate: whether a run may be believed."""
