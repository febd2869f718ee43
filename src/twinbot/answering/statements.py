"""What of a passage can be quoted alone: sentences, lists with their introduction, table rows."""

from __future__ import annotations

import re
from collections.abc import Mapping

from twinbot.language import sentence_spans
from twinbot.types import Hit, Language, Span

MIN_CHARS: Mapping[Language, int] = {"de": 20, "en": 20, "ja": 10}
"""Shorter pieces are labels, not statements."""

MAX_LIST_CHARS = 600
"""A longer list is quoted by its items."""

_ITEMS = re.compile(r"^- .*(?:\n- .*)*", re.MULTILINE)
_ANNOUNCES = re.compile(r"次の|以下の|folgende|following")


def find_statements(hit: Hit) -> list[Span]:
    """Return the spans, within the passage's text, of what can be quoted alone.

    These are sentences long enough to state a fact; a list counts as one with the line that
    introduces it, because its items say nothing without it.
    """
    passage = hit.passage
    sentences = sentence_spans(passage.text, passage.language)
    lists = _find_lists(passage.text, sentences)
    alone = [
        span
        for span in sentences
        if len(span) >= MIN_CHARS[passage.language]
        and not any(taken.start <= span.start and span.end <= taken.end for taken in lists)
    ]
    return sorted([*alone, *lists])


def _find_lists(text: str, sentences: list[Span]) -> list[Span]:
    """Return the spans of lists together with the sentence that introduces each."""
    lists = []
    for items in _ITEMS.finditer(text):
        before = [span for span in sentences if span.end <= items.start()]
        if not before or text[before[-1].end : items.start()].strip():
            continue
        introduction = before[-1].of(text)
        introduces = introduction.endswith((":", "：")) or bool(_ANNOUNCES.search(introduction))
        if introduces and items.end() - before[-1].start <= MAX_LIST_CHARS:
            lists.append(Span(before[-1].start, items.end()))
    return lists
