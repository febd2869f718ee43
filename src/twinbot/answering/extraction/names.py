"""Names of the glossary in a text, whatever language they are written in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from twinbot.answering.extraction.persons import names_institution
from twinbot.glossary import Glossary, GlossaryEntry
from twinbot.language import matching_form

_BLANK: Final = re.compile(r"[\s\u2010-\u2015\u30fb-]")
_LATIN: Final = re.compile(r"[a-z0-9\u00df-\u024f]")
_ENDINGS: Final = ("", "s", "'s", "’s", "n", "en", "er")
_START_CHARS: Final = 2
_FULL_NAME: Final = re.compile(r"[A-ZÄÖÜ][^\W\d_]+(?: [A-Z]\.)? [A-ZÄÖÜ][^\W\d_]+")
_JAPANESE_FULL_NAME: Final = re.compile(
    r"[ァ-ヴー]+(?:・[ァ-ヴー]+)+|[一-鿿]{2,5}(?<![市県府都区町村駅線山川館園院学課局部大長事録])"
)
_FIRM_OR_BRAND: Final = re.compile(
    r"^[A-Z][A-Z\d&-]+$|\b(?:Inc|Ltd|Co|GmbH|AG|SE|KG)\b\.?|\be\. ?V\.|"
    r"\b(?:Station|Bahnhof|Haltestelle)\b"
)
_JAPANESE_THING: Final = re.compile(
    r"(?:株式|有限|合同)会社|(?:駅|社|館|機構|研究所|センター|病院|公園|祭|線|号|アプリ|スーツ|ロボット)$"
)
_NEAR_CHARS: Final = 32
"""How far apart the words of one name may stand: "the universities of Tokyo and Osaka"."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """The names in a text.

    Attributes:
        found: For each mention, in order, the numbers of the entries that it may mean.
        rest: The text in matching form without them.
        forms: The words of each mention in matching form.
    """

    found: tuple[frozenset[int], ...]
    rest: str
    forms: tuple[str, ...] = ()


class NameFinder:
    """Finds glossary entries by any of their names."""

    def __init__(self, glossary: Glossary) -> None:
        """Note the names by their beginning, the longest first.

        An entry counts as a name where its preferred English form does not begin with a small
        letter; the others are terms. ``persons`` are those that `is_person` takes for one's,
        ``towns`` and ``things`` those that `is_town` and `is_thing` take for one.
        """
        self._entries: dict[str, set[int]] = {}
        self.persons: set[int] = set()
        self.towns: set[int] = set()
        self.things: set[int] = set()
        self._named_after: dict[int, frozenset[int]] = {}
        self.forms: list[tuple[str, ...]] = []
        self.names: set[int] = set()
        for number, entry in enumerate(glossary.entries):
            forms = []
            for _, name in entry.all_names():
                form = _blanked(matching_form(name))
                if form[0].isdigit():
                    continue  # "700th anniversary" is a figure before it is a name
                self._entries.setdefault(form, set()).add(number)
                forms.append(form)
            self.forms.append(tuple(dict.fromkeys(forms)))
            if entry.is_name:
                self.names.add(number)
            if is_person(entry):
                self.persons.add(number)
            if is_town(entry):
                self.towns.add(number)
            if is_thing(entry):
                self.things.add(number)
        self._by_start: dict[str, list[str]] = {}
        for form in sorted(self._entries, key=len, reverse=True):
            self._by_start.setdefault(form[:_START_CHARS], []).append(form)

    def named_after(self, number: int) -> frozenset[int]:
        """Return the towns whose names stand in those of an entry; of a town, itself."""
        if number not in self._named_after:
            forms = self.forms[number]
            self._named_after[number] = frozenset(
                town
                for town in self.towns
                if town == number or _stands_in_any(self.forms[town], forms)
            )
        return self._named_after[number]

    def find(self, text: str) -> Mentions:
        """Return the mentions in a text; of overlapping names the longest wins."""
        form = matching_form(text)
        searched = _blanked(form)
        found: list[frozenset[int]] = []
        rest: list[str] = []
        forms: list[str] = []
        place = 0
        for start, name in self._matches(searched):
            rest.append(form[place:start])
            found.append(frozenset(self._entries[name]))
            forms.append(name)
            place = start + len(name)
        return Mentions(tuple(found), " ".join([*rest, form[place:]]), tuple(forms))

    def places(self, form: str) -> Iterator[tuple[int, int, frozenset[int]]]:
        """Yield where a text, in matching form, has names, no terms, and what each may mean."""
        for start, name in self._matches(_blanked(form)):
            entries = frozenset(self._entries[name] & self.names)
            if entries:
                yield start, start + len(name), entries

    def stands_in(self, entries: frozenset[int], form: str) -> bool:
        """Tell whether a text names one of ``entries``, also inside a longer name or spread out.

        Args:
            entries: Numbers of entries.
            form: The text in matching form.
        """
        searched = _blanked(form)
        return any(
            _holds(searched, name.split()) for number in entries for name in self.forms[number]
        )

    def _matches(self, form: str) -> Iterator[tuple[int, str]]:
        place = 0
        while place < len(form):
            for name in self._by_start.get(form[place : place + _START_CHARS], ()):
                if form.startswith(name, place) and _is_bounded(form, place, name):
                    yield place, name
                    place += len(name)
                    break
            else:
                place += 1


def is_person(entry: GlossaryEntry) -> bool:
    """Tell whether an entry is a person's: a first and a last name, and in Japanese written so."""
    english, japanese = ("".join(entry.names[language][:1]) for language in ("en", "ja"))
    full = _FULL_NAME.fullmatch(english) and _JAPANESE_FULL_NAME.fullmatch(japanese)
    return bool(full) and not names_institution(english)


