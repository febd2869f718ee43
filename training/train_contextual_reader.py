"""Step R4: train the contextual reader, which reads what the encoder makes of each piece.

It stands on the frozen states of the encoder that comes with twinbot, first of the same questions
as the reader of step R2. No German question is among them: what a language adds to every state is
measured on translations and subtracted, so that German states lie where English ones do. Then it
goes on with half of each step from the questions of step R3, which are of all three languages,
use other words than the text, and also ask in another language than it is written in. Networks that
went on so from the same weights can be averaged: their mean is as fast as one and was surer when
not to answer (Wortsman et al. 2022, "Model soups", arXiv:2203.05482). At last it goes on with half
of each step from the questions of step R3b, about documents of any subject, and a quarter of R3's.

Usage: python training/train_contextual_reader.py --texts DATA --examples ja.jsonl
    --examples en.jsonl --keep one.pt --out FOLDER
    python training/train_contextual_reader.py --texts DATA --examples ja.jsonl
    --examples en.jsonl --own own.jsonl --start one.pt --epochs 1.05 --rate 6e-4
    --keep two.pt --out second
    python training/train_contextual_reader.py --texts DATA --examples en.jsonl
    --average two.pt --average three.pt --out src/twinbot/answering/scoring/contextual_reader_model
    python training/train_contextual_reader.py --texts DATA --examples ja.jsonl --examples en.jsonl
    --own own.jsonl --invented invented.jsonl --start-shipped --steps 1550 --rate 5e-4
    --out src/twinbot/answering/scoring/contextual_reader_model
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.numpy import load_file, save_file
from texts import read_tsv
from torch import Tensor, nn
from torch.nn import functional

from twinbot.answering.extraction.statements import statement_text
from twinbot.answering.scoring.contextual_reader import (
    LAYERS_FILE,
    MAX_QUESTION_PIECES,
    READER_FOLDER,
    REDUCTION_FILE,
    SEEN_DIMENSION,
)
from twinbot.encoder import STATE_DIMENSION, EncodedText, Encoder, load_encoder
from twinbot.types import LANGUAGES

States = NDArray[np.float16]
Offsets = dict[str, Tensor]

WIDTH = 96
HEADS = 4
LAYERS = 2
CANDIDATES = 16
"""Of each question are encoded."""
DRAWN = 8
"""Of these, the right one among them, a step sees; held-out questions have twelve."""
JUDGED = 12
MAX_TOLD_PIECES = 96
HELD_OUT = 0.06
DROPPED = 0.1
SHARPNESS = 12.0
GROUPS = 4
"""A step's candidates are taken in so many groups of like lengths."""
TRANSLATIONS = {"de": "en-de.tsv.gz", "ja": "en-ja.tsv.gz"}
COMPARED = 300
"""Translations a language by which its states are moved, drawn from those among so many ..."""
READ = 60_000
SHORTEST, LONGEST = 40, 250
"""... whose English has so many letters."""
LARGEST_BYTE = 127
NEVER = -1e4


@dataclass(frozen=True)
class Text:
    """A question or a candidate, encoded.

    Attributes:
        states: float16 of shape (pieces, `STATE_DIMENSION`).
        inside: Which pieces are of the sentence itself, not of title and headings.
        language: It is written in.
    """

    states: States
    inside: NDArray[np.bool_]
    language: str


@dataclass(frozen=True)
class Example:
    """A question with its candidates, the right one first if there is one."""

    question: Text
    candidates: list[Text]
    answered: bool = True

    @property
    def language(self) -> str:
        """It is asked in."""
        return self.question.language


class Block(nn.Module):
    """A layer of a transformer, normalised before its parts."""

    def __init__(self) -> None:
        """Start with random weights."""
        super().__init__()
        self.n1, self.n2 = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.qkv, self.o = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.f1, self.f2 = nn.Linear(WIDTH, 2 * WIDTH), nn.Linear(2 * WIDTH, WIDTH)
        self.d = nn.Dropout(DROPPED)

    def forward(self, hidden: Tensor, present: Tensor) -> Tensor:
        """Return (N, pieces, WIDTH) for the same, where ``present`` (N, pieces) says."""
        rows, pieces, _ = hidden.shape
        parts = self.qkv(self.n1(hidden)).view(rows, pieces, 3, HEADS, WIDTH // HEADS)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(
            query, key, value, attn_mask=present[:, None, None, :]
        )
        hidden = hidden + self.d(self.o(seen.transpose(1, 2).reshape(rows, pieces, WIDTH)))
        middle: Tensor = functional.gelu(self.f1(self.n2(hidden)))
        return hidden + self.d(self.f2(middle))


