"""Step R3: questions to statements of the corpus, beside statements that do not answer them.

``corpus/questions.csv`` holds how people ask for what statements of the documents tell: plainly,
and in other words than theirs. Here each question gets its statement, or the translation of it,
and statements that the encoder takes for near but that tell something else. Statements nearly
alike are left out: they may answer too. With ``--uncovered`` there are also questions that no
statement answers, each beside those nearest to it, and with ``--missed`` those that the file says
are near to a statement but not answered by it, beside that statement and others that are far.

Usage: python training/own_examples.py --uncovered 7 --missed --out own.jsonl
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from uncovered import UNCOVERED_FILE, read_uncovered

from twinbot.answering.extraction.statements import (
    reading_context,
    statement_context,
    statement_spans,
    statement_text,
)
from twinbot.answering.scoring.aligning import SURELY_SAME, find_translations
from twinbot.encoder import Encoder, load_encoder
from twinbot.index import Generation, open_generation
from twinbot.indexing import ingest
from twinbot.known_questions import KNOWN_QUESTIONS_FILE, parse_known_questions
from twinbot.settings import STATIC_MODEL, Settings
from twinbot.types import LANGUAGES, Language

REPOSITORY = Path(__file__).parents[1]
CANDIDATES = 16
OF_THE_DOCUMENT = 6
"""So many wrong candidates are of the same translation group where it has them."""
NEAR = 60
"""Wrong candidates are drawn from so many nearest to the question."""
ALIKE = 0.72
"""Cosine from which on another statement may tell the same: of German ones 1 % of all pairs."""
FAR = 40, 200
"""Ranks of nearness among which other documents' statements hardly ever answer a near miss."""
MISSED_CANDIDATES = 8
"""So many of an example are seen at each step: none is left out."""
CROSS_LANGUAGE = 0.25
"""So often the right statement is one in another language, where there is one."""
LEFT_OUT = -2.0
"""Below any cosine."""
FOREIGN_WRONG = 0.15
"""So often the wrong ones are in a language drawn from all three."""


@dataclass(frozen=True)
class Told:
    """A statement of the corpus."""

    document_id: str
    group: str
    language: Language
    context: str
    text: str


