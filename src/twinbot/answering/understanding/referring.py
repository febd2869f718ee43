"""Who "he" or "she" is in a later part of a question: the one whom the answer to the first names.

"Who is mayor of A, and what was his job before?" names nobody. The second part is asked again of
whom the first answer names, as if the asker had written the name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from twinbot.types import Language

_MEANT: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:er|ihn|ihm)\b|"
        r"(?P<verb>\b(?:ist|war|hat|hatte|wurde|wird|kommt|kam|macht|machte|arbeitet|blieb) )"
        r"(?:sie\b|(?:der|die)\b(?=\s*(?:[?.!]|$)|\s+(?:das|vorher|davor|fr(?:ü|ue)her|eigentlich|schon|"
        r"denn|jetzt|heute|im Amt|beruflich|alt|geboren)\b))"
    ),
    "en": re.compile(r"\b(?:he|she|him)\b"),
    "ja": re.compile(r"その(?:人|方)|同氏|彼女?(?!ら)"),
}
"""What stands for a person; German articles do only where no noun can follow."""

_OWNED: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"\bseine?[nrms]?(?= [A-ZÄÖÜ])"),
    "en": re.compile(r"\b(?:his|her)(?= [a-z])"),
    "ja": re.compile(r"(?!)"),
}
"""What stands for a person's: "his job"."""

_ABOUT_ONE = re.compile(
    r"^(?=[^はが]*(?:になる前|就任する?前|以前|前職|経歴|出身|何歳|年齢|生まれ|就任し|職業))"
    r"(?!.{0,10}(?:人口|会社|大学|市|町)(?:は|の))"
)
"""A Japanese part without a subject that asks for what only a person has."""


def put_name(text: str, language: Language, name: str) -> str:
    """Return a question with a person's name for what stands for it; unchanged if nothing does.

    Args:
        text: The later part of a question.
        language: Its language.
        name: Whom the first part asked for.
    """
    owner = f"{name}s" if language == "de" else f"{name}'s"
    put = _OWNED[language].sub(owner, text)
    put = _MEANT[language].sub(lambda found: (found.groupdict().get("verb") or "") + name, put)
    if put == text and language == "ja" and _ABOUT_ONE.match(text):
        return f"{name}は、{text}"
    return put
