"""How sure it is that the documents answer, from signals that mean something.

A logistic regression over the signals of the best sentence and of how it stands out from the
others. Its few numbers are in ``calibration.json``, or in ``calibration_static.json`` where the
encoder is not used, written by ``training/calibrate.py``; see ``docs/learning.md`` for what they
were learned from.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np

from twinbot.answering.scoring.sentences import ScoredSentence
from twinbot.types import LANGUAGES, Language

CALIBRATION_FILE = "calibration.json"
STATIC_CALIBRATION_FILE = "calibration_static.json"

JUDGING: Mapping[bool, str] = {False: "without_known_questions", True: "with_known_questions"}
"""What these files call the regression for corpora with known questions and near misses, and the
one for those without one of both: what the signals tell there differs, and other confidences are
usual."""

STANDING_SENTENCES = 30
"""The best sentence is held against this many of the best, itself included."""

TOPIC_LOGIT = 6.0
"""What it counts that a follow-up's best sentence is on the topic of the last answer: such a
question leaves out most of the words that the other signals look for, and is like no known one."""

LACKING_SHARE = 0.5
"""It counts only so much where the sentence seems to lack the kind of fact: of a few words it is
hard to tell which kind that is."""


@dataclass(frozen=True, slots=True)
class GoingOn:
    """What tells how sure an answer to a follow-up is.

    Attributes:
        share: What the logit counts that another question would have.
        nearness: What it counts that the follow-up, with what it is about before it, is nearer in
            cosine to known questions than to near misses.
        bias: Is added.
    """

    share: float
    nearness: float
    bias: float


FOLLOW_UP: Mapping[bool, GoingOn] = {
    False: GoingOn(share=0.85, nearness=0.0, bias=-2.22),
    True: GoingOn(share=0.71, nearness=20.3, bias=-2.41),
}
"""By whether questions and near misses are known. What a follow-up is about makes whatever is on
that topic seem an answer. Learned by ``training/calibrate_follow_ups.py``."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Confidence from which on an answer is given, for one language."""

    partial: float
    grounded: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was learned from questions with known answers.

    Attributes:
        first: What each signal of a sentence counts in choosing those that the reader reads.
        sentence: What each signal counts in the score of these.
        adding: What tells that a further sentence is to be quoted, see
            `twinbot.answering.quoting.adding`; empty without the encoder.
        answer: Weight of each signal of an answer, see `answer_signals`.
        bias: Added to their weighted sum.
        going_on: What all this counts for a follow-up.
        thresholds: By language of the question.
    """

    first: Mapping[str, float]
    sentence: Mapping[str, float]
    adding: Mapping[str, float]
    answer: Mapping[str, float]
    bias: float
    going_on: GoingOn
    thresholds: Mapping[Language, Thresholds]


@lru_cache(maxsize=4)
def load_calibration(*, encoded: bool = True, known: bool = False) -> Calibration:
    """Read the calibration that comes with the package.

    Args:
        encoded: Whether sentences are also compared by the encoder.
        known: Whether staff keep known questions and near misses.
    """
    name = CALIBRATION_FILE if encoded else STATIC_CALIBRATION_FILE
    record = json.loads(files(__package__).joinpath(name).read_text("utf-8"))
    judging = record[JUDGING[known]]
    return Calibration(
        first=record["first"],
        sentence=record["sentence"],
        adding=record["adding"],
        answer=judging["answer"],
        bias=float(judging["bias"]),
        going_on=FOLLOW_UP[known],
        thresholds={
            language: Thresholds(**judging["thresholds"][language]) for language in LANGUAGES
        },
    )


def answer_signals(scored: Sequence[ScoredSentence], language: Language) -> dict[str, float]:
    """Return what tells whether the best sentence answers, by name; empty without sentences.

    Besides the signals of the best sentence:

    * ``margin``: how far its score lies above the best of another passage;
    * ``standing``: how many standard deviations it lies above the mean of the best sentences;
    * ``most_words``: the highest ``words`` of any sentence;
    * ``most_read``: the highest ``reader`` of any sentence;
    * ``most_meant``: the highest ``meaning`` of any sentence;
    * ``most_known``: the highest ``known`` of any sentence, 0 where no question is known;
    * ``lead``: how far its ``meaning`` lies above the highest of another passage;
    * ``agreement``: whether both rankers put its passage first: 1 divided by its rank;
    * ``foreign``: 1 if it is not in the language of the question, where words match less.

    Args:
        scored: The sentences of the evidence, best first.
        language: Language of the question.
    """
    if not scored:
        return {}
    best = scored[0]
    scores = np.array([sentence.score for sentence in scored[:STANDING_SENTENCES]])
    others = [s for s in scored if s.hit.passage.passage_id != best.hit.passage.passage_id]
    return asdict(best.signals) | {
        "margin": best.score - (others[0].score if others else 0.0),
        "standing": float((best.score - scores.mean()) / (scores.std() + 1e-6)),
        "most_words": max(sentence.signals.words for sentence in scored),
        "most_read": max(sentence.signals.reader for sentence in scored),
        "most_meant": max(sentence.signals.meaning for sentence in scored),
        "most_known": max(sentence.signals.known for sentence in scored),
        "lead": best.signals.meaning - max((s.signals.meaning for s in others), default=0.0),
        "agreement": 1.0 / best.hit.rank,
        "foreign": float(best.hit.passage.language != language),
    }


def estimate_confidence(
    scored: Sequence[ScoredSentence],
    language: Language,
    calibration: Calibration,
    *,
    goes_on: bool = False,
) -> float:
    """Return the probability, 0 to 1, that the best sentence answers a question.

    Args:
        scored: The sentences of the evidence, best first.
        language: The question's.
        calibration: What was learned.
        goes_on: Whether the question is a follow-up, see `Query.about`.
    """
    signals = answer_signals(scored, language)
    if not signals:
        return 0.0
    best = scored[0]
    total = (
        calibration.bias
        + TOPIC_LOGIT * best.topical * (1.0 - LACKING_SHARE * best.signals.lacks)
        + sum(weight * signals[name] for name, weight in calibration.answer.items())
    )
    if goes_on:
        nearness = -signals["missed_anywhere"]
        learned = calibration.going_on
        total = learned.share * total + learned.nearness * nearness + learned.bias
    return float(1.0 / (1.0 + np.exp(-np.clip(total, -30.0, 30.0))))
