"""The question pack for a meeting: suggested questions, the saved pack, its exports, the brief."""
