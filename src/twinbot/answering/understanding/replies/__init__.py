"""What gets a fixed reply: greetings, and what must not be answered as it was asked."""
