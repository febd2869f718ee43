"""What a follow-up leaves unsaid, taken from the last turns without a model.

A follow-up (`twinbot.answering.understanding.leaning` tells which question is one) carries the
question before; where that was a follow-up too, the last one that stood alone as well. What a
pronoun may mean is looked for in the last answer that told something. Names that the new question replaces ("And in
July?", "Und Hayabusa2?") are not carried. Where it is nothing but such a name ("And Bochum?"), the
question before is asked again of that one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace

from twinbot.answering.extraction.names import is_person
from twinbot.answering.extraction.persons import OFFICE_DE
from twinbot.answering.understanding.asides import asks_more, language_asked
from twinbot.answering.understanding.kinds import question_kind
from twinbot.answering.understanding.leaning import OWN_WORDS, Named, find_name, tell_leaning
from twinbot.answering.understanding.referring import put_name
from twinbot.glossary import Glossary, GlossaryEntry
from twinbot.language import content_words, detect_language, matching_form
from twinbot.types import Language, Query, Turn

REACH_TURNS = 10
"""So many turns are looked back at."""

UNSURE_TURNS = 3
"""So many questions are carried where none of them stands alone."""

CARRIED_NAMES = 2
"""Names taken from an answer that a pronoun may mean."""

_PERSONAL: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"\b(?:er|ihn|ihm|sein|seine[rnms]?|sie)\b"),
    "en": re.compile(r"\b(?:he|him|his|she|her)\b"),
    "ja": re.compile(r"彼|彼女|その人|同氏|生年|年齢|何歳|就任|たこと[がは]?(?:あ[りる]|な[いか])"),
}

_NAME_ALONE: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"(?:und|aber|auch|was ist|wie ist es|wie sieht es|wer ist es|wie viele sind es|dann|denn|in|im|bei|mit|von|vom|fuer|aus|"
        r"der|die|das|dem|den|stadt|herr|frau|[ ,.?!])+"
    ),
    "en": re.compile(
        r"(?:and|but|also|what about|how about|what of|who is it|what is it|then|in|at|for|with|of|from|to|the|city|mr|"
        r"mrs|ms|[ ,.?!])+"
    ),
    "ja": re.compile(
        r"(?:では|じゃあ?|それでは|ちなみに|と|は|も|の|で|に|場合|ほう|方|どう|ですか|[ 、。?!])+"
    ),
}
"""What may stand around a name that is all of a question, on the matching form."""

_CHANGES_LANGUAGE = re.compile(
    r"^[^.:!?。：]{0,40}\b(?:auf|zu|in|to) (?:deutsch|englisch|japanisch|german|english|japanese)\b"
    r"[^.:!?。：]{0,20}[.:!。：]\s*|^(?:日本語|英語|ドイツ語)[^。？]{0,20}[。：]\s*",
    re.IGNORECASE,
)
"""An aside that only says in which language the asker goes on."""

_CORRECTS: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"^(?:nein|nee|nicht doch|quatsch|sorry|entschuldigung)[,.! ]+"
        r"(?:(?:sondern|aber|doch) )?(?:ich (?:meine?|meinte)[,:]? )?(?:eher )?",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"^(?:no|nope|sorry|not that)[,.! ]+(?:but )?(?:i (?:mean|meant)[,:]? )?", re.IGNORECASE
    ),
    "ja": re.compile(
        r"^(?:いや|いいえ|いえ|違う|違います|そうじゃ(?:なく|ない)(?:て|です)?|そうではなく(?:て)?)[、。]+"
        r"(?:そう(?:じゃ|では)なく(?:て)?、?|違(?:う|って)、?)?(?:つまり、?)?"
    ),
}
"""What a turn begins with that puts another question for the last one."""

_YEAR_ALONE: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"(?:und|aber)?\W*(?:im jahr|in|das von|der von|die von)?\W*(?P<year>\d{4})\W*", re.IGNORECASE),
    "en": re.compile(r"(?:and|but)?\W*(?:in|the one (?:in|of|from)|that of)?\W*(?P<year>\d{4})\W*", re.IGNORECASE),
    "ja": re.compile(r"(?:では|じゃあ?|それでは)?\W*(?P<year>\d{4})年(?:のは|は|には|では|だと)?\W*"),
}
_NOW_ALONE: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"(?:und|aber) (?:heute|jetzt|aktuell|inzwischen)\W*", re.IGNORECASE),
    "en": re.compile(r"(?:and|but) (?:now|today|currently|these days)\W*", re.IGNORECASE),
    "ja": re.compile(r"(?:では|じゃあ?)?、?(?:今|現在|いま)は\W*"),
}
_ASKED_YEAR: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"\b(?:im jahr |in )?(?P<year>(?:1[89]|20)\d\d)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:in )?(?P<year>(?:1[89]|20)\d\d)\b", re.IGNORECASE),
    "ja": re.compile(r"(?P<year>(?:1[89]|20)\d\d)年(?:[にの](?!は)|当時の?)?"),
}
_NOW: Mapping[Language, tuple[tuple[str, str], ...]] = {
    "de": ((r"\bwar\b", "ist"), (r"\bwaren\b", "sind"), (r"\bhatte\b", "hat")),
    "en": ((r"\bwas\b", "is"), (r"\bwere\b", "are"), (r"\bhad\b", "has")),
    "ja": (("でしたか", "ですか"), ("だった", "")),
}
"""What is asked of a year, asked of the present."""

_MASCULINE_THING = re.compile(
    r"\b(?:[dD](?:er|en|em)|(?:diese|eine|jene|welche)[nmr]?) (?:[a-zäöüß]+e[nr] )?"
    rf"(?!(?i:(?:ober)?(?:{OFFICE_DE})|mann|herrn?|chef|leiter|erfinder|gr(?:ü|ue)nder))[A-ZÄÖÜ]\w+"
)
"""What German may call "er" as well, as "der Artikel": also what is none, as "der Stadt"."""

_MARKER = re.compile(r"\[\d+\]")
"""Stands behind what an answer quotes."""

_PERSON = re.compile(r"[^\W\d_]+(?: [A-Z]\.)? [^\W\d_]+")
"""First and last name, as the English column of the glossary writes it; what else is written so may
be meant by a pronoun too."""


def resolve(query: Query, glossary: Glossary) -> Query:
    """Return the query with what it leaves unsaid; unchanged if it stands alone.

    Args:
        query: The question with its earlier turns.
        glossary: Names, by which what a question replaces is told.
    """
    if not query.history:
        return query
    if aside := _take_up(query, glossary):
        return aside
    query = replace(query, text=_CHANGES_LANGUAGE.sub("", query.text) or query.text)
    query = replace(query, text=_CORRECTS[query.language].sub("", query.text) or query.text)
    renamed = _rename(query, glossary) or _redate(query, glossary)
    if renamed:
        return replace(query, text=renamed)
    if tell_leaning(query.text, query.language, glossary) == "alone":
        return query
    carried = " ".join(_chain(query.history[-REACH_TURNS:], query.language, glossary))
    carried = _without_replaced(carried, query, glossary)
    told = _last_told(query.history[-REACH_TURNS:])
    if _PERSONAL[query.language].search(matching_form(query.text)):
        carried = " ".join([carried, *_meant(told, carried, query, glossary)])
    return replace(query, carried=carried, topic=told)


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
        if any(map(_PERSON.fullmatch, entry.names["en"])) and entry.names[query.language]
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
    year = _YEAR_ALONE[language].fullmatch(form)
    if not year and not _NOW_ALONE[language].fullmatch(form):
        return ""
    asked = _chain(query.history[-REACH_TURNS:], language, glossary)[0]
    asked = unicodedata.normalize("NFKC", asked)
    dated = list(_ASKED_YEAR[language].finditer(asked))
    says = content_words(_ASKED_YEAR[language].sub("", asked), language)
    if len(dated) != 1 or len(says) < OWN_WORDS or detect_language(asked, language) != language:
        return ""
    if year:
        start, end = dated[0].span("year")
        return f"{asked[:start]}{year['year']}{asked[end:]}"
    asked = _ASKED_YEAR[language].sub("", asked)
    for past, present in _NOW[language]:
        asked = re.sub(past, present, asked)
    return " ".join(asked.split())


def name_person(query: Query, glossary: Glossary) -> str:
    """Return a follow-up with the name of the one person whom "he" can mean; empty if none is clear.

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
        persons = _persons_in(_MARKER.split(last.answer)[:1], language, glossary)
        if len(persons) > 1:  # "B succeeded A" after "Who is it?" and "Before B?"
            before = _persons_in([turn.answer for turn in query.history[:-1]], language, glossary)
            persons = [person for person in persons if person not in before]
    if len(persons) != 1:
        return ""
    name = persons[0].called(language)
    person_alone = language != "de" or not _MASCULINE_THING.search(last.question)
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
            if _NAME_ALONE[language].fullmatch(around):
                return name
    return None


def _chain(turns: Sequence[Turn], hint: Language, glossary: Glossary) -> list[str]:
    """Return the last question, and if that was a follow-up the last one that stood alone before it.

    What was asked between the two only led from one to the other.
    """
    last = turns[-1].question
    for turn in reversed(turns):
        language = detect_language(turn.question, hint)
        if tell_leaning(turn.question, language, glossary) == "alone":
            return [last] if turn is turns[-1] else [turn.question, last]
    return [turn.question for turn in turns[-UNSURE_TURNS:]]


def _without_replaced(carried: str, query: Query, glossary: Glossary) -> str:
    """Take out the names of the last question where the new one only puts another in their place."""
    replaces = question_kind(query.text, query.language) == "other"
    if not replaces or not glossary.names_in(query.text, query.language):
        return carried
    language = detect_language(carried, query.language)
    for entry in glossary.names_in(carried, language):
        for _, name in sorted(entry.all_names(), key=lambda item: -len(item[1])):
            carried = re.sub(re.escape(name), " ", carried, flags=re.IGNORECASE)
    return carried
