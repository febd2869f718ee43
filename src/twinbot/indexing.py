"""The ingest run: corpus folder to a published index generation, with its report."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from twinbot.answering.scoring.encoded_statements import StatementEncoder
from twinbot.answering.scoring.likeness_file import LIKENESS_FILE, dump_known_questions
from twinbot.answering.scoring.placing import PLACING, place_questions
from twinbot.chunking import RECIPE, chunk, embedding_text
from twinbot.embedding import Embedder, StaticEmbedder, load_embedder, static_of
from twinbot.encoder import Vectors, load_encoder
from twinbot.errors import CorpusError, DocumentError, IndexStoreError
from twinbot.frequencies import FREQUENCIES_FILE, SAMPLED_PASSAGES, count_pieces
from twinbot.glossary import GLOSSARY_FILE, parse_glossary
from twinbot.index import (
    EncodedStatements,
    GenerationWriter,
    VectorCache,
    open_generation,
    open_writer,
    telling_progress,
)
from twinbot.known_questions import KNOWN_QUESTIONS_FILE, parse_known_questions
from twinbot.language import lexical_tokens
from twinbot.pins import PINS_FILE, parse_pins
from twinbot.question_vectors import (
    NO_VECTORS,
    QUESTION_VECTORS_FILE,
    QuestionVectors,
    parse_question_vectors,
)
from twinbot.reading import CorpusFile, ReadingLimits, ReadResult, list_corpus, read_documents
from twinbot.settings import Settings
from twinbot.site import SITE_FILE, parse_site
from twinbot.types import Passage

DocumentStatus: TypeAlias = Literal["added", "changed", "removed", "unchanged", "refused"]
Progress: TypeAlias = Callable[[int, int, str], None]
"""Called with the number of documents done, the number in all, and the one just done."""

CACHED_VERSIONS = 2
"""So many vectors are kept in the cache for each stored one, so that a revert costs nothing."""

QUESTIONS_AT_ONCE = 64
"""So many questions are encoded before their vectors are kept: the states of each take 100 kB."""

STATEMENTS_A_PASSAGE = 4
"""About so many are encoded."""

ATTACHED_FILES = (GLOSSARY_FILE, SITE_FILE, PINS_FILE, KNOWN_QUESTIONS_FILE)
"""Files of the corpus folder that travel with the index as they are."""


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What became of one file.

    Attributes:
        document_id: Path below the corpus folder.
        status: What was done with it.
        pages: Pages with text; 0 where it was not read.
        passages: Passages stored; 0 where it was not read.
        reasons: Why it was refused, or what the reader warns of.
    """

    document_id: str
    status: DocumentStatus
    pages: int = 0
    passages: int = 0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest run did.

    Attributes:
        documents: One report a file, ordered by document id.
        generation: The generation that is served now; ``None`` after a dry run without an index.
        published: Whether this run published it.
        duration_ms: Wall time of the run.
        notes: Which lines of the staff's tables are not used, and why.
    """

    documents: tuple[DocumentReport, ...]
    generation: str | None
    published: bool
    duration_ms: int
    notes: tuple[str, ...] = ()

    @property
    def refused(self) -> tuple[DocumentReport, ...]:
        """The files that could not be read."""
        return tuple(report for report in self.documents if report.status == "refused")

    def count(self, status: DocumentStatus) -> int:
        """Return how many documents have a status."""
        return sum(report.status == status for report in self.documents)


def ingest(
    settings: Settings,
    *,
    rebuild: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> IngestReport:
    """Bring the index up to date with the corpus folder.

    Documents are compared by hash: only what was added or changed is read and embedded. Readers
    see the old generation until the new one is complete. A file that cannot be read is reported;
    if an earlier version of it is indexed, that version stays.

    Args:
        settings: Where the corpus and the index are, which model, which limits.
        rebuild: Start from an empty generation, as after a change of model.
        dry_run: Read and report, but write nothing.
        progress: Called after each document.

    Raises:
        CorpusError: If the folder is missing, or holds nothing that can be read; the index stays
            as it was.
        IndexStoreError: If the index is locked, was built by another model (and ``rebuild`` is
            false), or cannot be written; the index stays as it was.
    """
    started = time.monotonic()
    files = _list_files(settings)
    attached = _read_attached(settings)
    if dry_run:
        generation, hashes = _published(settings)
        plan = _plan(files, {} if rebuild else hashes)
        reports = [
            _report_document(plan, file, result, settings)
            for file, result in _read(plan.to_read, settings, progress)
        ]
        return _report(plan, reports, generation, published=False, started=started)
    embedder = load_embedder(settings)
    statements = None if isinstance(embedder, StaticEmbedder) else StatementEncoder()
    made_by = recipe(settings, statements)
    with (
        open_writer(settings.index, embedder.identity, made_by, rebuild=rebuild) as writer,
        closing(_Embedding(settings, embedder, statements)) as embedding,
        telling_progress(settings.index) as tell,
    ):
        plan = _plan(files, writer.documents)
        told = _telling(tell, progress)
        reports = _store(plan, writer, embedding, settings, told)
        for document_id in plan.removed:
            writer.remove(document_id)
        if not writer.documents:
            raise _nothing_readable(settings, reports)
        changed = plan.removed or any(r.status in ("added", "changed") for r in reports)
        kept = {name: own for name, own in writer.attachments().items() if name in ATTACHED_FILES}
        if not changed and writer.based_on and kept == attached:
            return _report(plan, reports, writer.based_on, published=False, started=started)
        notes = _attach(attached, writer, embedding, settings)
        info = writer.publish()
        embedding.forget_all_but(sum(info.passages.values()))
    return _report(plan, reports, info.generation, published=True, started=started, notes=notes)


def _attach(
    attached: Mapping[str, bytes],
    writer: GenerationWriter,
    embedding: _Embedding,
    settings: Settings,
) -> tuple[str, ...]:
    """Attach the staff's tables and what is made of them and of the documents.

    Returns:
        Which lines of the tables are not used, and why.
    """
    pins = parse_pins(attached.get(PINS_FILE, b""), str(settings.corpus / PINS_FILE))
    pins.check(writer.document, str(settings.corpus / PINS_FILE))
    made = {FREQUENCIES_FILE: embedding.count_pieces(writer.sample_texts(SAMPLED_PASSAGES))}
    place = str(settings.corpus / KNOWN_QUESTIONS_FILE)
    known = parse_known_questions(attached.get(KNOWN_QUESTIONS_FILE, b""), place)
    notes: tuple[str, ...] = ()
    if known and embedding.encodes:
        questions, notes = place_questions(known, writer, embedding)
        made[LIKENESS_FILE] = dump_known_questions(questions)
    writer.attach({**attached, **made})
    return notes


def _telling(tell: Callable[[int, int], None], progress: Progress | None) -> Progress:
    """Return what tells waiting servers and the caller of each document."""

    def told(done: int, total: int, document_id: str) -> None:
        tell(done, total)
        if progress:
            progress(done, total, document_id)

    return told


def recipe(settings: Settings, statements: StatementEncoder | None) -> str:
    """Return what besides the model decides what is stored: an index of another is rebuilt."""
    encoded = f"/{statements.identity.fingerprint}/{PLACING}" if statements else ""
    return f"{RECIPE}/{settings.passage_chars}{encoded}"


def stale_documents(settings: Settings) -> dict[str, DocumentStatus]:
    """Return what in the corpus is newer than the index, by document id.

    Raises:
        CorpusError: If the corpus folder is missing.
    """
    plan = _plan(list_corpus(settings.corpus), _published(settings)[1])
    changes = {file.document_id: plan.status(file) for file in plan.to_read if file.supported}
    return changes | dict.fromkeys(plan.removed, "removed")


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a run has to do."""

    to_read: tuple[CorpusFile, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    indexed: Mapping[str, str]

    def status(self, file: CorpusFile) -> DocumentStatus:
        """Return what a successfully read file is to the index."""
        return "changed" if file.document_id in self.indexed else "added"


class _Embedding:
    """The models and what they made before."""

    def __init__(
        self, settings: Settings, embedder: Embedder, statements: StatementEncoder | None
    ) -> None:
        """Open the caches of the models; without the second no sentence is encoded."""
        self._index = settings.index
        self._embedder = embedder
        self._statements = statements
        self._shipped = _read_question_vectors(settings)
        self._questions = 0
        self._cache = VectorCache(settings.index, embedder.identity)
        self._statement_cache = (
            VectorCache(settings.index, statements.identity) if statements else None
        )

    def close(self) -> None:
        """Close the caches."""
        self._cache.close()
        if self._statement_cache:
            self._statement_cache.close()

    def forget_all_but(self, passages: int) -> None:
        """Remove from the cache what an index of so many passages does not need, oldest first."""
        made = 1 + STATEMENTS_A_PASSAGE if self._statements else 1
        self._cache.prune(CACHED_VERSIONS * (made * passages + self._questions))

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of passages, float32 of shape (texts, dimension)."""
        return self._cache.embed(texts, self._embedder.embed_passages)

    def encode_statements(self, title: str, passages: Sequence[Passage]) -> list[EncodedStatements]:
        """Return what of each passage of a document can be quoted alone, encoded."""
        if self._statements is None or self._statement_cache is None:
            return []
        return self._statements.encode(title, passages, self._statement_cache)

    @property
    def encodes(self) -> bool:
        """Whether the encoder is used."""
        return self._statements is not None

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return the encoder's vectors of questions, float32 of shape (texts, dimension)."""
        encoder = load_encoder()
        vectors = np.zeros((len(texts), encoder.identity.dimension), dtype=np.float32)
        comparable = self._shipped.encoder == encoder.fingerprint
        shipped = self._shipped if comparable else NO_VECTORS
        missing = []
        for place, text in enumerate(texts):
            vector = shipped.look_up(text)
            if vector is None:
                missing.append(place)
            else:
                vectors[place] = vector
        self._questions = len(missing)
        with closing(VectorCache(self._index, encoder.identity)) as cache:
            for start in range(0, len(missing), QUESTIONS_AT_ONCE):
                some = missing[start : start + QUESTIONS_AT_ONCE]
                asked = [texts[place] for place in some]
                vectors[some] = cache.embed(asked, encoder.encode_queries)
        return vectors

    def count_pieces(self, texts: Sequence[str]) -> bytes:
        """Count the pieces of passages, with the static model whatever model made the vectors."""
        return count_pieces(texts, static_of(self._embedder)).dump()


def _plan(files: Sequence[CorpusFile], indexed: Mapping[str, str]) -> _Plan:
    """Compare the corpus with the index by hash."""
    present = {file.document_id for file in files}
    return _Plan(
        to_read=tuple(f for f in files if indexed.get(f.document_id) != f.sha256),
        unchanged=tuple(f.document_id for f in files if indexed.get(f.document_id) == f.sha256),
        removed=tuple(sorted(set(indexed) - present)),
        indexed=dict(indexed),
    )


def _list_files(settings: Settings) -> list[CorpusFile]:
    """List the corpus, refusing one without documents: an empty folder is rarely meant."""
    files = list(list_corpus(settings.corpus))
    if not files:
        message = (
            f"{settings.corpus}: the corpus folder holds no documents; nothing was changed. "
            "Put files (.md, .html, .pdf, .docx, .txt) into it and run twinbot ingest again."
        )
        raise CorpusError(message)
    return files


def _read_attached(settings: Settings) -> dict[str, bytes]:
    """Read the files that travel with the index, checking each."""
    attached = {
        name: (settings.corpus / name).read_bytes()
        for name in ATTACHED_FILES
        if (settings.corpus / name).is_file()
    }
    if GLOSSARY_FILE in attached:
        parse_glossary(attached[GLOSSARY_FILE], str(settings.corpus / GLOSSARY_FILE))
    if SITE_FILE in attached:
        parse_site(attached[SITE_FILE], str(settings.corpus / SITE_FILE))
    if PINS_FILE in attached:
        parse_pins(attached[PINS_FILE], str(settings.corpus / PINS_FILE))
    if KNOWN_QUESTIONS_FILE in attached:
        place = str(settings.corpus / KNOWN_QUESTIONS_FILE)
        parse_known_questions(attached[KNOWN_QUESTIONS_FILE], place)
    return attached


def _read_question_vectors(settings: Settings) -> QuestionVectors:
    """Read the vectors that come with the corpus' questions; there may be none."""
    path = settings.corpus / QUESTION_VECTORS_FILE
    return parse_question_vectors(path.read_bytes() if path.is_file() else b"", str(path))


def _published(settings: Settings) -> tuple[str | None, dict[str, str]]:
    """Return the published generation and the hashes it holds; nothing where there is none."""
    try:
        with open_generation(settings.index) as generation:
            hashes = {summary.document_id: summary.sha256 for summary in generation.documents()}
            return generation.info.generation, hashes
    except IndexStoreError:
        return None, {}


def _read(
    files: Sequence[CorpusFile], settings: Settings, progress: Progress | None
) -> Iterator[tuple[CorpusFile, ReadResult | DocumentError]]:
    """Read files in limited child processes, telling ``progress`` after each."""
    limits = ReadingLimits(
        timeout_s=settings.read_timeout_s,
        memory_mb=settings.read_memory_mb,
        max_file_mb=settings.max_file_mb,
        max_pages=settings.max_pages,
    )
    for done, (file, result) in enumerate(read_documents(files, limits), start=1):
        if progress:
            progress(done, len(files), file.document_id)
        yield file, result


def _store(
    plan: _Plan,
    writer: GenerationWriter,
    embedding: _Embedding,
    settings: Settings,
    progress: Progress | None,
) -> list[DocumentReport]:
    """Read, chunk, embed and write what is new."""
    reports = []
    for file, result in _read(plan.to_read, settings, progress):
        reports.append(_report_document(plan, file, result, settings))
        if isinstance(result, DocumentError):
            continue
        document = result.document
        passages = chunk(document, settings.passage_chars)
        texts = [embedding_text(passage, document.title) for passage in passages]
        writer.put(
            document,
            passages,
            embedding.embed(texts),
            [lexical_tokens(text, document.language) for text in texts],
            embedding.encode_statements(document.title, passages),
        )
    return reports


def _report_document(
    plan: _Plan, file: CorpusFile, result: ReadResult | DocumentError, settings: Settings
) -> DocumentReport:
    """Say what became of a file that was read, or could not be."""
    if isinstance(result, DocumentError):
        reason = str(result).removeprefix(f"{file.document_id}: ")
        kept = ("the last version that could be read stays",)
        return DocumentReport(
            document_id=file.document_id,
            status="refused",
            reasons=(reason, *(kept if file.document_id in plan.indexed else ())),
        )
    return DocumentReport(
        document_id=file.document_id,
        status=plan.status(file),
        pages=len(result.document.pages),
        passages=len(chunk(result.document, settings.passage_chars)),
        reasons=tuple(result.warnings),
    )


def _nothing_readable(settings: Settings, reports: Sequence[DocumentReport]) -> CorpusError:
    reasons = "; ".join(f"{report.document_id}: {report.reasons[0]}" for report in reports[:5])
    return CorpusError(
        f"{settings.corpus}: no document could be read, so nothing was published ({reasons}). "
        "Mend or add documents and run twinbot ingest again."
    )


def _report(
    plan: _Plan,
    reports: Sequence[DocumentReport],
    generation: str | None,
    *,
    published: bool,
    started: float,
    notes: tuple[str, ...] = (),
) -> IngestReport:
    """Put the reports of all files together, ordered by document id."""
    others = [
        *(DocumentReport(document_id, "unchanged") for document_id in plan.unchanged),
        *(DocumentReport(document_id, "removed") for document_id in plan.removed),
    ]
    return IngestReport(
        documents=tuple(sorted([*reports, *others], key=lambda report: report.document_id)),
        generation=generation,
        published=published,
        duration_ms=round((time.monotonic() - started) * 1000),
        notes=notes,
    )
