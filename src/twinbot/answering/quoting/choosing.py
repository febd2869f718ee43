"""Which of the scored sentences are quoted, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from twinbot.answering.quoting.alike import repeats
from twinbot.answering.quoting.further import (
    has_known_questions,
    likely_additions,
    nearly_as_good,
)
from twinbot.answering.quoting.leading import find_leading
from twinbot.answering.quoting.newest import Month, find_newest, months_told, tells_later
from twinbot.answering.scoring.sentences import ScoredSentence

MAX_QUOTES = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """What is quoted.

    Attributes:
        sentences: In the order in which they are shown.
        newest_first: Whether they tell of different years and are ordered by them.
    """

    sentences: tuple[ScoredSentence, ...]
    newest_first: bool = False


def choose(
    scored: Sequence[ScoredSentence],
    weights: Mapping[str, float],
    *,
    dated: bool,
    latest: bool = False,
    most: int = MAX_QUOTES,
) -> Choice:
    """Return the best sentence and those that add to it, in its language.

    Of a question that staff know, nothing but what they know to answer it is quoted. Else a further
    sentence is taken when it probably tells what was asked. Where nobody has written down a
    question that the best answers, as of a document just added, and in follow-ups one is taken when
    it is nearly as good, or holds words of the question that those already taken lack.

    Args:
        scored: Every sentence, best first; not empty.
        weights: By which is estimated what tells, see `twinbot.answering.quoting.adding`; empty if
            nothing was learned.
        dated: Whether the kind of fact asked for changes over time, such as who holds an office.
        latest: Whether the last of several is asked for.
        most: How many are taken at most, the newest statement always; 1 or more.
    """
    if scored[0].known:
        return Choice(tuple(_in_reading_order(_known(scored)[:most])))
    return _choose_adding(scored, weights, dated=dated, latest=latest, most=most)


def _known(scored: Sequence[ScoredSentence]) -> list[ScoredSentence]:
    """Return what is known to answer, in the language of the best of it."""
    chosen: list[ScoredSentence] = []
    for sentence in scored:
        if (
            sentence.known
            and sentence.hit.passage.language == scored[0].hit.passage.language
            and not repeats(sentence, chosen)
        ):
            chosen.append(sentence)
    return chosen[:MAX_QUOTES]


def _choose_adding(
    scored: Sequence[ScoredSentence],
    weights: Mapping[str, float],
    *,
    dated: bool,
    latest: bool,
    most: int,
) -> Choice:
    """Return the best sentence and those that add to it."""
    best = find_leading(scored)
    newest = find_newest(scored, latest=latest) if dated else None
    chosen = [best, *([newest] if newest else [])]
    # A follow-up leaves unsaid what likeness to known questions goes by.
    learned = bool(weights) and has_known_questions(best) and not best.topical
    further: Iterable[ScoredSentence] = (
        likely_additions(scored, best, weights) if learned else nearly_as_good(scored, chosen)
    )
    for sentence in further:
        if len(chosen) >= most:
            break
        if sentence is not newest and not repeats(sentence, chosen):
            chosen.append(sentence)
    months = months_told(chosen, newest, latest=latest) if dated else []
    if months and months[0] and len(set(filter(None, months))) > 1:
        return _newest_first(chosen, months)
    return Choice(tuple(_in_reading_order(chosen)))


def _newest_first(chosen: Sequence[ScoredSentence], months: Sequence[Month | None]) -> Choice:
    """Order statements by the months that they tell of, those that tell of none last."""
    pairs = list(zip(months, chosen, strict=True))
    told = sorted(
        (pair for pair in pairs if pair[0]), key=lambda pair: pair[0] or (0, 0), reverse=True
    )
    others = [pair for pair in pairs if not pair[0]]
    years = {month[0] for month in months if month}
    ordered = tuple(sentence for _, sentence in [*told, *others])
    newer = any(tells_later(sentence, told[0][0] or (0, 0)) for _, sentence in others)
    return Choice(ordered, newest_first=len(years) > 1 and not newer)


def _in_reading_order(chosen: Sequence[ScoredSentence]) -> list[ScoredSentence]:
    """Put the sentences of one passage in their order there, the best sentence's passage first."""
    order: dict[str, int] = {}
    for sentence in chosen:
        order.setdefault(sentence.hit.passage.passage_id, len(order))
    return sorted(chosen, key=lambda s: (order[s.hit.passage.passage_id], s.span))
