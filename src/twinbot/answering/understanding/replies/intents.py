"""Questions that get a fixed reply: greetings, and what must not be answered as it was asked.

What no pattern knows goes the usual way: it is searched for, and abstained from if nothing answers.
"""

from __future__ import annotations

import re
import unicodedata

from twinbot.answering.extraction.persons import names_person
from twinbot.answering.understanding.replies.civilities_words import (
    BEHIND_CIVILITY,
    CIVILITIES,
    SMALL_TALK,
)
from twinbot.answering.understanding.replies.intents_words import (
    ABBREVIATED_ILLNESS,
    ADVICE_ASKED,
    ASKERS_OWN,
    INJECTION,
    INSULT,
    JAPANESE_PERSON,
    LEGAL,
    LOOK_ALIKES,
    MARRIAGE,
    MEDICAL,
    OFF_TOPIC,
    OFFICE_CONTACT,
    PERSONS_CONTACT,
    PERSONS_LIFE,
    PERSONS_OWN,
    ROLE_PLAY,
    SMALL_LETTERS,
    SUM,
    WHITE_SPACE,
    WORKPLACE,
)
from twinbot.language import content_words, matching_form
from twinbot.types import Intent, Language

_MARKS = re.compile(r"[?!.,…。、！？;:()\s~〜ー-]+")


_ASKS_ON = re.compile(
    r"\b(?:wer|wen|wem|wo|wohin|woher|wann|warum|wieso|weshalb|wie lange|wie ?viele?|wie teuer|"
    r"wie alt|who|where|when|why|how (?:long|many|much|old|far))\b|"
    r"いつ|どこ|誰|だれ|なぜ|どうして|いくら|何[年人日時]"
)
"""On the matching form."""


def asks_on(text: str) -> bool:
    """Tell whether thanks go on to ask for more, as "Danke, und wann war das?" does."""
    return bool(_ASKS_ON.search(_comparable(text)))


def detect_intent(text: str, language: Language) -> Intent | None:
    """Return why a question gets a fixed reply; ``None`` where it is to be searched for.

    Args:
        text: The question as typed.
        language: Its language.
    """
    lines = _comparable(text)
    if INJECTION.search(lines) or ROLE_PLAY.search(lines):
        return "injection"
    form = lines.replace("\n", " ")
    if INSULT.search(form):
        return "insult"
    if _asks_for_private(text, form):
        return "private_person"
    if ADVICE_ASKED.search(form) and (_is_medical(text, form) or LEGAL.search(form)):
        return "advice"
    if OFF_TOPIC.search(form) or SUM.search(form):
        return "off_topic"
    return _small_talk(form, language)


def _asks_for_private(text: str, form: str) -> bool:
    """Tell whether private facts of a named person or office holder are asked for."""
    raw = unicodedata.normalize("NFKC", text)
    if MARRIAGE.search(raw):
        return True
    if not _is_person(raw):
        return False
    if PERSONS_OWN.search(ASKERS_OWN.sub(" ", form)):
        return True
    if _speaks_of_person(PERSONS_LIFE, raw):
        return True
    if WORKPLACE.search(form) or OFFICE_CONTACT.search(form):
        return False
    return _speaks_of_person(PERSONS_CONTACT, raw)


def _speaks_of_person(pattern: re.Pattern[str], text: str) -> bool:
    """Tell whether a pattern matches words that name a person, and no "Space Dome"."""
    return any(_is_person(match[0]) for match in pattern.finditer(text))


def _is_person(text: str) -> bool:
    return names_person(text) or bool(JAPANESE_PERSON.search(text))


def _is_medical(text: str, form: str) -> bool:
    """Tell whether a question speaks of illness or treatment."""
    if MEDICAL.search(form):
        return True
    raw = unicodedata.normalize("NFKC", text)
    return bool(SMALL_LETTERS.search(raw) and ABBREVIATED_ILLNESS.search(raw))


def _small_talk(form: str, language: Language) -> Intent | None:
    """Return the civility that a text consists of, with nothing else worth searching for.

    A text of signs alone is one too: a face answers, and a mark asks what can be asked.
    """
    rest = CIVILITIES.sub(" ", form).strip()
    if not rest:
        return "abilities" if _MARKS.fullmatch(form) else "thanks"
    without = BEHIND_CIVILITY.sub(" ", rest).strip()
    for intent, pattern in SMALL_TALK.items():
        for said in (rest, without):
            found = pattern.match(said)
            if found and not content_words(BEHIND_CIVILITY.sub(" ", said[found.end() :]), language):
                return intent
    return None


def _comparable(text: str) -> str:
    """Return the matching form in which letters of look-alike scripts are the Latin ones.

    White space is one character, since patterns that try every length of a run take time that
    grows with its square: a line break where the run has one, or a space.
    """
    folded = unicodedata.normalize("NFKC", text).casefold().translate(LOOK_ALIKES)
    return WHITE_SPACE.sub(
        lambda run: " " if run[0].splitlines() == [run[0]] else "\n", matching_form(folded)
    )
