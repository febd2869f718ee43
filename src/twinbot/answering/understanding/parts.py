"""A question that asks two things at once, taken apart.

"How many came to the signing, and how many travelled in 2025?" has two answers, often in two
documents; no single sentence holds both. Clauses that each ask are parts, and so are two facts
asked for by their nouns ("the year of ... and the number of ..."), two names of which each is asked
for ("in A or in B", "AとBにそれぞれ"), and what is compared: names, alternatives, years.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from twinbot.answering.extraction.names import is_person, is_town
from twinbot.answering.understanding.comparing import (
    ask_of_alternatives,
    ask_of_both,
    ask_of_each,
    ask_of_size,
    ask_of_years,
    names_both_towns,
    names_partner,
)
from twinbot.answering.understanding.conversation import FEW_WORDS
from twinbot.glossary import Glossary, GlossaryEntry
from twinbot.language import content_words, matching_form
from twinbot.types import Language, Query

PAIR = 2
MAX_PARTS = 3
FIRST_CJK = "\u2e80"
"""Scripts from here on part no words."""

_ASKING: Mapping[Language, str] = {
    "de": r"(?:(?:an|auf|aus|ab|bei|f(?:ü|ue)r|in|mit|nach|seit|bis|(?:ü|ue)ber|um|von|vor|zu) )?(?:wer|wen|wem|"
    r"wessen|wann|wo|wohin|woher|wie|wieviel|was|warum|weshalb|wieso|wo(?:für|mit|zu|von)|"
    r"welche[rsnm]?)\b",
    "en": r"(?:(?:at|by|during|for|from|in|of|on|since|to|under|until|with) )?(?:who|whom|whose|"
    r"when|where|how|what|why|which)\b",
    "ja": r"[^、。]*(?:何|誰|だれ|いつ|どこ|どの|どれ|どんな|いくつ|いくら|なぜ)",
}
_ASKING_AFTER_COMMA: Mapping[Language, str] = {
    "de": r"(?:(?:wer|wann|wo) (?:ist|war|sind|waren|wurden?|hat|kam|kamen|begann|wird)|wie (?:lautet|"
    r"hei(?:ß|ss)t|(?:alt|gro(?:ß|ss)|hoch|lange|weit) (?:ist|war)|viele \w+ (?:hat|haben|sind|waren)))\b",
    "en": r"(?:how (?:many|much|long|old|far)|(?:what|who|when|where) (?:is|was|are|were|did|does))\b",
}
"""Begins a second question: an indirect one has its verb at the end ("who decides, when we go")."""

_FACT: Mapping[Language, str] = {
    "de": r"(?:\w*jahr|\w*datum|\w*zahl|\w*namen?|anschrift|adresse|\w*vorwahl|\w*nummer|\w*dauer|"
    r"\w*zeit|\w*preis|ort|\w*fl(?:ä|ae)che|gr(?:ü|ue)nde?|zweck|motto|beruf)\b",
    "en": r"(?:year|dates?|day|number|name|address|price|place|length|time|area|population|code|prefix|"
    r"reasons?|purpose|motto|job)\b",
    "ja": r"(?:(?<!\d)年|(?<!\d)月|(?<!\d)日|数|名|名前|[たる]人|場所|住所|番号|局番|期間|時間|時期|面積|人口|理由|目的|値段|料金|距離|職業)",
}
"""Nouns that ask for a fact."""

_SECOND: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        rf",? (?:und|sowie)(?: auch)? (?={_ASKING['de']})|, (?={_ASKING_AFTER_COMMA['de']})|"
        rf"[?？.!] *(?:(?:und|au(?:ß|ss)erdem) )?(?={_ASKING['de']})|"
        r", und (?=(?:im|in|am|an|bei|f(?:ü|ue)r|mit) \w+(?: \w+)?\?$)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        rf",? (?:and|plus|as well as)(?: also)? (?={_ASKING['en']})|, (?={_ASKING_AFTER_COMMA['en']})|"
        rf"[?？.!] *(?:(?:and|also),? )?(?={_ASKING['en']})|"
        r", and (?=(?:in|on|at|for|from|with) \w+(?: \w+)?\?$)",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        rf"(?<=[しきてでり])、(?={_ASKING['ja']})|"
        rf"(?<=[かね])[。？?](?:(?:あと|それから|そして|また)、?)?(?={_ASKING['ja']})"
    ),
}
"""Stands before a second clause that asks, be it only ", and in winter?"."""

_ASKS: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(rf"\b(?:{_ASKING['de']}|{_FACT['de']})", re.IGNORECASE),
    "en": re.compile(rf"\b(?:{_ASKING['en']}|{_FACT['en']})", re.IGNORECASE),
    "ja": re.compile(rf"{_ASKING['ja']}|は[?？]$"),
}
"""Whether a clause asks for something."""

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
        r"(?=を(?:それぞれ)?(?:教え|おしえ|知り|知ら|お願い)|は[?？]?$)"
    ),
}
"""Two facts asked for by their nouns: "the year in which ..., and the number of ..."."""

_WANTED: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:nenn\w*|sag\w*|gib|geben|was (?:ist|sind|war|waren)|wie (?:lautet|lauten|ist|sind|hei(?:ß|ss)en)|"
        r"bitte|brauche|suche|m(?:ö|oe)chte|h(?:ä|ae)tte)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"^name\b|\b(?:tell|give|what(?:'s| is| are| was| were)|please|need|looking for|like to know)\b",
        re.IGNORECASE,
    ),
    "ja": re.compile(""),
}
"""Asks for what a noun names, and not for something about it."""

_DEMANDS: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(rf"(?:und )?(?:{_ASKING['de']}|nenn|sag|gib|bitte)", re.IGNORECASE),
    "en": re.compile(rf"(?:and )?(?:{_ASKING['en']}|tell|give|name|list|please)", re.IGNORECASE),
    "ja": re.compile(""),
}
"""Begins a sentence that asks for something."""

_GOES_ON: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:er|ihm|ihn|ihre?[nrms]?|seine[nrms]?|dessen|deren|dahinter|davon|dort|dabei|dazu|darin)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(r"\b(?:he|she|him|her|his|its?|they|their|them)\b", re.IGNORECASE),
    "ja": re.compile(r"その|それ(?!ぞれ)|そこ|同(?:社|氏|市|校|大学)"),
}
"""What stands for something that the first part names."""

_WHAT_IS: Mapping[Language, str] = {
    "de": "Was ist {fact}?",
    "en": "What is {fact}?",
    "ja": "{fact}は？",
}

_EACH: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"\b(?:oder(?! nicht)|jeweils|beide[rnm]?)\b|\bin \w+ und in \w+"),
    "en": re.compile(r"\b(?:or(?! not)|each|both|respectively|either)\b"),
    "ja": re.compile(r"それぞれ|どちら|どっち|両方"),
}

_JOINED = (
    r",?(?<!\w)(?:und|oder|sowie|and|or) (?:(?:in|bei|aus|von|at|for|from|of) )?(?:d(?:er|ie|as) |the )?"
    r"{name}|(?<!\w)(?:in|bei|aus|von|at|for|from|of) (?:d(?:er|ie|as) |the )?{name},? "
    r"(?:und|oder|sowie|and|or) (?=(?:in|bei|aus|von|at|for|from|of) )|"
    r"(?:(?<!\w)(?:d(?:er|ie|as)|the) )?{name},? (?:und|oder|sowie|and|or)(?!\w)|{name}と|と{name}|{name}"
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
    if len(names) == PAIR and _EACH[query.language].search(matching_form(query.text)):
        return tuple(
            replace(query, text=_without(query.text, other), carried="", topic="")
            for other in reversed(names)
        )
    return ()


def _split_clauses(query: Query) -> Sequence[str]:
    """Return clauses of which at least two ask for something, one that tells before them.

    Empty where no two ask.
    """
    language = query.language
    clauses = [clause for clause in _SECOND[language].split(query.text) if clause.strip()]
    if PAIR <= len(clauses) <= MAX_PARTS + 1:
        return clauses
    named = _NAMED[language].match(query.text)
    if not named or not _WANTED[language].search(query.text):
        return ()
    what_is = _WHAT_IS[language]
    first = what_is.format(fact=named["first"]) if language == "ja" else named["first"]
    second = re.sub(r"^den\b", "der", named["second"].rstrip("?？。. "))
    return first, what_is.format(fact=second)


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
    if len(names) == PAIR:
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
    if len(both) != PAIR or len(names) >= PAIR:
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
    language = query.language
    ended = query.text[len(first) : len(first) + 1] in (".", "!")
    if not _ASKS[language].search(first) or (ended and not _DEMANDS[language].match(first)):
        told = [replace(query, text=other.strip(), carried=first) for other in others]
        return tuple(told) if 1 < len(told) <= MAX_PARTS else ()
    says = len(content_words(first, language))
    if len(clauses) > MAX_PARTS or not says:  # "Where and when was it signed?" is one question
        return ()
    named = [entry for entry in glossary.names_in(first, language) if _is_proper(entry)]
    parts = [replace(query, text=first.strip(), carried=others[0] if says == 1 else "")]
    for other in others:
        carried = ""
        if len(content_words(other, language)) <= FEW_WORDS:
            carried = first
            if any(map(_is_proper, glossary.names_in(other, language))):
                for entry in named:
                    carried = _without(carried, entry)
        elif _GOES_ON[language].search(other):
            carried = " ".join(_called(entry, language) for entry in named) or first
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
        latin = max(name, default="") < FIRST_CJK
        bounded = rf"(?<!\w){re.escape(name)}(?:'?s)?(?!\w)" if latin else re.escape(name)
        joined = _JOINED.format(name=bounded)
        text = re.sub(joined, " " if latin else "", text, flags=re.IGNORECASE)
    return re.sub(r" (?=[?,.])", "", " ".join(text.split()))
