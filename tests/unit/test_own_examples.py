"""The questions written to statements of the corpus teach the reader; none is asked of it later."""

from __future__ import annotations

import json
import math
import random
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

REPOSITORY = Path(__file__).parents[2]
sys.path.append(str(REPOSITORY / "training"))

from invented import INVENTED_FILE, read_invented  # noqa: E402
from own_examples import (  # noqa: E402
    FAR,
    MISSED_CANDIDATES,
    Told,
    examples,
    missed_examples,
    read_questions,
    translations_of,
)
from uncovered import UNCOVERED_FILE, read_uncovered  # noqa: E402

from twinbot.answering.extraction.statements import statement_text  # noqa: E402
from twinbot.encoder import load_encoder  # noqa: E402
from twinbot.known_questions import KNOWN_QUESTIONS_FILE, parse_known_questions  # noqa: E402

QUESTIONS = REPOSITORY / "corpus" / KNOWN_QUESTIONS_FILE
SHARED = 0.8
"""Share of three letters in a row from which on two questions are the same."""


def told(language: str, group: str, text: str) -> Told:
    return Told(f"{language}/{group}.md", group, language, "", text)


def shingles(question: str) -> set[str]:
    letters = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", question).lower())
    return {letters[start : start + 3] for start in range(max(1, len(letters) - 2))}


def rarest(own: set[str], common: Counter[str]) -> list[str]:
    """Return so many of a set that one that shares `SHARED` with it shares one of its rarest.

    Chaudhuri, Ganti and Kaushik 2006 (doi:10.1109/ICDE.2006.9): prefix filtering.
    """
    ordered = sorted(own, key=lambda shingle: (common[shingle], shingle))
    return ordered[: len(own) - math.ceil(SHARED * len(own)) + 1]


def test_no_question_that_is_measured_on_is_learned_from():
    known = parse_known_questions(QUESTIONS.read_bytes(), str(QUESTIONS))
    learned = [question for one in known for question in (*one.questions, *one.near_misses)]
    learned += [question for _, question in read_uncovered(UNCOVERED_FILE)]
    learned += [
        question
        for split in ("reader", "calibration")
        for document in read_invented(split, INVENTED_FILE)
        for subject in document.subjects
        for question in subject.questions.values()
    ]
    measured = [
        question
        for line in (REPOSITORY / "eval" / "questions.jsonl").read_text("utf-8").splitlines()
        for question in json.loads(line)["questions"].values()
    ]
    asked = [shingles(question) for question in measured]
    common = Counter(shingle for own in asked for shingle in own)
    holding: dict[str, list[int]] = {}
    for number, own in enumerate(asked):
        for shingle in rarest(own, common):
            holding.setdefault(shingle, []).append(number)
    alike = [
        question
        for question in learned
        for own in [shingles(question)]
        for number in {n for shingle in rarest(own, common) for n in holding.get(shingle, ())}
        if len(own & asked[number]) >= SHARED * len(own | asked[number])
    ]
    assert learned
    assert alike == []


def test_questions_of_a_statement_that_is_gone_are_left_out_and_counted(tmp_path: Path):
    lines = [
        "document,quote,questions,near_misses",
        "de/a.md,Das Rathaus ist grün.,Farbe?,Höhe?",
        "de/a.md,Das Rathaus war rot.,Alt? | Wie?,",
    ]
    path = tmp_path / "questions.csv"
    path.write_text("\n".join(lines), "utf-8")
    asked, missed, stale = read_questions(path, [told("de", "a", "Das Rathaus ist grün.")])
    assert (asked, missed, stale) == ([("Farbe?", 0)], [("Höhe?", 0)], 2)


def test_a_translation_is_looked_for_in_its_group_alone():
    statements = [told("de", "a", "Rot."), told("en", "b", "Red."), told("en", "a", "Crimson.")]
    vectors = np.array([[1.0, 0.0], [1.0, 0.0], [0.9, 0.44]], np.float32)
    assert translations_of(statements, vectors) == {0: [2], 2: [0]}


@pytest.mark.parametrize("language", ["de", "en", "ja"])
def test_a_question_comes_with_one_right_statement_and_none_that_says_the_same(language: str):
    bridge = {
        "de": ("Die Brücke wurde 1998 eröffnet.", "Seit 1998 ist die Brücke offen.", "Wann?"),
        "en": ("The bridge was opened in 1998.", "The bridge opened in 1998.", "When?"),
        "ja": ("橋は1998年に開通しました。", "1998年、橋が開通しました。", "いつ？"),
    }[language]
    subjects = ["museum", "school", "river", "train", "bakery", "forest", "castle", "zoo", "tower"]
    others = [
        told(language, "b", f"{number} km: {subject} {number}" + "。" * (language == "ja"))
        for number, subject in enumerate(subjects * 8)
    ]
    statements = [told(language, "a", bridge[0]), told(language, "a", bridge[1]), *others]
    asked = [(bridge[2], 0)] * 8
    rows = examples(statements, encoded(statements), asked, [], load_encoder(), random.Random(1))
    own = [row for row in rows if len(row["candidates"]) > 1]  # others have foreign wrong ones
    assert own
    for row in own:
        texts = [one["text"] for one in row["candidates"]]
        assert [one["right"] for one in row["candidates"]] == [True] + [False] * 15
        assert texts[0] == bridge[0]
        assert bridge[1] not in texts
        assert len(set(texts)) == len(texts)


def test_a_question_without_an_answer_comes_with_wrong_statements_of_its_language_alone():
    statements = [
        told("de", "a", "Die Brücke wurde 1998 eröffnet."),
        told("de", "b", "Der Zoo ist am Montag zu."),
        told("en", "a", "The bridge was opened in 1998."),
    ]
    uncovered = [("de", "Was kostet die Brücke?")]
    vectors = encoded(statements)
    (row,) = examples(statements, vectors, [], uncovered, load_encoder(), random)
    assert row["answered"] is False
    texts = [one["text"] for one in row["candidates"]]
    assert texts == [statements[0].text, statements[1].text]
    assert not any(one["right"] for one in row["candidates"])


def test_a_near_miss_comes_with_what_it_is_near_to_and_others_that_are_far():
    statements = [
        told("de", "a", "Die Brücke wurde 1998 eröffnet."),
        told("en", "a", "The bridge was opened in 1998."),
        *(told("de", "b", f"{number}. Tier im Zoo.") for number in range(FAR[0] + 20)),
    ]
    missed = [("Was kostet die Brücke?", 0)]
    vectors, rng = encoded(statements), random.Random(1)
    (row,) = missed_examples(statements, vectors, missed, load_encoder(), rng)
    texts = [one["text"] for one in row["candidates"]]
    assert row["answered"] is False
    assert not any(one["right"] for one in row["candidates"])
    assert texts[:2] == [statements[0].text, statements[1].text]
    assert len(set(texts)) == len(texts) == MISSED_CANDIDATES


def encoded(statements: list[Told]) -> NDArray[np.float32]:
    texts = [statement_text(one.context, one.text) for one in statements]
    return load_encoder().encode_passages(texts)
