"""A small Belgium on localhost with known truth, for demo, tests and benchmarks."""
