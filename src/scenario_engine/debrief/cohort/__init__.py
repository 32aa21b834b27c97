"""Many episodes of many trainees: what they do well, and what to practise next."""
