"""A question that asks two things at once, taken apart.

"How many came to the signing, and how many travelled in 2025?" has two answers, often in two
documents; no single sentence holds both. Clauses that each ask are parts, and so are two facts
asked for by their nouns ("the year of ... and the number of ..."), two names of which each is asked
for ("in A or in B", "AとBにそれぞれ"), and what is compared: names, alternatives, years.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from twinbot.answering.extraction.names import is_person, is_town
from twinbot.answering.extraction.persons import names_office
from twinbot.answering.understanding.dividing import parts_words as words
from twinbot.answering.understanding.dividing.comparing import (
    ask_of_alternatives,
    ask_of_both,
    ask_of_each,
    ask_of_office,
    ask_of_pair,
    ask_of_seasons,
    ask_of_size,
    ask_of_unlike,
    ask_of_years,
    is_difference,
    kind_in_town,
    kind_of_two,
    names_both_towns,
    names_partner,
)
from twinbot.answering.understanding.dividing.precedence import ask_when_each
from twinbot.glossary import Glossary, GlossaryEntry
from twinbot.language import content_words, matching_form
from twinbot.types import Query

PAIR = 2
_BOTH = ("first", "second")
MAX_PARTS = 3
FIRST_CJK = "\u2e80"
"""Scripts from here on part no words."""


def split_question(
    query: Query, glossary: Glossary, towns: Sequence[GlossaryEntry] = ()
) -> tuple[Query, ...]:
    """Return the parts of a question; empty where it asks one thing.

    A short part keeps what the first part says, without the names that it puts others for.

    Args:
        query: The question.
        glossary: Tells names.
        towns: The two that "the two cities" are, if they are known.
    """
    if query.topic:  # a follow-up says too little to be taken apart
        return ()
    if facts := _facts_of_one(query, glossary):
        return facts
    clauses = _split_clauses(query)
    # How far apart two things are follows from what is told of each.
    compared = clauses and all(is_difference(clause, query.language) for clause in clauses[1:])
    if compared and (asked := _ask_of_each(replace(query, text=clauses[0]), glossary, towns)):
        return asked
    if clauses and (parts := _ask_in_turn(query, clauses, glossary)):
        return parts
    return _ask_of_each(query, glossary, towns)


def _ask_of_each(
    query: Query, glossary: Glossary, towns: Sequence[GlossaryEntry]
) -> tuple[Query, ...]:
    """Return what is asked of each of two things that are compared or named side by side."""
    names = [entry for entry in glossary.names_in(query.text, query.language) if is_proper(entry)]
    asked = (
        ask_when_each(query.text, query.language)
        or _ask_of_names(query, names, towns, glossary)
        or ask_of_alternatives(query.text, query.language)
        or ask_of_years(query.text, query.language)
        or ask_of_seasons(query.text, query.language)
        or ask_of_unlike(query.text, query.language)
    )
    if asked:
        return tuple(replace(query, text=text, carried="", topic="", about=()) for text in asked)
    if len(names) == PAIR and words.EACH[query.language].search(matching_form(query.text)):
        return tuple(
            replace(query, text=_without(query.text, other), carried="", topic="", about=())
            for other in reversed(names)
        )
    return ()


def _facts_of_one(query: Query, glossary: Glossary) -> tuple[Query, ...]:
    """Return a question for each of two facts of the same thing.

    It stands before the first, or behind the second.
    """
    language = query.language
    if together := words.OWNED_TOGETHER[language].match(query.text):
        return _ask_facts(query, [f"{together[one]}{together['owner']}" for one in _BOTH])
    named = words.NAMED[language].match(query.text)
    owner = words.OWNER[language].match(named["first"]) if named else None
    if not named or not owner or words.OWNED[language].match(named["second"]):
        return ()
    if any(map(is_proper, glossary.names_in(named["second"], language))):
        return ()
    return _ask_facts(query, (named["first"], f"{owner.group()}{named['second']}"))


def _ask_facts(query: Query, facts: Sequence[str]) -> tuple[Query, ...]:
    what_is = words.WHAT_IS[query.language]
    return tuple(
        replace(query, text=what_is.format(fact=fact), carried="", topic="", about=())
        for fact in facts
    )


def _split_clauses(query: Query) -> Sequence[str]:
    """Return clauses of which at least two ask for something, one that tells before them.

    Empty where no two ask.
    """
    language = query.language
    clauses = [clause for clause in words.SECOND[language].split(query.text) if clause.strip()]
    if PAIR <= len(clauses) <= MAX_PARTS + 1:
        return clauses
    named = words.NAMED[language].match(query.text)
    if not named or not words.WANTED[language].search(query.text):
        return ()
    what_is = words.WHAT_IS[language]
    first = what_is.format(fact=named["first"]) if language == "ja" else named["first"]
    second = re.sub(r"^den\b", "der", named["second"].rstrip("?？。. "))
    return first, what_is.format(fact=second)


def _ask_of_names(
    query: Query,
    names: Sequence[GlossaryEntry],
    towns: Sequence[GlossaryEntry],
    glossary: Glossary,
) -> Sequence[str]:
    """Return what is asked of each of the names that are compared, or of each side of one."""
    text, language = query.text, query.language
    if asked := _ask_of_towns(query, names, towns, glossary):
        return asked
    called = [entry.called(language) for entry in names]
    if len(names) == PAIR:
        towns_alone, persons = all(map(is_town, names)), all(map(is_person, names))
        if not towns_alone:
            called = [
                (is_town(entry) and kind_in_town(text, language, name)) or name
                for entry, name in zip(names, called, strict=True)
            ]
        paired = towns_alone and ask_of_pair(text, language, [e.names[language] for e in names])
        return paired or ask_of_each(text, language, called, towns=towns_alone, persons=persons)
    if len(names) == 1 and is_town(names[0]):
        return ask_of_size(text, language, names[0].names[language] or called)
    return ()


def _ask_of_towns(
    query: Query,
    names: Sequence[GlossaryEntry],
    towns: Sequence[GlossaryEntry],
    glossary: Glossary,
) -> Sequence[str]:
    """Return what is asked of each of the two towns, of which at most one is called by its name."""
    text, language = query.text, query.language
    both = [town.names[language][0] for town in towns if town.names[language]]
    if len(both) != PAIR or len(names) >= PAIR:
        return ()
    if not names:
        if names_both_towns(text, language):
            return ask_of_both(text, language, both)
        if alike := _name_of_kind(query, towns, glossary):
            return ask_of_each(text, language, alike, of_two=True)
        return [asked for town in both if (asked := ask_of_office(text, language, town))]
    if names[0] in towns and names_partner(text, language):
        return ask_of_each(text, language, both, towns=True)
    return ()


def _name_of_kind(
    query: Query, towns: Sequence[GlossaryEntry], glossary: Glossary
) -> Sequence[str]:
    """Return what the glossary calls the two of a kind that are compared, one in each town.

    "Which of the two universities is older?" Empty where it has none of that kind for each.
    """
    language = query.language
    stem = kind_of_two(query.text, language)
    begins = re.compile(rf"(?<![a-z]){re.escape(stem)}")
    called: list[str] = []
    for town in towns if stem else ():
        of_town = {matching_form(name) for name in town.names[language]}
        for entry in glossary.entries:
            forms = [matching_form(name) for name in entry.names[language]]
            if entry is not town and any(
                begins.search(form) and any(name in form for name in of_town) for form in forms
            ):
                called.append(entry.called(language))
                break
    return called if len(called) == PAIR else ()


def _ask_in_turn(query: Query, clauses: Sequence[str], glossary: Glossary) -> tuple[Query, ...]:
    """Return the clauses as questions; what one leaves unsaid is carried on from the first.

    A first one that asks nothing, as "I am going there.", is carried on to all others. Empty where
    only one clause asks.
    """
    first, *others = clauses
    language = query.language
    ended = query.text[len(first) : len(first) + 1] in (".", "!")
    if not words.ASKS[language].search(first) or (
        ended and not words.DEMANDS[language].match(first)
    ):
        told = [replace(query, text=other.strip(), carried=first) for other in others]
        return tuple(told) if 1 < len(told) <= MAX_PARTS else ()
    says = len(content_words(first, language))
    if len(clauses) > MAX_PARTS or not says:  # "Where and when was it signed?" is one question
        return ()
    named = [entry for entry in glossary.names_in(first, language) if is_proper(entry)]
    parts = [replace(query, text=first.strip(), carried=others[0] if says == 1 else "")]
    for other in others:
        carried = ""
        if len(content_words(other, language)) <= words.FEW_WORDS:
            carried = words.ASKED_FIRST[language].sub("", first)
            if any(map(is_proper, glossary.names_in(other, language))):
                for entry in named:
                    carried = _without(carried, entry)
        elif words.GOES_ON[language].search(other):
            persons = [entry for entry in named if is_person(entry)]
            if words.OF_A_PERSON[language].search(other) and persons:
                carried = " ".join(entry.called(language) for entry in persons)
            else:
                carried = " ".join(entry.called(language) for entry in named) or first
        parts.append(replace(query, text=other.strip(), carried=carried))
    return tuple(parts)


def is_proper(entry: GlossaryEntry) -> bool:
    """Tell whether an entry is a name rather than a word: English writes names with a capital.

    So it does with offices, as "Lord Mayor".
    """
    english = (entry.names["en"] or ("A",))[0]
    return english[:1].isupper() and not names_office(english)


def _without(text: str, entry: GlossaryEntry) -> str:
    """Return a text without a name and without what joins it to another."""
    for _, name in sorted(entry.all_names(), key=lambda item: -len(item[1])):
        latin = max(name, default="") < FIRST_CJK
        bounded = rf"(?<!\w){re.escape(name)}(?:'?s)?(?!\w)" if latin else re.escape(name)
        joined = words.JOINED.format(name=bounded)
        text = re.sub(joined, " " if latin else "", text, flags=re.IGNORECASE)
    return re.sub(r" (?=[?,.])", "", " ".join(text.split()))
