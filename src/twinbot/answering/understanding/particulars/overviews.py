"""Questions for whatever is told of something: "Tell me about Anna Berg", "Infos zum Stadtfest".

What they are wrapped in says nothing about it, and no sentence of a document holds it; left in, it
is missed in every answer. A person is asked for by who that is.
"""

from __future__ import annotations

import re
import unicodedata

from twinbot.answering.extraction.concepts import word_concepts
from twinbot.answering.extraction.names import NameFinder
from twinbot.answering.extraction.persons import names_office
from twinbot.answering.extraction.statements import Statement
from twinbot.answering.understanding.particulars import overviews_words as words
from twinbot.answering.understanding.particulars.identities import names_person_alone
from twinbot.language import content_words, matching_form
from twinbot.types import Language

_LETTER = re.compile(r"\w")


def name_subject(text: str, language: Language, finder: NameFinder, *, follows: bool) -> str:
    """Return what a question for whatever is told of something asks about, of a person "Who is X?".

    Args:
        text: The question.
        language: Its language.
        finder: Knows persons.
        follows: Whether other turns came before: "What about X?" then asks what they asked.

    Returns:
        The text itself for a question of another sort; a person's name alone asks who that is.
    """
    form = unicodedata.normalize("NFKC", text).strip()
    found = words.ASKED[language].fullmatch(form)
    if not found and not follows:
        found = words.WHAT_ABOUT[language].fullmatch(form)
    subject = found["subject"].strip() if found else form.rstrip("?!. 。？！")
    if found and (
        words.SAYS_WHAT[language].search(subject)
        or words.TELLS_JA.search(form)
        or (language == "de" and words.ENDS_SMALL.search(subject) and not form.islower())
        or not content_words(subject, language)
    ):
        return text
    if names_person_alone(bare := words.ARTICLE.sub("", subject).strip(), finder):
        return words.WHO[language].format(bare)
    return subject if found else text


def subject_named(text: str, finder: NameFinder) -> frozenset[int]:
    """Return what a turn only names, as "Nordheim" or "das Stadtfest"; empty for any other turn.

    Args:
        text: The turn.
        finder: Knows names.
    """
    mentioned = finder.find(text)
    if len(mentioned.found) != 1 or _LETTER.search(words.ARTICLE.sub(" ", mentioned.rest)):
        return frozenset()
    return frozenset() if names_office(mentioned.forms[0]) else mentioned.found[0] & finder.names


def keyword_alone(text: str, language: Language) -> str:
    """Return a turn in matching form that is a name by its letters and unknown to the glossary.

    "Xuzhou", "G DATA" and 徐州 ask for whatever is told of it; what is an everyday word does not.
    """
    form = unicodedata.normalize("NFKC", text).strip(" ?!.。？！")
    named = words.KEYWORD[language].fullmatch(form)
    parts = re.findall(r"\w{2,}", matching_form(form))
    everyday = all(map(word_concepts, parts)) and not words.CAPITALS.search(form)
    if not named or everyday:
        return ""
    return matching_form(form)


def tells_of_keyword(statement: Statement, keyword: str) -> bool:
    """Tell whether a statement has a word or words, in matching form, as they stand."""
    place = statement.form.find(keyword)
    if place < 0:
        return False
    around = statement.form[place - 1 : place] + statement.form[place + len(keyword) :][:1]
    return not keyword.isascii() or not any(map(str.isalnum, around))  # Japanese parts no words


def tells_of_subject(statement: Statement, subject: frozenset[int], finder: NameFinder) -> bool:
    """Tell whether a statement is about a subject: it is the first that it names."""
    first = next(finder.places(statement.form), None)
    return first is not None and bool(first[2] & subject)
