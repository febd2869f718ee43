"""Answers that a language model writes, each sentence checked before it is shown."""
