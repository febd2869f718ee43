"""What of a passage can be quoted alone: sentences, lists with their introduction, table rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from twinbot.language import sentence_spans
from twinbot.types import Hit, Language, Span

MIN_CHARS: Mapping[Language, int] = {"de": 20, "en": 20, "ja": 10}
"""Shorter pieces are labels, not statements."""

MAX_LIST_CHARS = 900
"""A longer list is quoted by its items."""

_ITEMS = re.compile(r"^(?P<mark>- |\d{1,2}[.)] ).*(?:\n(?:- |\d{1,2}[.)] ).*)*", re.MULTILINE)
_ROWS = re.compile(r"^.* \| .*(?:\n.* \| .*)+", re.MULTILINE)
_ANNOUNCES = re.compile(r"次の|以下の|folgende|following")
_ENDS = re.compile(r"[.!。！…:：)）」』\"“”]$|\|")
_OPEN_END = re.compile(r"[a-zäöüß,;、]$")
_ASKS = re.compile(r"[?？]$")


def find_statements(hit: Hit, *, listing: bool = False) -> list[Span]:
    """Return the spans, within the passage's text, of what can be quoted alone.

    These are sentences long enough to state a fact; a list counts as one with the line that
    introduces it, because its items say nothing without it. Questions and lines that stand alone
    without a full stop are headings of what follows, and state nothing.

    Args:
        hit: The passage.
        listing: Whether several things are asked for; then a short table counts as one too, and a
            list with the sentence before it even where that does not announce it.
    """
    passage = hit.passage
    text = passage.text
    sentences = sentence_spans(text, passage.language)
    whole = list(_lists(text, sentences, any_introduction=listing))
    if listing:
        whole += _tables(text)
    alone = [
        span
        for span in sentences
        if len(span) >= MIN_CHARS[passage.language]
        and not _is_heading(text, span)
        and not _is_torn(text, span)
        and not any(taken.start <= span.start and span.end <= taken.end for taken in whole)
    ]
    return sorted([*alone, *whole])


def _lists(text: str, sentences: Sequence[Span], *, any_introduction: bool) -> Iterator[Span]:
    """Yield the spans of lists together with the sentence that introduces each."""
    for items in _ITEMS.finditer(text):
        before = [span for span in sentences if span.end <= items.start()]
        if not before or text[before[-1].end : items.start()].strip():
            continue
        introduction = before[-1].of(text)
        introduces = (
            any_introduction
            or introduction.endswith((":", "："))
            or bool(_ANNOUNCES.search(introduction))
        )
        if introduces and items.end() - before[-1].start <= MAX_LIST_CHARS:
            yield Span(before[-1].start, items.end())


def _tables(text: str) -> Iterator[Span]:
    for rows in _ROWS.finditer(text):
        if len(rows.group()) <= MAX_LIST_CHARS:
            yield Span(*rows.span())


def _is_heading(text: str, span: Span) -> bool:
    """Tell whether a sentence only names what follows: a question, or a line alone without end."""
    sentence = span.of(text)
    if _ASKS.search(sentence):
        return True
    alone_before = span.start == 0 or text[: span.start].endswith("\n\n")
    alone_after = text[span.end :].startswith("\n\n")
    return alone_before and alone_after and not _ENDS.search(sentence)


def _is_torn(text: str, span: Span) -> bool:
    """Tell whether a page break tore a sentence: it begins or ends in the middle."""
    begins_small = span.start == 0 and text[:1].islower()
    ends_open = span.end == len(text) and bool(_OPEN_END.search(span.of(text)))
    return begins_small or ends_open
