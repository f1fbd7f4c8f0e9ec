"""PDFs from shared fields alone; no store and no Qt."""
