"""Which sentences can be quoted beside the best one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from twinbot.answering.quoting.adding import adding_signals, estimate_adding, find_following
from twinbot.answering.quoting.alike import repeats
from twinbot.answering.scoring.interaction import Vectors
from twinbot.answering.scoring.likeness import NONE_KNOWN, NOT_TIED
from twinbot.answering.scoring.sentences import ScoredSentence

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

BESIDE_SHARE = 0.92
"""A sentence of a deputy or of the past is quoted beside one that is neither if it scores at least
this share of it."""


def has_known_questions(sentence: ScoredSentence) -> bool:
    """Tell whether somebody has written down a question that a sentence answers."""
    return sentence.signals.known not in (NONE_KNOWN, NOT_TIED)


def likely_additions(
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
        and not _is_other_row(sentence, best)
    ]


def nearly_as_good(
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
            or any(_is_other_row(sentence, one) for one in chosen)
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
        or (own.beside > of_best.beside and sentence.merit < BESIDE_SHARE * best.merit)
    )


def _is_row_beside(sentence: ScoredSentence, best: ScoredSentence) -> bool:
    """Tell whether a row of a table would stand, with its header, beside a whole sentence."""
    return "|" in sentence.text and "|" not in best.text and not sentence.signals.lists


def _is_other_row(sentence: ScoredSentence, best: ScoredSentence) -> bool:
    """Tell whether a row lacks what of the question another row of the page holds.

    Rows of a table read alike: that of chess answers nearly as well as that of judo when the judo
    course is asked for. One that brings enough of what the other lacks is no such row.
    """
    places = {(one.hit.passage.document_id, one.hit.passage.page) for one in (sentence, best)}
    if len(places) > 1 or not all("|" in t and "\n" not in t for t in (sentence.text, best.text)):
        return False
    lacks = float(np.maximum(best.matched - sentence.matched, 0.0) @ best.shares)
    brings = float(np.maximum(sentence.matched - best.matched, 0.0) @ best.shares)
    return lacks >= MIN_GAIN > brings
