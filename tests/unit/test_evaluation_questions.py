"""Question files: what is read, and what is said of broken ones."""

from __future__ import annotations

import json

import pytest
from tests.evaluation_factory import town_subjects, write_questions

from twinbot.errors import EvaluationError
from twinbot.evaluation.loading import load_questions
from twinbot.types import LANGUAGES, Turn


@pytest.fixture
def lines():
    return town_subjects()


def load(tmp_path, lines):
    return load_questions(write_questions(tmp_path / "q.jsonl", lines))


def refusal(tmp_path, lines):
    with pytest.raises(EvaluationError) as caught:
        load(tmp_path, lines)
    return str(caught.value)


def test_a_good_file_is_read_with_its_lines_and_splits(tmp_path, lines):
    questions = load(tmp_path, lines)
    assert [s.subject_id for s in questions.subjects] == [line["id"] for line in lines]
    assert [s.line for s in questions.subjects] == list(range(1, 11))
    assert {s.split for s in questions.of_split("test").subjects} == {"test"}
    assert len(questions.of_split(None).subjects) == 10
    bridge = questions.subjects[0]
    assert bridge.answerable
    assert not questions.subjects[-1].answerable
    assert bridge.gold[2].document_id == "ja/bridge.md"


def test_a_follow_up_keeps_its_history(tmp_path, lines):
    turn = {"question": "Was?", "answer": "Das."}
    lines[0] |= {"kind": "follow_up", "history": {name: [turn] for name in LANGUAGES}}
    assert load(tmp_path, lines).subjects[0].history["ja"] == (Turn("Was?", "Das."),)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("eröffnet im\n Jahr  1998.", True),
        ("１９９８年に開館", True),
        ("opened in 1999", False),
        ("", False),
    ],
)
def test_a_fact_is_found_across_blanks_and_in_full_width(tmp_path, lines, text, found):
    lines[0]["facts"] = [{"de": "Jahr 1998", "en": "in the year 1998", "ja": "1998年"}]
    assert load(tmp_path, lines).subjects[0].facts[0].stands_in(text) is found


def change(**changes):
    return lambda line: line.update(changes)


@pytest.mark.parametrize(
    ("mend", "words"),
    [
        (change(split="train"), ("split", "dev", "test", "train")),
        (change(kind="riddle"), ("kind", "riddle", "when", "adversarial")),
        (change(id="two words"), ("id", "two words", "without blanks")),
        (change(gold=[]), ("museum", "gold is empty", "document, page and quote")),
        (change(facts=[]), ("museum", "facts is empty")),
        (change(questions={"de": "Wann?", "en": "When?"}), ("nothing for ja",)),
        (
            change(questions={"de": "a", "en": "b", "ja": "c", "fr": "d"}),
            ("unknown language fr", "de, en, ja"),
        ),
        (change(questions={"de": " ", "en": "b", "ja": "c"}), ("in de is empty",)),
        (change(facts=[{"de": "(", "en": "b", "ja": "c"}]), ("for de", "'('", "backslash")),
        (change(facts=[{"de": "a|", "en": "b", "ja": "c"}]), ("for de", "matches every text")),
        (change(facts=[{"de": "a", "en": "b"}]), ("facts 1", "nothing for ja")),
        (change(forbidden=[{"de": "a", "fr": "b"}]), ("forbidden 1", "unknown language fr")),
        (change(kind="off_topic"), ("has no answer, but gold or facts is filled",)),
        (change(kind="follow_up"), ("history", "nothing for de, en, ja")),
        (
            change(history={"de": [{"question": "a", "answer": "b"}]}),
            ("only kind follow_up has",),
        ),
        (change(golden=[]), ("unknown field 'golden'",)),
        (change(gold=[{"document_id": "a", "page": 0, "quote": "b"}]), ("gold.0.page", "0")),
    ],
)
def test_what_is_wrong_is_said_with_file_line_and_remedy(tmp_path, lines, mend, words):
    mend(lines[2])
    message = refusal(tmp_path, lines)
    assert message.startswith(f"{tmp_path}/q.jsonl, line 3: ")
    for word in words:
        assert word in message


def test_a_repeated_id_names_both_lines_and_splits(tmp_path, lines):
    message = refusal(tmp_path, [*lines, {**lines[0], "split": "dev"}])
    assert "line 11: the id 'bridge' stands in line 1 too (in test and dev)" in message


def test_the_same_question_in_both_splits_is_found_whatever_its_id(tmp_path, lines):
    message = refusal(tmp_path, [*lines, {**lines[0], "split": "dev", "id": "again"}])
    assert "line 11: again: 'Wann wurde die Brücke eröffnet?' is asked in both splits" in message


def test_all_problems_are_said_at_once_in_the_order_of_the_file(tmp_path, lines):
    lines[5]["gold"] = []
    lines[1]["split"] = "train"
    (tmp_path / "q.jsonl").write_text("", "utf-8")
    said = refusal(tmp_path, lines).splitlines()
    assert ["line 2" in said[0], "line 6" in said[1], len(said)] == [True, True, 2]


def test_more_than_twenty_problems_are_counted(tmp_path, lines):
    said = refusal(tmp_path, [{**lines[0], "id": f"s{n}", "gold": []} for n in range(30)])
    assert said.splitlines()[-1].endswith("10 more problems")


@pytest.mark.parametrize("content", [b"", b"\n\n", b"{", b"[1]", b"\xff\xfe", b'{"id": "a"}'])
def test_any_other_file_is_refused_by_name(tmp_path, content):
    path = tmp_path / "q.jsonl"
    path.write_bytes(content)
    with pytest.raises(EvaluationError, match=r"q\.jsonl"):
        load_questions(path)
    with pytest.raises(EvaluationError, match="nowhere"):
        load_questions(tmp_path / "nowhere.jsonl")


def test_a_byte_order_mark_and_empty_lines_are_let_through(tmp_path, lines):
    text = "\ufeff\n" + "\n\n".join(json.dumps(line) for line in lines) + "\n"
    (tmp_path / "q.jsonl").write_text(text, "utf-8")
    assert load_questions(tmp_path / "q.jsonl").subjects[1].line == 4
