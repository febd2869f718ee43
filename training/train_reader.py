"""Step R2: train the reader, the small network that tells which sentence answers a question.

It stands on the frozen vectors of the built-in model. Its questions are Japanese and English;
German, and questions about texts in another language, it learns from the same ones with every
piece exchanged for the nearest of the other language ("code switching", after Qin et al. 2020,
doi:10.24963/ijcai.2020/533), which the common space of the vectors allows.

Usage: python training/train_reader.py --work WORK --model src/twinbot/model
    --examples ja.jsonl --examples en.jsonl --out src/twinbot/answering/scoring/reader.safetensors
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from evaluate import packed_table
from numpy.typing import NDArray
from safetensors.torch import save_file
from texts import read_tsv
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from twinbot.answering.scoring.reader import (
    EXACT,
    MAX_CONTEXT_PIECES,
    MAX_QUESTION_PIECES,
    MAX_SENTENCE_PIECES,
    SHARPNESS,
)
from twinbot.embedding import StaticEmbedder

LANGUAGES = ("de", "en", "ja")
LINES_A_GROUP = 4_000
OWN_SHARE = 0.1
SWITCHED = 0.9
WIDTH = 64
HIDDEN = 96
CANDIDATES = 12
HELD_OUT = 0.06
DROPPED = 0.1


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its candidates, as pieces."""

    language: str
    question: NDArray[np.int64]
    contexts: list[NDArray[np.int64]]
    sentences: list[NDArray[np.int64]]
    right: NDArray[np.bool_]


class Reader(nn.Module):
    """The network, in numpy in `twinbot.answering.scoring.reader`, which says what it does."""

    def __init__(self, dimension: int) -> None:
        """Start with random weights."""
        super().__init__()
        self.project = nn.Linear(dimension, WIDTH)
        self.asked = nn.Linear(WIDTH + 3, WIDTH)
        self.weigh = nn.Linear(WIDTH, 1)
        self.piece = nn.Linear(3 * WIDTH + 5, HIDDEN)
        self.question = nn.Linear(WIDTH, HIDDEN)
        self.around = nn.Linear(3 * HIDDEN, HIDDEN)
        self.attend = nn.Linear(HIDDEN, 1)
        self.join = nn.Linear(2 * HIDDEN + WIDTH + 3, WIDTH)
        self.tell = nn.Linear(WIDTH, 1)
        self.drop = nn.Dropout(DROPPED)

    def forward(
        self, question: Tensor, weights: Tensor, told: Tensor, marks: Tensor, present: Tensor
    ) -> Tensor:
        """Return one logit a candidate.

        Args:
            question: (B, m, D), pieces of length 1 or, where there is none, 0.
            weights: (B, m), what each counts, mean 1.
            told: (B, K, n, D), pieces of context and sentence.
            marks: (B, K, n, 3): weight, whether a digit, whether of the sentence.
            present: (B, K, n), where there is a piece.

        Returns:
            (B, K).
        """
        count = told.shape[1]
        asks = question.abs().sum(-1) > 0
        cosines = torch.einsum("bmd,bknd->bkmn", question, told)
        inside = (marks[..., 2] > 0) & present
        outside = (marks[..., 2] == 0) & present
        in_sentence = cosines.masked_fill(~inside[:, :, None], 0.0).amax(-1).clamp_min(0.0)
        in_context = cosines.masked_fill(~outside[:, :, None], 0.0).amax(-1).clamp_min(0.0)
        projected = self.project(question)
        asked = torch.cat(
            [
                projected[:, None].expand(-1, count, -1, -1),
                weights[:, None, :, None].expand(-1, count, -1, -1),
                in_sentence[..., None],
                in_context[..., None],
            ],
            dim=-1,
        )
        asked = functional.relu(self.asked(asked))
        share = self.weigh(asked).squeeze(-1).masked_fill(~asks[:, None], -1e4).softmax(-1)
        summary = (share[..., None] * asked).sum(2)
        best = cosines.masked_fill(~asks[:, None, :, None], -1.0).amax(2)
        attention = (SHARPNESS * cosines).masked_fill(~asks[:, None, :, None], -1e4).softmax(2)
        matched = torch.einsum("bkmn,bmw->bknw", attention, projected)
        own = self.project(told)
        pieces = torch.cat(
            [own, matched, own * matched, marks, best[..., None], (best > EXACT)[..., None]], dim=-1
        )
        pieces = self.drop(pieces)
        hidden = functional.relu(self.piece(pieces) + self.question(summary)[:, :, None])
        hidden = hidden * present[..., None]
        padded = functional.pad(hidden, (0, 0, 1, 1))
        windows = torch.cat([padded[:, :, :-2], padded[:, :, 1:-1], padded[:, :, 2:]], dim=-1)
        hidden = functional.relu(self.around(windows)) * inside[..., None]
        part = self.attend(hidden).squeeze(-1).masked_fill(~inside, -1e4).softmax(-1)
        shares = weights * asks
        shares = shares / shares.sum(-1, keepdim=True).clamp_min(1e-6)
        joined = torch.cat(
            [
                hidden.amax(2),
                (part[..., None] * hidden).sum(2),
                summary,
                (in_sentence * shares[:, None]).sum(-1, keepdim=True),
                (torch.maximum(in_sentence, in_context) * shares[:, None]).sum(-1, keepdim=True),
                (inside.sum(-1, keepdim=True) / MAX_SENTENCE_PIECES),
            ],
            dim=-1,
        )
        logits: Tensor = self.tell(self.drop(functional.relu(self.join(joined)))).squeeze(-1)
        return logits


