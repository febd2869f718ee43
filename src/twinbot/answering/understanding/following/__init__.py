"""What a follow-up leaves unsaid, and how one is told from a question that stands alone."""
