"""Which of the scored sentences are quoted, and in which order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from twinbot.answering.extraction.number_patterns import MONTHS
from twinbot.answering.extraction.numbers import figures
from twinbot.answering.quoting.adding import adding_signals, estimate_adding, find_following
from twinbot.answering.scoring.interaction import Vectors
from twinbot.answering.scoring.likeness import NONE_KNOWN, NOT_TIED
from twinbot.answering.scoring.sentences import ScoredSentence
from twinbot.language import matching_form
from twinbot.types import Language

MAX_QUOTES = 3

ADDS = 0.2
"""Where known questions tell what sentences answer, a further one is quoted if it tells what was
asked at least this probably. With .2 more of dev's questions are answered in full, and more of the
quotes tell what was asked, than by the shares of merit below."""

LEAST_MERIT_SHARE = 0.5
"""One of less merit than this share of the best is not considered."""

NEXT_BEST_SHARE = 0.8
"""Elsewhere a further sentence is quoted if it scores at least this share of the best ..."""

ADDING_SHARE = 0.67
"""... or this share, if it brings words of the question that are still missing:"""

MIN_GAIN = 0.22
"""so much of the question's weight;"""

LEAST_KNOWN_SHARE = 0.15
"""and if known questions of its own are so far as like the one asked as those of the best."""

RIVAL_SHARE = 0.92
"""Statements from different years are ordered by them if they score at least this share of the
best; a weaker one may be about something else."""

SAME_MATTER_COSINE = 0.45
"""Two statements tell of the same matter if they are at least this close ..."""

NEARLY_EQUAL_SHARE = 0.95
NEARLY_EQUAL_COSINE = 0.30
"""... or answer as well and are this close: two numbers of inhabitants are .30 to .60."""

NEWEST_SHARE = 0.83
"""Where facts change, the newest statement is quoted if it scores at least this share of the best
and tells of the same matter."""

REPETITION_COSINE = 0.85
"""A further sentence this close to one already quoted repeats it."""

OWN_LANGUAGE_SHARE = 0.97
"""A sentence in the reader's language that scores at least this share of a foreign one on the same
matter is quoted before it."""

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

