"""Readers of dictionaries and of sentences in three languages: what teaches single words."""

from __future__ import annotations

import gzip
import html
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, product
from pathlib import Path

from sources import Pair
from texts import Exclusion, is_japanese, read_tsv

_NOTES = re.compile(r"\{[^}]*\}|\[[^\]]*\]|\([^()]*\)|/[^/]*/")
_BETWEEN = re.compile(r"\s*[,;]\s*")
_LINE = re.compile(
    r"(?P<word>[^{(]+?) (?:\{[^}]*\} )?(?:\((?P<sense>.+)\) )?(?:\{[^}]*\} )?:: (?P<told>.+)"
)
_GERMAN_LINE = re.compile(r":(?P<word>[^:{}]+):\([^)]*\) (?P<told>.+)")
_ELEMENT = re.compile(r"<(keb|reb|gloss|ke_pri|re_pri)>(.*?)</")
_MISSING = "-"
_WORDS_OF_A_LINE = 3
_SENSES = 3
_LONGEST_WORD = 60


def tatoeba_rows(path: Path, exclusion: Exclusion) -> Iterator[Pair]:
    """Yield the pairs of a file of Japanese sentences with English and German translations.

    A row that holds a test sentence in any language is left out whole: what is left of it would
    still be a translation of that sentence.

    Args:
        path: Number, Japanese, English, Dutch, German and more by tabs; "-" where missing.
        exclusion: The test sentences.
    """
    for _, japanese, english, _, german, *_ in read_tsv(path):
        row = {"de": german, "en": english, "ja": japanese}
        said = {language: text for language, text in row.items() if text not in {"", _MISSING}}
        if not any(exclusion.holds(text) for text in said.values()):
            for languages in ("en-de", "en-ja", "de-ja"):
                one, other = languages.split("-")
                if one in said and other in said:
                    yield Pair("pair", languages, "tatoeba-ja", said[one], said[other])


def wiktionary(folder: Path) -> Iterator[Pair]:
    """Yield the pairs of dictionaries made of the English Wiktionary.

    Args:
        folder: Holds ``en-de-enwiktionary.txt`` and ``en-ja-enwiktionary.txt`` (word, sense and
            translations) and, where there, ``deu-eng.txt`` (German word and English meanings).
    """
    senses: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(dict)
    for language in ("de", "ja"):
        path = folder / f"en-{language}-enwiktionary.txt"
        for line in path.read_text("utf-8").splitlines():
            found = _LINE.fullmatch(line)
            words = _listed(found["told"]) if found else []
            if found and words and is_japanese("".join(words)) == (language == "ja"):
                senses[found["word"], found["sense"] or ""][language] = words
    for (word, sense), told in senses.items():
        for language, words in told.items():
            for one in words:
                yield Pair("pair", f"en-{language}", "wiktionary", word, one)
            if sense:
                meaning = f"{word}, {_NOTES.sub('', sense)}"
                yield Pair("pair", f"en-{language}", "wiktionary-senses", meaning, ", ".join(words))
        for german, japanese in islice(product(told.get("de", ()), told.get("ja", ())), 2):
            yield Pair("pair", "de-ja", "wiktionary", german, japanese)
    yield from _german_words(folder / "deu-eng.txt")


def _german_words(path: Path) -> Iterator[Pair]:
    for line in path.read_text("utf-8").splitlines() if path.exists() else ():
        found = _GERMAN_LINE.fullmatch(line)
        meaning = ", ".join(_listed(found["told"])) if found else ""
        if found and meaning:
            yield Pair("pair", "en-de", "wiktionary", meaning, found["word"])


def _listed(told: str) -> list[str]:
    """Return the first words of a list of translations, without notes and readings."""
    words = [one.strip() for one in _BETWEEN.split(_NOTES.sub("", told))]
    return [one for one in words if one and len(one) <= _LONGEST_WORD][:_WORDS_OF_A_LINE]


@dataclass(slots=True)
class _Entry:
    """What an entry of JMdict says."""

    written: list[str] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    senses: list[list[str]] = field(default_factory=list)
    is_common: bool = False

    def pairs(self) -> Iterator[Pair]:
        """Yield the pairs of each sense, and of the reading where the word is common."""
        forms = [*self.written[:1], *self.read[: 1 if self.is_common or not self.written else 0]]
        for glosses, form in product([one for one in self.senses if one][:_SENSES], forms):
            meaning = ", ".join(glosses[:_WORDS_OF_A_LINE])
            yield Pair("pair", "en-ja", "jmdict", meaning, form)


def jmdict(path: Path) -> Iterator[Pair]:
    """Yield English glosses with Japanese words of JMdict (gzipped XML).

    Glosses in other languages are left out: the licence of the German ones is not free.
    """
    entry = _Entry()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("<entry>"):
                entry = _Entry()
            elif line.startswith("<sense>"):
                entry.senses.append([])
            elif line.startswith("</entry>"):
                yield from entry.pairs()
            else:
                _note(entry, line)


def _note(entry: _Entry, line: str) -> None:
    found = _ELEMENT.match(line)
    if not found:
        return
    name, text = found[1], html.unescape(found[2])
    if name == "gloss":
        entry.senses[-1].append(text)
    elif name == "keb":
        entry.written.append(text)
    elif name == "reb":
        entry.read.append(text)
    else:
        entry.is_common = True
