"""One module per source family; the module's name is the source's name."""
