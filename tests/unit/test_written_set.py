"""Answers that models wrote, as they are read from a file."""

import json

import pytest

from twinbot.errors import EvaluationError
from twinbot.evaluation.written_set import load_written_set

SOURCE = {
    "document_id": "de/bridge.md",
    "language": "de",
    "title": "Die Brücke",
    "heading": "",
    "text": "Die Brücke ist 120 Meter lang.",
}
SENTENCE = {
    "text": "Die Brücke ist 120 Meter lang.",
    "markers": [1],
    "carried": True,
    "fault": None,
}


def written(tmp_path, **changed):
    line = {
        "subject": "bridge",
        "split": "dev",
        "language": "de",
        "sources": [SOURCE],
        "sentences": [{**SENTENCE, **changed}],
    }
    path = tmp_path / "written.jsonl"
    path.write_text(json.dumps(line) + "\n", "utf-8")
    return path


def test_an_answer_is_read(tmp_path):
    (answer,) = load_written_set(written(tmp_path))
    assert answer.sentences[0].markers == (1,)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"markers": [2]}, "cites"),
        ({"markers": [0]}, "cites"),
        ({"markers": []}, "markers"),
        ({"fault": "number"}, "fault"),
        ({"carried": False}, "fault"),
    ],
)
def test_what_does_not_hold_together_is_told_with_its_line(tmp_path, changed, told):
    with pytest.raises(EvaluationError, match=f"line 1.*{told}"):
        load_written_set(written(tmp_path, **changed))
