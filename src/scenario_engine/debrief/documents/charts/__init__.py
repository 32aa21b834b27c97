"""Charts as drawings that a page holds, each with a title and a description."""
