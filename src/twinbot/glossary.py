"""Names and terms in the three languages, as staff keep them in ``corpus/glossary.csv``.

The file has the header ``id,de,en,ja``; a cell holds one name or several divided by ``|``, the
preferred one first. Words do not cross languages, but these names do: a question about ボーフム
finds what is written of Bochum.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from twinbot.errors import CorpusError
from twinbot.language import matching_form
from twinbot.staff_table import alternatives, read_rows
from twinbot.types import LANGUAGES, Language

GLOSSARY_FILE: Final = "glossary.csv"
"""Name of the file in the corpus folder."""

_HEADER: Final = ("id", *LANGUAGES)
_SHORTEST_NAME: Final = 2
_HYPHENS_AND_SPACES: Final = re.compile(r"[\s\u2010-\u2015-]+")
_AROUND: Final = " ?!.,;:。、？！…\"'„“”‚‘«»「」"
_LATIN: Final = re.compile(r"[a-z0-9\u00df-\u024f]")
_GENITIVE: Final = ("s", "'s", "’s")


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """One thing and what it is called.

    Attributes:
        entry_id: Its id in the file.
        names: For each language its names, the preferred one first; may be empty for a language.
    """

    entry_id: str
    names: Mapping[Language, tuple[str, ...]]

    def all_names(self) -> Iterable[tuple[Language, str]]:
        """Return every name with its language, preferred ones first within a language."""
        return ((language, name) for language in LANGUAGES for name in self.names[language])

    @property
    def is_name(self) -> bool:
        """Whether it is a name and no word: English, or else German, writes it with a capital."""
        preferred = next(iter(self.names["en"] or self.names["de"]), "A")
        return not preferred[0].islower()

    def called(self, language: Language) -> str:
        """Return what it is called in a language, or else in English, or in any other.

        Staff leave a column empty where a language calls it as another does.
        """
        first = (*self.names[language], *self.names["en"], *(name for _, name in self.all_names()))
        return first[0]


@dataclass(frozen=True)
class Glossary:
    """Entries in the order of the file; empty where there is no file."""

    entries: tuple[GlossaryEntry, ...] = ()
    _bearers: Mapping[str, Mapping[Language, list[int]]] = field(
        init=False, repr=False, compare=False
    )
    _forms_by_start: Mapping[str, list[str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Note who bears which name, and the names by their beginning, the longest first."""
        bearers: dict[str, dict[Language, list[int]]] = {}
        for number, entry in enumerate(self.entries):
            for language, name in entry.all_names():
                numbers = bearers.setdefault(_searched_form(name), {}).setdefault(language, [])
                numbers.append(number)
        by_start: dict[str, list[str]] = {}
        for form in sorted(bearers, key=len, reverse=True):
            by_start.setdefault(form[:_SHORTEST_NAME], []).append(form)
        object.__setattr__(self, "_bearers", bearers)
        object.__setattr__(self, "_forms_by_start", by_start)

    def names_in(self, text: str, language: Language) -> list[GlossaryEntry]:
        """Return the entries of which ``text`` holds a name, in the order of the text.

        Names in Latin letters match whole words, also with a genitive s; Japanese names match
        anywhere. Of overlapping names the longest wins. Names of every language are looked for;
        where one form is a name of several entries, the ones that bear it in ``language`` win.
        """
        found: dict[int, None] = {}
        for form in self._forms_in(_searched_form(text)):
            found |= dict.fromkeys(self._entries_of(form, language))
        return [self.entries[number] for number in found]

    def is_called_so(self, text: str, language: Language) -> bool:
        """Tell whether a text is nothing but what something is called in a language.

        "Campus-in-Campus" is so in all three, whatever language its words are of.
        """
        form = _searched_form(text)
        return any(language in self._bearers.get(one, {}) for one in (form, form.strip(_AROUND)))

    def expand(self, text: str, language: Language) -> list[str]:
        """Return the other names, in all languages, of what ``text`` names.

        Names that stand in the text themselves are left out.
        """
        present = set(self._forms_in(_searched_form(text)))
        names: dict[str, str] = {}
        for entry in self.names_in(text, language):
            for _, name in entry.all_names():
                names.setdefault(_searched_form(name), name)
        return [name for form, name in names.items() if form not in present]

    def _all_bearers(self, form: str) -> set[int]:
        return {number for numbers in self._bearers.get(form, {}).values() for number in numbers}

    def _entries_of(self, form: str, language: Language) -> Iterable[int]:
        return self._bearers[form].get(language) or sorted(self._all_bearers(form))

    def _forms_in(self, form: str) -> Iterator[str]:
        """Yield the names that stand in a text, both in searched form, from left to right."""
        place = 0
        while place < len(form):
            name = self._form_at(form, place)
            if name is not None:
                yield name
            place += len(name) if name is not None else 1

    def _form_at(self, form: str, place: int) -> str | None:
        """Return the longest name that begins at ``place`` and is no part of a longer word."""
        for name in self._forms_by_start.get(form[place : place + _SHORTEST_NAME], ()):
            if form.startswith(name, place) and _is_bounded(form, place, name):
                return name
        return None


def parse_glossary(content: bytes, place: str) -> Glossary:
    """Read a glossary.

    Args:
        content: The file's bytes, see `read_rows`. Empty for no glossary.
        place: Where they come from, for error messages.

    Raises:
        CorpusError: If the bytes are not UTF-8 or a line is wrong; the message names the line.
    """
    entries: dict[str, GlossaryEntry] = {}
    for where, row in read_rows(content, _HEADER, place):
        entry = _entry(row, where)
        _check_new(entry, entries, where)
        entries[entry.entry_id] = entry
    return Glossary(tuple(entries.values()))


def _check_new(entry: GlossaryEntry, entries: Mapping[str, GlossaryEntry], place: str) -> None:
    if entry.entry_id in entries:
        message = f"{place}: the id {entry.entry_id!r} stands twice; give each line its own id"
        raise CorpusError(message)


def _entry(row: list[str], place: str) -> GlossaryEntry:
    """Make an entry of a line, or say what is wrong with it."""
    entry_id = row[0].strip()
    names = {
        language: _names(cell, f"{place}, column {language}")
        for language, cell in zip(LANGUAGES, row[1:], strict=True)
    }
    if not entry_id:
        message = f"{place}: the id is empty; give each line its own id, such as 'town-hall'"
        raise CorpusError(message)
    if not any(names.values()):
        message = f"{place}: {entry_id!r} has no name; name it in a language or remove the line"
        raise CorpusError(message)
    return GlossaryEntry(entry_id, names)


def _names(cell: str, place: str) -> tuple[str, ...]:
    names = alternatives(cell)
    for name in names:
        if len(_searched_form(name)) < _SHORTEST_NAME:
            message = (
                f"{place}: the name {name!r} has one character and would be found everywhere; "
                f"write it with at least {_SHORTEST_NAME}"
            )
            raise CorpusError(message)
    return names


def _searched_form(text: str) -> str:
    """Return the matching form with hyphens as spaces and single spaces."""
    return _HYPHENS_AND_SPACES.sub(" ", matching_form(text)).strip()


def _is_bounded(form: str, place: int, name: str) -> bool:
    """Tell whether a name in Latin letters is not torn out of a longer word."""
    end = place + len(name)
    if _LATIN.match(name[0]) and place and _LATIN.match(form[place - 1]):
        return False
    if not _LATIN.match(name[-1]):
        return True
    for ending in ("", *_GENITIVE):
        stop = end + len(ending)
        if form.startswith(ending, end) and not _LATIN.match(form[stop : stop + 1]):
            return True
    return False
