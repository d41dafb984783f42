"""A language model, where one is configured: it may word an answer, never decide what is true."""
