"""What a question takes for given and the quoted documents do not say.

"Why was the agreement signed in 1995?" must not be answered as if it had been. A year or a full
name of the question that stands nowhere on the quoted pages is named to the asker, who then reads
what the documents say instead.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from twinbot.answering.extraction.persons import is_period
from twinbot.answering.understanding.particulars.kinds import QuestionKind
from twinbot.glossary import Glossary
from twinbot.language import matching_form
from twinbot.language.scripts import KATAKANA
from twinbot.types import Language, Query

_YEAR = re.compile(r"(?<![\d.,])(?:1\d|20)\d\d(?![\d.,]\d|\d)")
_FULL_NAME = re.compile(
    r"\b[A-ZÄÖÜ][a-zäöüßéèáó]+(?: [A-Z]\.)? [A-ZÄÖÜ][a-zäöüßéèáó]+\b|[ァ-ヺー]{2,}・[ァ-ヺー]{2,}"
)
_NAME_GOES_ON = re.compile(r"(?: [A-ZÄÖÜ]\w+)+")
"""More capital words: the "War" of "Second World War"."""

_KATAKANA = re.compile(f"[{KATAKANA}]")
_SENTENCE_BEGINS = re.compile(r"(?:^|[.:!?…–]\s*)[\"„“»]?$")
"""Behind it a capital letter tells nothing of a name: "Kurz gefragt: Welchen Rang …"."""
_LEAST_PLACE_CHARS = 5
"""A shorter beginning of a word in -er is no place: "Peter"."""

_BEFORE_NOUN = re.compile(
    r"(?<!\bvor )(?<!\bbei )(?<!\bunter )\b[a-zäöüß]*"
    r"(?:isch|lich|ig|sam|bar|ander|viel|all|manch|solch|welch|kein|weiter|neu)en $"
)
"""Behind such a word stand German nouns, not a full name: "mit anderen Unis Austausch"."""

_AT_A_TIME: frozenset[QuestionKind] = frozenset({"who", "where", "count"})
"""Kinds that often ask for the state at a time; the year then is a wish, not a claim."""

_CLAIMS: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"(?:^|, ?)(?:als|nachdem)\b|\b(?:bekanntlich|angeblich)\b"),
    "en": re.compile(
        r"\b(?:when|after) (?:he|she|it|they|both|the)\b|\b(?:supposedly|given that)\b"
    ),
    "ja": re.compile(r"(?:そう|よう)ですが|と聞き|らしいですが|した(?:とき|時に)"),
}
"""Words by which a question tells something before it asks, on the matching form."""


def names_year(question: str) -> bool:
    """Tell whether a question asks about a year of its own choice."""
    return bool(_YEAR.search(unicodedata.normalize("NFKC", question)))


def find_unfounded(
    query: Query,
    kind: QuestionKind,
    texts: Sequence[str],
    told_in: Language,
    glossary: Glossary,
) -> str | None:
    """Return the first year or full name of a question that no page holds; ``None`` if all do.

    Args:
        query: The question.
        kind: The kind of fact that it asks for.
        texts: The quoted pages and their titles.
        told_in: Their language; a name in the other script they may have all the same.
        glossary: Tells by which other names a page may call the same.
    """
    asked = unicodedata.normalize("NFKC", query.text)
    told = matching_form("\n".join(texts))
    years = [int(year) for year in _YEAR.findall(told)]
    claims = bool(_CLAIMS[query.language].search(matching_form(query.text)))
    for year in _YEAR.findall(asked):
        within = bool(years) and min(years) <= int(year) <= max(years)
        wished = kind in _AT_A_TIME and within and not claims
        if year not in told and not wished:
            return str(year)
    return _find_unknown_name(asked, query, told, told_in, glossary)


def _find_unknown_name(
    asked: str,
    query: Query,
    told: str,
    told_in: Language,
    glossary: Glossary,
) -> str | None:
    known: set[str] = set()
    for entry in glossary.names_in(query.text, query.language):
        names = [matching_form(name) for _, name in entry.all_names()]
        known.update(names)
        if any(name in told for name in names):
            told = " ".join([told, *names])
    for match in _FULL_NAME.finditer(asked):
        elsewhere = (told_in == "ja") != bool(_KATAKANA.match(match.group()))
        if elsewhere and matching_form(match.group()) not in known:
            continue  # pages in the other script spell it in a way that nobody has told
        words = re.split(r"[ ・]", match.group())
        before = asked[: match.start()]
        begins = _SENTENCE_BEGINS.search(before)
        longer = _NAME_GOES_ON.match(asked, match.end())
        if query.language == "de" and not longer and _BEFORE_NOUN.search(before):
            continue
        if begins or is_period(match.group() + (longer.group() if longer else "")):
            continue
        if any(matching_form(word) in told for word in words):
            continue
        if query.language == "de" and _is_of_place(matching_form(words[0]), told):
            continue
        return match.group()
    return None


def _is_of_place(form: str, told: str) -> bool:
    """Tell whether a word in -er is of a place that a page names, as in "Arendaler Rathaus"."""
    place = form.removesuffix("er")
    if place == form or len(place) < _LEAST_PLACE_CHARS:
        return False
    return bool(re.search(rf"\b{re.escape(place)}s?\b", told))