class Pieces:
    """The frozen vectors, and which piece stands for which in another language."""

    def __init__(self, folder: Path, work: Path) -> None:
        """Read the packed model of ``folder``; count pieces in the training texts of ``work``."""
        file, table = packed_table(folder)
        self.tokenizer = Tokenizer.from_file(str(file))
        lengths = np.linalg.norm(table, axis=1)
        units = table / np.maximum(lengths, 1e-9)[:, None]
        self.units = torch.from_numpy(units.astype(np.float32))
        self.mean_length = float(lengths[lengths > 0].mean())
        self.weights = torch.from_numpy((lengths / self.mean_length).astype(np.float32))
        names = [self.tokenizer.id_to_token(i) or "" for i in range(len(table))]
        self.digits = torch.tensor([any(c.isdigit() for c in name) for name in names]).float()
        self.switched = self._nearest(self._spoken(work))

    def cut(self, text: str, most: int) -> NDArray[np.int64]:
        """Return the numbers of a text's pieces."""
        ids = self.tokenizer.encode(text.strip(), add_special_tokens=False).ids[:most]
        return np.array(ids, dtype=np.int64)

    def _spoken(self, work: Path) -> dict[str, NDArray[np.bool_]]:
        """Tell, by language, which pieces its texts use."""
        counts: dict[str, Counter[int]] = {language: Counter() for language in LANGUAGES}
        for path in sorted((work / "train").glob("pair.*.tsv")):
            sides = path.stem.split(".")[1].split("-")
            for number, row in enumerate(read_tsv(path)):
                if number >= LINES_A_GROUP:
                    break
                for language, text in zip(sides, row, strict=False):
                    counts[language].update(self.cut(text, 200).tolist())
        rates = np.zeros((len(LANGUAGES), len(self.units)))
        for place, language in enumerate(LANGUAGES):
            for piece, count in counts[language].items():
                rates[place, piece] = count / counts[language].total()
        highest = rates.max(axis=0)
        return {
            language: (rates[place] > 0) & (rates[place] >= OWN_SHARE * highest)
            for place, language in enumerate(LANGUAGES)
        }

    def _nearest(self, spoken: dict[str, NDArray[np.bool_]]) -> dict[str, NDArray[np.int64]]:
        """Return, by language, for each piece itself or the nearest that the language uses."""
        switched: dict[str, NDArray[np.int64]] = {}
        for language, used in spoken.items():
            numbers = np.flatnonzero(used)
            pool = self.units[torch.from_numpy(numbers)]
            nearest = np.arange(len(self.units))
            foreign = np.flatnonzero(~used)
            for start in range(0, len(foreign), 2_000):
                rows = foreign[start : start + 2_000]
                found = (self.units[torch.from_numpy(rows)] @ pool.T).argmax(dim=1).numpy()
                nearest[rows] = numbers[found]
            switched[language] = nearest
        return switched


