"""What makes a statement hold: its figures, subjects, names, hedges and denials, each checked."""
