"""Step 5: train the token table.

Each step draws one task: pairs that belong together (translations, question and passage, heading
and section), a sentence and the rest of its paragraph, or the teacher's view of English texts and
of their translations.

Usage: python training/train.py --work WORK [--start NAME] [--out NAME]
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import torch
from bags import Bags, Numbers, embed, embed_texts, joined, thinned
from numpy.typing import NDArray
from tables import mean_table
from torch import Tensor
from torch.nn import functional

SIF = 1e-3
TAUGHT_DIMENSIONS = 256
SMALL_GROUP = 3_000
COSINE_WEIGHT = 4.0
LONGEST_PARAGRAPH = 12
SIZE_POWER = 0.75
THINNED_SHARE = 0.5
FAVOURED = {
    "wikidata-links": 0.5,
    "kyoto-lexicon": 0.5,
    "php-docs": 0.5,
    "jmdict": 0.35,
    "wiktionary": 0.5,
    "ms-": 1.5,
    "small": 2.0,
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What one training run is.

    Attributes:
        dimension: Of the vectors.
        steps: Updates in all; the first twentieth warms up, then the rate falls to zero.
        batch: Pairs a step.
        rate: Highest learning rate.
        scale: Factor on cosines before the softmax.
        pair_scale: The same for translations; a lower one lessens the bias to a language.
        seed: Of draws and of the table's first values.
        thinned: How often a cloze is a few pieces of a sentence that stays in its paragraph.
        shares: How often each task is drawn, in parts of one.
        neighbours: How many passages in a row, of one document where they stand so in the data, are
            drawn together; the others in the row are hard negatives.
    """

    dimension: int
    steps: int
    batch: int
    rate: float
    scale: float
    pair_scale: float
    seed: int
    shares: dict[str, float]
    thinned: float
    neighbours: int


class Task(Protocol):
    """Something to learn."""

    def loss(self, table: Tensor) -> Tensor:
        """Draw a batch and return its loss."""


@dataclass(slots=True)
class Groups:
    """Pairs, a batch of which comes from one group, so that its negatives are of one kind."""

    bags: Bags
    groups: list[NDArray[np.int32]]
    weights: NDArray[np.float64]
    plan: Plan
    rng: np.random.Generator
    scale: float
    siblings: bool
    neighbours: int

    def loss(self, table: Tensor) -> Tensor:
        """Return the ranking loss of a batch of one group."""
        group = self.groups[self.rng.choice(len(self.groups), p=self.weights)]
        chosen = draw(len(group), self.plan.batch, self.neighbours, self.rng)
        rows = group[chosen].astype(np.int64)
        left = embed_texts(table, self.bags, rows[:, 0])
        right = embed_texts(table, self.bags, rows[:, 1])
        return ranking_loss(left, right, same(rows), self.scale, siblings=self.siblings)


@dataclass(slots=True)
class Cloze:
    """A sentence finds the rest of its paragraph, or that paragraph in the other language.

    Some batches ask with half the pieces of a sentence, which then stays in its paragraph: this
    teaches that shared names and words count.
    """

    bags: Bags
    paragraphs: list[list[list[list[int]]]]
    weights: NDArray[np.float64]
    plan: Plan
    rng: random.Random
    draws: np.random.Generator

    def loss(self, table: Tensor) -> Tensor:
        """Return the ranking loss of a batch of paragraphs of one source."""
        (source,) = self.rng.choices(self.paragraphs, list(self.weights))
        chosen = draw(len(source), self.plan.batch, self.plan.neighbours, self.draws)
        drawn = [source[number] for number in chosen]
        thin = self.rng.random() < self.plan.thinned
        queries, passages = zip(*(self._split(sides, whole=thin) for sides in drawn), strict=True)
        asked = joined(self.bags, queries)
        if thin:
            asked = thinned(*asked, THINNED_SHARE, self.draws)
        left = embed(table, *asked)
        right = embed(table, *joined(self.bags, passages))
        identity = torch.zeros(len(drawn), len(drawn), dtype=torch.bool)
        return ranking_loss(left, right, identity, self.plan.scale)

    def _split(self, sides: list[list[int]], *, whole: bool) -> tuple[list[int], list[int]]:
        asked = self.rng.randrange(len(sides))
        told = self.rng.randrange(len(sides))
        sentences = sides[asked][:LONGEST_PARAGRAPH]
        chosen = self.rng.randrange(len(sentences))
        if whole or asked != told:
            return [sentences[chosen]], sides[told][:LONGEST_PARAGRAPH]
        rest = sentences[:chosen] + sentences[chosen + 1 :]
        return [sentences[chosen]], rest or sentences


