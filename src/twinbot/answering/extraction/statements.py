"""What of a passage can be quoted alone: sentences, lists with their introduction, table rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from twinbot.answering.extraction.concepts import text_concepts
from twinbot.answering.extraction.names import NameFinder
from twinbot.chunking import table_header
from twinbot.embedding import Pieces
from twinbot.kept import Kept
from twinbot.language import matching_form, sentence_spans
from twinbot.types import Language, Passage, Span

MIN_CHARS: Mapping[Language, int] = {"de": 20, "en": 20, "ja": 10}
"""Shorter pieces are labels, not statements, unless they are made like one: see `_is_label`."""

MIN_SENTENCE_CHARS: Mapping[Language, int] = {"de": 12, "en": 12, "ja": 6}
"""As much has a sentence at least: "Eintritt frei.", "It is closed.", 「要予約です。」."""

MAX_LIST_CHARS = 900
"""A longer list is quoted by its items."""

PASSAGES_KEPT = 10_000
"""Passages whose statements are kept cut up for the next question, about 3 kB each."""

MAX_LINES = 8
"""Of a list or table, so many lines are also looked at one by one."""

ITEM_MARK = r"(?:- |\d{1,2}[.)] )"
"""What an item of a list begins with, as a fragment for regular expressions."""

_ITEMS = re.compile(rf"^(?P<mark>{ITEM_MARK}).*(?:\n{ITEM_MARK}.*)*", re.MULTILINE)
_ROWS = re.compile(r"^(?:.* )?\| .*(?:\n(?:.* )?\| .*)+", re.MULTILINE)
"""The first cell of a header may be empty, and no blank stands before its bar then."""

_ANNOUNCES = re.compile(r"次の|以下の|folgende|following")
_ENDS = re.compile(r"[.!。！…:：)）」』\"“”]$|\|")
_STOPS = re.compile(r"[.!。！]$")
_GIVES = re.compile(
    r"\S \| \S|^(?!(?:stand|seite|foto|abb|as of|page|photo|写真|図|頁|ページ)\b)"
    r"[^:：]*[^\W\d][^:：]*[:：](?!//) ?[^:：]*\d",
    re.IGNORECASE,
)
_OPEN_END = re.compile(r"[a-zäöüß,;、‐-]$")
_ASKS = re.compile(r"[?？]$")
_TELLS_OF_ITSELF = re.compile(
    r"Diese[rs]? (?:Seite|Heft|Blatt|Übersicht|Dokument|Text) "
    r"(?:beschreibt|erklärt|nennt|sammelt|sagt|stellt|zeigt|fasst)\b(?!, dass)|"
    r"This (?:page|document|leaflet|overview|text) "
    r"(?:collects|describes|explains|introduces|lists|names|says|shows|sums)\b(?! that)|"
    r"この(?:ページ|文書|資料|冊子)(?:では|は).*(?:紹介|説明|解説|案内|まとめ)(?:し|て)"
)
"""So begins what only says what a page is about."""

_DIGIT = re.compile(r"\d")


class Cutter(Protocol):
    """What cuts texts into the pieces of the embedding model."""

    def cut(self, texts: Sequence[str]) -> list[Pieces]:
        """Return the numbers of the pieces of texts."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """What of the glossary a text mentions, in whatever language.

    Attributes:
        entries: Numbers of the entries.
        names: Those of them that are names, not terms.
    """

    entries: frozenset[int]
    names: frozenset[int]


@dataclass(frozen=True, slots=True)
class Statement:
    """What of a passage can be quoted alone.

    Attributes:
        span: Where it stands in the passage's text.
        text: Its words.
        form: Its `matching_form`.
        pieces: Its pieces, int32.
        mentioned: What of the glossary it mentions; a row of a table, with its header.
        concepts: What its words mean, see `twinbot.answering.extraction.concepts`.
        lines: Pieces of its lines, where it is a list or a table: the introduction alone, or one
            item, may be what answers.
    """

    span: Span
    text: str
    form: str
    pieces: Pieces
    mentioned: Mentioned
    concepts: frozenset[int]
    lines: tuple[Pieces, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What a reader knows before a statement, see `statement_context`.

    Attributes:
        text: Its words.
        form: Its `matching_form`.
        pieces: Its pieces, int32.
        mentioned: What of the glossary it mentions.
        concepts: What its words mean, see `twinbot.answering.extraction.concepts`.
    """

    text: str
    form: str
    pieces: Pieces
    mentioned: Mentioned
    concepts: frozenset[int]


