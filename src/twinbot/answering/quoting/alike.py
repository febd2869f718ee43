"""Whether two sentences say the same, tell of the same matter, or contradict each other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from twinbot.answering.extraction.number_patterns import MONTHS
from twinbot.answering.extraction.numbers import Figures, figures
from twinbot.answering.scoring.sentences import ScoredSentence
from twinbot.language import matching_form

SAME_MATTER_COSINE = 0.45
"""Two statements tell of the same matter if they are at least this close ..."""

NEARLY_EQUAL_SHARE = 0.95
NEARLY_EQUAL_COSINE = 0.30
"""... or answer as well and are this close: two numbers of inhabitants are .30 to .60."""

REPETITION_COSINE = 0.85
"""A further sentence this close to one already quoted repeats it."""

_COUNTED = re.compile(r"(?<![\d.,])(?!(?:1\d|20)\d\d\s)\d[\d.,]*\d\s+([a-z]{4,})")


def repeats(
    sentence: ScoredSentence, chosen: Sequence[ScoredSentence], *, counted: bool = False
) -> bool:
    """Tell whether a sentence says nothing that those already chosen do not.

    Args:
        sentence: The sentence.
        chosen: Those already chosen.
        counted: Whether another number of the same unit is something else, as where each part
            asks for its own.
    """
    return any(
        is_row_of(sentence, other)
        or (
            float(sentence.vector @ other.vector) >= REPETITION_COSINE
            and not (counted and _counts_otherwise(sentence, other))
        )
        for other in chosen
    )


def _counts_otherwise(sentence: ScoredSentence, other: ScoredSentence) -> bool:
    """Tell whether two sentences count otherwise: seven hours in summer, eight in winter."""
    told, known = (_figures(one).quantities for one in (sentence, other))
    units = ({one.unit for one in told} & {one.unit for one in known}) - {""}
    return any(
        not {one.value for one in told if one.unit == unit}
        & {one.value for one in known if one.unit == unit}
        for unit in units
    )


def is_row_of(row: ScoredSentence, sentence: ScoredSentence) -> bool:
    """Tell whether a row of a table only gives dates and numbers that a sentence gives too."""
    if "|" not in row.text or "|" in sentence.text or not row.told <= sentence.told:
        return False
    in_row, in_sentence = _figures(row), _figures(sentence)
    return (
        bool(in_row.moments or in_row.quantities)
        and in_row.moments <= in_sentence.moments
        and {quantity.value for quantity in in_row.quantities}
        <= {quantity.value for quantity in in_sentence.quantities}
    )


def _figures(sentence: ScoredSentence) -> Figures:
    return figures(matching_form(sentence.text), sentence.hit.passage.language)


def tells_of_same(sentence: ScoredSentence, known: ScoredSentence, best: ScoredSentence) -> bool:
    """Tell whether a sentence is about the matter of a known one, perhaps at another time."""
    cosine = float(sentence.vector @ known.vector)
    if cosine >= SAME_MATTER_COSINE or _counted(sentence) & _counted(known):
        return True
    return cosine >= NEARLY_EQUAL_COSINE and sentence.merit >= NEARLY_EQUAL_SHARE * best.merit


def tells_otherwise(sentence: ScoredSentence, best: ScoredSentence) -> bool:
    """Tell whether a sentence can name another holder, or another number, than the best.

    One that names the same person agrees with it; one that names others where the best names none
    is about them, as when one city's number is told by another's.
    """
    if not sentence.told and _counted(sentence) & _counted(best):
        return True  # the best says who counted: "The report of 2019 gives A 250,000 inhabitants"
    return bool(sentence.told) == bool(best.told) and not sentence.told & best.told


def _counted(sentence: ScoredSentence) -> set[str]:
    """Return what a sentence gives numbers of: the words behind them, which are no months."""
    return set(_COUNTED.findall(matching_form(sentence.text))) - MONTHS.keys()
