"""Runs of words that a sentence shares with its sources."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinbot.answering.grounding.fragments import Fragment, find_fragments, share_reordered
from twinbot.language import matching_form

TOKENS = st.lists(st.sampled_from("abcd"), max_size=12)


@given(TOKENS, TOKENS)
def test_fragments_stand_in_both_texts_and_do_not_overlap(tokens, source):
    end = 0
    for start, place, length in find_fragments(tokens, source):
        assert start >= end
        assert length > 0
        assert tokens[start : start + length] == source[place : place + length]
        end = start + length


@given(TOKENS, TOKENS)
def test_what_no_fragment_holds_stands_nowhere_in_the_source(tokens, source):
    covered = {
        place
        for start, _, length in find_fragments(tokens, source)
        for place in range(start, start + length)
    }
    assert all(token not in source for place, token in enumerate(tokens) if place not in covered)


@given(st.lists(st.sampled_from("abcd"), min_size=1, max_size=12))
def test_a_text_is_one_fragment_of_itself(tokens):
    assert find_fragments(tokens, tokens) == [Fragment(0, 0, len(tokens))]


@pytest.mark.parametrize(
    ("sentence", "source", "language", "share"),
    [
        ("Der Rat lud den Chor ein.", "Der Rat lud im Mai den Chor ein.", "de", 0.0),
        ("Der Chor lud den Rat ein.", "Der Rat lud den Chor ein.", "de", 2 / 3),
        ("The choir invited the council.", "The council invited the choir.", "en", 2 / 3),
        ("市は大学に本を贈りました。", "市は2019年に大学に本を贈りました。", "ja", 0.0),
        (
            "つくばの大学がボーフム市を招きました。",
            "ボーフム市がつくばの大学を招きました。",
            "ja",
            1 / 3,
        ),
        ("The choir invited the council.", "", "en", 0.0),
    ],
)
def test_who_does_what_to_whom_shows_in_their_order(sentence, source, language, share):
    found = share_reordered(matching_form(sentence), [[matching_form(source)]], language)
    assert found == pytest.approx(share)


def test_no_run_goes_from_one_source_into_the_next():
    assert share_reordered("museum school", [["the museum", "school town"]], "en") == 0.0
    assert share_reordered("school museum", [["the museum", "school town"]], "en") == 0.5


def test_the_order_of_two_sources_tells_nothing():
    assert share_reordered("school museum", [["the museum"], ["school town"]], "en") == 0.0


def test_small_words_are_no_runs_and_the_next_of_equal_ones_is_taken():
    sentence = "die delegation besuchte das museum und die universitaet"
    assert share_reordered(sentence, [[sentence.replace("das museum und ", "")]], "de") == 0.0
    source = [["the council met in the town hall", "the rector spoke of the partnership"]]
    assert share_reordered("the rector spoke of the long partnership", source, "en") == 0.0


def test_without_a_source_in_its_language_nothing_is_reordered():
    assert share_reordered("b a", [], "de") == 0.0
