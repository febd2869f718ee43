"""Whose things a question asks for, which another's do not answer.

"How many partner cities has A?" shares its words with "A became the fifth partner city of B". Where
a sentence speaks of the same things of another place alone, it is not about those of the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from twinbot.answering.extraction.concepts import word_concepts
from twinbot.answering.extraction.names import NameFinder
from twinbot.answering.extraction.persons import names_office

_STEM_CHARS = 7
_THING = r"(?P<thing>(?:partner|sister|twin)[ -](?:city|cities|towns?)|[a-z]{7,})"
_TWIN = re.compile(r"^(?:schwester|sister|twin)")
_OF = r"(?:(?:von|der stadt|of|of the city of) )$"
_OWNED_BEFORE = re.compile(rf"\b{_THING} {_OF}")
_OWNED_BEHIND = re.compile(rf"^(?:'s|’s|s) (?:[a-z]{{2,}} )?{_THING}\b")
_GENITIVE = re.compile(rf"\b{_THING} $")
"""German puts the owner behind as well: "die fünfte Partnerstadt Bochums"."""

_HAS = re.compile(
    rf"\b(?:wie ?viele|welche|how many|which|what) (?:[a-z]+ )?{_THING} "
    r"(?:hat|hatte|does|did|has) (?:die stadt |the city of )?$"
)
_HAS_ASKED = re.compile(r"\b(?:hat|has|does) $")
_HAS_BEHIND = re.compile(
    rf"^ (?:have )?(?:noch |auch |schon |weitere |andere |any |other |more |mehr )*{_THING}\b"
)
_HAS_TOLD = re.compile(rf"^ (?:hat|hatte|has|had) (?:[\w.,]+ ){{0,3}}?{_THING}\b")
_JAPANESE = re.compile(r"^[市町村]?(?:の|には?|は)(?P<thing>[一-鿿ァ-ヴー]{4,})")


@dataclass(frozen=True, slots=True)
class Owned:
    """Things of a place.

    Attributes:
        owner: Entries of the glossary that it may be.
        thing: What is asked for, in matching form.
    """

    owner: frozenset[int]
    thing: str

    def is_thing(self, word: str) -> bool:
        """Tell whether a word is for such things."""
        own, other = (_TWIN.sub("partner", one) for one in (self.thing, word))
        if own[:_STEM_CHARS] == other[:_STEM_CHARS]:
            return True
        return bool(word_concepts(own) & word_concepts(other))


def asked_owned(form: str, finder: NameFinder) -> Owned | None:
    """Return whose things a question asks for; ``None`` where it does not, or of several.

    Args:
        form: The question in matching form.
        finder: Finds names.
    """
    found = [
        Owned(entries, thing)
        for start, end, entries in finder.places(form)
        if not entries & finder.persons
        for thing in _things(form, start, end, asked=True)
        if not names_office(thing)
    ]
    return found[0] if len(found) == 1 else None


def tells_of_others(form: str, asked: Owned, finder: NameFinder) -> bool:
    """Tell whether a statement speaks of such things, but only of another's.

    Args:
        form: The statement in matching form.
        asked: Whose things are asked for.
        finder: Finds names.
    """
    owners = [
        entries
        for start, end, entries in finder.places(form)
        if not entries & finder.persons
        for thing in _things(form, start, end, asked=False)
        if asked.is_thing(thing)
    ]
    return bool(owners) and not any(entries & asked.owner for entries in owners)


def _things(form: str, start: int, end: int, *, asked: bool) -> Iterator[str]:
    """Yield what belongs to a name that stands at a place of a text."""
    before, behind = form[:start], form[end:]
    for pattern, text in (
        (_OWNED_BEFORE, before),
        (_OWNED_BEHIND, behind),
        (_JAPANESE, behind),
        (_HAS, before) if asked else (_GENITIVE, before if behind.startswith("s") else ""),
        (_HAS_BEHIND, behind if asked and _HAS_ASKED.search(before) else ""),
        (_HAS_TOLD, "" if asked else behind),
    ):
        if found := pattern.search(text):
            yield found["thing"]
