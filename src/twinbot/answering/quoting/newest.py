"""Which of the statements about what changes with the years is the newest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from twinbot.answering.extraction.numbers import figures
from twinbot.answering.quoting.alike import tells_of_same, tells_otherwise
from twinbot.answering.scoring.sentences import ScoredSentence
from twinbot.language import matching_form

Month: TypeAlias = tuple[int, int]
"""Year and month; month 0 where only the year is known."""

RIVAL_SHARE = 0.92
"""Statements from different years are ordered by them if they score at least this share of the
best; a weaker one may be about something else."""

NEWEST_SHARE = 0.83
"""Where facts change, the newest statement is quoted if it scores at least this share of the best
and tells of the same matter."""

_STILL = re.compile(r"\b(?:seit|since)\b|年(?:\d+月)?(?:\d+日)?から|以来|以降", re.IGNORECASE)
"""What is so since a year is so still."""


def find_newest(scored: Sequence[ScoredSentence], *, latest: bool = False) -> ScoredSentence | None:
    """Return the statement of the latest month on the matter of the best, if the best is older.

    One that is as much like a statement found so is of the same matter too: of a series, the first
    and the last often share few words.

    Args:
        scored: Every sentence, best first; not empty.
        latest: Whether the last of several is asked for: others may have come since, though what
            began before is so still.
    """
    best = scored[0]
    told = _latest_month(best)
    if told is None or (_STILL.search(best.text) and not latest):
        return None
    later = [
        (month, sentence)
        for sentence in scored[1:]
        if sentence.merit >= NEWEST_SHARE * best.merit
        and (month := _latest_month(sentence)) is not None
        and month > told
        and sentence.hit.passage.language == best.hit.passage.language
        and not sentence.signals.lacks
        and not sentence.signals.rival
        and not sentence.signals.astray
        and tells_otherwise(sentence, best)
    ]
    same, found = [best], list[tuple[Month, ScoredSentence]]()
    while added := [
        pair for pair in later if any(tells_of_same(pair[1], known, best) for known in same)
    ]:
        found += added
        later = [pair for pair in later if not any(pair is one for one in added)]
        same = [sentence for _, sentence in added]
    return max(found, key=lambda pair: (pair[0], pair[1].score))[1] if found else None


def months_told(
    chosen: Sequence[ScoredSentence], newest: ScoredSentence | None, *, latest: bool = False
) -> list[Month | None]:
    """Return the latest month that each statement names, ``None`` where it is not ordered by it.

    Args:
        chosen: What is quoted, the best first.
        newest: That of `find_newest`.
        latest: Whether the last of several is asked for: all are ordered then.
    """
    return [
        _latest_month(sentence)
        if latest or sentence is chosen[0] or sentence is newest or _rivals(sentence, chosen[0])
        else None
        for sentence in chosen
    ]


def tells_later(sentence: ScoredSentence, month: Month) -> bool:
    """Tell whether a statement names a later month."""
    told = _latest_month(sentence)
    return told is not None and told > month


def _rivals(sentence: ScoredSentence, best: ScoredSentence) -> bool:
    """Tell whether a sentence tells of the best one's matter as well, and otherwise."""
    return (
        sentence.merit >= RIVAL_SHARE * best.merit
        and tells_of_same(sentence, best, best)
        and (tells_otherwise(sentence, best) or tells_otherwise(best, sentence))
    )


def _latest_month(sentence: ScoredSentence) -> Month | None:
    """Return the latest year and month that a sentence names; month 0 where it names only years."""
    told = figures(matching_form(sentence.text), sentence.hit.passage.language).moments
    return max(((m.year, m.month or 0) for m in told if m.year and m.span_years == 1), default=None)