_COUNTED = re.compile(r"(?<![\d.,])(?!(?:1\d|20)\d\d\s)\d[\d.,]*\d\s+([a-z]{4,})")
_STILL = re.compile(r"\b(?:seit|since)\b|年(?:\d+月)?(?:\d+日)?から|以来|以降", re.IGNORECASE)
"""What is so since a year is so still."""


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
        most: How many are taken at most, the newest statement always; 1 or more.
    """
    if scored[0].known:
        return Choice(tuple(_in_reading_order(_known(scored)[:most])))
    return _choose_adding(scored, weights, dated=dated, most=most)


def _choose_adding(
    scored: Sequence[ScoredSentence], weights: Mapping[str, float], *, dated: bool, most: int
) -> Choice:
    """Return the best sentence and those that add to it."""
    best = _list_announced(scored) or _in_prose(scored) or scored[0]
    limit = RIVAL_SHARE * best.merit
    newest = _newest(scored) if dated else None
    chosen = [best, *([newest] if newest else [])]
    # A follow-up leaves unsaid what likeness to known questions goes by.
    learned = bool(weights) and has_known_questions(best) and not best.topical
    for sentence in _likely(scored, best, weights) if learned else _nearly_as_good(scored, chosen):
        if len(chosen) >= most:
            break
        if sentence is not newest and not repeats(sentence, chosen):
            chosen.append(sentence)
    months = [
        _latest_month(sentence)
        if sentence is best
        or sentence is newest
        or (
            sentence.merit >= limit
            and _tells_of_same(sentence, best, best)
            and (_tells_otherwise(sentence, best) or _tells_otherwise(best, sentence))
        )
        else None
        for sentence in chosen
    ]
    if dated and months[0] and len(set(filter(None, months))) > 1:
        pairs = list(zip(months, chosen, strict=True))
        told = sorted(
            (pair for pair in pairs if pair[0]), key=lambda pair: pair[0] or (0, 0), reverse=True
        )
        others = [pair for pair in pairs if not pair[0]]
        years = {month[0] for month in months if month}
        ordered = tuple(sentence for _, sentence in [*told, *others])
        return Choice(ordered, newest_first=len(years) > 1)
    return Choice(tuple(_in_reading_order(chosen)))


def has_known_questions(sentence: ScoredSentence) -> bool:
    """Tell whether somebody has written down a question that a sentence answers."""
    return sentence.signals.known not in (NONE_KNOWN, NOT_TIED)


def further_sentences(
    scored: Sequence[ScoredSentence], best: ScoredSentence
) -> list[ScoredSentence]:
    """Return those that can be quoted beside the best if they probably tell what was asked."""
    return [
        sentence
        for sentence in scored
        if sentence is not best
        and sentence.merit >= LEAST_MERIT_SHARE * best.merit > 0.0
        and sentence.hit.passage.language == best.hit.passage.language
        and not _is_of_another(sentence, best)
        and not repeats(sentence, [best])
        and not _is_row_beside(sentence, best)
    ]


def _likely(
    scored: Sequence[ScoredSentence], best: ScoredSentence, weights: Mapping[str, float]
) -> list[ScoredSentence]:
    """Return the sentences that probably tell what was asked beside the best, likeliest first."""
    following = find_following(scored, best)
    likely = [
        (estimate_adding(signals, weights), sentence)
        for sentence in further_sentences(scored, best)
        for signals in [adding_signals(sentence, best, follows=sentence is following)]
    ]
    likely = [pair for pair in likely if pair[0] >= ADDS]
    return [sentence for _, sentence in sorted(likely, key=lambda pair: -pair[0])]


def _nearly_as_good(
    scored: Sequence[ScoredSentence], chosen: Sequence[ScoredSentence]
) -> Iterator[ScoredSentence]:
    """Yield the sentences nearly as good as the best, or with words that are still missing.

    Args:
        scored: All of them.
        chosen: Those that are quoted, the best first; whoever takes what is yielded adds it there.
    """
    best = chosen[0]
    covered: Vectors = np.maximum.reduce([sentence.matched for sentence in chosen])
    for sentence in sorted(scored, key=lambda one: -one.merit):
        if sentence.merit < ADDING_SHARE * best.merit:
            return
        if (
            any(sentence is one for one in chosen)
            or sentence.hit.passage.language != best.hit.passage.language
            or sentence.signals.known < LEAST_KNOWN_SHARE * best.signals.known
            or _is_of_another(sentence, best)
            or _is_row_beside(sentence, best)
            or repeats(sentence, chosen)
        ):
            continue
        gain = float(np.maximum(sentence.matched - covered, 0.0) @ best.shares)
        if sentence.merit >= NEXT_BEST_SHARE * best.merit or gain >= MIN_GAIN:
            covered = np.maximum(covered, sentence.matched)
            yield sentence


def _is_of_another(sentence: ScoredSentence, best: ScoredSentence) -> bool:
    """Tell whether a further sentence tells of another than the best one does."""
    own, of_best = sentence.signals, best.signals
    return (
        own.rival > of_best.rival  # of another city or person than asked about
        or own.astray > of_best.astray  # or of another matter
        # or is worse, and of a deputy or of the past
        or (own.beside > of_best.beside and sentence.merit < RIVAL_SHARE * best.merit)
    )


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


def prefer_language(scored: Sequence[ScoredSentence], language: Language) -> list[ScoredSentence]:
    """Return the sentences with the best of the reader's language first, where it answers as well.

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
                return [sentence, *(one for one in scored if one is not sentence)]
        elif (
            sentence.merit >= OWN_LANGUAGE_SHARE * best.merit
            and sentence.hit.passage.language == language
            and not sentence.signals.lacks
            and not sentence.signals.astray
            and float(sentence.vector @ best.vector) >= SAME_MATTER_COSINE
        ):
            return [sentence, *(one for one in scored if one is not sentence)]
    return list(scored)


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
            and _is_row_of(best, sentence)
        ),
        None,
    )


