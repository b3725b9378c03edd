"""RawPosting in, JobPosting out."""
