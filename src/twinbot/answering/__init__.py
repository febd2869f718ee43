"""Evidence to answer: what is quoted, how it is framed, and the proof that it is verbatim."""
