"""Text cleaning, once and before any offset exists; pure."""

from __future__ import annotations

import re
import unicodedata

from twinbot.language.scripts import HIRAGANA, KANJI, KATAKANA, without_surrogates
from twinbot.types import Language

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff\ufffe\uffff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_SPACES = re.compile(r"[^\S\n]+")
_WIDE = f"{HIRAGANA}{KATAKANA}{KANJI}、。，．・「」『』（）！？：；〜ー％０-９Ａ-Ｚａ-ｚ"
_BETWEEN_WIDE = re.compile(rf"(?<=[{_WIDE}])\n(?=[{_WIDE}])")
_BETWEEN_LATIN = re.compile(r"[A-Za-z.,;:!?]\n[A-Za-z]")


def clean(text: str) -> str:
    """Return text in NFC without what no reader sees.

    Soft hyphens, zero-width and control characters go, ligatures become letters, runs of blanks
    become one; line breaks and the width of characters stay. What is no character can be stored
    nowhere and becomes U+FFFD.
    """
    text = without_surrogates(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n\n")
    text = unicodedata.normalize("NFC", text.translate(_LIGATURES))
    text = _CONTROL.sub("", _INVISIBLE.sub("", text))
    text = _SPACES.sub(" ", text)
    return re.sub(r" ?\n ?", "\n", text).strip()


def clean_line(text: str) -> str:
    """Return text cleaned and on one line; Japanese is joined without a blank."""
    lines = re.sub(r"\n+", "\n", clean(text))
    return _BETWEEN_WIDE.sub("", lines).replace("\n", " ").strip()


def join_lines(lines: list[str], language: Language | None, attested: frozenset[str]) -> str:
    """Join the lines of a paragraph.

    A hyphen at a line end is dropped only where the joined word is attested elsewhere in the
    document, or where its parts are not; "Nord- und Süd" keeps its hyphen.

    Args:
        lines: The lines, cleaned.
        language: Of the document, if known.
        attested: The words of the document that stand inside lines, casefolded.
    """
    text = lines[0] if lines else ""
    for line in lines[1:]:
        between = f"{text[-1:]}\n{line[:1]}"
        if _BETWEEN_WIDE.search(between) or (
            language == "ja" and not _BETWEEN_LATIN.search(between)
        ):
            text += line
        elif re.search(r"\w-$", text) and line[:1].isalpha():
            text = _dehyphenated(text, line, language, attested)
        else:
            text += f" {line}"
    return text


def _dehyphenated(text: str, line: str, language: Language | None, attested: frozenset[str]) -> str:
    """Join two lines of which the first ends in a hyphen."""
    first = re.findall(r"[\w-]+(?=-$)", text)[-1]
    second = re.match(r"\w+", line)
    rest = second.group() if second else ""
    compound, joined = f"{first}-{rest}".casefold(), f"{first}{rest}".casefold()
    if rest.casefold() in ("und", "oder", "bzw", "sowie", "and", "or", "als", "wie"):
        return f"{text} {line}"
    if compound in attested and joined not in attested:
        return text + line
    # English writes "north-east"; German joins its compounds.
    is_compound = language == "en" and {first.casefold(), rest.casefold()} <= attested
    if joined in attested or (rest[:1].islower() and not is_compound):
        return text[:-1] + line
    return text + line


def words_inside(lines: list[str]) -> frozenset[str]:
    """Return the words of lines, without those that a line end may have cut."""
    found: set[str] = set()
    for line in lines:
        words = re.findall(r"[\w-]+", line.casefold())
        cut = line.endswith("-") and words
        found.update(words[1:-1] if cut else words[1:])
        found.update(() if cut and len(words) == 1 else words[:1] if line[:1].isupper() else ())
    return frozenset(found)
