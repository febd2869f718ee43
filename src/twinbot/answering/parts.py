"""A question that asks two things at once, taken apart.

"How many came to the signing, and how many travelled in 2025?" has two answers, often in two
documents; no single sentence holds both. Two clauses that each ask are two parts, and so are two
names of which each is asked for ("in A or in B", "AとBにそれぞれ") or which are compared.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from twinbot.answering.comparing import (
    ask_of_alternatives,
    ask_of_both,
    ask_of_each,
    ask_of_size,
    ask_of_years,
    names_both_towns,
    names_partner,
)
from twinbot.answering.conversation import FEW_WORDS
from twinbot.answering.names import is_person, is_town
from twinbot.glossary import Glossary, GlossaryEntry
from twinbot.language import content_words, matching_form
from twinbot.types import Language, Query

TWO = 2
MAX_PARTS = 3

_ASKING: Mapping[Language, str] = {
    "de": r"(?:(?:an|auf|aus|ab|bei|für|in|mit|nach|seit|bis|über|um|von|vor|zu) )?(?:wer|wen|wem|"
    r"wessen|wann|wo|wohin|woher|wie|wieviel|was|warum|weshalb|wieso|wo(?:für|mit|zu|von)|"
    r"welche[rsnm]?)\b",
    "en": r"(?:(?:at|by|during|for|from|in|of|on|since|to|under|until|with) )?(?:who|whom|whose|"
    r"when|where|how|what|why|which)\b",
    "ja": r"[^、。]*(?:何|誰|だれ|いつ|どこ|どの|どれ|どんな|いくつ|いくら|なぜ)",
}
_ASKING_AFTER_COMMA: Mapping[Language, str] = {
    "de": r"(?:wer|wann|wie (?:viele?|lange|alt|hoch|weit|lautet|hei(?:ß|ss)t))\b",
    "en": r"(?:how (?:many|much|long|old|far)|(?:what|who|when|where) (?:is|was|are|were|did|does))\b",
}
"""What no clause that only tells more of the first begins with."""

_FACT: Mapping[Language, str] = {
    "de": r"(?:\w*jahr|\w*datum|\w*zahl|\w*namen?|anschrift|adresse|\w*vorwahl|\w*nummer|\w*dauer|"
    r"\w*zeit|\w*preis|ort|\w*fl(?:ä|ae)che|gr(?:ü|ue)nde?|zweck|motto|beruf)\b",
    "en": r"(?:year|dates?|day|number|name|address|price|place|length|time|area|population|code|prefix|"
    r"reasons?|purpose|motto|job)\b",
    "ja": r"(?:年|月|日|数|名|名前|人|場所|住所|番号|局番|期間|時間|時期|面積|人口|理由|目的|値段|料金|距離|職業)",
}
"""Nouns that ask for a fact."""

_SECOND: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        rf",? (?:und|sowie)(?: auch)? (?={_ASKING['de']})|, (?={_ASKING_AFTER_COMMA['de']})|"
        rf"[?.!] +(?:(?:und|au(?:ß|ss)erdem) )?(?={_ASKING['de']})|"
        r", und (?=(?:im|in|am|an|bei|f(?:ü|ue)r|mit) \w+(?: \w+)?\?$)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        rf",? (?:and|plus|as well as)(?: also)? (?={_ASKING['en']})|, (?={_ASKING_AFTER_COMMA['en']})|"
        rf"[?.!] +(?:(?:and|also),? )?(?={_ASKING['en']})|"
        r", and (?=(?:in|on|at|for|from|with) \w+(?: \w+)?\?$)",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        rf"(?<=[しきてでり])、(?={_ASKING['ja']})|"
        rf"(?<=[かね])[。？?](?:(?:あと|それから|そして|また)、?)?(?={_ASKING['ja']})"
    ),
}
_ASKS: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(rf"\b(?:{_ASKING['de']}|{_FACT['de']})", re.IGNORECASE),
    "en": re.compile(rf"\b(?:{_ASKING['en']}|{_FACT['en']})", re.IGNORECASE),
    "ja": re.compile(rf"{_ASKING['ja']}|は[?？]$"),
}
_NAMED: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        rf"(?P<first>.*\b{_FACT['de']}.*?),? (?:und|sowie) (?:auch )?"
        rf"(?P<second>(?:das|den|der|die|seine?|ihre?) (?:\w+ )?{_FACT['de']}.*)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        rf"(?P<first>.*\b(?:{_FACT['en']} (?:of|when|in which|that|for)|(?:'s|its|his|her|their) (?:\w+ )*?"
        rf"{_FACT['en']}).*?),? (?:and|plus|as well as) (?:also )?"
        rf"(?P<second>(?:the|its|his|her|their) (?:\w+ )?{_FACT['en']}.*)",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        rf"(?P<first>.*{_FACT['ja']})と、?(?P<second>[^、。]*{_FACT['ja']}|[^、。のとは]{{2,12}})"
        r"(?=を(?:それぞれ)?(?:教え|おしえ|知り|知ら|お願い)|は(?:何|いつ|どこ|いくつ|[?？]|$))"
    ),
}
"""Two facts asked for by their nouns: "the year in which ..., and the number of ..."."""

_GOES_ON: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:er|ihm|ihn|ihre?[nrms]?|seine[nrms]?|dessen|deren|dahinter|davon|dort|dabei|dazu|darin)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(r"\b(?:he|she|him|her|his|its|they|their|them)\b", re.IGNORECASE),
    "ja": re.compile(r"その|それ(?!ぞれ)|そこ|同(?:社|氏|市|校|大学)"),
}
"""What stands for something that the first part names."""

_WHAT_IS: Mapping[Language, str] = {
    "de": "Was ist {fact}?",
    "en": "What is {fact}?",
    "ja": "{fact}は？",
}

_EACH: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"\b(?:oder|jeweils|beide[rnm]?|je)\b|\bin \w+ und in \w+"),
    "en": re.compile(r"\b(?:or|each|both|respectively|either)\b"),
    "ja": re.compile(r"それぞれ|どちら|どっち|両方"),
}

_JOINED = (
    r",?(?<!\w)(?:und|oder|sowie|and|or) (?:(?:in|bei|aus|von|at|for|from|of) )?(?:d(?:er|ie|as) |the )?"
    r"{name}|(?:(?<!\w)(?:in|bei|aus|von|at|for|from|of) )?(?:(?<!\w)(?:d(?:er|ie|as)|the) )?{name},? "
    r"(?:und|oder|sowie|and|or)(?!\w)|{name}と|と{name}|{name}"
)
"""A name with the word that joins it to the one beside it."""


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
    clauses = _split_clauses(query)
    if clauses and (parts := _ask_in_turn(query, clauses, glossary)):
        return parts
    names = [entry for entry in glossary.names_in(query.text, query.language) if _is_proper(entry)]
    asked = (
        _ask_of_names(query, names, towns)
        or ask_of_alternatives(query.text, query.language)
        or ask_of_years(query.text, query.language)
    )
    if asked:
        return tuple(replace(query, text=text, carried="", topic="") for text in asked)
    if len(names) == TWO and _EACH[query.language].search(matching_form(query.text)):
        return tuple(
            replace(query, text=_without(query.text, other), carried="", topic="")
            for other in reversed(names)
        )
    return ()


def _split_clauses(query: Query) -> Sequence[str]:
    """Return the clauses that each ask for something, one before them first; empty for one."""
    clauses = [clause for clause in _SECOND[query.language].split(query.text) if clause.strip()]
    if TWO <= len(clauses) <= MAX_PARTS + 1:
        return clauses
    named = _NAMED[query.language].match(query.text)
    if not named:
        return ()
    what_is = _WHAT_IS[query.language]
    first = what_is.format(fact=named["first"]) if query.language == "ja" else named["first"]
    return first, what_is.format(fact=named["second"].rstrip("?？。. "))


def _ask_of_names(
    query: Query, names: Sequence[GlossaryEntry], towns: Sequence[GlossaryEntry]
) -> Sequence[str]:
    """Return what is asked of each of the names that are compared, or of each side of one."""
    text, language = query.text, query.language
    if asked := _ask_of_towns(query, names, towns):
        return asked
    called = [_called(entry, language) for entry in names]
    if not all(called):
        return ()
    if len(names) == TWO:
        towns_alone, persons = all(map(is_town, names)), all(map(is_person, names))
        return ask_of_each(text, language, called, towns=towns_alone, persons=persons)
    if len(names) == 1 and is_town(names[0]):
        return ask_of_size(text, language, names[0].names[language] or called)
    return ()


def _ask_of_towns(
    query: Query, names: Sequence[GlossaryEntry], towns: Sequence[GlossaryEntry]
) -> Sequence[str]:
    """Return what is asked of each of the two towns, of which at most one is called by its name."""
    text, language = query.text, query.language
    both = [town.names[language][0] for town in towns if town.names[language]]
    if len(both) != TWO or len(names) >= TWO:
        return ()
    if not names:
        return ask_of_both(text, language, both) if names_both_towns(text, language) else ()
    if names[0] in towns and names_partner(text, language):
        return ask_of_each(text, language, both, towns=True)
    return ()


def _ask_in_turn(query: Query, clauses: Sequence[str], glossary: Glossary) -> tuple[Query, ...]:
    """Return the clauses as questions; what one leaves unsaid is carried on from the first.

    A first one that asks nothing, as "I am going there.", is carried on to all others. Empty where
    only one clause asks.
    """
    first, *others = clauses
    if not _ASKS[query.language].search(first):
        told = [replace(query, text=other.strip(), carried=first) for other in others]
        return tuple(told) if len(told) > 1 else ()
    parts = [replace(query, text=first.strip())]
    named = glossary.names_in(first, query.language)
    for other in others:
        carried = ""
        if len(content_words(other, query.language)) <= FEW_WORDS:
            carried = first
            if glossary.names_in(other, query.language):
                for entry in named:
                    carried = _without(carried, entry)
        elif _GOES_ON[query.language].search(other):
            carried = " ".join(_called(entry, query.language) for entry in named) or first
        parts.append(replace(query, text=other.strip(), carried=carried))
    return tuple(parts)


def _called(entry: GlossaryEntry, language: Language) -> str:
    """Return how a language calls what an entry names, empty if neither it nor English does."""
    return (entry.names[language] or entry.names["en"] or ("",))[0]


def _is_proper(entry: GlossaryEntry) -> bool:
    """Tell whether an entry is a name rather than a word: English writes names with a capital."""
    return not entry.names["en"] or entry.names["en"][0][:1].isupper()


def _without(text: str, entry: GlossaryEntry) -> str:
    """Return a text without a name and without what joins it to another."""
    for _, name in sorted(entry.all_names(), key=lambda item: -len(item[1])):
        text = re.sub(_JOINED.format(name=re.escape(name)), " ", text, flags=re.IGNORECASE)
    return re.sub(r" (?=[?,.])", "", " ".join(text.split()))