class ContextualReader(nn.Module):
    """The network: reduced states of question and candidate in, one logit out."""

    def __init__(self) -> None:
        """Start with random weights."""
        super().__init__()
        self.told = nn.Linear(STATE_DIMENSION, SEEN_DIMENSION)
        self.asked = nn.Linear(STATE_DIMENSION, SEEN_DIMENSION)
        self.up = nn.Linear(SEEN_DIMENSION, WIDTH)
        self.kind = nn.Embedding(3, WIDTH)
        self.feats = nn.Linear(3, WIDTH)
        self.sharp = nn.Parameter(torch.tensor(SHARPNESS))
        self.match = nn.Linear(SEEN_DIMENSION, WIDTH)
        self.blocks = nn.ModuleList(Block() for _ in range(LAYERS))
        self.n = nn.LayerNorm(WIDTH)
        self.att = nn.Linear(WIDTH, 1)
        self.join = nn.Linear(4 * WIDTH + 2, WIDTH)
        self.tell = nn.Linear(WIDTH, 1)
        self.d = nn.Dropout(DROPPED)

    def start_with(self, states: Tensor) -> None:
        """Reduce at first to the directions in which these states, (n, dimension), differ most."""
        mean = states.mean(0)
        _, _, directions = torch.pca_lowrank(states - mean, q=SEEN_DIMENSION, center=False, niter=4)
        with torch.no_grad():
            for reduction in (self.told, self.asked):
                reduction.weight.copy_(directions.T)
                reduction.bias.copy_(-(directions.T @ mean))

    def forward(
        self, asked: Tensor, asks: Tensor, told: Tensor, present: Tensor, inside: Tensor
    ) -> Tensor:
        """Return one logit a pair, (N,).

        Args:
            asked: (N, m, SEEN_DIMENSION), the reduced question of each pair.
            asks: (N, m), where it has a piece.
            told: (N, n, SEEN_DIMENSION), the reduced candidates.
            present: (N, n), where they have a piece.
            inside: (N, n), where that is of the sentence itself.
        """
        length = asked.shape[1]
        units = functional.normalize(asked, dim=-1) * asks[..., None]
        cosines = torch.bmm(
            units, (functional.normalize(told, dim=-1) * present[..., None]).transpose(1, 2)
        )
        of_sentence, before = inside & present, present & ~inside
        in_sentence = cosines.masked_fill(~of_sentence[:, None], 0.0).amax(-1)
        in_context = cosines.masked_fill(~before[:, None], 0.0).amax(-1)
        share = (self.sharp * cosines).masked_fill(~asks[..., None], NEVER).softmax(1)
        matched = torch.bmm(share.transpose(1, 2), asked)
        best, none = cosines.amax(1), torch.zeros_like(in_sentence)
        of_question = torch.stack([in_sentence, in_context, none], -1)
        of_told = torch.stack([best, torch.zeros_like(best), torch.ones_like(best)], -1)
        kind = self.kind.weight
        question = self.up(asked) + self.feats(of_question) + kind[0]
        answer = self.up(told) + self.match(matched) + self.feats(of_told)
        answer = answer + torch.where(inside[..., None], kind[1], kind[2])
        hidden = self.d(torch.cat([question, answer], 1))
        everywhere = torch.cat([asks, present], 1)
        for block in self.blocks:
            hidden = block(hidden, everywhere)
        hidden = self.n(hidden)
        question, answer = hidden[:, :length], hidden[:, length:]
        part = self.att(answer).squeeze(-1).masked_fill(~of_sentence, NEVER).softmax(-1)
        count = asks.sum(-1, keepdim=True)
        joined = torch.cat(
            [
                torch.bmm(part[:, None], answer)[:, 0],
                answer.masked_fill(~of_sentence[..., None], NEVER).amax(1),
                (question * asks[..., None]).sum(1) / count,
                question.masked_fill(~asks[..., None], NEVER).amax(1),
                (in_sentence * asks).sum(-1, keepdim=True) / count,
                (torch.maximum(in_sentence, in_context) * asks).sum(-1, keepdim=True) / count,
            ],
            dim=-1,
        )
        logits: Tensor = self.tell(self.d(functional.gelu(self.join(joined))))
        return logits.squeeze(-1)


