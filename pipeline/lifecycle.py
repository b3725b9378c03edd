"""New, changed, reopened, gone: what one run means for the postings of one board."""
