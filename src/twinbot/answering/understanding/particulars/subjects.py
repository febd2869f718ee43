"""Of what thing a question asks when or by whom something was done to it.

"When was the town hall demolished?" shares all but one word with "The baths were demolished in
1998". Where neither that sentence, nor what stands before it in its passage, nor title and heading
speak of a town hall, it is not an answer, however well the rest fits.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from twinbot.types import Language

_ASKED: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"^(?:Und )?(?:[Ww]ann|[Ii]n welchem Jahr) (?:wurden?|ist|sind|hat man)"
        r" (?:der|die|das|den) (?:[a-zäöüß]+ ){0,2}(?P<thing>[A-ZÄÖÜ][a-zäöüß]{2,}) "
        r"(?:(?!von\b|zu[rm]?\b|de[rs]\b)[\w-]+ ){0,3}?[a-zäöüß]+\W*$|"
        r"^[Ww]er (?:hat )?(?:[a-zäöüß]+te |entwarf |schuf |erfand )?(?:der|die|das|den) "
        r"(?:[a-zäöüß]+ ){0,2}(?P<made>[A-ZÄÖÜ][a-zäöüß]{2,})(?: ge[a-zäöüß]+t| [a-zäöüß]+t|"
        r" entworfen| geschaffen| erfunden)?\W*$"
    ),
    "en": re.compile(
        r"^(?:And )?(?:[Ww]hen|(?:[Ii]n )?(?:[Ww]hat|[Ww]hich) year) (?:was|were) the "
        r"(?:[\w-]+ ){0,2}?"
        r"(?P<thing>[\w-]{3,}) (?:(?:last|first|finally|completely) )?"
        r"(?:\w+ed|built|rebuilt|torn down|burnt|set up|begun)(?: down| up)?\W*$|"
        r"^[Ww]ho (?:\w+ed|built) the (?:[\w-]+ ){0,2}?(?P<made>[\w-]{3,})\W*$"
    ),
    "ja": re.compile(
        r"^(?P<thing>[一-鿿ァ-ヴー]{2,8})(?:は|が)(?:いつ|何年に)[^、。]*(?:ました|された|した)の?(?:です)?か|"
        r"^(?P<made>[一-鿿ァ-ヴー]{2,8})を[^、。]{1,8}た(?:の|人)は(?:誰|だれ|どなた)"
    ),
}
"""Asks in so many words; whoever asks otherwise may mean the thing by another name."""


def asked_subject(question: str, language: Language) -> str:
    """Return the thing to which something was done as the question calls it; empty for others.

    Args:
        question: The question as typed.
        language: Its language.
    """
    found = _ASKED[language].search(unicodedata.normalize("NFKC", question).strip())
    return (found["thing"] or found["made"]) if found else ""
