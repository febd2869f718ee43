"""The conversations that tell how sure an answer to a follow-up is."""

import json
import re
from pathlib import Path

import pytest

from twinbot.types import LANGUAGES

REPOSITORY = Path(__file__).parents[2]
CONVERSATIONS = [
    json.loads(line)
    for line in (REPOSITORY / "training" / "follow_ups.jsonl").read_text("utf-8").splitlines()
]
NUMBERED = re.compile(r"(?m)^\s*\d+\. ")
"""Before an item of a list, which is quoted with a dash."""

FOLLOW_UPS = [turn for one in CONVERSATIONS for turn in one["turns"][1:]]


def test_each_language_has_as_many_and_a_third_is_held_out():
    for language in LANGUAGES:
        splits = [one["split"] for one in CONVERSATIONS if one["language"] == language]
        assert len(splits) == len(CONVERSATIONS) / len(LANGUAGES)
        assert splits.count("test") == pytest.approx(len(splits) / 3, abs=1)


def test_half_of_the_follow_ups_have_no_answer():
    unanswered = sum(not turn["answers"] for turn in FOLLOW_UPS)
    assert unanswered == pytest.approx(len(FOLLOW_UPS) / 2, rel=0.1)
    assert all(one["turns"][0]["answers"] for one in CONVERSATIONS)


def test_the_statements_that_answer_stand_in_their_documents():
    noted = {
        (document, begins)
        for one in CONVERSATIONS
        for turn in one["turns"]
        for document, begins in turn["answers"]
    }
    assert noted
    missing = [one for one in noted if not (REPOSITORY / "corpus" / one[0]).is_file()]
    assert missing == []
    texts = {
        document: _bare(NUMBERED.sub("", (REPOSITORY / "corpus" / document).read_text("utf-8")))
        for document, _ in noted
        if document.endswith(".md")
    }
    gone = [(d, begins) for d, begins in noted if d in texts and _bare(begins) not in texts[d]]
    assert gone == []


def _bare(text: str) -> str:
    """Return letters and digits alone: documents mark lists and tables in other ways."""
    return re.sub(r"[\W_]+", "", text)
