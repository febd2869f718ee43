"""The gate: the dev split over the repository's own corpus, held against the baseline."""

from __future__ import annotations

import pytest
from tests.conftest import REPOSITORY

from twinbot.evaluation import (
    BASELINE_FILE,
    check_against_corpus,
    evaluate,
    fallen,
    load_questions,
    read_baseline,
    summarise,
)

pytestmark = pytest.mark.xdist_group("eval-dev")

BASELINE = REPOSITORY / BASELINE_FILE


@pytest.fixture(scope="module")
def questions():
    return load_questions(REPOSITORY / "eval" / "questions.jsonl")


def test_every_gold_quote_is_in_the_corpus(questions, corpus_settings):
    check_against_corpus(questions, corpus_settings)


@pytest.fixture(scope="module")
def run(questions, corpus_settings, corpus_report):
    return evaluate(questions, corpus_settings, "dev")


def test_no_figure_falls_below_the_baseline(run):
    sentences = fallen(read_baseline(BASELINE), run, summarise(run.results))
    assert not sentences, "\n".join(sentences)


def test_every_quote_is_the_stored_text_and_every_marker_has_its_citation(run):
    for result in run.results:
        used = [marker for sentence in result.sentences for marker in sentence.markers]
        assert used == [citation.marker for citation in result.citations], result.question
        assert all(citation.verbatim for citation in result.citations), result.question
