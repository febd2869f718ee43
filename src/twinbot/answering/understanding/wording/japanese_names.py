"""Names in a Japanese question, in the script that Japanese documents write them in.

Children write ぼーふむ for ボーフム; a keyboard set to Latin letters brings Bochum or ＢＯＣＨＵＭ.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cached_property

from twinbot.glossary import Glossary, GlossaryEntry
from twinbot.language import matching_form
from twinbot.language.scripts import JAPANESE, KATAKANA, LATIN_WORD

_KATAKANA_RUN = re.compile(f"[{KATAKANA}]+(?:・[{KATAKANA}]+)+|[{KATAKANA}]{{4,}}")
"""What of a Japanese name is looked for in hiragana; shorter ones stand in other words too."""

_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)} | {ord("・"): None}
_LATIN = re.compile(LATIN_WORD)
_JAPANESE_LETTER = re.compile(f"[{JAPANESE}]")
_SHORTEST_LATIN = 3


class JapaneseNameSpeller:
    """Spells names as the Japanese names of a glossary do."""

    def __init__(self, glossary: Glossary) -> None:
        """Spell the names of ``glossary``."""
        self._glossary = glossary

    def spell(self, text: str) -> str:
        """Return a Japanese text with names in the script that the glossary writes them in.

        A name that Japanese writes in Latin letters too, such as JAXA, stays as it is, and so does
        a text without a Japanese letter: a turn before may be in another language.
        """
        if not _JAPANESE_LETTER.search(text):
            return text
        if self._hiragana:
            text = self._hiragana.sub(lambda found: self._katakana[found[0]], text)
        if self._latin is None:
            return text
        plain = unicodedata.normalize("NFKC", text)
        spelled = self._latin.sub(lambda found: self._called(found, plain), plain)
        return text if spelled == plain else spelled

    def _called(self, found: re.Match[str], text: str) -> str:
        """Return the Japanese name, the one that forms another with what follows if there is one.

        "Tsukuba市" and "Tsukuba大学" are つくば市 and つくば大学, not つくば市市.
        """
        entry = self._by_latin.get(matching_form(found[0]))
        if entry is None:
            return found[0]
        names = entry.names["ja"]
        for name in names:
            for longer in self._japanese_names:
                rest = longer.removeprefix(name)
                if rest and rest != longer and text.startswith(rest, found.end()):
                    return name
        return names[0]

    @cached_property
    def _katakana(self) -> Mapping[str, str]:
        """Katakana in names by the hiragana that spells it."""
        return {
            run.translate(_TO_HIRAGANA): run
            for entry in self._glossary.entries
            for name in entry.names["ja"]
            for run in _KATAKANA_RUN.findall(name)
        }

    @cached_property
    def _hiragana(self) -> re.Pattern[str] | None:
        """Finds the longest of them, none where the glossary has none."""
        spelled = sorted(self._katakana, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, spelled))) if spelled else None

    @cached_property
    def _by_latin(self) -> Mapping[str, GlossaryEntry | None]:
        """What is named by the matching form of how German and English write it.

        ``None`` for what stays as it is, which is looked for too, so that no shorter name is found
        in it: "Bochum" in "University of Bochum".
        """
        named: dict[str, GlossaryEntry | None] = {}
        for entry in self._glossary.entries:
            in_latin = any(_LATIN.search(name) for name in entry.names["ja"])
            spelled = entry.is_name and entry.names["ja"] and not in_latin
            for name in _latin_names(entry):
                form = matching_form(name)
                own = entry if spelled and name[0].isupper() else None
                named[form] = named.get(form) or own
        return named

    @cached_property
    def _latin(self) -> re.Pattern[str] | None:
        names = {name for entry in self._glossary.entries for name in _latin_names(entry)}
        if not names:
            return None
        longest_first = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
        return re.compile(
            rf"(?<![a-zß-ɏ@/])(?<!\w\.)(?:{longest_first})(?![a-zß-ɏ@]|\.[a-z])", re.IGNORECASE
        )

    @cached_property
    def _japanese_names(self) -> frozenset[str]:
        return frozenset(name for entry in self._glossary.entries for name in entry.names["ja"])


def _latin_names(entry: GlossaryEntry) -> list[str]:
    names = (*entry.names["de"], *entry.names["en"])
    return [name for name in names if len(name) >= _SHORTEST_LATIN]
