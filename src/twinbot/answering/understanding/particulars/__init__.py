"""What a question asks for in particular, and which statements tell that."""
