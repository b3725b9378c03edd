"""Command line and operator desk: translators between a person and the services."""
