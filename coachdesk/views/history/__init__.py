"""What a text was before, and the way back."""
