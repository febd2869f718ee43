"""What a follow-up is quoted that shares nothing with it but the topic."""

import numpy as np
import pytest

from twinbot.answering.scoring.sentences import _strays
from twinbot.answering.scoring.signals import SIGNALS
from twinbot.answering.understanding.particulars.successions import asks_of_another


def strays(**signals):
    row = np.array([[signals.get(name, 0.0) for name in SIGNALS]])
    return bool(_strays(row)[0])


def test_a_sentence_without_a_word_or_the_kind_of_fact_strays_if_the_reader_doubts_it():
    assert strays(words=0.6, reader=0.2)


@pytest.mark.parametrize(
    "signals",
    [
        {"words": 0.6, "reader": 0.2, "coverage": 0.5},
        {"words": 0.6, "reader": 0.2, "holds": 1.0},
        {"words": 0.9, "reader": 0.2},
        {"words": 0.6, "reader": 0.6},
    ],
)
def test_a_word_a_kind_of_fact_likeness_or_the_reader_speaks_for_it(signals):
    assert not strays(**signals)


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Und wer war es davor?", True),
        ("And after him?", True),
        ("前任は？", True),
        ("Ist er verheiratet?", False),
        ("Is there a cable car?", False),
        ("奥さんは？", False),
    ],
)
def test_who_came_before_or_after_is_told_by_other_words(question, asks):
    assert asks_of_another(question) is asks
