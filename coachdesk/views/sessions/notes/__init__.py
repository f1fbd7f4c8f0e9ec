"""Private notes: the editor, and what makes writing in it easy."""
