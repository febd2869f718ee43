"""What a text says, found by rules in three languages: names, persons, dates, numbers, denials."""