def is_town(entry: GlossaryEntry) -> bool:
    """Tell whether an entry is a municipality: Japanese says so in its name.

    So it does of 姉妹都市, which is a word and no name.
    """
    return entry.is_name and any(name.endswith(("市", "町", "村")) for name in entry.names["ja"])


def is_thing(entry: GlossaryEntry) -> bool:
    """Tell whether an entry is surely no place or person: a firm, a station, "HAL" and the like."""
    latin = (name for language in ("de", "en") for name in entry.names[language])
    return any(map(_FIRM_OR_BRAND.search, latin)) or any(
        map(_JAPANESE_THING.search, entry.names["ja"])
    )


def _stands_in_any(names: Sequence[str], forms: Sequence[str]) -> bool:
    """Tell whether one of several names is part of a form, in Latin letters as whole words."""
    return any(
        _is_bounded(form, place.start(), name)
        for name in names
        for form in forms
        if name in form
        for place in re.finditer(re.escape(name), form)
    )


def _blanked(form: str) -> str:
    return _BLANK.sub(" ", form)


def _is_bounded(form: str, place: int, name: str) -> bool:
    """Tell whether a name in Latin letters is no part of a longer word."""
    if _LATIN.match(name[0]) and place and _LATIN.match(form[place - 1]):
        return False
    if not _LATIN.match(name[-1]):
        return True
    end = place + len(name)
    return any(
        form.startswith(ending, end)
        and not _LATIN.match(form[end + len(ending) : end + len(ending) + 1])
        for ending in _ENDINGS
    )


def _holds(form: str, words: Sequence[str]) -> bool:
    """Tell whether all words of a name stand close together in a text, in their order or not."""
    if not all(word in form for word in words):  # ten times as fast as the patterns below
        return False
    places = []
    for word in words:
        pattern = rf"(?<![a-z0-9]){re.escape(word)}" if _LATIN.match(word[0]) else re.escape(word)
        places.append([m.start() for m in re.finditer(pattern, form)])
        if not places[-1]:
            return False
    return any(
        all(any(abs(other - first) <= _NEAR_CHARS for other in others) for others in places[1:])
        for first in places[0]
    )
