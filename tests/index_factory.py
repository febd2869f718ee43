"""Documents, passages and vectors for tests of the index, made without reading any file."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np

from twinbot.index import open_writer
from twinbot.types import Document, ModelIdentity, Page, Passage, Span

MODEL = ModelIdentity("hashed", 32, "1")
LINES = {
    "de": "Die Brücke über den Fluß Nr. {} („Staedtepartnerschaft“, z. B. 8. November)",
    "en": "Bridge number {} crosses the river near the U.S. school",
    "ja": "第{}号の橋は「つくば市」の川に、２０２５年に架けられました",
}


def vector_of(text):
    """Return a direction of length 1 that depends on the text alone, in every process."""
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
    vector = np.random.default_rng(seed).standard_normal(MODEL.dimension).astype(np.float32)
    return vector / np.linalg.norm(vector)


def tokens_of(text):
    """Return words and single characters: enough for every script."""
    return [*text.split(), *(character for character in text if not character.isspace())]


def made(name, language="de", lines=3, version="", group=None):
    """Return a document with one passage a line, and the other arguments of ``put``."""
    document_id = f"{language}/{name}.md"
    texts = [LINES[language].format(f"{name}-{line}{version}") for line in range(lines)]
    page = Page(1, "\n".join(texts))
    document = Document(
        document_id, name, language, (page,), (), group or name, f"sha-{name}{version}"
    )
    passages, start = [], 0
    for text in texts:
        key = f"{document_id}{document.sha256}{start}".encode()
        passages.append(
            Passage(
                passage_id=hashlib.sha256(key).hexdigest()[:32],
                document_id=document_id,
                translation_group=document.translation_group,
                language=language,
                page=1,
                span=Span(start, start + len(text)),
                text=text,
                heading="",
            )
        )
        start += len(text) + 1
    vectors = np.array([vector_of(text) for text in texts], dtype=np.float32)
    return document, passages, vectors.reshape(lines, -1), [tokens_of(text) for text in texts]


def publish(folder: Path, *documents, remove=(), **options):
    """Publish a generation with these documents added or changed, and some removed."""
    with open_writer(folder, MODEL, "1", **options) as writer:
        for arguments in documents:
            writer.put(*arguments)
        for document_id in remove:
            writer.remove(document_id)
        return writer.publish()


def generations(folder: Path):
    """Return the names of the generations on disk, oldest first."""
    return sorted(path.name for path in folder.glob("gen-*"))
