"""How sure an answer is, above all to what goes on from another."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinbot.answering.scoring.confidence import (
    FOLLOW_UP,
    estimate_confidence,
    load_calibration,
)
from twinbot.answering.scoring.sentences import ScoredSentence
from twinbot.answering.scoring.signals import Signals
from twinbot.types import Hit, Passage, Span

TEXT = "The bridge is blue."


def sentence(**signals):
    passage = Passage("p0", "en/a.md", "a", "en", 1, Span(0, len(TEXT)), TEXT, "The bridge")
    return ScoredSentence(
        hit=Hit(passage, 1.0, 1, similarity=0.5, lexical_score=1.0),
        span=Span(0, len(TEXT)),
        text=TEXT,
        score=1.0,
        signals=Signals(**signals),
        vector=np.array([1.0, 0.0], np.float32),
        matched=np.zeros(1, np.float32),
        shares=np.ones(1, np.float32),
        topical=1.0,
    )


def logit(confidence):
    return math.log(confidence / (1 - confidence))


@pytest.mark.parametrize("known", [False, True])
def test_a_follow_up_is_less_sure_than_its_topic_makes_it_seem(known):
    calibration = load_calibration(known=known)
    scored = [sentence(reader=0.2)]
    whole, going_on = (
        estimate_confidence(scored, "en", calibration, goes_on=goes_on) for goes_on in (False, True)
    )
    learned = FOLLOW_UP[known]
    assert logit(going_on) == pytest.approx(learned.share * logit(whole) + learned.bias)
    assert going_on < whole


def test_a_follow_up_near_to_near_misses_is_less_sure_than_one_near_to_known_questions():
    calibration = load_calibration(known=True)
    missed, answered = (
        estimate_confidence(
            [sentence(reader=0.2, missed_anywhere=leaning)], "en", calibration, goes_on=True
        )
        for leaning in (0.1, -0.1)
    )
    assert missed < 0.2
    assert answered > 0.5


@given(st.floats(-0.5, 0.5), st.floats(0, 1))
def test_the_nearer_known_questions_are_the_surer_is_a_follow_up(leaning, reader):
    calibration = load_calibration(known=True)
    nearer, further = (
        estimate_confidence(
            [sentence(reader=reader, missed_anywhere=one)], "en", calibration, goes_on=True
        )
        for one in (leaning - 0.05, leaning + 0.05)
    )
    assert 0.0 <= further <= nearer <= 1.0


def test_where_nothing_is_found_no_answer_is_sure():
    calibration = load_calibration(known=True)
    assert estimate_confidence([], "de", calibration, goes_on=True) == 0.0
