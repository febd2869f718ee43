"""The questions of ``eval/`` as a test set: a question finds the passages that carry its answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from data import TestSet

from twinbot.chunking import chunk, embedding_text
from twinbot.errors import DocumentError
from twinbot.evaluation.gold import find_quote
from twinbot.evaluation.loading import load_questions
from twinbot.evaluation.subjects import GoldQuote, Split, Subject
from twinbot.reading import ReadingLimits, list_corpus, read_documents
from twinbot.settings import Settings
from twinbot.types import LANGUAGES, Document, Language, Passage


def read_questions(file: Path, corpus: Path, split: Split) -> Iterator[TestSet]:
    """Yield a test set for each pair of a question's and the documents' language.

    Args:
        file: Subjects with their gold quotes, as ``eval/README.md`` describes.
        corpus: The documents, cut into passages as an ingest does.
        split: Which subjects to ask. Follow-ups, which mean nothing alone, are left out.
    """
    settings = Settings(corpus=corpus)
    documents = read_corpus(settings)
    subjects = [one for one in load_questions(file).of_split(split).subjects if not one.history]
    for told in LANGUAGES:
        own = {key: one for key, one in documents.items() if one.language == told}
        passages = [
            passage for one in own.values() for passage in chunk(one, settings.passage_chars)
        ]
        texts = {
            passage.passage_id: embedding_text(passage, own[passage.document_id].title)
            for passage in passages
        }
        relevant = {one.subject_id: relevant_passages(one, own, passages) for one in subjects}
        for asked in LANGUAGES:
            yield _test_set(f"eval/{split}", subjects, asked, told, texts, relevant)


def read_corpus(settings: Settings) -> dict[str, Document]:
    """Return the documents of the corpus by id.

    Raises:
        DocumentError: If one cannot be read; figures without it would look better or worse.
    """
    limits = ReadingLimits(
        timeout_s=settings.read_timeout_s,
        memory_mb=settings.read_memory_mb,
        max_file_mb=settings.max_file_mb,
        max_pages=settings.max_pages,
    )
    documents = {}
    for file, result in read_documents(list_corpus(settings.corpus), limits):
        if isinstance(result, DocumentError):
            raise result
        documents[file.document_id] = result.document
    return documents


def relevant_passages(
    subject: Subject, documents: Mapping[str, Document], passages: Sequence[Passage]
) -> dict[str, int]:
    """Return the passages that overlap a gold quote of a subject, each with grade 1."""
    return {
        passage.passage_id: 1
        for gold in subject.gold
        if gold.document_id in documents
        for passage in passages
        if _carries(passage, gold, documents[gold.document_id])
    }


def _carries(passage: Passage, gold: GoldQuote, document: Document) -> bool:
    if (passage.document_id, passage.page) != (gold.document_id, gold.page):
        return False
    (text,) = [page.text for page in document.pages if page.number == gold.page]
    return any(
        span.start < passage.span.end and passage.span.start < span.end
        for span in find_quote(text, gold.quote)
    )


def _test_set(
    name: str,
    subjects: Sequence[Subject],
    asked: Language,
    told: Language,
    texts: Mapping[str, str],
    relevant: Mapping[str, Mapping[str, int]],
) -> TestSet:
    queries = {one.subject_id: one.questions[asked] for one in subjects if relevant[one.subject_id]}
    return TestSet(
        name=name,
        documents=texts,
        queries=queries,
        relevant={key: relevant[key] for key in queries},
        pairs=dict.fromkeys(queries, f"{asked}-{told}"),
    )
