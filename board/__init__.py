"""Pages, API and feeds: what the tables say, shown; no rule about postings lives here."""