class Layers(nn.Module):
    """What is run when a question is asked: all but the reduction of the candidates."""

    def __init__(self, reader: ContextualReader) -> None:
        """Run these weights."""
        super().__init__()
        self.reader = reader

    def forward(self, asked: Tensor, told: Tensor, present: Tensor, inside: Tensor) -> Tensor:
        """Return (N,) for the states of one question (m, D) and reduced candidates (N, n, S)."""
        reduced = self.reader.asked(asked)[None].expand(told.shape[0], -1, -1)
        asks = torch.ones_like(reduced[..., 0]) > 0
        logits: Tensor = self.reader(reduced, asks, told, present, inside)
        return logits


def read_examples(paths: Sequence[Path], encoder: Encoder) -> tuple[list[Example], list[Example]]:
    """Encode the questions of files with their candidates; return those to learn, and held out."""
    learned: list[Example] = []
    held_out: list[Example] = []
    for path in paths:
        rows = [row for row in map(_choose, _rows(path)) if row]
        asked = list(dict.fromkeys((question, language) for language, question, _, _ in rows))
        questions = dict(zip(asked, _encode_questions(encoder, asked), strict=True))
        told = list(dict.fromkeys(one for _, _, candidates, _ in rows for one in candidates))
        texts = dict(zip(told, _encode_candidates(encoder, told), strict=True))
        examples = [
            Example(questions[question, language], [texts[one] for one in candidates], answered)
            for language, question, candidates, answered in rows
        ]
        last = round(len(examples) * (1 - HELD_OUT))  # whole articles, but for one
        learned += examples[:last]
        held_out += examples[last:]
        print(path.name, len(examples), flush=True)
    return learned, held_out


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


Told = tuple[str, int, str]
"""A candidate with what goes before it, where itself begins, and its language."""


def _choose(row: dict[str, Any]) -> tuple[str, str, list[Told], bool] | None:
    """Return language, question and candidates, and whether the first is right."""
    right = [one for one in row["candidates"] if one["right"]]
    wrong = [one for one in row["candidates"] if not one["right"]]
    if not wrong or (not right and row.get("answered", True)):
        return None  # where the right one was not found, a wrong one may answer too
    texts = [
        (statement_text(one["context"], one["text"]), one)
        for one in [*right[:1], *wrong][:CANDIDATES]
    ]
    language = row["language"]
    candidates = [
        (text, len(text) - len(one["text"]), one.get("language", language)) for text, one in texts
    ]
    return language, row["question"], candidates, bool(right)


def _encode_questions(encoder: Encoder, asked: Sequence[tuple[str, str]]) -> list[Text]:
    return [
        Text(states, np.ones(len(states), dtype=np.bool_), language)
        for question, language in asked
        for states in [
            encoder.read_queries([question])[0].states[:MAX_QUESTION_PIECES].astype(np.float16)
        ]
    ]


def _encode_candidates(encoder: Encoder, told: Sequence[Told]) -> list[Text]:
    def keep(place: int, read: EncodedText) -> Text:
        inside = read.starts[:MAX_TOLD_PIECES] >= told[place][1]
        inside[0] |= not inside.any()  # title and headings may fill all places
        return Text(read.states[:MAX_TOLD_PIECES].astype(np.float16), inside, told[place][2])

    return encoder.read_passages([text for text, _, _ in told], keep)


def measure_offsets(encoder: Encoder, folder: Path, seed: int) -> Offsets:
    """Return what each language adds to the states of what is asked and told in English."""
    rng = random.Random(seed)
    offsets: Offsets = {}
    for side in ("asked", "told"):
        offsets[f"{side}.en"] = torch.zeros(STATE_DIMENSION)
        for language, name in TRANSLATIONS.items():
            rows = [
                row
                for row in islice(read_tsv(folder / name), READ)
                if SHORTEST < len(row[0]) < LONGEST
            ]
            drawn = rng.sample(rows, COMPARED)
            english, other = (
                _mean_state(encoder, [row[place] for row in drawn], side) for place in (0, 1)
            )
            offsets[f"{side}.{language}"] = torch.from_numpy(other - english)
    return offsets


