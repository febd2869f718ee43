"""Questions that ask two things, or compare two, taken apart."""
