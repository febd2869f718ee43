"""Which of the scored sentences are quoted, in which order, and with what they need to be clear."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from twinbot.answering.interaction import Vectors
from twinbot.answering.sentences import ScoredSentence
from twinbot.language import sentence_spans
from twinbot.types import Page, Span

MAX_QUOTES = 3

NEXT_BEST_SHARE = 0.80
"""A further sentence is quoted if it scores at least this share of the best."""

RIVAL_SHARE = 0.93
"""Statements from different years are ordered by them if they score at least this share of the
best; a weaker one may be about something else."""

SAME_MATTER_COSINE = 0.45
"""And if they are at least this close to it: two numbers of inhabitants are .55 and more."""

ADDING_SHARE = 0.72
"""One that brings words of the question that are still missing needs only this share."""

MIN_GAIN = 0.22
"""So much of the question's weight must such a sentence bring."""

REPETITION_COSINE = 0.85
"""A further sentence this close to one already quoted repeats it."""

_OPENS_WITH_PRONOUN = re.compile(
    r"(?:Er|Sie|Es|Dies(?:e[rsmn]?)?|Jene[rs]?|Dort|Dabei|Damit|Dafür|Danach|Daher|Deshalb|Darum|"
    r"Seine?|Ihre?[nmrs]?|Beide|Auch|Zudem|Außerdem|He|She|It|They|This|These|That|Those|There|"
    r"His|Her|Its|Their|Both|Also|However|Therefore)\b|"
    r"この|その|これ|それ|同(?!時)|両者|また、|さらに|ここ|そこ"
)
_YEAR = re.compile(r"(?<![\d.,])(?:1\d|20)\d\d(?![\d.,]\d)")


@dataclass(frozen=True, slots=True)
class Choice:
    """What is quoted.

    Attributes:
        sentences: In the order in which they are shown.
        newest_first: Whether they tell of different years and are ordered by them.
    """

    sentences: tuple[ScoredSentence, ...]
    newest_first: bool = False


def choose(scored: Sequence[ScoredSentence], *, dated: bool) -> Choice:
    """Return the best sentence and those that add to it, in its language.

    A further sentence is taken when it is nearly as good, or when it holds words of the question
    that those already taken lack, as where two facts stand in two documents.

    Args:
        scored: Every sentence, best first; not empty.
        dated: Whether the kind of fact asked for changes over time, such as who holds an office.
    """
    best = scored[0]
    chosen = [best]
    covered: Vectors = best.matched
    for sentence in scored[1:]:
        if len(chosen) == MAX_QUOTES or sentence.score < ADDING_SHARE * best.score:
            break
        if sentence.hit.passage.language != best.hit.passage.language or _repeats(sentence, chosen):
            continue
        if sentence.signals.rival and not best.signals.rival:
            continue  # it tells of another than asked about
        gain = float(np.maximum(sentence.matched - covered, 0.0) @ best.shares)
        if sentence.score >= NEXT_BEST_SHARE * best.score or gain >= MIN_GAIN:
            chosen.append(sentence)
            covered = np.maximum(covered, sentence.matched)
    limit = RIVAL_SHARE * best.score
    years = [
        _latest_year(sentence.text)
        if sentence.score >= limit and float(sentence.vector @ best.vector) >= SAME_MATTER_COSINE
        else None
        for sentence in chosen
    ]
    if dated and years[0] and len(set(filter(None, years))) > 1:
        pairs = list(zip(years, chosen, strict=True))
        newest = sorted((pair for pair in pairs if pair[0]), key=lambda pair: -(pair[0] or 0))
        others = [pair for pair in pairs if not pair[0]]
        return Choice(tuple(sentence for _, sentence in [*newest, *others]), newest_first=True)
    return Choice(tuple(_in_reading_order(chosen)))


def _repeats(sentence: ScoredSentence, chosen: Sequence[ScoredSentence]) -> bool:
    return any(float(sentence.vector @ other.vector) >= REPETITION_COSINE for other in chosen)


def _latest_year(text: str) -> int | None:
    return max((int(year) for year in _YEAR.findall(text)), default=None)


def _in_reading_order(chosen: Sequence[ScoredSentence]) -> list[ScoredSentence]:
    """Put the sentences of one page in the page's order, the best sentence's page first."""
    order: dict[tuple[str, int], int] = {}
    for sentence in chosen:
        order.setdefault((sentence.hit.passage.document_id, sentence.hit.passage.page), len(order))
    return sorted(
        chosen,
        key=lambda s: (order[s.hit.passage.document_id, s.hit.passage.page], s.span),
    )


def quote_span(sentence: ScoredSentence, page: Page) -> Span:
    """Return what to quote: the sentence, with the one before when it opens with a pronoun."""
    text, span = page.text, sentence.span
    if not _OPENS_WITH_PRONOUN.match(span.of(text)):
        return span
    line_start = max(text.rfind("\n", 0, span.start) + 1, sentence.hit.passage.span.start)
    before = sentence_spans(text[line_start : span.start], sentence.hit.passage.language)
    return Span(line_start + before[-1].start, span.end) if before else span
