"""The test split of ``eval/`` over the repository's own corpus: no figure, only what must hold."""

from __future__ import annotations

import pytest
from tests.conftest import REPOSITORY

from twinbot.evaluation import evaluate, load_questions

pytestmark = pytest.mark.xdist_group("eval-test")


@pytest.fixture(scope="module")
def results(corpus_settings, corpus_report):
    questions = load_questions(REPOSITORY / "eval" / "questions.jsonl")
    return evaluate(questions, corpus_settings, "test").results


def test_every_answer_is_in_the_language_of_its_question(results):
    # "wan is" is one slip of the pen away from two languages
    asked = [result for result in results if result.kind != "typo"]
    assert [r.question for r in asked if r.answered_in != r.language] == []


def test_every_quote_is_the_stored_text_and_every_marker_has_its_citation(results):
    for result in results:
        used = [marker for sentence in result.sentences for marker in sentence.markers]
        assert used == [citation.marker for citation in result.citations], result.question
        assert all(citation.verbatim for citation in result.citations), result.question
