"""Answering: evidence chosen first, then worded, then checked against what it cites."""