def _tells_of_same(sentence: ScoredSentence, known: ScoredSentence, best: ScoredSentence) -> bool:
    """Tell whether a sentence is about the matter of a known one, perhaps at another time."""
    cosine = float(sentence.vector @ known.vector)
    if cosine >= SAME_MATTER_COSINE or _counted(sentence) & _counted(known):
        return True
    return cosine >= NEARLY_EQUAL_COSINE and sentence.merit >= NEARLY_EQUAL_SHARE * best.merit


def _counted(sentence: ScoredSentence) -> set[str]:
    """Return what a sentence gives numbers of: the words behind them, which are no months."""
    return set(_COUNTED.findall(matching_form(sentence.text))) - MONTHS.keys()


def _tells_otherwise(sentence: ScoredSentence, best: ScoredSentence) -> bool:
    """Tell whether a sentence can name another holder, or another number, than the best.

    One that names the same person agrees with it; one that names others where the best names none
    is about them, as when one city's number is told by another's.
    """
    if not sentence.told and _counted(sentence) & _counted(best):
        return True  # the best says who counted: "The report of 2019 gives A 250,000 inhabitants"
    return bool(sentence.told) == bool(best.told) and not sentence.told & best.told


def _newest(scored: Sequence[ScoredSentence]) -> ScoredSentence | None:
    """Return the statement of the latest month on the matter of the best, if the best is older.

    One that is as much like a statement found so is of the same matter too: of a series, the first
    and the last often share few words.
    """
    best = scored[0]
    told = _latest_month(best)
    if told is None or _STILL.search(best.text):
        return None
    later = [
        (month, sentence)
        for sentence in scored[1:]
        if sentence.merit >= NEWEST_SHARE * best.merit
        and (month := _latest_month(sentence)) is not None
        and month > told
        and sentence.hit.passage.language == best.hit.passage.language
        and sentence.signals.holds
        and not sentence.signals.rival
        and not sentence.signals.astray
        and _tells_otherwise(sentence, best)
    ]
    same, found = [best], list[tuple[tuple[int, int], ScoredSentence]]()
    while added := [
        pair for pair in later if any(_tells_of_same(pair[1], known, best) for known in same)
    ]:
        found += added
        later = [pair for pair in later if not any(pair is one for one in added)]
        same = [sentence for _, sentence in added]
    return max(found, key=lambda pair: (pair[0], pair[1].score))[1] if found else None


def repeats(sentence: ScoredSentence, chosen: Sequence[ScoredSentence]) -> bool:
    """Tell whether a sentence says nothing that those already chosen do not."""
    return any(
        float(sentence.vector @ other.vector) >= REPETITION_COSINE or _is_row_of(sentence, other)
        for other in chosen
    )


def _is_row_beside(sentence: ScoredSentence, best: ScoredSentence) -> bool:
    """Tell whether a row of a table would stand, with its header, beside a whole sentence."""
    return "|" in sentence.text and "|" not in best.text and not sentence.signals.lists


def _is_row_of(row: ScoredSentence, sentence: ScoredSentence) -> bool:
    """Tell whether a row of a table only gives dates and numbers that a sentence gives too."""
    if "|" not in row.text or "|" in sentence.text or not row.told <= sentence.told:
        return False
    in_row = figures(matching_form(row.text), row.hit.passage.language)
    in_sentence = figures(matching_form(sentence.text), sentence.hit.passage.language)
    return (
        bool(in_row.moments or in_row.quantities)
        and in_row.moments <= in_sentence.moments
        and {quantity.value for quantity in in_row.quantities}
        <= {quantity.value for quantity in in_sentence.quantities}
    )


def _latest_month(sentence: ScoredSentence) -> tuple[int, int] | None:
    """Return the latest year and month that a sentence names; month 0 where it names only years."""
    told = figures(matching_form(sentence.text), sentence.hit.passage.language).moments
    return max(((m.year, m.month or 0) for m in told if m.year and m.span_years == 1), default=None)


def _in_reading_order(chosen: Sequence[ScoredSentence]) -> list[ScoredSentence]:
    """Put the sentences of one passage in their order there, the best sentence's passage first."""
    order: dict[str, int] = {}
    for sentence in chosen:
        order.setdefault(sentence.hit.passage.passage_id, len(order))
    return sorted(chosen, key=lambda s: (order[s.hit.passage.passage_id], s.span))
