"""What is hidden from the trainee, and how far that can be worked out."""
