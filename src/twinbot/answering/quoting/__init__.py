"""Answers made of verbatim quotes: which are shown, with which fixed words, proven by citations."""
