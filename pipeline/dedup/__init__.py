"""Linking: which postings are one vacancy, with evidence."""