class StatementFinder:
    """Finds the statements of passages and remembers them; may be used from many threads."""

    def __init__(self, cutter: Cutter, names: NameFinder) -> None:
        """Cut texts with ``cutter``, find names with ``names``."""
        self._cutter = cutter
        self._names = names
        self._kept: Kept[tuple[str, Language, bool], tuple[Statement, ...]] = Kept(PASSAGES_KEPT)
        self._kept_contexts: Kept[str, Context] = Kept(PASSAGES_KEPT)
        self._kept_forms: Kept[str, str] = Kept(PASSAGES_KEPT)

    def find(
        self, passages: Sequence[Passage], *, listing: bool = False
    ) -> list[tuple[Statement, ...]]:
        """Return the statements of each passage, see `find_statements`."""
        keys = [(passage.text, passage.language, listing) for passage in passages]
        return self._kept.look_up(keys, self._find)

    def read_contexts(self, texts: Sequence[str]) -> list[Context]:
        """Return what goes before statements, taken apart."""
        return self._kept_contexts.look_up(texts, self._read_contexts)

    def forms(self, passages: Sequence[Passage]) -> list[str]:
        """Return the matching form of each passage."""
        return self._kept_forms.look_up(
            [passage.text for passage in passages],
            lambda texts: {text: matching_form(text) for text in texts},
        )

    def _read_contexts(self, texts: list[str]) -> dict[str, Context]:
        return {
            text: Context(
                text,
                matching_form(text),
                pieces,
                find_mentioned(text, self._names),
                text_concepts(matching_form(text)),
            )
            for text, pieces in zip(texts, self._cutter.cut(texts), strict=True)
        }

    def _find(
        self, keys: list[tuple[str, Language, bool]]
    ) -> dict[tuple[str, Language, bool], tuple[Statement, ...]]:
        spans = [
            find_statements(text, language, listing=listing) for text, language, listing in keys
        ]
        texts = [[span.of(key[0]) for span in own] for key, own in zip(keys, spans, strict=True)]
        pieces = iter(self._cutter.cut([text for own in texts for text in own]))
        return {
            key: tuple(
                Statement(
                    span,
                    text,
                    matching_form(text),
                    next(pieces),
                    find_mentioned(_with_header(key[0], span), self._names),
                    text_concepts(matching_form(text)),
                    self._lines(text),
                )
                for span, text in zip(own, own_texts, strict=True)
            )
            for key, own, own_texts in zip(keys, spans, texts, strict=True)
        }

    def _lines(self, text: str) -> tuple[Pieces, ...]:
        lines = [line for line in text.split("\n") if line.strip()]
        return tuple(self._cutter.cut(lines[:MAX_LINES])) if len(lines) > 1 else ()


def find_mentioned(text: str, finder: NameFinder) -> Mentioned:
    """Return what of the glossary a text mentions."""
    entries = frozenset[int]().union(*finder.find(text).found)
    return Mentioned(entries, entries & finder.names)


def statement_spans(text: str, language: Language) -> list[Span]:
    """Return the spans of all that a question may find in a passage, see `find_statements`."""
    return sorted(
        {
            span
            for listing in (False, True)
            for span in find_statements(text, language, listing=listing)
        }
    )


def statement_text(context: str, statement: str) -> str:
    """Return what is encoded of a statement.

    Args:
        context: What a reader knows before it, see `statement_context`.
        statement: Its words.
    """
    return f"{context}\n{statement}" if context else statement


def reading_context(title: str, passage: Passage) -> str:
    """Return what a reader knows before a statement: the title and the headings above it."""
    return f"{title} {passage.heading}".strip()


def statement_context(context: str, text: str, span: Span) -> str:
    """Return what a reader knows before a statement of a passage.

    Args:
        context: The title and the headings above, see `reading_context`.
        text: The passage's.
        span: Of the statement in it; before a row of a table its header is known too, if the
            passage holds it: the first row of one that begins within a table is no header.
    """
    header = table_header(text, span)
    if header is None or not _is_header(text, header):
        return context
    return f"{context} {header.of(text)}".strip()


