"""Turns that only speak of the last answer: more of it, or the same in another language.

"Tell me more" and "In English, please" say nothing that could be searched for. What they ask for is
the question before, told further or told again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from twinbot.language import matching_form
from twinbot.types import LANGUAGES, Language

LONGEST_CHARS = 80
"""A longer turn says something of its own."""

_MARKS = re.compile(r"[\s!?.,;:。、！？…]+")

_MORE: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"(?:(?:und|bitte|gern|ja|ok|okay|gibt es|hast du|haben sie|kannst du|koennen sie|koenntest du|"
        r"koennten sie|erzaehl\w*|erklaer\w*|sag\w*|berichte\w*|mir|uns|noch|da|dazu|davon|darueber|dafuer|etwas|bisschen|"
        r"ein|es|das|genauer|ausfuehrlicher|naeher\w*|weiter\w*|mehr|infos?|informationen|details?|"
        r"einzelheiten|angaben|sonst|im)(?: |$))+"
    ),
    "en": re.compile(
        r"(?:(?:and|please|yes|ok|okay|is there|are there|do you have|have you got|can you|could you|would you|tell|"
        r"explain|say|give|go|me|us|some|any|a|bit|little|it|that|this|about|on|in|more|further|else|"
        r"anything|what|detail(?:s|ed)?|info(?:rmation)?|elaborate|expand|continue)(?: |$))+"
    ),
    "ja": re.compile(
        r"(?:もっと|もう少し|さらに|ほかに|他に|詳しく|くわしく|詳細|続き|それについて|それで|"
        r"ありますか|教えて|説明して|聞かせて|知りたい|お願い|ください|下さい|くれますか|もらえますか|"
        r"ほしい|します|です|は|も|を|の)+"
    ),
}
_ASKS_MORE: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:mehr|weiter\w*|genauer|ausfuehrlicher|naeher\w*|details?|einzelheiten|sonst noch)\b"
    ),
    "en": re.compile(
        r"\b(?:more|further|details?|detailed|elaborate|expand|continue|go on|else)\b"
    ),
    "ja": re.compile(r"もっと|もう少し|さらに|ほかに|他に|詳|くわし|続き"),
}
"""Without one of these the words above ask for nothing, or for something else."""

_LANGUAGE_NAMES: Mapping[Language, str] = {
    "de": r"deutsch(?:e[rn]?)?|german|ドイツ語",
    "en": r"englisch(?:e[rn]?)?|english|英語",
    "ja": r"japanisch(?:e[rn]?)?|japanese|日本語",
}
_IN_LANGUAGE: Mapping[Language, re.Pattern[str]] = {
    language: re.compile(
        r"(?:(?:und|bitte|das|es|nochmal|noch|einmal|mal|jetzt|lieber|kannst|koennen|koenntest|koennten|du|sie|mir|"
        r"auch|antworte\w*|sag\w*|schreib\w*|die|antwort|geht|gibt|haben|ich|haette|gern|moechte|and|please|now|again|"
        r"can|could|you|say|tell|me|answer|repeat|that|this|it|the|same|i|would|like|want|have|in|auf|ins|zu|to|also|"
        rf"{names})(?: |$))+|"
        rf"(?:では|じゃあ|それを|同じことを|もう一度|すみません)*(?:{names})(?:で|に|でも)?(?:も)?"
        r"(?:答えて|教えて|言って|訳して|翻訳して|説明して|回答して)?(?:ください|下さい|くれますか|もらえますか)?"
        r"(?:お願い(?:します|できますか)?|いいですか)?"
    )
    for language, names in _LANGUAGE_NAMES.items()
}


def asks_more(text: str, language: Language) -> bool:
    """Tell whether a turn asks for nothing but more of what the last answer told.

    Args:
        text: The turn.
        language: Its language.
    """
    form = _spoken(text)
    return bool(_MORE[language].fullmatch(form) and _ASKS_MORE[language].search(form))


def language_asked(text: str) -> Language | None:
    """Return the language in which a turn asks for the last answer, if that is all it asks for."""
    form = _spoken(text)
    for language in LANGUAGES:
        named = re.search(_LANGUAGE_NAMES[language], form)
        if named and _IN_LANGUAGE[language].fullmatch(form):
            return language
    return None


def _spoken(text: str) -> str:
    """Return the words of a short turn in matching form, else nothing."""
    return _MARKS.sub(" ", matching_form(text)).strip() if len(text) <= LONGEST_CHARS else ""