def read_examples(path: Path, pieces: Pieces, rng: random.Random) -> Iterator[Example]:
    """Yield the questions that have a right and a wrong candidate, right ones first."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row: dict[str, Any] = json.loads(line)
            right = [one for one in row["candidates"] if one["right"]]
            wrong = [one for one in row["candidates"] if not one["right"]]
            if not right or not wrong:
                continue
            chosen = [right[0], *wrong[: CANDIDATES - 1]]
            while len(chosen) < CANDIDATES:
                chosen.append(rng.choice(wrong))
            yield Example(
                row["language"],
                pieces.cut(row["question"], MAX_QUESTION_PIECES),
                [pieces.cut(one["context"], MAX_CONTEXT_PIECES) for one in chosen],
                [pieces.cut(one["text"], MAX_SENTENCE_PIECES) for one in chosen],
                np.array([one["right"] for one in chosen]),
            )


def tensors(
    examples: Sequence[Example],
    pieces: Pieces,
    languages: Sequence[tuple[str, str]],
    rng: np.random.Generator,
) -> tuple[Tensor, ...]:
    """Return the arguments of `Reader.forward` for examples switched to languages.

    Args:
        examples: The batch.
        pieces: The vectors.
        languages: Of question and of candidates; their own where they are not to be switched.
        rng: Draws the pieces that are left as they are.
    """

    def switch(ids: NDArray[np.int64], own: str, other: str) -> NDArray[np.int64]:
        if own == other:
            return ids
        return np.where(rng.random(len(ids)) < SWITCHED, pieces.switched[other][ids], ids)

    longest = max(len(e.question) for e in examples)
    length = max(
        len(c) + len(s) for e in examples for c, s in zip(e.contexts, e.sentences, strict=True)
    )
    count = len(examples[0].sentences)
    asked = np.zeros((len(examples), longest), dtype=np.int64)
    told = np.zeros((len(examples), count, length), dtype=np.int64)
    inside = np.zeros(told.shape, dtype=np.float32)
    present = np.zeros(told.shape, dtype=np.bool_)
    for row, (example, (for_question, for_told)) in enumerate(
        zip(examples, languages, strict=True)
    ):
        ids = switch(example.question, example.language, for_question)
        asked[row, : len(ids)] = ids
        for place, pair in enumerate(zip(example.contexts, example.sentences, strict=True)):
            ids = switch(np.concatenate(pair), example.language, for_told)
            told[row, place, : len(ids)] = ids
            inside[row, place, len(pair[0]) : len(ids)] = 1.0
            present[row, place, : len(ids)] = True
    asked_ids, told_ids = torch.from_numpy(asked), torch.from_numpy(told)
    marks = torch.stack(
        [pieces.weights[told_ids], pieces.digits[told_ids], torch.from_numpy(inside)], dim=-1
    )
    return (
        pieces.units[asked_ids],
        pieces.weights[asked_ids],
        pieces.units[told_ids],
        marks,
        torch.from_numpy(present),
    )


def switch_plan(examples: Sequence[Example], rng: random.Random) -> list[tuple[str, str]]:
    """Return the languages of question and candidates: a third each own, one other, two others."""
    plan = []
    for example in examples:
        kind = rng.random()
        other = rng.choice(LANGUAGES)
        if kind < 1 / 3:
            plan.append((example.language, example.language))
        elif kind < 2 / 3:
            plan.append((other, other))
        else:
            plan.append((rng.choice(LANGUAGES), other))
    return plan


def measure(
    reader: Reader, held_out: Sequence[Example], pieces: Pieces, plan: tuple[str, str] | None
) -> float:
    """Return the share of held-out questions whose right candidate is first."""
    rng = np.random.default_rng(1)
    firsts: list[bool] = []
    reader.eval()
    with torch.no_grad():
        for start in range(0, len(held_out), 32):
            batch = held_out[start : start + 32]
            languages = [plan or (e.language, e.language) for e in batch]
            logits = reader(*tensors(batch, pieces, languages, rng))
            firsts += (logits.argmax(1) == 0).tolist()
    reader.train()
    return float(np.mean(firsts))


def train(
    examples: list[Example], held_out: list[Example], pieces: Pieces, given: argparse.Namespace
) -> Reader:
    """Return the trained network.

    The loss is that of choosing the right candidate among all of a question's, and half as much
    that of telling of each candidate alone whether it answers, which abstention needs.
    """
    torch.manual_seed(given.seed)
    rng, draws = random.Random(given.seed), np.random.default_rng(given.seed)
    reader = Reader(pieces.units.shape[1])
    optimizer = torch.optim.AdamW(reader.parameters(), lr=given.rate, weight_decay=0.01)
    steps = given.epochs * (len(examples) // given.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, given.rate, total_steps=steps, pct_start=0.1
    )
    began, kept, step = time.monotonic(), [], 0
    for _ in range(given.epochs):
        rng.shuffle(examples)
        for start in range(0, len(examples) - given.batch + 1, given.batch):
            batch = examples[start : start + given.batch]
            logits = reader(*tensors(batch, pieces, switch_plan(batch, rng), draws))
            right = torch.zeros_like(logits)
            right[:, 0] = 1.0
            chosen = functional.cross_entropy(logits, torch.zeros(len(batch), dtype=torch.long))
            told = functional.binary_cross_entropy_with_logits(logits, right)
            loss = chosen + 0.5 * CANDIDATES / 4 * told
            optimizer.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            kept.append((float(chosen), float(told)))
            if step % 100 == 0:
                means = np.mean(kept, axis=0).round(3).tolist()
                kept.clear()
                print(f"{step} of {steps}, {time.monotonic() - began:.0f} s, {means}", flush=True)
        figures = {
            "own": measure(reader, held_out, pieces, None),
            "de-de": measure(reader, held_out, pieces, ("de", "de")),
            "en-de": measure(reader, held_out, pieces, ("en", "de")),
        }
        print({name: round(figure, 4) for name, figure in figures.items()}, flush=True)
    return reader


def main() -> None:
    """Read the examples, train, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True, help="folder of the packed model")
    parser.add_argument("--examples", type=Path, action="append", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    pieces = Pieces(given.model, given.work)
    rng = random.Random(given.seed)
    examples: list[Example] = []
    held_out: list[Example] = []
    for path in given.examples:
        rows = list(read_examples(path, pieces, rng))
        last = round(len(rows) * (1 - HELD_OUT))  # whole articles, but for one
        examples += rows[:last]
        held_out += rows[last:]
    baseline = np.mean([bool(e.right[0]) for e in held_out])
    print(len(examples), "examples,", len(held_out), "held out", baseline)
    reader = train(examples, held_out, pieces, given)
    weights = {name: weight.half().contiguous() for name, weight in reader.state_dict().items()}
    weights["pieces.digits"] = pieces.digits.to(torch.uint8)
    weights["pieces.mean_length"] = torch.tensor([pieces.mean_length])
    save_file(
        weights, given.out, metadata={"model": StaticEmbedder(given.model).identity.fingerprint}
    )


if __name__ == "__main__":
    main()
