"""Whether sources carry a sentence that a language model wrote."""
