"""What is kept: the last values used, fetched once, in the order asked."""

from __future__ import annotations

import pytest

from twinbot.kept import Kept


class Shelf:
    """Answers look-ups and counts what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def fetch(self, keys: list[str]) -> dict[str, str]:
        self.asked.append(keys)
        return {key: key.upper() for key in keys}


def test_values_come_in_the_order_asked_and_repeated_keys_are_fetched_once():
    shelf = Shelf()
    assert Kept(9).look_up(["b", "a", "b"], shelf.fetch) == ["B", "A", "B"]
    assert shelf.asked == [["b", "a"]]


def test_only_what_is_missing_is_fetched():
    shelf, kept = Shelf(), Kept(9)
    kept.look_up(["a", "b"], shelf.fetch)
    assert kept.look_up(["c", "a"], shelf.fetch) == ["C", "A"]
    assert kept.look_up(["a", "b"], shelf.fetch) == ["A", "B"]
    assert shelf.asked == [["a", "b"], ["c"]]


def test_what_was_not_used_for_longest_is_dropped():
    shelf, kept = Shelf(), Kept(2)
    kept.look_up(["a", "b"], shelf.fetch)
    kept.look_up(["a"], shelf.fetch)
    kept.look_up(["c"], shelf.fetch)
    kept.look_up(["a", "b"], shelf.fetch)
    assert shelf.asked == [["a", "b"], ["c"], ["b"]]


def test_more_keys_than_are_kept_are_all_answered():
    assert Kept(1).look_up(["a", "b", "c"], Shelf().fetch) == ["A", "B", "C"]


def test_a_key_that_cannot_be_fetched_raises_and_keeps_nothing():
    kept = Kept(9)

    def fail(keys: list[str]) -> dict[str, str]:
        raise KeyError(keys[0])

    with pytest.raises(KeyError):
        kept.look_up(["a"], fail)
    assert kept.look_up(["a"], Shelf().fetch) == ["A"]


def test_what_was_used_longest_ago_is_no_longer_kept():
    shelf, kept = Shelf(), Kept(2)
    kept.look_up(["a", "b"], shelf.fetch)
    kept.look_up(["a", "c"], shelf.fetch)
    assert [key in kept for key in "abc"] == [True, False, True]
