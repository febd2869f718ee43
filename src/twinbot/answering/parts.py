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
    ask_of_both,
    ask_of_each,
    ask_of_size,
    names_both_towns,
)
from twinbot.answering.conversation import FEW_WORDS
from twinbot.answering.names import is_town
from twinbot.glossary import Glossary, GlossaryEntry
from twinbot.language import content_words, matching_form
from twinbot.types import Language, Query

_ASKING: Mapping[Language, str] = {
    "de": r"(?:an |bei |mit |seit |bis |von |zu )?(?:wer|wen|wem|wann|wo|wohin|woher|wie|was|warum|"
    r"welche[rsnm]?)\b",
    "en": r"(?:at |in |since |until |to |with |from )?(?:who|whom|when|where|how|what|why|which)\b",
    "ja": r"[^、。]*(?:何|誰|だれ|いつ|どこ|どの|どれ|いくつ|いくら|なぜ)",
}
_SECOND: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        rf",? (?:und|sowie) (?={_ASKING['de']})|[?] +(?={_ASKING['de']})", re.IGNORECASE
    ),
    "en": re.compile(rf",? and (?={_ASKING['en']})|[?] +(?={_ASKING['en']})", re.IGNORECASE),
    "ja": re.compile(
        rf"(?<=[しきてでり])、(?={_ASKING['ja']})|(?<=[かね])[。？](?={_ASKING['ja']})"
    ),
}
_EACH: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"\b(?:oder|jeweils|beide[rnm]?|je)\b|\bin \w+ und in \w+"),
    "en": re.compile(r"\b(?:or|each|both|respectively|either)\b"),
    "ja": re.compile(r"それぞれ|どちら|どっち|両方"),
}


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
    asking = re.compile(_ASKING[query.language], re.IGNORECASE)
    clauses = [clause for clause in _SECOND[query.language].split(query.text) if clause.strip()]
    if len(clauses) == 2 and asking.search(clauses[0]):  # noqa: PLR2004 - two things at once
        return _clauses(query, clauses[0], clauses[1], glossary)
    names = [entry for entry in glossary.names_in(query.text, query.language) if _is_proper(entry)]
    called = [(entry.names[query.language] or entry.names["en"] or ("",))[0] for entry in names]
    asked: tuple[str, ...] = ()
    if len(names) == 2:  # noqa: PLR2004
        asked = ask_of_each(query.text, query.language, called, towns=all(map(is_town, names)))
    elif not names and len(towns) == 2 and names_both_towns(query.text, query.language):  # noqa: PLR2004
        called = [town.names[query.language][0] for town in towns if town.names[query.language]]
        asked = ask_of_both(query.text, query.language, called) if len(called) == 2 else ()  # noqa: PLR2004
    elif len(names) == 1 and is_town(names[0]):
        asked = ask_of_size(query.text, query.language, names[0].names[query.language] or called)
    if asked and all(called):
        return tuple(replace(query, text=text, carried="", topic="") for text in asked)
    if len(names) == 2 and _EACH[query.language].search(matching_form(query.text)):  # noqa: PLR2004
        return tuple(
            replace(query, text=_without(query.text, other), carried="", topic="")
            for other in reversed(names)
        )
    return ()


def _clauses(query: Query, first: str, second: str, glossary: Glossary) -> tuple[Query, ...]:
    carried = ""
    if len(content_words(second, query.language)) <= FEW_WORDS:
        carried = first
        for entry in glossary.names_in(first, query.language):
            carried = _without(carried, entry)
    return (
        replace(query, text=first.strip()),
        replace(query, text=second.strip(), carried=carried),
    )


def _is_proper(entry: GlossaryEntry) -> bool:
    """Tell whether an entry is a name rather than a word: English writes names with a capital."""
    return not entry.names["en"] or entry.names["en"][0][:1].isupper()


def _without(text: str, entry: GlossaryEntry) -> str:
    for _, name in sorted(entry.all_names(), key=lambda item: -len(item[1])):
        text = re.sub(re.escape(name), " ", text, flags=re.IGNORECASE)
    return " ".join(text.split())
