"""One module per family of commands; each holds a click command named ``<verb>_command``."""
