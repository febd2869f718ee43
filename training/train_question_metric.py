"""Step R5: learn by what questions ask for the same; writes the question metric.

The encoder puts questions near each other that ask about the same. In ``corpus/questions.csv``
stand, of each statement, questions that it answers, and near misses: questions about the same that
it does not answer. A matrix on the encoder's vectors is learned with which a question is nearer to
another that its statement answers than to that statement's near misses, and than to what is asked
of others: the loss of choosing among all of a batch (van den Oord et al. 2018, arXiv:1807.03748)
with hard negatives. Without ``--all`` nothing is written: of a tenth of the statements, held out,
it is told how often a question that a statement answers is nearer to its other questions than a
near miss is.

Usage: python training/train_question_metric.py [--all]
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import save_file
from torch.nn.functional import cross_entropy, normalize

from twinbot.answering.scoring.likeness import KnownQuestions, StatementKey
from twinbot.answering.scoring.likeness_file import LIKENESS_FILE, load_known_questions
from twinbot.answering.scoring.question_metric import METRIC_PATH
from twinbot.encoder import load_encoder
from twinbot.index import open_generation
from twinbot.indexing import ingest
from twinbot.known_questions import KNOWN_QUESTIONS_FILE
from twinbot.settings import Settings

REPOSITORY = Path(__file__).parents[1]
WANTED = 128
"""Dimensions; with 64 or 384 it does about as well on what is held out."""
BATCH = 256
NEAR_MISSES = 16
"""Of each statement in a batch, at most."""
TEMPERATURE = 0.05
RATE = 1e-3
STAY = 1e-4
"""What the square of the way from the start costs."""
HELD_OUT = 10
"""One of so many statements."""


def main() -> None:
    """Read the questions from an index of the corpus, learn, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, help="of the corpus, as it is; else made for this")
    parser.add_argument("--corpus", type=Path, default=REPOSITORY / "corpus")
    parser.add_argument("--steps", type=int, default=800)
    parser.add_argument("--all", action="store_true", help="hold nothing out, and write")
    parser.add_argument("--out", type=Path, default=METRIC_PATH)
    given = parser.parse_args()
    torch.manual_seed(1)
    rng = random.Random(1)
    known = read_known_questions(given.corpus, given.index)
    keys = sorted(key for key, own in known.answered.items() if len(own) > 1)
    rng.shuffle(keys)
    held = [] if given.all else keys[: len(keys) // HELD_OUT]
    reserved = {question for key in held for question in known.answered[key].tolist()}
    learned = [key for key in keys if reserved.isdisjoint(known.answered[key].tolist())]
    metric = learn(known, learned, given.steps, rng)
    if given.all:
        content = {"metric": metric.numpy().astype(np.float16)}
        save_file(content, given.out, {"encoder": load_encoder().fingerprint})
        given.out.chmod(0o644)
    else:
        before, now = (auc(known, held, one) for one in (torch.eye(metric.shape[0]), metric))
        print(f"{len(held)} statements held out, {len(learned)} learned: {before} -> {now}")


def read_known_questions(corpus: Path, index: Path | None) -> KnownQuestions:
    """Return the corpus' known questions, tied to statements and their translations."""
    with tempfile.TemporaryDirectory() as temporary:
        if index is None:
            index = Path(temporary) / "index"
            ingest(Settings(corpus=corpus, index=index))
        with open_generation(index) as generation:
            content = generation.attachment(LIKENESS_FILE)
    known = load_known_questions(content) if content else None
    if known is None or not known.answered or not known.missed:
        message = (
            f"{corpus / KNOWN_QUESTIONS_FILE}: wanted are questions that indexed documents answer, "
            "and near misses; write some"
        )
        raise SystemExit(message)
    return known


def learn(
    known: KnownQuestions, keys: Sequence[StatementKey], steps: int, rng: random.Random
) -> torch.Tensor:
    """Return the matrix, float32 of shape (dimension, `WANTED`)."""
    vectors = torch.from_numpy(known.vectors)
    asked = vectors[np.unique(np.concatenate([known.answered[key] for key in keys]))]
    _, _, axes = torch.linalg.svd(asked - asked.mean(0), full_matrices=False)
    start = axes[:WANTED].T.contiguous()
    metric = start.clone().requires_grad_(True)
    optimizer = torch.optim.Adam([metric], lr=RATE)
    none = np.zeros(0, dtype=np.intp)
    for step in range(1, steps + 1):
        drawn = rng.sample(keys, min(BATCH, len(keys)))
        pairs = [rng.sample(known.answered[key].tolist(), 2) for key in drawn]
        questions = [question for question, _ in pairs]
        candidates = [other for _, other in pairs]
        for key in drawn:
            own = known.missed.get(key, none).tolist()
            candidates += rng.sample(own, min(NEAR_MISSES, len(own)))
        near = normalize(vectors[questions] @ metric, dim=1)
        logits = near @ normalize(vectors[candidates] @ metric, dim=1).T / TEMPERATURE
        # What the same statement, or another that answers the question, answers is no wrong choice.
        answers = np.array([np.isin(candidates, known.answered[key]) for key in drawn])
        also = np.array([np.isin(questions, known.answered[key]) for key in drawn])
        answers[:, : len(drawn)] |= also.T
        np.fill_diagonal(answers, val=False)
        logits = logits.masked_fill(torch.from_numpy(answers), -1e4)
        loss = cross_entropy(logits, torch.arange(len(drawn)))
        loss = loss + STAY * ((metric - start) ** 2).sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step % 100 == 0:
            print(step, round(loss.item(), 3), flush=True)
    return metric.detach()


def auc(known: KnownQuestions, keys: Sequence[StatementKey], metric: torch.Tensor) -> float:
    """Return how often an answered question is nearer to the others than a near miss is."""
    brought = normalize(torch.from_numpy(known.vectors) @ metric, dim=1).numpy()
    answered: list[float] = []
    missed: list[float] = []
    for key in keys:
        own = known.answered[key]
        cosines = brought[own] @ brought[own].T - 2 * np.eye(len(own), dtype=np.float32)
        answered += cosines.max(axis=1).tolist()
        if key in known.missed:
            missed += (brought[known.missed[key]] @ brought[own].T).max(axis=1).tolist()
    return round(float((np.array(answered)[:, None] > np.array(missed)).mean()), 4)


if __name__ == "__main__":
    main()
