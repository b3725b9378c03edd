"""The verbs: plain values and an engine in, a typed report out; each commits what it did and can be run again."""
