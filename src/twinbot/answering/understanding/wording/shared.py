"""What two towns share, spoken of without their names: "the partnership" is theirs.

Documents and known questions say "the partnership between A and B"; a question that names nothing
at all leaves the two out, and is then like no statement. Where the page is about two towns, such a
question is asked with their names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from twinbot.types import Language

_TOWNS: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:die|den|der|beiden?)(?: beiden| zwei)? (?:partner|schwester)?st(?:ä|ae)dten?\b"
        r"(?! (?:in|von|aus|der|des)\b| (?-i:[A-ZÄÖÜ])\w+ und (?-i:[A-ZÄÖÜ]))",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:(?:the|these|our)(?: two| both)?|both(?: of the)?|the two) "
        r"(?:(?:partner|sister|twin)[ -])?(?:cities|towns)\b(?! (?:in|of|that|which)\b)",
        re.IGNORECASE,
    ),
    "ja": re.compile(r"両(?:市|都市|方の(?:市|町|街))|(?:2|二|ふた)つの(?:市|都市|町|街)"),
}
"""The towns themselves."""

_SHARED: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:die|der|das|dem|den|des|diese[rsmn]?|unsere[rsmn]?) (?:\w+ )?"
        r"(?:(?:st(?:ä|ae)dte)?partnerschaft|st(?:ä|ae)dtefreundschaft|zusammenarbeit|kooperation|"
        r"(?:partnerschafts)?(?:abkommen|vertrag|vereinbarung)|austausch|memorandum)(?:e?s)?\b"
        r"(?:(?: of understanding)?(?: (?:von|aus) \d{4})?)"
        r"(?! (?:von|zwischen|mit|der|des|zu|zur|zum|(?:ü|ue)ber|in|im|an|f(?:ü|ue)r)\b|-)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:(?:the|this|our)(?: (?!(?:stock|rental|employment|work|trade|phone|mobile)\b)\w+)?|"
        r"(?:fields?|areas?|forms?) of) "
        r"(?:partnership|twinning|friendship|co-?operation|collaboration|exchange|"
        r"agreement|treaty|contract|memorandum)\b"
        r"(?:(?: of understanding)?(?: (?:of|from) \d{4})?)"
        r"(?! (?:of|between|with|to|on|for|about|in|at|among|associations?|fairs?|places?|"
        r"students?|programm?e?s?|rates?|offices?|years?|platforms?|partners?)\b|['’-])",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        r"(?<![一-龯ァ-ヶーの])(?:連携(?:合意書?|協定)?|提携|協定書?|合意書?|覚書|交流|協力|パートナーシップ)"
        r"(?![一-龯ァ-ヶー])"
    ),
}
"""What is theirs together, with nothing behind it that says whose it is."""

_JOINED: Mapping[Language, str] = {"de": "{} und {}", "en": "{} and {}", "ja": "{}と{}"}
_BETWEEN: Mapping[Language, str] = {
    "de": "{what} zwischen {towns}",
    "en": "{what} between {towns}",
    "ja": "{towns}の{what}",
}


def name_owners(text: str, language: Language, towns: Sequence[str]) -> str:
    """Return a question with the names of two towns where it speaks of them or what they share.

    Args:
        text: A question that names nobody and nothing.
        language: Its language.
        towns: The names of the two, as the language writes them.
    """
    both = _JOINED[language].format(*towns)
    named = _TOWNS[language].sub(both, text, count=1)
    if named != text:
        return named
    between = _BETWEEN[language]
    return _SHARED[language].sub(
        lambda found: between.format(what=found.group(), towns=both), text, count=1
    )
