"""Evidence to answer: what is quoted, how it is framed, and the proof that it is verbatim.

A package a step: ``extraction`` reads texts, ``understanding`` questions; ``scoring`` weighs
sentences, ``quoting`` answers with them; ``writing`` lets a language model phrase the answer,
sentence by sentence held against the sources by ``grounding``. Imports go one way, from the last to
the first.
"""
