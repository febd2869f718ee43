"""How a question is worded: names as documents write them, without what only wraps it."""
