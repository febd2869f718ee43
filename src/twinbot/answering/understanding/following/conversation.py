"""What a follow-up leaves unsaid, taken from the last turns without a model.

A follow-up (`leaning` tells which question is one) carries the question before; where that was a
follow-up too, the last one that stood alone as well. What a pronoun may mean is looked for in the
last answer that told something. Names that the new question replaces
("And in July?", "Und Hayabusa2?") are not carried. Where it is nothing but such a name ("And
Bochum?") or a year, the question before is asked again of that one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from twinbot.answering.extraction.names import is_person
from twinbot.answering.understanding.following import conversation_words as words
from twinbot.answering.understanding.following.asides import asks_more, language_asked
from twinbot.answering.understanding.following.leaning import Named, find_name, tell_leaning
from twinbot.answering.understanding.following.referring import put_name
from twinbot.answering.understanding.particulars.kinds import question_kind
from twinbot.answering.understanding.particulars.successions import asks_of_another
from twinbot.glossary import Glossary, GlossaryEntry
from twinbot.language import content_words, detect_language, matching_form, sentence_spans
from twinbot.types import Language, Query, Turn

REACH_TURNS = 10
"""So many turns are looked back at."""

UNSURE_TURNS = 3
"""So many questions are carried where none of them stands alone."""

CARRIED_NAMES = 2
"""Names taken from an answer that a pronoun may mean."""


def resolve(query: Query, glossary: Glossary, *, goes_on: bool = False) -> Query:
    """Return the query with what it leaves unsaid; unchanged if it stands alone.

    Args:
        query: The question with its earlier turns.
        glossary: Names, by which what a question replaces is told.
        goes_on: Whether it is taken to go on from them though nothing in it says so.
    """
    if not query.history:
        return query
    if aside := _take_up(query, glossary):
        return aside
    query = replace(query, text=words.CHANGES_LANGUAGE.sub("", query.text) or query.text)
    query = replace(query, text=words.CORRECTS[query.language].sub("", query.text) or query.text)
    renamed = _rename(query, glossary) or _redate(query, glossary)
    if renamed:
        return replace(query, text=renamed)
    if not goes_on and tell_leaning(query.text, query.language, glossary) == "alone":
        return query
    carried = " ".join(_chain(query.history[-REACH_TURNS:], query.language, glossary))
    carried = _without_replaced(carried, query, glossary)
    told = _last_told(query.history[-REACH_TURNS:])
    if words.PERSONAL[query.language].search(matching_form(query.text)):
        carried = " ".join([carried, *_meant(told, carried, query, glossary)])
    about = _subjects(carried, told, query.language, glossary)
    return replace(query, carried=carried, topic=told, about=about)


def _subjects(carried: str, told: str, language: Language, glossary: Glossary) -> tuple[str, str]:
    """Return what is spoken of: names that the answer begins with, names and words of the question.

    The words alone where there are no names.
    """
    begins = next((told[one.start : one.end] for one in sentence_spans(told, language)), "")
    names, first = (
        [entry.called(language) for entry in glossary.names_in(text, language)]
        for text in (carried, begins)
    )
    called = matching_form(" ".join(names))
    words_too = [*names, *(w for w in content_words(carried, language) if w not in called)]
    return " ".join(first or names or words_too) or carried, " ".join(words_too) or carried


def _take_up(query: Query, glossary: Glossary) -> Query | None:
    """Return the question before, asked again, where a turn is for more of the answer to it.

    It may also be for the same answer in another language.
    """
    *before, last = query.history
    if language := language_asked(query.text):
        again = replace(query, text=last.question, language=language, history=tuple(before))
        return resolve(again, glossary)
    if not asks_more(query.text, query.language):
        return None
    turns = query.history[-REACH_TURNS:]
    told = " ".join(turn.words for turn in turns)
    standing = _chain(turns, query.language, glossary)[0]
    return replace(query, text=standing, topic=_last_told(turns), told=told)


def _last_told(turns: Sequence[Turn]) -> str:
    """Return the last answer that quotes; what nothing was found for is no topic to go on from."""
    quoting = [turn for turn in turns if turn.quotes]
    return (quoting or turns)[-1].words


def _meant(answer: str, carried: str, query: Query, glossary: Glossary) -> Sequence[str]:
    """Return names of an answer that a pronoun may mean, persons first."""
    known = matching_form(f"{carried} {query.text}")
    named = [
        entry
        for entry in glossary.names_in(answer, query.language)
        if any(map(words.PERSON.fullmatch, entry.names["en"])) and entry.names[query.language]
    ]
    return [
        entry.names[query.language][0]
        for entry in sorted(named, key=is_person, reverse=True)
        if not any(matching_form(name) in known for _, name in entry.all_names())
    ][:CARRIED_NAMES]


def _rename(query: Query, glossary: Glossary) -> str:
    """Return the last full question with its one name replaced by the name that is all of this one.

    "And Bochum?" after "How many people live in Tsukuba?" is a question of its own, to which the
    last answer says nothing. Empty for any other follow-up, and where a person would take the place
    of a town.
    """
    language = query.language
    new = _only_name(query.text, language, glossary)
    earlier = [
        turn
        for turn in query.history[-REACH_TURNS:]
        if not _only_name(turn.question, language, glossary)
    ]
    asked = _chain(earlier, language, glossary)[0] if new and earlier else ""
    if not new or not asked or detect_language(asked, language) != language:
        return ""
    asked = unicodedata.normalize("NFKC", asked)
    named = [name for e in glossary.names_in(asked, language) if (name := find_name(asked, e))]
    if len(named) != 1 or tell_leaning(asked, language, glossary) != "alone":
        return ""
    old = named[0]
    return f"{old.before}{new.text}{old.behind}" if old.sort == new.sort else ""


def _redate(query: Query, glossary: Glossary) -> str:
    """Return the last full question with its one year replaced by the year, or "now", of this one.

    Empty for any other follow-up, and where the question before names no year or two.
    """
    language = query.language
    form = unicodedata.normalize("NFKC", query.text).strip()
    year = words.YEAR_ALONE[language].fullmatch(form)
    if not year and not words.NOW_ALONE[language].fullmatch(form):
        return ""
    asked = _chain(query.history[-REACH_TURNS:], language, glossary)[0]
    asked = unicodedata.normalize("NFKC", asked)
    dated = list(words.ASKED_YEAR[language].finditer(asked))
    if len(dated) != 1 or detect_language(asked, language) != language:
        return ""
    if not any(find_name(asked, one) for one in glossary.names_in(asked, language)):
        return ""  # "What was it about in 2007?" leaves out what
    if year:
        start, end = dated[0].span("year")
        return f"{asked[:start]}{year['year']}{asked[end:]}"
    asked = words.ASKED_YEAR[language].sub("", asked)
    for past, present in words.NOW[language]:
        asked = re.sub(past, present, asked)
    return " ".join(asked.split())


def name_person(query: Query, glossary: Glossary) -> str:
    """Return a follow-up with the name of the one person whom "he" can mean; empty if not clear.

    That is whom the question before names, or, if it asked for somebody, whom the first quote of
    its answer names. With the name it is a question of its own.

    Args:
        query: The question with its earlier turns.
        glossary: Knows persons.
    """
    language = query.language
    if not query.history or _persons_in([query.text], language, glossary):
        return ""
    last = query.history[-1]
    asked = _chain(query.history[-REACH_TURNS:], language, glossary)
    persons = _persons_in(asked, language, glossary)
    if not persons and _asks_who(asked, language):
        persons = _persons_in(words.MARKER.split(last.answer)[:1], language, glossary)
        # "B succeeded A" after "Who is it?" and "Before B?"
        if len(persons) > 1 and asks_of_another(last.question):
            before = _persons_in([turn.answer for turn in query.history[:-1]], language, glossary)
            persons = [person for person in persons if person not in before]
    if len(persons) != 1:
        return ""
    name = persons[0].called(language)
    person_alone = language != "de" or not words.MASCULINE_THING.search(last.question)
    named = put_name(query.text, language, name, spoken_of=person_alone)
    # "Who is he?" is no question that the name alone would answer.
    asks = question_kind(query.text, language) not in ("who", "other")
    asks = asks or len(content_words(named, language)) > len(content_words(name, language))
    return named if asks and named != query.text else ""


def _asks_who(asked: Sequence[str], language: Language) -> bool:
    """Tell whether the last question is for somebody, as "And in B?" after "Who is mayor of A?"."""
    kinds = [question_kind(one, language) for one in asked]
    return kinds[-1] == "who" or (kinds[-1] == "other" and kinds[0] == "who")


def _persons_in(
    texts: Sequence[str], language: Language, glossary: Glossary
) -> Sequence[GlossaryEntry]:
    return [one for one in glossary.names_in(" ".join(texts), language) if is_person(one)]


def _only_name(text: str, language: Language, glossary: Glossary) -> Named | None:
    """Return the name that a text consists of, but for an opening such as "And in"."""
    text = unicodedata.normalize("NFKC", text)
    for entry in glossary.names_in(text, language):
        name = find_name(text, entry)
        if name:
            around = matching_form(f"{name.before} {name.behind}")
            if words.NAME_ALONE[language].fullmatch(around):
                return name
    return None


def _chain(turns: Sequence[Turn], hint: Language, glossary: Glossary) -> list[str]:
    """Return the last question, after the last one that stood alone if it was a follow-up.

    What was asked between the two only led from one to the other.
    """
    last = turns[-1].question
    for turn in reversed(turns):
        language = detect_language(turn.question, hint)
        if tell_leaning(turn.question, language, glossary) == "alone":
            return [last] if turn is turns[-1] else [turn.question, last]
    return [turn.question for turn in turns[-UNSURE_TURNS:]]


def _without_replaced(carried: str, query: Query, glossary: Glossary) -> str:
    """Take out the names of the last question where the new one puts another in their place."""
    replaces = question_kind(query.text, query.language) == "other"
    if not replaces or not glossary.names_in(query.text, query.language):
        return carried
    language = detect_language(carried, query.language)
    for entry in glossary.names_in(carried, language):
        for _, name in sorted(entry.all_names(), key=lambda item: -len(item[1])):
            carried = re.sub(re.escape(name), " ", carried, flags=re.IGNORECASE)
    return carried
