"""Word search: one tantivy index per language, over tokens made by `twinbot.language`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import tantivy

from twinbot.index.values import ScoredId
from twinbot.types import LANGUAGES, Language

_WRITER_HEAP_BYTES = 30_000_000
_MAX_QUERY_TOKENS = 512


class LexicalWriter:
    """Adds and removes passages in the word indexes below one folder."""

    def __init__(self, folder: Path) -> None:
        """Open or create the indexes."""
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
        writer = self._writer(language)
        for passage_id, words in zip(passage_ids, tokens, strict=True):
            writer.add_document(
                tantivy.Document(
                    passage_id=[passage_id], document_id=[document_id], tokens=[" ".join(words)]
                )
            )

    def remove(self, document_id: str) -> None:
        """Remove the passages of a document in every language."""
        for language in LANGUAGES:
            if (self._folder / language / "meta.json").exists():
                self._writer(language).delete_documents_by_term("document_id", document_id)

    def close(self) -> None:
        """Write everything to disk."""
        for writer in self._writers.values():
            writer.commit()
            writer.wait_merging_threads()
        self._writers.clear()
        self._indexes.clear()

    def _writer(self, language: Language) -> tantivy.IndexWriter:
        if language not in self._writers:
            folder = self._folder / language
            folder.mkdir(parents=True, exist_ok=True)
            index = tantivy.Index(_schema(), path=str(folder), reuse=True)
            self._indexes[language] = index
            self._writers[language] = index.writer(_WRITER_HEAP_BYTES, 1)
        return self._writers[language]


class LexicalReader:
    """Ranks passages by BM25 over their tokens."""

    def __init__(self, folder: Path) -> None:
        """Open the indexes that exist."""
        self._schema = _schema()
        self._indexes = {
            language: tantivy.Index.open(str(folder / language))
            for language in LANGUAGES
            if (folder / language / "meta.json").exists()
        }

    def search(self, tokens: Iterable[str], language: Language, k: int) -> list[ScoredId]:
        """Return the best ``k`` passages that hold any of the tokens; ties go by id."""
        index = self._indexes.get(language)
        wanted = list(dict.fromkeys(tokens))[:_MAX_QUERY_TOKENS]
        if index is None or not wanted:
            return []
        query = tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Should, tantivy.Query.term_query(self._schema, "tokens", token))
                for token in wanted
            ]
        )
        searcher = index.searcher()
        found = [
            ScoredId(searcher.doc(address)["passage_id"][0], float(score))
            for score, address in searcher.search(query, k).hits
        ]
        return sorted(found, key=lambda hit: (-hit.score, hit.passage_id))

    def count(self, language: Language) -> int:
        """Return how many passages a language has."""
        index = self._indexes.get(language)
        return int(index.searcher().num_docs) if index else 0


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("passage_id", stored=True, tokenizer_name="raw")
    builder.add_text_field("document_id", stored=False, tokenizer_name="raw")
    builder.add_text_field("tokens", stored=False, tokenizer_name="whitespace", index_option="freq")
    return builder.build()
