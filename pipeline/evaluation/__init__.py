"""Labelled rows in, precision and recall out: how well the readers and the linking do, with every miss listed."""
