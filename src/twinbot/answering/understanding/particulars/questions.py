"""Whether a sentence can hold the kind of fact that a question asks for.

The words and patterns are those of ordinary German, English and Japanese; nothing here knows the
documents.
"""

from __future__ import annotations

import re
import unicodedata

from twinbot.answering.extraction.facts import (
    dates_told,
    enumerates,
    numbers_in_digits,
    places_told,
    spells_out,
    tells_age,
    tells_date,
    tells_number,
    tells_other_person,
    tells_person,
    tells_place,
    tells_reason,
    tells_stretch,
    without_dates,
)
from twinbot.answering.extraction.persons import names_task
from twinbot.answering.understanding.particulars.kinds import QuestionKind, abbreviation_asked
from twinbot.answering.understanding.particulars.quantities import (
    asks_age,
    asks_stretch,
    measure_asked,
    tells_free,
)
from twinbot.language import content_words, matching_form
from twinbot.types import Language

_CALLED_LATIN = re.compile(r"\d+(?:[.,]\d+)*|\b[A-ZÄÖÜ][\w-]+")
_CALLED_JAPANESE = re.compile(r"[ァ-ヺー]{3,}|[A-Za-z]{2,}|\d+(?:[.,]\d+)*")


def can_hold(  # noqa: PLR0911 - one return a kind
    kind: QuestionKind, question: str, sentence: str
) -> bool | None:
    """Tell whether a sentence holds the kind of fact asked for; ``None`` where any sentence may.

    Args:
        kind: What the question asks for.
        question: The question, which may ask for a measure in particular.
        sentence: The sentence.
    """
    form = unicodedata.normalize("NFKC", sentence)
    match kind:
        case "when":
            return tells_date(form)
        case "count":
            return _holds_count(question, form)
        case "who":
            return tells_person(form)
        case "identity":
            return names_task(form)
        case "where":
            return tells_place(form)
        case "abbreviation":
            return spells_out(form, abbreviation_asked(question))
        case "list":
            return enumerates(form)
        case "why":
            return tells_reason(form)
        case _:
            return None


def adds_kind(kind: QuestionKind, question: str, sentence: str) -> bool | None:
    """Tell whether a sentence holds a fact of the kind that the question does not itself name.

    "In 1998" answers no question that already says 1998. ``None`` where kinds have no such fact.
    """
    asked = unicodedata.normalize("NFKC", question).casefold()
    form = unicodedata.normalize("NFKC", sentence)
    match kind:
        case "when":
            return any(date not in asked for date in dates_told(form))
        case "count":
            return _adds_count(question, asked, form)
        case "where":
            return any(place.casefold() not in asked for place in places_told(form))
        case "who":
            return tells_other_person(form, asked)
        case "identity":
            return names_task(form)
        case _:
            return None


def _holds_count(question: str, form: str) -> bool:
    """Tell whether a sentence gives a number, of the measure asked for if that is certain."""
    if asks_age(question):
        return tells_age(form)
    rest = without_dates(form)
    measure = measure_asked(question)
    if tells_free(measure, rest) or (asks_stretch(question) and tells_stretch(form)):
        return True
    return tells_number(rest) and (measure is None or bool(measure.search(rest)))


def _adds_count(question: str, asked: str, form: str) -> bool:
    """Tell whether a sentence gives a number that the question, casefolded, does not."""
    if asks_age(question):
        return tells_age(form)
    rest = without_dates(form)
    measure = measure_asked(question)
    if (
        asks_stretch(question)
        and tells_stretch(form)
        and any(date not in asked for date in dates_told(form))
    ):
        return True
    if measure is not None and not measure.search(rest):
        return False
    digits = numbers_in_digits(rest)
    spelled = tells_free(measure, rest) or (not digits and tells_number(rest))
    return spelled or any(number not in asked for number in digits)


def names_and_numbers(text: str, language: Language) -> list[str]:
    """Return what a question calls by name or number, in matching form.

    In German and English these are capitalised words behind the first (in German all nouns) and
    numbers, in Japanese katakana words of three and more characters, Latin words and numbers.
    """
    form = unicodedata.normalize("NFKC", text)
    called = (_CALLED_JAPANESE if language == "ja" else _CALLED_LATIN).findall(form)
    if language != "ja" and called and form.lstrip("\"'„“»¿¡( ").startswith(called[0]):
        called = called[1:] if not called[0][0].isdigit() else called
    return [matching_form(word) for word in called if content_words(word, language)]