@dataclass(slots=True)
class Teaching:
    """English texts and their translations get the teacher's vectors and likenesses."""

    bags: Bags
    pairs: list[NDArray[np.int64]]
    targets: Tensor
    plan: Plan
    rng: np.random.Generator

    def loss(self, table: Tensor) -> Tensor:
        """Return the loss of a batch of (target row, English text, other text)."""
        pairs = self.pairs[int(self.rng.integers(len(self.pairs)))]
        chosen = pairs[self.rng.choice(len(pairs), min(self.plan.batch, len(pairs)), replace=False)]
        target = self.targets[chosen[:, 0]]
        wanted = functional.softmax(self.plan.scale * target @ target.T, dim=-1)
        total = torch.zeros(())
        for numbers in (chosen[:, 1], chosen[:, 2]):
            vectors = embed_texts(table, self.bags, numbers)
            head = functional.normalize(vectors[:, : target.shape[1]], dim=-1)
            total = total + COSINE_WEIGHT * (1 - (head * target).sum(-1)).mean()
            found = functional.log_softmax(self.plan.scale * vectors @ vectors.T, dim=-1)
            total = total + functional.kl_div(found, wanted, reduction="batchmean")
        return total / 2


def draw(count: int, size: int, neighbours: int, rng: np.random.Generator) -> Numbers:
    """Draw numbers below ``count``, at most ``size``, each once, in runs of some in a row."""
    runs = math.ceil(count / neighbours)
    starts = rng.choice(runs, min(runs, size // neighbours), replace=False) * neighbours
    numbers: Numbers = (starts[:, None] + np.arange(neighbours)).ravel()
    return numbers[numbers < count]


def same(rows: Numbers) -> Tensor:
    """Mark the pairs of a batch that share a text, which are no negatives of each other."""
    equal = (rows[:, None, 0] == rows[None, :, 0]) | (rows[:, None, 1] == rows[None, :, 1])
    np.fill_diagonal(equal, val=False)
    return torch.from_numpy(equal)


def ranking_loss(
    left: Tensor, right: Tensor, masked: Tensor, scale: float, *, siblings: bool = False
) -> Tensor:
    """Return the symmetric multiple negatives ranking loss.

    With ``siblings``, texts of the same side are negatives of each other too: otherwise nothing
    keeps texts of one language from being alike for their language alone.

    Source: Henderson et al. 2017, arXiv:1705.00652.
    """
    scores = (scale * left @ right.T).masked_fill(masked, -math.inf)
    wanted = torch.arange(len(left))
    forward, backward = scores, scores.T
    if siblings:
        own = masked | torch.eye(len(left), dtype=torch.bool)
        forward = torch.cat([forward, own_side(left, own, scale)], dim=1)
        backward = torch.cat([backward, own_side(right, own, scale)], dim=1)
    return (
        functional.cross_entropy(forward, wanted) + functional.cross_entropy(backward, wanted)
    ) / 2


def own_side(vectors: Tensor, own: Tensor, scale: float) -> Tensor:
    """Return the scores of the texts of one side with each other."""
    return (scale * vectors @ vectors.T).masked_fill(own, -math.inf)


def first_table(
    plan: Plan, bags: Bags, tokens: NDArray[np.float16], basis: NDArray[np.float32]
) -> Tensor:
    """Return the table to start from: the teacher's words, noise elsewhere, rare pieces longer."""
    generator = torch.Generator().manual_seed(plan.seed)
    table = torch.randn(len(tokens), plan.dimension, generator=generator) * 0.5
    taught = functional.normalize(torch.from_numpy(tokens.astype(np.float32) @ basis), dim=-1)
    known = torch.from_numpy(np.abs(tokens).sum(axis=1) > 0)
    head = taught.shape[1]
    table[known, :head] = taught[known] * math.sqrt(head)
    counts = np.bincount(bags.ids, minlength=len(tokens)).astype(np.float32)
    weights = SIF / (SIF + counts / counts.sum())
    table *= torch.from_numpy(weights)[:, None]
    table[0] = 0  # the unknown piece says nothing
    return table


def principal_axes(vectors: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    """Return the axes, by columns, that keep most of the vectors' length."""
    _, axes = np.linalg.eigh(vectors.T @ vectors)
    return np.ascontiguousarray(axes[:, ::-1][:, :count]).astype(np.float32)


def grouped(arrays: dict[str, NDArray[np.int32]], kind: str) -> dict[str, NDArray[np.int32]]:
    """Return the groups of one kind, small ones of the same languages put together."""
    merged: dict[str, list[NDArray[np.int32]]] = defaultdict(list)
    for name, rows in sorted(arrays.items()):
        own, languages, source = name.split(".", 2)
        if own == kind:
            small = len(rows) < SMALL_GROUP
            merged[f"{languages}.{'small' if small else source}"].append(rows)
    return {name: np.concatenate(rows) for name, rows in merged.items()}


def favour(group: str) -> float:
    """Return how much oftener than its size says a group "en-de.source" is drawn."""
    source = group.split(".", 1)[1]
    return next((factor for name, factor in FAVOURED.items() if source.startswith(name)), 1.0)


def proportions(sizes: list[int], favours: list[float]) -> NDArray[np.float64]:
    """Return sizes to the power of 3/4 times a factor each, as parts of one."""
    weights = np.asarray(sizes, dtype=np.float64) ** SIZE_POWER * np.asarray(favours)
    parts: NDArray[np.float64] = weights / weights.sum()
    return parts


def taught_pairs(
    arrays: dict[str, NDArray[np.int32]], numbers: NDArray[np.int32]
) -> list[NDArray[np.int64]]:
    """Return (target row, English text, other text), translations and same-language apart.

    A text that has no translation in the data stands on both sides.
    """
    row_of = {int(number): row for row, number in enumerate(numbers)}
    translated: list[tuple[int, int, int]] = []
    for name, rows in sorted(arrays.items()):
        kind, languages, _ = name.split(".", 2)
        if kind == "pair" and languages.startswith("en-"):
            translated += [(row_of[a], a, b) for a, b in rows.tolist() if a in row_of]
    seen = {english for _, english, _ in translated}
    alone = [(row, number, number) for number, row in row_of.items() if number not in seen]
    return [np.asarray(rows, dtype=np.int64) for rows in (translated, alone) if rows]


def build_tasks(work: Path, plan: Plan) -> tuple[dict[str, Task], Tensor]:
    """Return the tasks by name and the table to start from."""
    with np.load(work / "encoded.npz") as file:
        bags = Bags(file["ids"], file["offsets"])
        arrays = {name: file[name] for name in file.files if "." in name}
    with np.load(work / "teacher.npz") as file:
        numbers, tokens = file["numbers"], file["tokens"]
        vectors = file["vectors"].astype(np.float32)
    basis = principal_axes(vectors, min(TAUGHT_DIMENSIONS, plan.dimension))
    targets = functional.normalize(torch.from_numpy(vectors @ basis), dim=-1)
    rng = np.random.default_rng(plan.seed)
    tasks: dict[str, Task] = {}
    for name in ("pairs", "questions", "headings"):
        groups = grouped(arrays, name.removesuffix("s"))
        favours = [favour(group) for group in groups]
        weights = proportions([len(rows) for rows in groups.values()], favours)
        scale = plan.pair_scale if name == "pairs" else plan.scale
        siblings = name == "pairs"
        neighbours = 1 if name == "pairs" else plan.neighbours
        tasks[name] = Groups(
            bags, list(groups.values()), weights, plan, rng, scale, siblings, neighbours
        )
    by_source: dict[str, list[list[list[int]]]] = defaultdict(list)
    for one in json.loads((work / "paragraphs.encoded.json").read_text("utf-8")):
        languages = "-".join(one["languages"])
        source = one["source"] if one["source"] in {"kyoto-paragraphs", "klexikon"} else "other"
        if max(map(len, one["sides"])) > 1:
            by_source[f"{source}.{languages}"].append(one["sides"])
    blocks = list(by_source.values())
    shares = proportions([len(rows) for rows in blocks], [1.0] * len(blocks))
    tasks["cloze"] = Cloze(bags, blocks, shares, plan, random.Random(plan.seed), rng)
    tasks["teaching"] = Teaching(bags, taught_pairs(arrays, numbers), targets, plan, rng)
    return tasks, first_table(plan, bags, tokens, basis)


def train(tasks: dict[str, Task], first: Tensor, plan: Plan) -> Tensor:
    """Return the trained table."""
    table = first.clone().requires_grad_()
    optimizer = torch.optim.Adam([table], lr=plan.rate, betas=(0.9, 0.999), fused=True)
    warm = max(1, plan.steps // 20)
    rng = random.Random(plan.seed)
    names, shares = list(plan.shares), list(plan.shares.values())
    losses: dict[str, list[float]] = defaultdict(list)
    began = time.monotonic()
    for step in range(plan.steps):
        part = (step + 1) / warm if step < warm else (plan.steps - step) / (plan.steps - warm)
        optimizer.param_groups[0]["lr"] = plan.rate * part
        (name,) = rng.choices(names, shares)
        loss = tasks[name].loss(table)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        losses[name].append(loss.item())
        if (step + 1) % 100 == 0:
            means = {key: round(float(np.mean(kept)), 3) for key, kept in losses.items()}
            print(step + 1, f"{time.monotonic() - began:.0f} s", means, flush=True)
            losses.clear()
    with torch.no_grad():
        table[0] = 0
    return table.detach()


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--out", default="table")
    parser.add_argument(
        "--start",
        action="append",
        help="table to go on from, for a second round; of several, the mean",
    )
    parser.add_argument("--dimension", type=int, default=512)
    parser.add_argument("--steps", type=int, default=2_400)
    parser.add_argument("--batch", type=int, default=1_024)
    parser.add_argument("--rate", type=float, default=0.1)
    parser.add_argument("--scale", type=float, default=20.0)
    parser.add_argument("--pair-scale", type=float, default=15.0)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--thinned", type=float, default=0.5)
    parser.add_argument("--neighbours", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument(
        "--shares",
        default="pairs=.42,questions=.12,headings=.05,cloze=.20,teaching=.21",
        help="how often each task is drawn",
    )
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    shares = {name: float(part) for name, part in (x.split("=") for x in given.shares.split(","))}
    plan = Plan(
        given.dimension,
        given.steps,
        given.batch,
        given.rate,
        given.scale,
        given.pair_scale,
        given.seed,
        shares,
        given.thinned,
        given.neighbours,
    )
    print(plan)
    tasks, first = build_tasks(given.work, plan)
    if given.start:
        first = torch.from_numpy(mean_table(given.work, given.start))
    table = train(tasks, first, plan)
    np.save(given.work / f"{given.out}.npy", table.numpy().astype(np.float32))


if __name__ == "__main__":
    main()
