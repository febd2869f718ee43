"""Which sentence is quoted first: one that tells as well may stand for the best."""

from __future__ import annotations

import re
from collections.abc import Sequence

from twinbot.answering.quoting.alike import SAME_MATTER_COSINE, is_row_of
from twinbot.answering.scoring.sentences import ScoredSentence
from twinbot.language import matching_form
from twinbot.types import Language

OWN_LANGUAGE_SHARE = 0.97
"""A sentence in the reader's language that scores at least this share of a foreign one on the same
matter is quoted before it."""

FITTING_SHARE = 0.85
"""A sentence that tells what is asked for in particular is quoted before one that leaves it out if
it scores at least this share of it."""

PROSE_SHARE = 0.85
"""A sentence that says what the best row of a table says is quoted in its place if it scores at
least this share of it."""

LIST_SHARE = 0.72
"""Where several things are asked for, a whole list is quoted in place of a sentence that only says
that there are several ("five fields were planned") if it scores at least this share of it ..."""

NEAR_LIST_SHARE = 0.50
"""... or this, where both stand in one document."""

_SAYS_SEVERAL = re.compile(
    r"\b(?:zwei|drei|vier|fuenf|sechs|sieben|acht|neun|zehn|zwoelf|mehrere|verschiedene|folgende\w*|"
    r"two|three|four|five|six|seven|eight|nine|ten|twelve|several|various|following)\b|"
    r"(?<![\d.,])[2-9](?![\d.,])|[2-9二三四五六七八九十](?:つ|種|点|項目|分野)|次の|いくつか"
)
"""On the matching form."""


def without_told(scored: Sequence[ScoredSentence], told: str) -> Sequence[ScoredSentence]:
    """Return the sentences that were not quoted already.

    Args:
        scored: Every sentence, best first.
        told: The answers before, without markers; empty where nothing is left out.
    """
    form = _comparable(told)
    if not form:
        return scored
    return [sentence for sentence in scored if _comparable(sentence.text) not in form]


def _comparable(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def prefer_fitting(scored: Sequence[ScoredSentence]) -> Sequence[ScoredSentence]:
    """Return the sentences with one first that tells what is asked for in particular, if near.

    One that settles the question comes before all others.

    Args:
        scored: Best first.
    """
    if not scored or scored[0].known:
        return scored
    settling = next((one for one in scored if one.settles), None)
    if settling:
        return _with_first(settling, scored)
    if not scored[0].signals.astray:
        return scored
    least = FITTING_SHARE * scored[0].score
    for sentence in scored[1:]:
        if sentence.score >= least and not leaves_out(sentence) and not sentence.signals.rival:
            return _with_first(sentence, scored)
    return scored


def leaves_out(sentence: ScoredSentence) -> bool:
    """Tell whether a sentence leaves out the measure or what else is asked for in particular."""
    return bool(sentence.signals.unmeasured or sentence.signals.astray)


def prefer_language(scored: Sequence[ScoredSentence], language: Language) -> list[ScoredSentence]:
    """Return the sentences with the best of the reader's language first, where it answers as well.

    It must tell a fact of the kind asked for where the foreign one does.

    Args:
        scored: Best first.
        language: The reader's.
    """
    best = scored[0] if scored else None
    if best is None or best.hit.passage.language == language:
        return list(scored)
    for sentence in scored[1:]:
        if best.known:
            if sentence.known and sentence.hit.passage.language == language:
                return _with_first(sentence, scored)
        elif (
            sentence.merit >= OWN_LANGUAGE_SHARE * best.merit
            and sentence.hit.passage.language == language
            and not sentence.signals.lacks
            and not sentence.signals.astray
            and sentence.signals.adds >= best.signals.adds
            and float(sentence.vector @ best.vector) >= SAME_MATTER_COSINE
        ):
            return _with_first(sentence, scored)
    return list(scored)


def _with_first(first: ScoredSentence, scored: Sequence[ScoredSentence]) -> list[ScoredSentence]:
    return [first, *(one for one in scored if one is not first)]


def find_leading(scored: Sequence[ScoredSentence]) -> ScoredSentence:
    """Return the best sentence, or the list that it announces, or what it says in prose.

    Args:
        scored: Every sentence, best first; not empty.
    """
    return _list_announced(scored) or _in_prose(scored) or scored[0]


def _list_announced(scored: Sequence[ScoredSentence]) -> ScoredSentence | None:
    """Return the list that stands for a best sentence which only says that there are several."""
    best = scored[0]
    if not best.signals.lacks or not _SAYS_SEVERAL.search(matching_form(best.text)):
        return None
    for sentence in scored[1:]:
        near = sentence.hit.passage.document_id == best.hit.passage.document_id
        if (
            sentence.signals.lists
            and sentence.merit >= (NEAR_LIST_SHARE if near else LIST_SHARE) * best.merit
            and "\n" in sentence.text
            and sentence.hit.passage.language == best.hit.passage.language
            and not sentence.signals.rival
        ):
            return sentence
    return None


def _in_prose(scored: Sequence[ScoredSentence]) -> ScoredSentence | None:
    """Return the sentence that says what the best one, a row of a table, says in cells."""
    best = scored[0]
    return next(
        (
            sentence
            for sentence in scored[1:]
            if sentence.merit >= PROSE_SHARE * best.merit
            and sentence.hit.passage.language == best.hit.passage.language
            and float(sentence.vector @ best.vector) >= SAME_MATTER_COSINE
            and is_row_of(best, sentence)
        ),
        None,
    )
