"""The tour: pictures of every panel and one of each document, made with the sample practice."""
