"""Grades of a judge: asked for answers only, shown apart, never part of a measured figure."""

from __future__ import annotations

import pytest
from tests.evaluation_factory import ABSTAINED, result, run_of

from twinbot.evaluation.html import render
from twinbot.evaluation.judging import Opinion, judge_answers, judged_figures
from twinbot.evaluation.runs import read_run, write_run
from twinbot.evaluation.summarising import summarise


class ByLength:
    """A judge with a simple taste: quotes ground, short answers help."""

    name = "by length"

    def grade(self, question, language, answer, quotes):
        if not question or language == "ja":
            return None
        return Opinion(float(bool(quotes)), 1.0 if len(answer) < 20 else 0.5)


RESULTS = (
    result(),
    result(language="en", citations=()),
    result(language="ja", **ABSTAINED),
    result(subject_id="zoo", question=""),
)


def test_only_answers_are_graded_and_a_judge_may_have_no_opinion():
    seen = []
    grades = judge_answers(RESULTS, ByLength(), lambda done, total: seen.append((done, total)))
    assert [grade.query_id for grade in grades] == ["bridge.de", "bridge.en"]
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_grades_are_averaged_by_language_with_intervals():
    figures = judged_figures(RESULTS, judge_answers(RESULTS, ByLength()))
    found = {(f.aspect, f.language): f.value for f in figures}
    assert found["groundedness", None] == 0.5
    assert (found["groundedness", "de"], found["groundedness", "en"]) == (1, 0)
    assert ("groundedness", "ja") not in found
    assert all(f.low <= f.value <= f.high for f in figures)
    assert judged_figures(RESULTS, []) == []


def test_grades_are_stored_and_shown_apart_from_what_is_measured(tmp_path):
    grades = tuple(judge_answers(RESULTS, ByLength()))
    plain, judged = run_of(RESULTS), run_of(RESULTS, grades=grades)
    assert summarise(plain.results) == summarise(judged.results)
    write_run(judged, summarise(judged.results), tmp_path)
    assert read_run(tmp_path) == judged
    page = render(judged, summarise(judged.results))
    assert "Graded by by length" in page
    assert "Graded by" not in render(plain, summarise(plain.results))


def test_a_grade_outside_of_zero_to_one_is_refused():
    with pytest.raises(ValueError, match="0 to 1"):
        Opinion(1.5, 0)