def _mean_state(encoder: Encoder, texts: Sequence[str], side: str) -> NDArray[np.float32]:
    if side == "asked":
        read = [one.states for one in encoder.read_queries(texts)]
    else:
        read = encoder.read_passages(texts, lambda _, one: one.states)
    mean: NDArray[np.float32] = np.concatenate(read).mean(0, dtype=np.float64).astype(np.float32)
    return mean


Group = tuple[Tensor, Tensor, Tensor, Tensor, Tensor]
"""Which question each candidate is of, which candidate it is, states, present, inside."""


def group(
    batch: Sequence[tuple[Example, list[Text]]], offsets: Offsets
) -> tuple[Tensor, Tensor, list[Group]]:
    """Return questions (B, m, D), where they have pieces (B, m), and the candidates in groups."""
    longest = max(len(one.question.states) for one, _ in batch)
    asked = torch.zeros(len(batch), longest, STATE_DIMENSION)
    asks = torch.zeros(len(batch), longest, dtype=torch.bool)
    for row, (one, _) in enumerate(batch):
        count = len(one.question.states)
        states = torch.from_numpy(one.question.states).float()
        asked[row, :count] = states - offsets[f"asked.{one.language}"]
        asks[row, :count] = True
    flat = [(row, text) for row, (_, drawn) in enumerate(batch) for text in drawn]
    order = sorted(range(len(flat)), key=lambda place: len(flat[place][1].states))
    groups: list[Group] = []
    for places in np.array_split(np.array(order), min(GROUPS, len(order))):
        length = max(len(flat[place][1].states) for place in places)
        told = torch.zeros(len(places), length, STATE_DIMENSION)
        present = torch.zeros(len(places), length, dtype=torch.bool)
        inside = torch.zeros(len(places), length, dtype=torch.bool)
        for row, place in enumerate(places):
            text = flat[place][1]
            count, added = len(text.states), offsets[f"told.{text.language}"]
            told[row, :count] = torch.from_numpy(text.states).float() - added
            present[row, :count] = True
            inside[row, :count] = torch.from_numpy(text.inside)
        owners = torch.tensor([flat[place][0] for place in places])
        groups.append((owners, torch.from_numpy(places), told, present, inside))
    return asked, asks, groups


def judge(
    reader: ContextualReader, batch: Sequence[tuple[Example, list[Text]]], offsets: Offsets
) -> Tensor:
    """Return the logits of every question's candidates, (B, K)."""
    asked, asks, groups = group(batch, offsets)
    reduced = reader.asked(asked)
    logits, places = [], []
    for owners, place, told, present, inside in groups:
        length = int(asks[owners].sum(1).max())
        logits.append(
            reader(
                reduced[owners, :length],
                asks[owners, :length],
                reader.told(told),
                present,
                inside,
            )
        )
        places.append(place)
    return torch.cat(logits)[torch.cat(places).argsort()].view(len(batch), -1)


def draw(example: Example, count: int, rng: random.Random | None) -> tuple[Example, list[Text]]:
    """Return an example with its right candidate and others, drawn or, without rng, the first."""
    right = example.candidates[:1] if example.answered else []
    wrong, left = example.candidates[len(right) :], count - len(right)
    chosen = rng.sample(wrong, min(len(wrong), left)) if rng else wrong[:left]
    while len(chosen) < left:
        chosen.append(wrong[len(chosen) % len(wrong)])
    return example, [*right, *chosen]


def measure(
    reader: ContextualReader, held_out: Sequence[Example], offsets: Offsets
) -> dict[str, float]:
    """Return, by language, the share of held-out questions whose right candidate is first."""
    answered = [one for one in held_out if one.answered]
    firsts: dict[str, list[bool]] = {}
    reader.eval()
    with torch.no_grad():
        for start in range(0, len(answered), 16):
            batch = [draw(one, JUDGED, None) for one in answered[start : start + 16]]
            best = judge(reader, batch, offsets).argmax(1).tolist()
            for (example, _), place in zip(batch, best, strict=True):
                firsts.setdefault(example.language, []).append(place == 0)
    reader.train()
    return {language: round(float(np.mean(own)), 4) for language, own in firsts.items()}