def main() -> None:
    """Index the corpus, encode, choose, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=REPOSITORY / "corpus")
    parser.add_argument(
        "--uncovered", type=int, default=0, help="so many times each question without an answer"
    )
    parser.add_argument("--missed", action="store_true", help="near misses of the file too")
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    told = list(read_statements(given.corpus))
    asked, missed, stale = read_questions(given.corpus / KNOWN_QUESTIONS_FILE, told)
    print(f"{len(told)} statements, {len(asked)} questions, {len(missed)} near misses;")
    print(f"{stale} more are of statements that are gone")
    uncovered = list(read_uncovered(UNCOVERED_FILE, "reader")) * given.uncovered
    rng, encoder = random.Random(given.seed), load_encoder()
    vectors = encoder.encode_passages([statement_text(one.context, one.text) for one in told])
    rows = list(examples(told, vectors, asked, uncovered, encoder, rng))
    if given.missed:
        rows += missed_examples(told, vectors, missed, encoder, rng)
    rng.shuffle(rows)  # the last ones are held out
    with given.out.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def read_statements(corpus: Path) -> Iterator[Told]:
    """Yield every statement of a corpus, once a document."""
    with tempfile.TemporaryDirectory() as temporary:
        settings = Settings(
            corpus=corpus, index=Path(temporary) / "index", embedding_model=STATIC_MODEL
        )
        ingest(settings)
        with open_generation(settings.index) as generation:
            yield from _statements_of(generation)


def _statements_of(generation: Generation) -> Iterator[Told]:
    for summary in generation.documents():
        group, language = summary.translation_group, summary.language
        ids = generation.group_passages([group], language)[group]
        seen: set[str] = set()
        for passage in generation.passages(ids):
            if passage.document_id != summary.document_id:
                continue
            for span in statement_spans(passage.text, language):
                text = span.of(passage.text)
                if text not in seen:
                    seen.add(text)
                    context = reading_context(summary.title, passage)
                    context = statement_context(context, passage.text, span)
                    yield Told(summary.document_id, group, language, context, text)


def read_questions(
    path: Path, told: Sequence[Told]
) -> tuple[list[tuple[str, int]], list[tuple[str, int]], int]:
    """Return questions and near misses by place of statement, and how many have none any more."""
    places = {(one.document_id, one.text): place for place, one in enumerate(told)}
    asked: list[tuple[str, int]] = []
    missed: list[tuple[str, int]] = []
    stale = 0
    for known in parse_known_questions(path.read_bytes(), str(path)):
        place = places.get((known.document_id, known.quote))
        if place is None:
            stale += len(known.questions) + len(known.near_misses)
        else:
            asked += [(question, place) for question in known.questions]
            missed += [(question, place) for question in known.near_misses]
    return asked, missed, stale


def examples(
    told: Sequence[Told],
    vectors: NDArray[np.float32],
    asked: Sequence[tuple[str, int]],
    uncovered: Sequence[tuple[Language, str]],
    encoder: Encoder,
    rng: random.Random,
) -> Iterator[dict[str, Any]]:
    """Yield each question with its statement first and wrong ones behind, or with wrong ones."""
    cosines = vectors @ vectors.T
    languages = np.array([one.language for one in told])
    groups = np.array([one.group for one in told])
    translations = translations_of(told, vectors)
    questions = encoder.encode_queries([question for question, _ in asked])
    for (question, place), vector in zip(asked, questions, strict=True):
        right = place
        if place in translations and rng.random() < CROSS_LANGUAGE:
            right = rng.choice(translations[place])
        language = str(languages[right])
        if rng.random() < FOREIGN_WRONG:
            language = rng.choice(LANGUAGES)
        nearness = vectors @ vector
        alike = np.maximum(cosines[place], cosines[right]) >= ALIKE
        nearness[(languages != language) | alike] = LEFT_OUT
        near = [one for one in np.argsort(-nearness)[:NEAR].tolist() if nearness[one] > LEFT_OUT]
        of_group = [one for one in near if groups[one] == groups[place]]
        wrong = rng.sample(of_group, min(OF_THE_DOCUMENT, len(of_group)))
        others = [one for one in near if one not in wrong]
        wrong += rng.sample(others, min(CANDIDATES - 1 - len(wrong), len(others)))
        candidates = [_candidate(told[one], right=one == right) for one in [right, *wrong]]
        yield {
            "language": told[place].language,
            "question": question,
            "candidates": candidates,
        }
    vectors_of_uncovered = encoder.encode_queries([question for _, question in uncovered])
    for (language, question), vector in zip(uncovered, vectors_of_uncovered, strict=True):
        nearness = vectors @ vector
        nearness[languages != language] = LEFT_OUT
        near = [n for n in np.argsort(-nearness)[:CANDIDATES].tolist() if nearness[n] > LEFT_OUT]
        yield {
            "language": language,
            "question": question,
            "answered": False,
            "candidates": [_candidate(told[one], right=False) for one in near],
        }


def missed_examples(
    told: Sequence[Told],
    vectors: NDArray[np.float32],
    missed: Sequence[tuple[str, int]],
    encoder: Encoder,
    rng: random.Random,
) -> Iterator[dict[str, Any]]:
    """Yield each near miss beside what it is near to, a translation of that, and far statements."""
    languages = np.array([one.language for one in told])
    groups = np.array([one.group for one in told])
    translations = translations_of(told, vectors)
    questions = encoder.encode_queries([question for question, _ in missed])
    for (question, place), vector in zip(missed, questions, strict=True):
        nearness = vectors @ vector
        nearness[(languages != languages[place]) | (groups == groups[place])] = LEFT_OUT
        far = [n for n in np.argsort(-nearness)[slice(*FAR)].tolist() if nearness[n] > LEFT_OUT]
        near = [place, *rng.sample(translations.get(place, ()), k=int(place in translations))]
        wrong = [*near, *rng.sample(far, min(MISSED_CANDIDATES - len(near), len(far)))]
        yield {
            "language": told[place].language,
            "question": question,
            "answered": False,
            "candidates": [_candidate(told[one], right=False) for one in wrong],
        }


def _candidate(told: Told, *, right: bool) -> dict[str, Any]:
    return {
        "context": told.context,
        "text": told.text,
        "language": told.language,
        "right": right,
    }


def translations_of(
    told: Sequence[Told], vectors: NDArray[np.float32]
) -> Mapping[int, Sequence[int]]:
    """Return, of statements, those of their translation group that say the same elsewhere."""
    members: dict[str, list[int]] = {}
    for place, one in enumerate(told):
        members.setdefault(one.group, []).append(place)
    return {
        places[one]: [places[other] for other in others]
        for places in members.values()
        for one, others in find_translations(
            vectors[places], [told[place].language for place in places], SURELY_SAME
        ).items()
    }


if __name__ == "__main__":
    main()
