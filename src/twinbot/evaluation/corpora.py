"""Whether questions, corpus and index belong together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from twinbot.errors import DocumentError, EvaluationError
from twinbot.evaluation.gold import check_gold
from twinbot.evaluation.subjects import QuestionSet
from twinbot.index import open_generation
from twinbot.indexing import stale_documents
from twinbot.reading import ReadingLimits, list_corpus, read_documents
from twinbot.reading.corpus import folder_language, group_of
from twinbot.settings import Settings
from twinbot.types import Document, Language, Page


class CorpusPages:
    """The pages of some documents of a corpus folder, read without any index."""

    def __init__(self, settings: Settings, document_ids: Sequence[str]) -> None:
        """Read the documents named, those that are there and can be read.

        Raises:
            CorpusError: If the corpus folder is missing.
        """
        wanted = set(document_ids)
        files = [f for f in list_corpus(settings.corpus) if f.document_id in wanted]
        limits = ReadingLimits(
            timeout_s=settings.read_timeout_s,
            memory_mb=settings.read_memory_mb,
            max_file_mb=settings.max_file_mb,
            max_pages=settings.max_pages,
        )
        self._documents: dict[str, Document] = {
            file.document_id: result.document
            for file, result in read_documents(files, limits)
            if not isinstance(result, DocumentError)
        }

    def page(self, document_id: str, number: int) -> Page:
        """Return one page; `LookupError` if there is none."""
        for page in self._documents[document_id].pages:
            if page.number == number:
                return page
        raise LookupError(number)


def check_against_corpus(questions: QuestionSet, settings: Settings) -> None:
    """Check that every gold quote is in the corpus folder, read anew.

    Raises:
        CorpusError: If the folder is missing.
        EvaluationError: As `check_gold` does.
    """
    ids = sorted({gold.document_id for s in questions.subjects for gold in s.gold})
    check_gold(questions, CorpusPages(settings, ids), _folder(settings.corpus))


def missing_languages(questions: QuestionSet, settings: Settings) -> list[str]:
    """Return a sentence for each gold document whose translation no gold quote names.

    That is a hint, not an error: a translation may leave the fact out. Where it does not, a hit
    in that language cannot be recognised, and retrieval looks worse than it is.

    Raises:
        CorpusError: If the folder is missing.
    """
    twins: dict[str, dict[Language, str]] = {}
    for file in list_corpus(settings.corpus):
        language = folder_language(file.document_id)
        if language is not None:
            twins.setdefault(group_of(file.document_id), {})[language] = file.document_id
    sentences = []
    for subject in questions.subjects:
        named = {gold.document_id for gold in subject.gold}
        for group in sorted({group_of(document_id) for document_id in named}):
            unnamed = sorted(set(twins.get(group, {}).values()) - named)
            if unnamed:
                sentences.append(
                    f"{questions.path}, line {subject.line}: {subject.subject_id}: no gold in "
                    f"{', '.join(unnamed)}; add its quote if it carries the fact"
                )
    return sentences


def check_index(questions: QuestionSet, settings: Settings) -> None:
    """Check that the index was made from the corpus that the questions ask about.

    The corpus folder is looked at only if it is there: an index can be evaluated without it.

    Raises:
        IndexStoreError: If there is no index.
        EvaluationError: If a document that carries gold is newer, missing or changed in the
            corpus, or a gold quote is not in the index.
    """
    gold = {g.document_id: s for s in questions.subjects for g in s.gold}
    with open_generation(settings.index) as generation:
        stored = {summary.document_id for summary in generation.documents()}
        if settings.corpus.is_dir():
            stale = stale_documents(settings)
            touched = sorted(set(stale) & set(gold))
            if touched:
                shown = ", ".join(f"{name} ({stale[name]})" for name in touched[:5])
                message = (
                    f"{settings.index}: not the index of {_folder(settings.corpus)}: "
                    f"{len(touched)} of the {len(gold)} documents that {questions.path} asks "
                    f"about differ ({shown}); run 'twinbot ingest --corpus {settings.corpus} "
                    f"--index {settings.index}', or name the right --corpus or --index"
                )
                raise EvaluationError(message)
        missing = sorted(set(gold) - stored)
        if gold and len(missing) == len(gold):
            message = (
                f"{questions.path}, line {gold[missing[0]].line}: {settings.index} holds none of "
                f"the {len(gold)} documents that the questions ask about, such as {missing[0]}; "
                "it is the index of another corpus: name the right --index or --questions"
            )
            raise EvaluationError(message)
        check_gold(questions, generation, f"the index {settings.index}")


def _folder(path: Path) -> str:
    return f"{path}/"
