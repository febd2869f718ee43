"""How far each sentence of the evidence answers a question, and how sure it is that one does."""
