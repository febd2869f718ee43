"""Word search: one tantivy index per language, over tokens made by `twinbot.language`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from twinbot.index.failures import ForeignStoreError
from twinbot.index.values import ScoredId
from twinbot.types import LANGUAGES, Language

if TYPE_CHECKING:
    import tantivy

_WRITER_HEAP_BYTES = 30_000_000
_MAX_QUERY_TOKENS = 512
_FREQUENCIES = "freq"

_TIES = 64
"""Hits fetched beyond ``k``, so that ties at the cut are decided by id and not by segment."""


class LexicalWriter:
    """Adds and removes passages in the word indexes below one folder."""

    def __init__(self, folder: Path) -> None:
        """Write below ``folder``; an index is opened or made when it first changes."""
        self._folder = folder
        self._indexes: dict[Language, tantivy.Index] = {}
        self._writers: dict[Language, tantivy.IndexWriter] = {}

    def add(
        self,
        document_id: str,
        language: Language,
        passage_ids: Sequence[str],
        tokens: Sequence[Sequence[str]],
    ) -> None:
        """Add the passages of one document."""
        import tantivy

        with _translated():
            writer = self._writer(language)
            for passage_id, words in zip(passage_ids, tokens, strict=True):
                writer.add_document(
                    tantivy.Document(
                        passage_id=[passage_id], document_id=[document_id], tokens=[" ".join(words)]
                    )
                )

    def remove(self, document_id: str) -> None:
        """Remove the passages of a document in every language."""
        with _translated():
            for language in LANGUAGES:
                if (self._folder / language / "meta.json").exists():
                    self._writer(language).delete_documents_by_term("document_id", document_id)

    def commit(self) -> None:
        """Write everything to disk and close."""
        with _translated():
            for writer in self._writers.values():
                writer.commit()
                writer.wait_merging_threads()
        self.close()

    def close(self) -> None:
        """Drop what was not committed; safe to call twice."""
        self._writers.clear()
        self._indexes.clear()

    def _writer(self, language: Language) -> tantivy.IndexWriter:
        import tantivy

        if language not in self._writers:
            folder = self._folder / language
            folder.mkdir(parents=True, exist_ok=True)
            index = tantivy.Index(_schema(), path=str(folder), reuse=True)
            self._indexes[language] = index
            self._writers[language] = index.writer(_WRITER_HEAP_BYTES, 1)
        return self._writers[language]


class LexicalReader:
    """Ranks passages by BM25 over their tokens; thread-safe."""

    def __init__(self, folder: Path) -> None:
        """Open the indexes that exist.

        Raises:
            ForeignStoreError: If one is damaged.
        """
        import tantivy

        self._schema = _schema()
        self._searchers: dict[Language, Any] = {}
        with _translated():
            for language in LANGUAGES:
                if (folder / language / "meta.json").exists():
                    index = tantivy.Index.open(str(folder / language))
                    index.config_reader("manual")  # never changes: no thread need watch it
                    self._searchers[language] = index.searcher()

    def search(self, tokens: Iterable[str], language: Language, k: int) -> list[ScoredId]:
        """Return the best ``k`` passages that hold any of the tokens; ties go by id."""
        import tantivy

        searcher = self._searchers.get(language)
        wanted = [t for t in dict.fromkeys(tokens) if _is_encodable(t)][:_MAX_QUERY_TOKENS]
        if searcher is None or not wanted or k < 1:
            return []
        with _translated():
            terms = [
                tantivy.Query.term_query(self._schema, "tokens", token, _FREQUENCIES)
                for token in wanted
            ]
            query = tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])
            hits = searcher.search(query, limit=k + _TIES, count=False).hits
            found = [
                ScoredId(searcher.doc(address)["passage_id"][0], float(score))
                for score, address in _with_ties(hits, k)
            ]
        return sorted(found, key=lambda hit: (-hit.score, hit.passage_id))[:k]

    def count(self, language: Language) -> int:
        """Return how many passages a language has."""
        searcher = self._searchers.get(language)
        return int(searcher.num_docs) if searcher else 0


def _with_ties(hits: Sequence[tuple[float, Any]], k: int) -> Sequence[tuple[float, Any]]:
    """Return the first ``k`` hits and those behind them with the score of the last."""
    end = min(k, len(hits))
    while end < len(hits) and hits[end][0] == hits[end - 1][0]:
        end += 1
    return hits[:end]


def _schema() -> tantivy.Schema:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("passage_id", stored=True, tokenizer_name="raw")
    builder.add_text_field("document_id", stored=False, tokenizer_name="raw")
    builder.add_text_field(
        "tokens", stored=False, tokenizer_name="whitespace", index_option=_FREQUENCIES
    )
    return builder.build()


def _is_encodable(token: str) -> bool:
    """Tell whether a token is valid Unicode: a question may hold lone surrogates."""
    return bool(token) and not any("\ud800" <= character <= "\udfff" for character in token)


@contextmanager
def _translated() -> Iterator[None]:
    """Raise tantivy's errors, which are plain ``ValueError`` s, as one that the callers know."""
    try:
        yield
    except (ValueError, RuntimeError) as error:
        message = f"tantivy: {error}"
        raise ForeignStoreError(message) from error
