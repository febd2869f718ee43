"""Invented documents, by which answering over documents of others is learned and measured."""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
sys.path.append(str(REPOSITORY / "training"))

from invented import INVENTED_FILE, holds_quote, read_invented  # noqa: E402
from invented_examples import CANDIDATES, examples  # noqa: E402

from twinbot.encoder import load_encoder  # noqa: E402
from twinbot.types import LANGUAGES  # noqa: E402

SPLITS = ("reader", "calibration", "test")


@pytest.mark.parametrize("split", SPLITS)
def test_every_quote_stands_in_its_document(split):
    for document in read_invented(split):
        for subject in document.subjects:
            assert all(quote in document.text for quote in subject.quotes), document.document_id


@pytest.mark.parametrize("split", SPLITS)
def test_every_subject_is_asked_in_three_languages_of_documents_in_three(split):
    documents = list(read_invented(split))
    assert Counter(document.language for document in documents) == dict.fromkeys(
        LANGUAGES, len(documents) // 3
    )
    for document in documents:
        wordings = Counter((subject.wording, bool(subject.quotes)) for subject in document.subjects)
        assert wordings["near", True] >= 3
        assert wordings["free", True] >= 8
        assert wordings["near", False] + wordings["free", False] >= 5
        for subject in document.subjects:
            assert set(subject.questions) == set(LANGUAGES)
            assert all(question.strip() for question in subject.questions.values())


def test_no_document_is_of_two_splits():
    rows = [json.loads(line) for line in INVENTED_FILE.read_text("utf-8").splitlines()]
    for name in ("id", "text"):
        assert len({row[name] for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Im Jahr 1920 wurde die Brücke gebaut.", True),
        ("- Im Jahr 1920 wurde die Brücke gebaut. Sie steht noch.", True),
        ("Im Jahr 1920 wurde sie gebaut.", False),
        ("1920", False),
        ("wurde die Brücke gebaut", True),
    ],
)
def test_a_text_holds_a_quote_or_is_most_of_it(text, holds):
    assert holds_quote(text, ["Im Jahr 1920 wurde die Brücke gebaut."]) is holds


def test_examples_put_what_answers_first_and_nothing_else_that_does():
    document = next(read_invented("reader"))
    rows = list(examples(document, load_encoder(), random.Random(1)))
    assert {row["language"] for row in rows} == set(LANGUAGES)
    assert {row["answered"] for row in rows} == {True, False}
    for row in rows:
        right = [candidate["right"] for candidate in row["candidates"]]
        assert right == [row["answered"]] + [False] * (len(right) - 1)
        assert 2 <= len(right) <= CANDIDATES
