"""From the web to RawPosting: what a source publishes, politely fetched and not interpreted."""
