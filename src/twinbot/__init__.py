"""twinbot: cited answers from a folder of documents, in German, English and Japanese.

Importing the package does nothing and loads nothing heavy; see ``docs/architecture.md``.
"""

__version__ = "0.1.0"
