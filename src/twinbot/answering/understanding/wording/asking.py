"""What a person typed as a question that can be answered."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from twinbot.answering.understanding.replies.intents import asks_on, detect_intent
from twinbot.answering.understanding.wording.dates import spell_dates
from twinbot.errors import QuestionError
from twinbot.language import detect_language, spell_with_kanji
from twinbot.language.scripts import without_surrogates
from twinbot.personal_data import redact
from twinbot.settings import Settings
from twinbot.types import LANGUAGES, Language, Query, Turn


def composed(question: str) -> str:
    """Return a question as it is read and measured: composed, without what surrounds it."""
    return unicodedata.normalize("NFC", without_surrogates(question)).strip()


def make_query(
    question: str,
    settings: Settings,
    language: Language | None = None,
    history: Sequence[Turn] = (),
    hint: Language | None = None,
) -> Query:
    """Check a question and find its language and intent; personal data is taken out.

    The address of a place that is asked about stays, unlike that of somebody's home.

    Args:
        question: What the asker wrote.
        settings: How long it may be, and which language is meant where none can be told.
        language: The language to answer in; ``None`` answers in the question's own.
        history: Earlier turns of the conversation, oldest first.
        hint: The language to assume where a short question could be any: the page's.

    Raises:
        QuestionError: If the question is empty or too long, or the language is none of ours.
    """
    text = composed(question)
    limit = settings.max_question_chars
    if not text:
        message = "the question is empty; write one in German, English or Japanese"
        raise QuestionError(message)
    if len(text) > limit:
        message = (
            f"the question has {len(text):,} characters, at most {limit:,} are allowed "
            "(setting max_question_chars); shorten it"
        )
        raise QuestionError(message)
    if language is not None and language not in LANGUAGES:
        message = f"language is {language!r}, allowed are {', '.join(LANGUAGES)}"
        raise QuestionError(message)
    fallback = hint or settings.default_language
    spoken = language or detect_language(text, fallback)
    text = _spell(text, spoken)
    intent = detect_intent(text, spoken)
    if intent == "thanks" and history and asks_on(text):
        intent = None
    redacted = redact(text, keep_places=True)
    turns = tuple(
        replace(turn, question=redact(_spell(turn.question, spoken), keep_places=True))
        for turn in history
    )
    return Query(redacted, spoken, turns, intent=intent, redacted=redacted != text)


def _spell(text: str, language: Language) -> str:
    """Return a question spelled as documents spell its words and dates."""
    return spell_dates(spell_with_kanji(text) if language == "ja" else text, language)