def find_statements(text: str, language: Language, *, listing: bool = False) -> list[Span]:
    """Return the spans, within a passage's text, of what can be quoted alone.

    These are sentences long enough to state a fact; a list counts as one with the line that
    introduces it, because its items say nothing without it, and so does a table that a sentence
    announces. Questions, heads of tables, lines that stand alone without a full stop and what a
    page says of itself only name what follows, and state nothing.

    Args:
        text: A passage's text.
        language: Its language.
        listing: Whether several things are asked for; then a short table counts as one too, and a
            list with the sentence before it even where that does not announce it, or alone where
            it begins the passage: its heading introduces it.
    """
    sentences = sentence_spans(text, language)
    whole = list(_lists(text, sentences, any_introduction=listing))
    whole += _announced_tables(text, sentences)
    if listing:
        whole += [table for table in _tables(text) if not _lies_in(table, whole)]
    alone = [
        span
        for span in sentences
        if not _is_label(span.of(text), language)
        and not _is_heading(text, span)
        and not _is_header(text, span)
        and not _TELLS_OF_ITSELF.match(span.of(text))
        and not _is_torn(text, span)
        and not _lies_in(span, whole)
    ]
    return sorted([*alone, *whole])


def _lists(text: str, sentences: Sequence[Span], *, any_introduction: bool) -> Iterator[Span]:
    """Yield the spans of lists together with the sentence that introduces each."""
    for items in _ITEMS.finditer(text):
        introduction = _line_before(items.start(), text, sentences)
        if introduction:
            introduces = any_introduction or _announces(introduction.of(text))
        else:  # the heading does, where several things are asked for
            introduces = any_introduction and not text[: items.start()].strip()
        start = introduction.start if introduction else items.start()
        if introduces and items.end() - start <= MAX_LIST_CHARS:
            yield Span(start, items.end())


def _announced_tables(text: str, sentences: Sequence[Span]) -> Iterator[Span]:
    """Yield the spans of tables together with the sentence that says they follow."""
    for table in _tables(text):
        introduction = _line_before(table.start, text, sentences)
        if (
            introduction
            and _announces(introduction.of(text))
            and table.end - introduction.start <= MAX_LIST_CHARS
        ):
            yield Span(introduction.start, table.end)


def _line_before(start: int, text: str, sentences: Sequence[Span]) -> Span | None:
    """Return the sentence right before a list or table."""
    before = [span for span in sentences if span.end <= start]
    return before[-1] if before and not text[before[-1].end : start].strip() else None


def _announces(introduction: str) -> bool:
    return introduction.endswith((":", "：")) or bool(_ANNOUNCES.search(introduction))


def _tables(text: str) -> Iterator[Span]:
    for rows in _ROWS.finditer(text):
        if len(rows.group()) <= MAX_LIST_CHARS:
            yield Span(*rows.span())


def _lies_in(span: Span, others: Sequence[Span]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in others)


def _is_label(piece: str, language: Language) -> bool:
    """Tell whether a piece is too short to state a fact.

    What a bar divides, as the cells of a row, states one however short ("Mo | 9–17"), and so does
    what names a thing and gives a number for it ("Fee: 5 €"), but for what only says of when or
    where a text is; a sentence that ends as such needs few words.
    """
    if len(piece) >= MIN_CHARS[language] or _GIVES.search(piece):
        return False
    return not (_STOPS.search(piece) and len(piece) >= MIN_SENTENCE_CHARS[language])


def _with_header(text: str, span: Span) -> str:
    """Return a statement; a row of a table after the header, which may say of whom it is."""
    header = table_header(text, span)
    return f"{header.of(text)} {span.of(text)}" if header else span.of(text)


def _is_heading(text: str, span: Span) -> bool:
    """Tell whether a sentence only names what follows: a question, or a line alone without end."""
    sentence = span.of(text)
    if _ASKS.search(sentence):
        return True
    alone_before = span.start == 0 or text[: span.start].endswith("\n\n")
    alone_after = text[span.end :].startswith("\n\n")
    return alone_before and alone_after and not _ENDS.search(sentence)


def _is_header(text: str, span: Span) -> bool:
    """Tell whether a row is the head of a table, which only names what stands below.

    A passage may also begin in the middle of a table; its first row counts as a head only where it
    holds no figure.
    """
    row, below = span.of(text), text.find("\n", span.end) + 1
    if "|" not in row or not below or table_header(text, Span(below, below)) != span:
        return False
    return bool(text[: span.start].strip()) or not _DIGIT.search(row)


def _is_torn(text: str, span: Span) -> bool:
    """Tell whether a page break tore a sentence: it begins or ends in the middle."""
    if "|" in span.of(text):
        return False  # rows are torn nowhere
    begins_inside = span.start == 0 and (text[:1].islower() or text[:1] in "(（,、;")
    ends_open = span.end == len(text) and bool(_OPEN_END.search(span.of(text)))
    return begins_inside or ends_open
