"""Files of questions, one JSON object a line."""

import pytest

from twinbot.cli.batches import read_questions
from twinbot.errors import QuestionError
from twinbot.types import Turn


def write(tmp_path, *lines):
    path = tmp_path / "q.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_each_line_is_a_question_and_empty_lines_are_skipped(tmp_path):
    path = write(
        tmp_path,
        '{"id": 7, "question": "Wer?", "extra": true}',
        "",
        '{"id": "b", "question": "誰？", "language": "ja", '
        '"history": [{"question": "q", "answer": "a"}]}',
    )
    first, second = read_questions(path)
    assert (first.id, first.question, first.language, first.line) == ("7", "Wer?", None, 1)
    assert (second.language, second.turns(), second.line) == ("ja", (Turn("q", "a"),), 3)


def test_a_line_separator_inside_a_question_does_not_split_it(tmp_path):
    (question,) = read_questions(write(tmp_path, '{"id": "1", "question": "a\u2028b"}'))
    assert question.question == "a\u2028b"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"id": "1"}', ("line 2", "question")),
        ('{"id": "1", "question": "q", "language": "fr"}', ("line 2", "language")),
        ("no json", ("line 2", "JSON")),
    ],
)
def test_a_bad_line_is_named(tmp_path, line, words):
    path = write(tmp_path, '{"id": "0", "question": "q"}', line)
    with pytest.raises(QuestionError) as caught:
        list(read_questions(path))
    for word in (str(path), *words):
        assert word in str(caught.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(QuestionError, match=r"none\.jsonl"):
        list(read_questions(tmp_path / "none.jsonl"))
