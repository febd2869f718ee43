"""Text to vectors: the built-in models, or any sentence-transformers model.

What is built in are two models side by side. The static one is a table of token vectors and a
tokenizer: a text's vector is the mean of its tokens' vectors, so numpy reads and runs it without
torch; ``tests/unit/test_embedding.py`` holds it against sentence-transformers on the same files.
It finds translations and rare words. The encoder (`twinbot.encoder`) finds what is said in other
words. A text's built-in vector is both, one after the other.
"""

from twinbot.embedding.built_in import (
    BUILT_IN_FOLDER,
    JOINT_FOLDER,
    JointEmbedder,
    load_embedder,
    static_of,
)
from twinbot.embedding.external import SentenceTransformerEmbedder, known_prompts
from twinbot.embedding.static import StaticEmbedder
from twinbot.embedding.vectors import (
    Embedder,
    Pieces,
    TokenVectors,
    Vectors,
    mean_with_names,
    normalise,
)

__all__ = [
    "BUILT_IN_FOLDER",
    "JOINT_FOLDER",
    "Embedder",
    "JointEmbedder",
    "Pieces",
    "SentenceTransformerEmbedder",
    "StaticEmbedder",
    "TokenVectors",
    "Vectors",
    "known_prompts",
    "load_embedder",
    "mean_with_names",
    "normalise",
    "static_of",
]
