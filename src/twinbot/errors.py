"""Every error that twinbot raises on purpose.

    TwinbotError
    ├── SettingsError            a flag, variable or line of twinbot.toml is wrong
    ├── CorpusError              the corpus folder cannot be used
    │   └── DocumentError        one file cannot be read; the others still can
    │       ├── EncryptedDocumentError
    │       ├── ScannedDocumentError     pages hold images but no text
    │       ├── UnreadableDocumentError  broken, empty, or of an unknown encoding
    │       └── DocumentLimitError       too large, too many pages, too slow
    ├── EmbeddingError           the embedding model is missing or unusable
    ├── IndexStoreError          the index cannot be used
    │   ├── IndexMissingError    nothing was ingested yet
    │   ├── IndexMismatchError   built with another model or schema
    │   ├── IndexLockedError     another ingest is writing
    │   └── IndexWriteError      the folder cannot be written, or verification failed
    ├── FeedbackError            the file of readers' feedback cannot be used
    ├── QuestionError            an empty or overlong question, or a bad line of a batch
    └── EvaluationError          a question set, an earlier run or a baseline cannot be used

Each message says what is wrong, where, what was found, what was wanted, and what to do.
Only the command line and the web page catch `TwinbotError` and turn it into words.
"""


class TwinbotError(Exception):
    """Base of all errors that twinbot raises on purpose."""


class SettingsError(TwinbotError):
    """A setting has a value that is not allowed."""


class CorpusError(TwinbotError):
    """The corpus folder cannot be used."""


class DocumentError(CorpusError):
    """One file of the corpus cannot be read; the others still can."""


class EncryptedDocumentError(DocumentError):
    """The file needs a password."""


class ScannedDocumentError(DocumentError):
    """The file's pages hold images but no text."""


class UnreadableDocumentError(DocumentError):
    """The file is broken, holds no text, or is in an unknown encoding."""


class DocumentLimitError(DocumentError):
    """The file is over a limit of size, pages, characters, memory or time."""


class EmbeddingError(TwinbotError):
    """The embedding model is missing or unusable."""


class IndexStoreError(TwinbotError):
    """The index cannot be used."""


class IndexMissingError(IndexStoreError):
    """There is no index yet."""


class IndexMismatchError(IndexStoreError):
    """The index was built with another model or schema."""


class IndexLockedError(IndexStoreError):
    """Another ingest run holds the lock."""


class IndexWriteError(IndexStoreError):
    """The index folder cannot be written, or what was written does not verify."""


class FeedbackError(TwinbotError):
    """The file of readers' feedback cannot be used."""


class QuestionError(TwinbotError):
    """A question cannot be asked as it stands."""


class EvaluationError(TwinbotError):
    """A question set, an earlier run or a baseline cannot be used for an evaluation."""
