"""What people tell around a question, set apart from it: who they are, why they ask, their thanks.

"I am a pupil and write about twin towns. What is the area of A?" is looked for with all its words,
and what is told drowns what is asked. Only the sentences that ask are kept, unless what is told
says what they mean, or claims what they take for given.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from twinbot.answering.understanding.following.leaning import (
    names_itself,
    points_back,
    tell_leaning,
)
from twinbot.glossary import Glossary
from twinbot.language import content_words, sentence_spans
from twinbot.types import Language

_ASKS: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"[?？]\W*$|^\W*(?:bitte|nenn\w*|sag\w*|erkl(?:ä|ae)r\w*|zeig\w*|schreib\w*|wer|wen|wem|wann|wo|woher|wohin|wie|"
        r"was|warum|weshalb|wieso|wozu|welche[rsnm]?)\b|"
        r"\b(?:m(?:ö|oe)chte|w(?:ü|ue)rde|will|wollen|wollte|wollten|interessier\w*|frage mich|suche|brauche)\b.*"
        r"\b(?:wissen|erfahren|ob|wer|wann|wo|wie|was|warum|welche[rsnm]?)\b|\bsuche\b|\bbrauche\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"[?？]\W*$|^\W*(?:please|tell|name|list|give|explain|show|describe|who|whom|when|where|how|what|why|which)\b|"
        r"\b(?:like|want|need|love|curious|wonder\w*)\b.*\b(?:know|learn|find out|if|whether|who|when|where|how|what|why|which)\b|"
        r"\b(?:looking for|need the)\b",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        r"[?？]\W*$|(?<![とば])か[。」\s]*$|(?<!で)は[。\s]*$|"
        r"(?:教え|おしえ|知らせ|聞かせ|紹介し|説明し|案内し|挙げ|見せ|示し)(?:て(?:くだ|下さ|くれ|ほし|欲し|もら|いただ|"
        r"頂|ちょうだい|よ|ね|[。\s]*$)|願|くだ|下さ)|教示|"
        r"(?:知り|しり|聞き|伺い|うかがい|尋ね)た[いく]|(?:お尋ね|お聞き|お伺い)し|"
        r"(?:何|なに|誰|だれ|どなた|いつ(?!も)|どこ|どの|どんな|いくつ|いくら|なぜ|どうして)(?![かも]|でも)[^。]*"
        r"(?<!です)(?<!ます)(?<!した)(?<!せん)[。\s]*$"
    ),
}
"""What a sentence holds that asks for something."""

_TELLS: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"(?!)"),
    "en": re.compile(r"(?!)"),
    "ja": re.compile(
        r"[^。？?]{6,}?(?<!そう)(?<!よう)(?<!らしい)(?:(?:です|ます|でした|ました|んだ|のだ|した)(?:が|けれども?|けど)|(?:戻る|変わる|変える)(?:が|けれども?|けど))、"
    ),
}
"""A clause that tells, before the one that asks, in the same sentence."""

_OF_THE_ASKER: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"\b(?:ich|mi(?:ch|r)|wir|uns|unser\w*|mein\w*)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:i|me|my|we|us|our)\b", re.IGNORECASE),
    "ja": re.compile(r"私|わたし|僕|うちの|弊社|当社"),
}
"""What means whoever asks, of whom the other sentences tell."""

_YEAR = re.compile(r"(?<!\d)(?:1\d|20)\d\d(?!\d)")


def set_apart(text: str, language: Language, glossary: Glossary) -> str:
    """Return the sentences of a text that ask, without those around them that only tell.

    Args:
        text: What the asker wrote.
        language: Its language.
        glossary: Names, by which what the sentences speak of is told.

    Returns:
        The text itself where all of it asks or none does, or where what asks leaves unsaid what
        it is about.
    """
    asking: list[str] = []
    telling: list[str] = []
    for span in sentence_spans(text, language):
        sentence = text[span.start : span.end]
        lead = _TELLS[language].match(sentence)
        if lead and _ASKS[language].search(sentence[lead.end() :]):
            telling.append(lead.group())
            sentence = sentence[lead.end() :]
        (asking if _ASKS[language].search(sentence) else telling).append(sentence)
    asked = ("" if language == "ja" else " ").join(asking)
    told = " ".join(telling)
    if not asked or not told or not content_words(asked, language):
        return text
    if not set(_YEAR.findall(told)) <= set(_YEAR.findall(asked)):
        return text  # a year that is told may be taken for given
    if points_back(asked, language) or _says_whose(told, asked, language, glossary):
        return text
    return asked if tell_leaning(asked, language, glossary) != "follow-up" else text


def _says_whose(told: str, asked: str, language: Language, glossary: Glossary) -> bool:
    """Tell whether a name that is told says of what, or of whom as the asker, is asked."""
    if not names_itself(asked, language, glossary):
        return names_itself(told, language, glossary)
    own = {entry.entry_id for entry in glossary.names_in(asked, language)}
    named = {entry.entry_id for entry in glossary.names_in(told, language)}
    return bool(named - own) and bool(_OF_THE_ASKER[language].search(asked))
