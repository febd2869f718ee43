"""Learn which further sentences are quoted: writes the "adding" of ``calibration.json``.

Of the questions by which choosing and abstaining are learned (`calibrate`) those of the dev split
of ``eval/`` are taken. For every sentence that can be quoted beside the best one it is learned
whether it holds what was asked for. The weights of sentences are those shipped; run this after
`calibrate.py`. Takes about four minutes.

Usage: python training/calibrate_adding.py
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from calibrate import REPOSITORY, Found, calibration_path, whole_source
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from twinbot.answering.quoting.adding import ADDING_SIGNALS, adding_signals, find_following
from twinbot.answering.quoting.further import further_sentences, has_known_questions
from twinbot.answering.scoring.confidence import load_calibration
from twinbot.settings import BUILT_IN_MODEL

ADDING_C = 0.3
"""Inverse strength of regularisation."""
FOLDS = 5


@dataclass(frozen=True)
class Candidates:
    """What might be quoted beside the best sentence found for a question.

    Attributes:
        subject: What it asks, in whichever language.
        signals: Of each further sentence, float64 of shape (sentences, `ADDING_SIGNALS`).
        tells: Which of these hold what was asked for, bool of shape (sentences,).
    """

    subject: str
    signals: NDArray[np.float64]
    tells: NDArray[np.bool_]


def main() -> None:
    """Ask, learn, tell how well by cross-validation, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--eval", type=Path, default=REPOSITORY / "eval" / "questions.jsonl")
    parser.add_argument("--corpus", type=Path, default=REPOSITORY / "corpus")
    options = parser.parse_args()
    options.model = BUILT_IN_MODEL
    calibration = load_calibration()
    found = whole_source(options).score(calibration.first, read=True, weights=calibration.sentence)
    asked = [
        candidates(one)
        for one in found
        if one.answerable and one.sentences and has_known_questions(one.sentences[0])
    ]
    asked = [one for one in asked if len(one.tells)]
    tell(asked)
    path = calibration_path(options.model)
    record = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(record | {"adding": learn(asked)}, indent=2) + "\n", "utf-8")


def candidates(found: Found) -> Candidates:
    """Return what can be quoted beside the best, whatever its language and if it is no list."""
    best = found.sentences[0]
    following = find_following(found.sentences, best)
    further = further_sentences(found.sentences, best)
    test = found.asked.holds_answer
    rows = [adding_signals(one, best, follows=one is following) for one in further]
    return Candidates(
        found.asked.subject,
        np.array([[row[name] for name in ADDING_SIGNALS] for row in rows]),
        np.array([bool(test and test(one.hit, one.text)) for one in further]),
    )


def learn(asked: Sequence[Candidates]) -> dict[str, float]:
    """Return what each of `ADDING_SIGNALS` counts, and ``bias``."""
    signals = np.concatenate([one.signals for one in asked])
    tells = np.concatenate([one.tells for one in asked])
    spread = signals.std(axis=0) + 1e-6
    model = LogisticRegression(C=ADDING_C, max_iter=2000).fit(signals / spread, tells)
    weights = dict(zip(ADDING_SIGNALS, model.coef_[0] / spread, strict=True))
    weights["bias"] = float(model.intercept_[0])
    return {name: round(float(weight), 4) for name, weight in weights.items()}


def tell(asked: Sequence[Candidates]) -> None:
    """Print how well the sentences that tell are told from others, subjects held out in turn."""
    subjects = [one.subject for one in asked]
    estimates: list[NDArray[np.float64]] = [np.zeros(0)] * len(asked)
    for train, held in GroupKFold(FOLDS).split(asked, groups=subjects):
        weights = learn([asked[place] for place in train])
        row = np.array([weights[name] for name in ADDING_SIGNALS])
        for place in held:
            estimates[place] = asked[place].signals @ row + weights["bias"]
    tells = np.concatenate([one.tells for one in asked])
    merit = np.concatenate([one.signals[:, 0] for one in asked])
    aucs = [roc_auc_score(tells, by) for by in (np.concatenate(estimates), merit)]
    print(f"{len(asked)} questions, {len(tells)} further sentences, of which {tells.mean():.2f} "
          f"tell; AUC {aucs[0]:.3f}, by merit alone {aucs[1]:.3f}")  # fmt: skip


if __name__ == "__main__":
    main()
