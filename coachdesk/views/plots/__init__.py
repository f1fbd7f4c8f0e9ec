"""Small plots: one painter for screen, picture and SVG, and the same in words and as a table."""
