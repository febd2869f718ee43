"""What a question asks for: its kind, its parts, what it leaves unsaid, what it must be told."""
