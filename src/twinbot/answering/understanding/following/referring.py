"""Who "he" or "she" is in a later part of a question: the one whom the answer to the first names.

"Who is mayor of A, and what was his job before?" names nobody. The second part is asked again of
whom the first answer names, as if the asker had written the name. German also speaks of things so
("der Vertrag ... er"); there a part is left alone unless it asks for what persons have. Japanese
leaves out who it is; there the name is put before a part that asks for what only persons have.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from twinbot.answering.understanding.dividing.parts_words import THE_PERSON_JAPANESE
from twinbot.types import Language

_VERB = r"(?:ist|war|hat|hatte|wurde|wird|kommt|kam|macht|machte|arbeitet|wohnt|trat|studierte)"
_BEHIND_OBJECT = (
    r"(?:in|at|on|to|for|with|from|when|before|after|and|there|as|the|an?|during)(?![-\w])"
)
"""What may stand behind "her" that is no possessive."""

_MEANT: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        rf"\b(?:er|ihn|ihm)\b|(?P<before>\b{_VERB} )(?:sie\b|(?:der|die)\b"
        r"(?=\s*(?:[?.!]|$)|"
        r"\s+(?:das|vorher|davor|eigentlich|denn|im Amt|beruflich|alt|geboren)\b))"
    ),
    "en": re.compile(
        r"\b(?:he|she|him)\b|"
        rf"\bher\b(?=\s*(?:[?.!,]|$)|\s(?:{_BEHIND_OBJECT}))"
    ),
    "ja": re.compile(THE_PERSON_JAPANESE),
}
"""What stands for a person; German articles do only where no noun can follow."""

_OWNED: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"\b(?:seine?|ihre?)[nrms]?(?= (?:[a-zäöüß]+e[nrs]? )?[A-ZÄÖÜ])"),
    "en": re.compile(
        rf"\bhis(?= \w)|(?<!made )(?<!met )(?<!saw )(?<!gave )\bher(?= (?!{_BEHIND_OBJECT})\w)"
    ),
    "ja": re.compile(r"(?!)"),
}
"""What stands for a person's: "his job"."""

_OF_PERSONS_ALONE: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"(?i:beruf|jahrgang|geboren|gew(?:ä|ae)hlt|\bamt(?:es)?\b|studiert|partei\b|"
        r"vorg(?:ä|ae)nger|nachfolger|gearbeitet|\barbeitet|lebenslauf|verheiratet|\bwohnt|"
        r"wie alt ist (?:der|die)\b|(?:er|der|die) (?:vorher|davor)\b)"
    ),
    "en": re.compile(""),
    "ja": re.compile(""),
}
"""Asks for what only persons have: German calls a tower "er" too; English calls no thing "he"."""

_SUBJECT_LEFT_OUT = re.compile(
    r"^(?:(?:[^はが、]{1,8}の)?(?:市長|町長|村長|知事|学長|総長|社長|所長|会長)(?:になる|に就任する)前|"
    r"前職(?!員)|経歴|出身(?:地|校|大学)は|(?:何歳|年齢は)(?!から|まで|以[上下]|にな|児)|"
    r"(?:いつ|どこで)(?:生まれ(?:まし|た[のん])|就任し)|以前は(?:何|どんな仕事))"
)
"""A Japanese part that asks for what only persons have, and does not say whose."""


def put_name(text: str, language: Language, name: str, *, spoken_of: bool = False) -> str:
    """Return a question with a person's name for what stands for it; unchanged if nothing does.

    Args:
        text: The later part of a question, which names no person itself.
        language: Its language.
        name: Whom the answer to an earlier part names.
        spoken_of: Whether nothing else was spoken of that German calls "er" too.
    """
    if not spoken_of and not _OF_PERSONS_ALONE[language].search(text):
        return text
    owner = f"{name}s" if language == "de" else f"{name}'s"
    put = _MEANT[language].sub(lambda found: (found.groupdict().get("before") or "") + name, text)
    if put == text:  # "when did she take up her office": the second is clear
        put = _OWNED[language].sub(owner, text)
    if put == text and language == "ja" and _SUBJECT_LEFT_OUT.match(text):
        return f"{name}は、{text}"
    return put
