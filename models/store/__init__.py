"""How records are kept: SQLAlchemy tables, repositories and the unit of work."""
