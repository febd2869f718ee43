"""How likely a further sentence tells what was asked, next to the best one.

What answers is often told in several sentences: a figure and whose it is, a list and what it leaves
out, a fact and its other half. A further sentence need not be as good as the best to belong to the
answer; it has to be about the same. A logistic regression over the two tells how likely it holds
what was asked for. Its weights are "adding" in ``calibration.json``, written by
``training/calibrate_adding.py``; ``docs/learning.md`` tells what they brought.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from twinbot.answering.scoring.sentences import ScoredSentence

ADDING_SIGNALS = (
    "merit", "reader", "reads_better", "alike", "known", "known_better", "holds", "lacks",
    "best_lacks", "next",
)  # fmt: skip
"""
* ``merit``: its merit as a share of the best one's;
* ``reader``, ``known``, ``holds``, ``lacks``: its signals of these names;
* ``reads_better``, ``known_better``: how far ``reader`` and ``known`` lie above the best one's;
* ``alike``: cosine of the two;
* ``best_lacks``: 1 if the best lacks the kind of fact asked for;
* ``next``: 1 if of those read it is the next behind the best in its passage.

What tells of another city or person than the best does is left out before; so that is not learned
(see `twinbot.answering.scoring.signals.RULED`).
"""


def adding_signals(
    sentence: ScoredSentence, best: ScoredSentence, *, follows: bool
) -> dict[str, float]:
    """Return what tells whether a sentence adds to the best one, by the names `ADDING_SIGNALS`.

    Args:
        sentence: The further one.
        best: The one quoted first; its merit is not 0.
        follows: Whether the further one is that of `find_following`.
    """
    own, of_best = sentence.signals, best.signals
    return {
        "merit": sentence.merit / best.merit,
        "reader": own.reader,
        "reads_better": own.reader - of_best.reader,
        "alike": float(sentence.vector @ best.vector),
        "known": own.known,
        "known_better": own.known - of_best.known,
        "holds": own.holds,
        "lacks": own.lacks,
        "best_lacks": of_best.lacks,
        "next": float(follows),
    }


def find_following(scored: Sequence[ScoredSentence], best: ScoredSentence) -> ScoredSentence | None:
    """Return the next of the scored sentences behind the best one in its passage, if any."""
    behind = [
        sentence
        for sentence in scored
        if sentence.hit.passage.passage_id == best.hit.passage.passage_id
        and sentence.span.start >= best.span.end
    ]
    return min(behind, key=lambda one: one.span.start, default=None)


def estimate_adding(signals: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the probability, 0 to 1, that a sentence tells what was asked.

    Args:
        signals: From `adding_signals`.
        weights: What each counts, and ``bias``.
    """
    total = weights["bias"] + sum(weights[name] * signals[name] for name in ADDING_SIGNALS)
    return float(1.0 / (1.0 + np.exp(-np.clip(total, -30.0, 30.0))))
