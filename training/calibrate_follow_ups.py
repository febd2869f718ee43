"""Step R7: learn how sure an answer to a follow-up is, where questions are known and where not.

``follow_ups.jsonl`` holds conversations that were written for this: each turn with the statements
that answer it, or none where no document does, which is so of half of the follow-ups. What a
follow-up is about makes its best sentence seem sure; whether it is asked for what the documents
tell shows in whether, with what it is about before it, it is nearer to known questions or to near
misses. A logistic regression over that and the confidence of other questions is learned from the
split "dev", printed, and measured on both; and another without that, of the same corpus without
``questions.csv``. Their numbers stand in ``src/twinbot/answering/scoring/confidence.py``.

Usage: python training/calibrate_follow_ups.py
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from twinbot.answering.scoring.confidence import (
    answer_signals,
    estimate_confidence,
    load_calibration,
)
from twinbot.answering.scoring.sentences import ScoredSentence
from twinbot.assistant import Assistant, build_assistant
from twinbot.indexing import ingest
from twinbot.known_questions import KNOWN_QUESTIONS_FILE
from twinbot.question_vectors import QUESTION_VECTORS_FILE
from twinbot.settings import Settings
from twinbot.types import Turn

REPOSITORY = Path(__file__).parents[1]
CONVERSATIONS = Path(__file__).with_name("follow_ups.jsonl")
LENIENCE = 0.5
"""Added to the bias: at the thresholds of other questions about 5 % of the right answers are then
withheld."""


@dataclass(frozen=True)
class FollowUp:
    """A follow-up that was taken for one.

    Attributes:
        split: Of its conversation.
        answerable: Whether a document tells what it asks for.
        logit: Of the confidence that its best sentence would give another question.
        nearness: How much nearer known questions are than near misses.
    """

    split: str
    answerable: bool
    logit: float
    nearness: float


def main() -> None:
    """Learn of the corpus with its known questions and without, print."""
    for known in (True, False):
        with tempfile.TemporaryDirectory() as folder:
            settings = Settings(corpus=Path(folder, "corpus"), index=Path(folder, "index"))
            left_out = () if known else (KNOWN_QUESTIONS_FILE, QUESTION_VECTORS_FILE)
            shutil.copytree(
                REPOSITORY / "corpus", settings.corpus, ignore=shutil.ignore_patterns(*left_out)
            )
            ingest(settings)
            assistant = build_assistant(settings)
            lines = CONVERSATIONS.read_text("utf-8").splitlines()
            follow_ups = [
                one for line in lines for one in _hold(assistant, json.loads(line), known=known)
            ]
            assistant.close()
        learn(follow_ups, known=known)


def learn(follow_ups: Sequence[FollowUp], *, known: bool) -> None:
    """Learn from those of split "dev", print the numbers and what they do on both splits."""
    learned = [one for one in follow_ups if one.split == "dev"]
    model = LogisticRegression(C=100.0).fit(_matrix(learned), [one.answerable for one in learned])
    share, nearness = model.coef_[0]
    bias = float(model.intercept_[0]) + LENIENCE
    print(f"known questions: {known}; share {share:.2f}, nearness {nearness:.1f}, bias {bias:.2f}")
    thresholds = load_calibration(known=known).thresholds.values()
    partial = float(np.mean([one.partial for one in thresholds]))
    for split in ("dev", "test"):
        own = [one for one in follow_ups if one.split == split]
        answerable = np.array([one.answerable for one in own])
        logits = _matrix(own) @ np.array([share, nearness]) + bias
        given = 1.0 / (1.0 + np.exp(-logits)) >= partial
        area = np.mean(logits[answerable][:, None] > logits[~answerable][None])
        print(
            f"{split}: {answerable.sum()} right answers, {given[answerable].mean():.2f} given; "
            f"{(~answerable).sum()} without an answer, {1 - given[~answerable].mean():.2f} "
            f"declined; AUC {area:.3f}"
        )


def _hold(assistant: Assistant, conversation: dict[str, Any], *, known: bool) -> Iterator[FollowUp]:
    """Yield the follow-ups of a conversation, without those whose best two sentences are wrong."""
    language, history = conversation["language"], list[Turn]()
    calibration = load_calibration(known=known)
    for turn in conversation["turns"]:
        explained = assistant.explain(turn["question"], language, history)
        answer, scored = explained.answer, explained.judgement.scored
        history.append(Turn(turn["question"], answer.text))
        if not answer.query.about or not scored:
            continue
        if turn["answers"] and not any(_answers(one, turn["answers"]) for one in scored[:2]):
            continue
        confidence = estimate_confidence(scored, language, calibration)
        yield FollowUp(
            conversation["split"],
            bool(turn["answers"]),
            float(np.log(confidence / (1.0 - confidence))),
            -answer_signals(scored, language)["missed_anywhere"],
        )


def _answers(sentence: ScoredSentence, answers: Sequence[tuple[str, str]]) -> bool:
    """Tell whether a sentence is one of those that answer, of which the beginnings are noted."""
    document = sentence.hit.passage.document_id
    return any(document == one and sentence.text.startswith(begins) for one, begins in answers)


def _matrix(follow_ups: Sequence[FollowUp]) -> NDArray[np.float64]:
    return np.array([[one.logit, one.nearness] for one in follow_ups])


if __name__ == "__main__":
    main()
