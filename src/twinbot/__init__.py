"""twinbot: cited answers from a folder of documents, in German, English and Japanese.

Importing the package loads nothing heavy; see ``docs/architecture.md``. It only keeps onnxruntime
from reporting to its maker, which that does from the moment it is loaded: citizens were promised
that nobody else hears of their questions, not even that they asked.
"""

import os

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

__version__ = "0.1.0"
