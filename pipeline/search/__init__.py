"""Read queries: plain values in, frozen records out; nothing here writes."""
