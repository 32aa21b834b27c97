"""Documents for people: described once, written as a web page and as Markdown."""
