"""One module per source format that the sandbox serves."""
