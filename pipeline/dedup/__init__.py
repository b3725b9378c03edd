"""Which postings are one vacancy: features, blocking, comparisons, vetoes, clusters, and the merged view."""
