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

BASELINE = REPOSITORY / BASELINE_FILE


@pytest.fixture(scope="module")
def questions():
    return load_questions(REPOSITORY / "eval" / "questions.jsonl")


def test_every_gold_quote_is_in_the_corpus(questions, corpus_settings):
    check_against_corpus(questions, corpus_settings)


def test_no_figure_falls_below_the_baseline(questions, corpus_settings, corpus_report):
    run = evaluate(questions, corpus_settings, "dev")
    sentences = fallen(read_baseline(BASELINE), run, summarise(run.results))
    assert not sentences, "\n".join(sentences)