def start(learned: Sequence[Example], given: argparse.Namespace) -> ContextualReader:
    """Return a network of given weights, or a new one that fits the states of the examples."""
    reader = ContextualReader()
    if given.start:
        reader.load_state_dict(torch.load(given.start, weights_only=True))
        return reader
    if given.start_shipped:
        reader.load_state_dict(read_shipped(READER_FOLDER))
        return reader
    sample = [
        text.states for one in learned[:: max(1, len(learned) // 500)] for text in one.candidates
    ]
    reader.start_with(torch.from_numpy(np.concatenate(sample)[::10].astype(np.float32)))
    return reader


def read_shipped(folder: Path) -> dict[str, Tensor]:
    """Return the weights of a reader as `save` wrote it, those rounded to bytes as they are."""
    model = onnx.load(folder / LAYERS_FILE)
    held = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
    reduction = load_file(folder / REDUCTION_FILE)
    weights = {name.removeprefix("reader."): own for name, own in held.items()}
    weights |= {name: own.astype(np.float32) for name, own in reduction.items()}
    for node in model.graph.node:
        if node.op_type == "MatMulInteger":  # "/reader/blocks.0/qkv/MatMul_quant"
            path = node.name.removeprefix("/reader").strip("/").split("/")[:-1]
            rounded, name = held[node.input[1]], node.input[1].removesuffix("_quantized")
            weights[".".join([*path, "weight"])] = (rounded * held[f"{name}_scale"]).T
    kinds = [own for name, own in held.items() if re.fullmatch(r"onnx::(?:Add|Where)_\d+", name)]
    weights["kind.weight"] = np.stack(kinds)
    return {
        name: torch.from_numpy(weights[name].astype(np.float32))
        for name in ContextualReader().state_dict()
    }


def average(weights: Sequence[Path]) -> ContextualReader:
    """Return the network of the mean of weights that began as the same."""
    states = [torch.load(path, weights_only=True) for path in weights]
    reader = ContextualReader()
    reader.load_state_dict(
        {name: sum(state[name] for state in states) / len(states) for name in states[0]}
    )
    return reader


def deal(examples: Sequence[Example], rng: random.Random) -> Iterator[Example]:
    """Yield all examples in random order, again and again."""
    while examples:
        yield from rng.sample(examples, len(examples))


def train(
    learned: list[Example],
    own: list[Example],
    invented: list[Example],
    held_out: list[Example],
    offsets: Offsets,
    given: argparse.Namespace,
) -> ContextualReader:
    """Return the trained network.

    The loss is that of choosing the right candidate among a question's, where there is one, and
    that of telling of each alone whether it answers, which abstention needs.

    Args:
        learned: What is learned from.
        own: Examples of a city's own documents, half of each step where there are any, a quarter
            where there are also others.
        invented: Examples of documents of any subject, half of each step where there are any.
        held_out: What is measured on.
        offsets: What each language adds to states.
        given: The options.
    """
    torch.manual_seed(given.seed)
    rng = random.Random(given.seed)
    reader = start(learned, given)
    optimizer = torch.optim.AdamW(reader.parameters(), lr=given.rate, weight_decay=0.01)
    steps = given.steps or int(given.epochs * len(learned) // given.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, given.rate, total_steps=steps + 1, pct_start=0.1
    )
    began, kept = time.monotonic(), []
    dealt, dealt_own, dealt_invented = deal(learned, rng), deal(own, rng), deal(invented, rng)
    half = given.batch // 2 if invented else 0
    some = (given.batch - half) // 2 if own else 0
    for step in range(1, steps + 1):
        taken = [*islice(dealt_invented, half), *islice(dealt_own, some)]
        taken += islice(dealt, given.batch - len(taken))
        batch = [draw(example, DRAWN, rng) for example in taken]
        logits = judge(reader, batch, offsets)
        answered = torch.tensor([example.answered for example in taken])
        right = torch.zeros_like(logits)
        right[answered, 0] = 1.0
        first = torch.zeros(int(answered.sum()), dtype=torch.long)
        chosen = functional.cross_entropy(logits[answered], first)
        told = functional.binary_cross_entropy_with_logits(logits, right)
        loss = chosen + 0.5 * DRAWN / 4 * told
        optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        kept.append((chosen.item(), told.item()))
        if step % 100 == 0:
            means = np.mean(kept, axis=0).round(3).tolist()
            kept.clear()
            print(f"{step} of {steps}, {time.monotonic() - began:.0f} s, {means}", flush=True)
        if step % 500 == 0 or step == steps:
            print(measure(reader, held_out, offsets), flush=True)
    return reader


def save(
    reader: ContextualReader, offsets: Offsets, sample: Sequence[Text], language: str, folder: Path
) -> None:
    """Write the reduction of the candidates, as numpy reads it, and the layers, as ONNX.

    Args:
        reader: The network.
        offsets: What is subtracted of each language.
        sample: Candidates by whose largest values the step of the bytes is set.
        language: Theirs.
        folder: Where to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    reader.eval()
    with torch.no_grad():
        states = torch.from_numpy(np.concatenate([text.states for text in sample])).float()
        reduced = reader.told(states - offsets[f"told.{language}"]).abs().flatten()
    step = float(np.quantile(reduced.numpy(), 0.9999)) / LARGEST_BYTE
    weights = {
        "told.weight": reader.told.weight.detach().numpy().astype(np.float16),
        "told.bias": reader.told.bias.detach().numpy(),
        "step": np.array([step], dtype=np.float32),
    }
    weights |= {name: offset.numpy().astype(np.float16) for name, offset in offsets.items()}
    save_file(weights, folder / REDUCTION_FILE)
    example = (
        torch.zeros(3, STATE_DIMENSION),
        torch.zeros(2, 5, SEEN_DIMENSION),
        torch.ones(2, 5, dtype=torch.bool),
        torch.ones(2, 5, dtype=torch.bool),
    )
    told = {0: "statements", 1: "pieces"}
    with tempfile.TemporaryDirectory() as temporary:
        exact = Path(temporary) / LAYERS_FILE
        torch.onnx.export(
            Layers(reader).eval(),
            example,
            str(exact),
            input_names=["asked", "told", "present", "inside"],
            output_names=["logits"],
            dynamic_axes={
                "asked": {0: "asked_pieces"},
                "told": told,
                "present": told,
                "inside": told,
            },
            opset_version=18,
            dynamo=False,
        )
        # One byte a weight: read in two thirds of the time, and right as often.
        quantize_dynamic(exact, folder / LAYERS_FILE, weight_type=QuantType.QInt8, per_channel=True)


def main() -> None:
    """Encode the examples, train, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, required=True, help="folder of the translations")
    parser.add_argument("--examples", type=Path, action="append", required=True)
    parser.add_argument("--own", type=Path, action="append", default=[])
    parser.add_argument("--invented", type=Path, action="append", default=[])
    parser.add_argument("--start", type=Path, help="weights to go on from, of --keep")
    parser.add_argument(
        "--start-shipped", action="store_true", help="go on from those that come with twinbot"
    )
    parser.add_argument(
        "--average", type=Path, action="append", default=[], help="weights of --keep; trains none"
    )
    parser.add_argument("--keep", type=Path, help="where to write the weights to go on from")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=float, default=2.4, help="rounds of --examples")
    parser.add_argument("--steps", type=int, help="in place of --epochs")
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    encoder = load_encoder()
    offsets = measure_offsets(encoder, given.texts, given.seed)
    if missing := set(LANGUAGES) - {name.split(".")[1] for name in offsets}:
        message = f"no translations of {', '.join(sorted(missing))}"
        raise SystemExit(message)
    learned, held_out = read_examples(given.examples, encoder)
    own, own_held_out = read_examples(given.own, encoder)
    invented, invented_held_out = read_examples(given.invented, encoder)
    held_out += own_held_out + invented_held_out
    counts = len(learned), len(own), len(invented)
    print(*counts, "examples,", len(held_out), "held out", flush=True)
    if given.average:
        reader = average(given.average)
        print(measure(reader, held_out, offsets), flush=True)
    else:
        reader = train(learned, own, invented, held_out, offsets, given)
    if given.keep:
        torch.save(reader.state_dict(), given.keep)
    save(reader, offsets, held_out[0].candidates, held_out[0].language, given.out)


if __name__ == "__main__":
    main()
