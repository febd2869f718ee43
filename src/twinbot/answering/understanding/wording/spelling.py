"""Names that are misspelled in a question, written as the glossary writes them.

Search finds a misspelled word by its letters, but a name so written is nobody's: whom a question is
about, and whether a sentence names another, goes by the glossary. Only a word is taken for a name
that stands in no document, and only where one name is near: it sounds the same, or one letter is
missing, wrong, too many or in another's place, two of a long name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from twinbot.answering.extraction.persons import names_role
from twinbot.glossary import Glossary, GlossaryEntry
from twinbot.language import matching_form
from twinbot.language.scripts import JAPANESE, KATAKANA
from twinbot.language.words import ENGLISH, GERMAN

_WORD = re.compile(rf"[^\W\d_{JAPANESE}]{{5,}}|[{KATAKANA}]{{4,}}")
_SHORTEST_SOUND = 4
_ONE_SLIP = 6
"""From so many letters on a name is known with one wrong, ..."""

_TWO_SLIPS = 9
"""... and from so many on with two."""

_ENDINGS = frozenset(
    ["s", "n", "e", "en", "es", "em", "er", "ern", "in", "innen", "isch", "ische", "ischen"]
) | {""}
"""May stand behind a name, or be left out of it, without a mistake."""

_SOUNDS = (
    ("tsch", "c"), ("sch", "s"), ("sh", "s"), ("ch", "k"), ("ck", "k"), ("tz", "z"), ("ts", "z"),
    ("ds", "z"), ("ph", "f"), ("th", "t"), ("qu", "kv"), ("y", "i"), ("ai", "ei"), ("ie", "i"),
    ("dt", "t"), ("v", "f"), ("x", "ks"), ("c", "k"), ("ss", "s"),
    ("ー", ""), ("ッ", ""), ("ヴ", "ブ"),
)  # fmt: skip
"""What is heard alike."""

_DOUBLED = re.compile(r"([a-z])\1")
_SILENT = re.compile(r"(?<=[aeiou])h(?![aeiou])")


class NameSpeller:
    """Spells names as the glossary does."""

    def __init__(self, glossary: Glossary, is_told: Callable[[str], bool]) -> None:
        """Note the words of proper names.

        Args:
            glossary: Knows the names.
            is_told: Tells of a word in matching form whether it stands in a document.
        """
        self._is_told = is_told
        self._names: dict[str, str] = {}
        for entry in glossary.entries:
            for word in _proper_words(entry):
                self._names.setdefault(matching_form(word), word)

    def spell(self, text: str) -> str:
        """Return a question with misspelled names as the glossary writes them."""
        return _WORD.sub(self._spelled, text)

    def _spelled(self, found: re.Match[str]) -> str:
        form = matching_form(found.group())
        if form in GERMAN or form in ENGLISH or any(_is_form_of(form, one) for one in self._names):
            return found.group()
        name = _nearest(form, self._names)
        return found.group() if not name or self._is_told(form) else self._names[name]


def _proper_words(entry: GlossaryEntry) -> Iterator[str]:
    """Yield the words of an entry that are a name of their own, and no word of a language.

    They stand alone, and German and English call the same so, if both call it anything.
    """
    if not entry.is_name:
        return  # a word, such as "town hall"
    sounds = [
        {_sound(matching_form(word)) for name in entry.names[one] for word in _WORD.findall(name)}
        for one in ("de", "en")
        if entry.names[one]
    ]
    for language, name in entry.all_names():
        if " " in name or "-" in name:
            continue
        for word in _WORD.findall(name):
            alike = language == "ja" or all(_sound(matching_form(word)) in one for one in sounds)
            if alike and not names_role(word):
                yield word


def _nearest(form: str, known: dict[str, str]) -> str:
    """Return the one name that a word can be meant for; empty for none, and for several."""
    near: dict[int, set[str]] = {}
    for name in known:
        slips = _slips(form, name)
        if slips is not None:
            near.setdefault(slips, set()).add(name)
    best = near[min(near)] if near else set()
    return best.pop() if len(best) == 1 else ""


def _slips(form: str, name: str) -> int | None:
    """Return how many letters differ, ``None`` where it is another word."""
    if _sound(form) == _sound(name) and len(name) >= _SHORTEST_SOUND:
        return 0
    allowed = (len(name) >= _ONE_SLIP) + (len(name) >= _TWO_SLIPS)
    if not allowed or abs(len(form) - len(name)) > allowed:
        return None
    if form[0] != name[0]:
        return None
    slips = _distance(form, name)
    return slips if slips <= allowed else None


def _is_form_of(form: str, name: str) -> bool:
    longer, shorter = (form, name) if len(form) >= len(name) else (name, form)
    return longer.startswith(shorter) and longer[len(shorter) :] in _ENDINGS


@lru_cache(maxsize=4096)
def _sound(form: str) -> str:
    """Return a word as it is heard, roughly."""
    for written, heard in _SOUNDS:
        form = form.replace(written, heard)
    return _DOUBLED.sub(r"\1", _SILENT.sub("", form))


def _distance(one: str, other: str) -> int:
    """Return how many letters are to be put in, left out, changed, or swapped with the next."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        above, row = row, [place]
        for column, aim in enumerate(other, start=1):
            best = min(row[-1] + 1, above[column] + 1, above[column - 1] + (letter != aim))
            if place > 1 and column > 1 and letter == other[column - 2] and aim == one[place - 2]:
                best = min(best, before[column - 2] + 1)
            row.append(best)
        before = above
    return row[-1]
