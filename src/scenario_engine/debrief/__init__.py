"""What each choice was worth, luck apart from skill, in words for people."""
