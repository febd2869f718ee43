"""How much a question leans on the turns before it.

A question in a running conversation may be complete in itself. If the last turn were carried all
the same, it would be answered with what it does not ask. So a word that points back ("it", "davor",
「その」) counts only where nothing in the question itself can be meant by it: not behind a name
("Bochum and its twin towns"), nor behind a clause of its own ("We land at Narita. How far is it
from there?"), nor where it points at nothing at all ("Is there …", "it takes … to").
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from twinbot.answering.extraction.names import is_person, is_town
from twinbot.answering.extraction.persons import names_office
from twinbot.answering.understanding.dividing.parts_words import FEW_WORDS
from twinbot.answering.understanding.following import leaning_words as words
from twinbot.glossary import Glossary, GlossaryEntry
from twinbot.language import content_words
from twinbot.types import Language

Leaning: TypeAlias = Literal["alone", "unsure", "follow-up"]
"""``unsure`` is what reads as either: it stands alone if the documents answer it so."""

OWN_WORDS = 2
"""From so many content words on a clause says something that a word behind it can point at."""

MANY_WORDS = 3
"""With so many content words a question may mean anybody by "they", and nothing by "it"."""

_SPELLED_OUT = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"))


class Named(NamedTuple):
    """A name as a text writes it, and what stands around it.

    Attributes:
        before: The text before it.
        text: The name.
        behind: The text behind it.
        sort: Whether a person's, a town's or another's.
    """

    before: str
    text: str
    behind: str
    sort: tuple[bool, bool]


def tell_leaning(text: str, language: Language, glossary: Glossary) -> Leaning:
    """Tell whether a question can be understood without the turns before it.

    Args:
        text: The question.
        language: Its language.
        glossary: Names, by which what a question says of its own is told.

    Returns:
        ``alone`` if it can, ``follow-up`` if it cannot, ``unsure`` if it reads as either.
    """
    written = unicodedata.normalize("NFKC", text).strip()
    name_at = _first_name(written, language, glossary)
    content = content_words(written, language)
    said = _Said(written, language, name_at)
    things, shown = said.pointing(words.THINGS[language]), said.pointing(words.SHOWN[language])
    bare = words.BARE[language].match(written) and len(content) <= FEW_WORDS
    more = (
        words.MORE[language].search(written)
        or words.OPENS[language].match(written)
        or bare
        or not content
    )
    if said.pointing(words.PERSONAL[language], by_name=False) == "back":
        return "follow-up"
    if len(content) <= MANY_WORDS and words.POINTS_BACK_AT_END[language].search(written):
        return "follow-up"
    if things or more or shown:
        leaves_out = (
            (things == "back" and name_at is None and len(content) < MANY_WORDS)
            or (not things and more and (name_at is None or len(content) < OWN_WORDS))
            or (shown == "back" and name_at is None and len(content) <= FEW_WORDS)
        )
        # Whoever types no capitals writes "was ist das rathaus" as well as "was ist das".
        typed_small = language == "de" and written.islower()
        noun_unseen = (
            typed_small and bool(content) and not more and not words.ENDS_POINTING.search(written)
        )
        return "follow-up" if leaves_out and not noun_unseen else "unsure"
    if name_at is not None or words.OF_ITS_OWN.search(written):
        says_what = words.SAYS_WHAT.search(words.OF_WHAT_IS_ASKED.sub(" ", written))
        return "alone" if language != "ja" or says_what else "unsure"
    explained = said.holds(words.PERSONAL[language]) or said.holds(words.THINGS[language])
    return "unsure" if explained or len(content) <= FEW_WORDS else "alone"


def names_itself(text: str, language: Language, glossary: Glossary) -> bool:
    """Tell whether a text holds a proper name, of the glossary or by its letters."""
    written = unicodedata.normalize("NFKC", text).strip()
    return _first_name(written, language, glossary) is not None


def points_back(text: str, language: Language) -> bool:
    """Tell whether a text holds a word that may mean something told before it, as "there"."""
    said = _Said(unicodedata.normalize("NFKC", text).strip(), language, None)
    return any(said.holds(one[language]) for one in (words.PERSONAL, words.THINGS, words.SHOWN))


@dataclass(frozen=True, slots=True)
class _Said:
    """What a question says, and where it first names something."""

    written: str
    language: Language
    name_at: int | None

    @property
    def cleaned(self) -> str:
        """The question without words that point at nothing."""
        return words.POINTS_AT_NOTHING[self.language].sub(_blank, self.written)

    def holds(self, pattern: re.Pattern[str]) -> bool:
        """Tell whether a word of a kind stands in it at all."""
        return bool(pattern.search(self.cleaned))

    def pointing(
        self, pattern: re.Pattern[str], *, by_name: bool = True
    ) -> Literal["", "maybe", "back"]:
        """Tell whether the first word of a kind points back, or means what stands before it.

        Args:
            pattern: The words.
            by_name: Whether it may be a name of the same clause that they mean.
        """
        cleaned = self.cleaned
        found = pattern.search(cleaned)
        if not found:
            return ""
        place = found.start()
        *_, clause = (0, *(one.start() for one in words.CLAUSE_ENDS.finditer(cleaned, 0, place)))
        named = self.name_at if self.name_at is not None and self.name_at < place else None
        owned = bool(words.POSSESSIVE.match(cleaned, place))
        wanted = 1 if words.ASKS.match(cleaned) and clause else OWN_WORDS
        begun = cleaned[: place if owned or words.JOINS.search(cleaned[:place]) else clause]
        if len(content_words(begun, self.language)) >= wanted:
            return ""
        if named is not None and (owned or named < clause):
            return ""
        return "maybe" if named is not None and by_name else "back"


def _blank(found: re.Match[str]) -> str:
    return "_" * len(found.group())


def _first_name(written: str, language: Language, glossary: Glossary) -> int | None:
    """Return where the first proper name begins that is in the glossary or shows by its letters."""
    places = [
        len(name.before)
        for entry in glossary.names_in(written, language)
        if (name := find_name(written, entry))
    ]
    shown = {"en": words.PROPER_ENGLISH, "ja": words.PROPER_JAPANESE}.get(language)
    if shown and (found := shown.search(written)):
        places.append(found.start())
    return min(places, default=None)


def find_name(text: str, entry: GlossaryEntry) -> Named | None:
    """Return the name by which a text calls an entry; ``None`` for terms and offices.

    Args:
        text: The text, NFKC; umlauts may be spelled out.
        entry: The entry.
    """
    if not entry.is_name or names_office(entry.called("en")):
        return None
    for language, name in sorted(entry.all_names(), key=lambda item: -len(item[1])):
        written = re.escape(name)
        for umlaut, spelled in _SPELLED_OUT:
            written = written.replace(umlaut, f"(?:{umlaut}|{spelled})")
        written = written.replace(r"\ ", r"\s+")
        bounded = written if language == "ja" else rf"(?<!\w){written}(?=(?:s|['’]s)?(?!\w))"
        found = re.search(bounded, text, re.IGNORECASE)
        if found:
            sort = is_person(entry), is_town(entry)
            return Named(text[: found.start()], found.group(), text[found.end() :], sort)
    return None
