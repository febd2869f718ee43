"""How much a question leans on the turns before it.

A question in a running conversation may be complete in itself. If the last turn were carried all
the same, it would be answered with what it does not ask. So a word that points back ("it", "davor",
「その」) counts only where nothing in the question itself can be meant by it: not behind a name
("Bochum and its twin towns"), nor behind a clause of its own ("We land at Narita. How far is it
from there?"), nor where it points at nothing at all ("Is there …", "it takes … to").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from twinbot.answering.extraction.names import is_person, is_town
from twinbot.answering.extraction.persons import names_office
from twinbot.glossary import Glossary, GlossaryEntry
from twinbot.language import content_words
from twinbot.language.scripts import KATAKANA
from twinbot.types import Language

Leaning: TypeAlias = Literal["alone", "unsure", "follow-up"]
"""``unsure`` is what reads as either: it stands alone if the documents answer it so."""

FEW_WORDS = 2
"""A question with at most this many content words may leave something unsaid."""

OWN_WORDS = 2
"""From so many content words on a clause says something that a word behind it can point at."""

MANY_WORDS = 4
"""With so many "they" may be anybody: "When do they collect the bulky waste in my street?"."""

_OPENS: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"(?:und|aber|ach|auch|also|okay|ok|au(?:ß|ss)erdem|welche[rsn]? (?:kam|war|ist) als)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?:and|but|also|so|ok|okay|what about|how about|then|which one)\b", re.IGNORECASE
    ),
    "ja": re.compile(
        r"(?:では|じゃあ?|それでは|それじゃ|ところで|あと|また|ちなみに|で、|それと|そして)"
    ),
}

_NO_NOUN = r"(?!\s(?:[a-zäöüß]+e[nrms]?\s)?[A-ZÄÖÜ])"
"""Behind a German article: no noun follows, so that it stands for one."""

_LATER_CLAUSE = r"(?![^.?!]*, (?:dass|ob|wie|wann|wo|wer|was)\b)"
"""Behind "dafür" and its like: what it points at does not follow."""

_PERSONAL: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:er|ihn|ihm)\b|\bsie (?!bitte|mir|uns)(?:ist|war|hat|wurde|hei(?:ß|ss)t|macht)\b|"
        r"\b(?:ist|war|hat|wurde|fuhr) sie\b",
        re.IGNORECASE,
    ),
    "en": re.compile(r"\b(?:he|him|she|his|her)\b", re.IGNORECASE),
    "ja": re.compile(r"彼(?!岸)|彼女|その人|その方|前任"),
}
_POSSESSIVE = re.compile(r"(?:his|her|its|their)\b(?= \w)", re.IGNORECASE)
"""Stands behind whom it means, in the same clause: "When did Bochum sign its first agreement?"."""
_THINGS: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:davor|danach|vorher|dessen|deren|die da|der denn|"
        rf"(?:daf(?:ü|ue)r|daran|darin|daraus|darauf|dazu|davon){_LATER_CLAUSE}|"
        r"d(?:er|ie)selbe(?! wie)|kostet so|"
        rf"(?:denn|war|ist|sind|macht|kostet|hei(?:ß|ss)t) das{_NO_NOUN}|"
        rf"denn d(?:er|ie){_NO_NOUN})\b|"
        r"\b(?:f(?:ä|ae)hrt|kostet|dauert|geht|gilt|liegt|hei(?:ß|ss)t|kommt) "
        r"(?:der|die|das|es)\??$|"
        r"\b(?:haben|machen|sind|waren|wollten|wollen|d(?:ü|ue)rfen) (?:die|sie)"
        rf"\b(?! [a-zäöüß]*[A-ZÄÖÜ]){_NO_NOUN}"
    ),
    "en": re.compile(
        r"\b(?:they|them|their|it|its)\b|\bthe \w+ one\b|\b(?:before|after|since) that\b|"
        r"\bby then\b|\bthe group\??$",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        r"それ(?!ぞれ|とも|では|じゃ)|そこ|そちら|これ(?!まで|から)|ここ(?!数)|あれ|次に|"
        r"^その(?!うち|他)|その(?:後|前|次)|^(?:二|2)人(?!の)|^両(?:者|名)"
    ),
}
_SHOWN: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:dort|dorthin|damals|dabei|(?<!, )damit|da|diese[rsnm]?|jene[rsnm]?)\b"
        r"(?! (?:jahr|woche|monat|sommer|winter|frage)\w*)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\bthere\b|\b(?:these|those)\b|"
        r"\bthis\b(?! (?:year|month|week|winter|summer|spring|autumn))|"
        r"(?:^|\b(?:is|was|did|does|do|will|would|can|could|with|for|of|about|at|on|by|from|to|in|"
        r"like|who|it) |'s )that\b|\bthen\b(?=\W*$)",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        r"その(?!うち|他|人|方|後|前|次)|この(?![1一]年|間|ほど|たび)|あの(?![うさ、ー])|"
        r"(?<![一-龯])当時|同じ"
    ),
}
"""Words that point at a place, a time or a thing that one may know of without a turn before."""

_MORE: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:sonst noch|noch (?:ein|einen|eine) (?:anderes|anderen|andere)|au(?:ß|ss)erdem)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:another one|any others?|what other|which other|anything else|anyone else)\b|"
        r"\bas well\W*$",
        re.IGNORECASE,
    ),
    "ja": re.compile(r"^ほかに|^他に|具体的には"),
}
"""Asks for what the last answer left out."""

_OF_ITS_OWN = re.compile(r"\b(?:ist|kostet|macht|hei(?:ß|ss)t) eine? [A-ZÄÖÜ]")
"""Asks in German for a thing that is new, however few its words are."""

_SAYS_WHAT = re.compile(r"[はがを]|って|とは")
"""A Japanese question without any of these leaves out of what it asks: 「南市に来ましたか。」."""

_POINTS_AT_NOTHING: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"\bda (?:drüben|drueben)\b", re.IGNORECASE),
    "en": re.compile(
        r"\b(?:is|are|was|were|will|be|been|has|have|isn't|aren't|wasn't) there\b|"
        r"\bthere(?:'s|'re| is| are| was| were| will| seems?| has| have| to be)\b|"
        r"\b(?:is|was|isn't|would|be) it (?:true|correct|possible|necessary|worth|right|in|at|from|"
        r"to|by)\b|\bit(?:'s| is)? (?:possible|true|noon|midnight|morning|evening)\b|"
        r"\b(?:make|makes|made|making) it\b|\bit (?:take|cost)s?\b(?=.* (?:to|from) )|"
        r"\bit was (?:\w+ )?(?:signed|that)\b",
        re.IGNORECASE,
    ),
    "ja": re.compile(r"(?!)"),
}

_CLAUSE_ENDS = re.compile(
    r"[.?!;:。？！、,]|\b(?:und|oder|aber|sowie|and|but|or)\b|\s[-–—]\s", re.IGNORECASE
)
_JOINS = re.compile(
    r"\b(?:when|while|before|after|since|until|once|as|like|if|because|that|whether|how|what|where|why|"
    r"als|w(?:ä|ae)hrend|bevor|nachdem|seit|bis|weil|wenn|dass|ob|damit|wie|was|wo|warum|"
    r"say|says|said|thinks?|thought|claims?)\s*$",
    re.IGNORECASE,
)
"""Stands before the subject of a clause that depends on the one before."""

_PROPER_ENGLISH = re.compile(r"(?<![.?!:] )(?<!^)(?<!\w)(?!I\b)[A-Z]\w+")
_PROPER_JAPANESE = re.compile(rf"[{KATAKANA}ー]{{4,}}|[A-Za-z]{{3,}}")
_SPELLED_OUT = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"))


class Named(NamedTuple):
    """A name as a text writes it, and what stands around it.

    Attributes:
        before: The text before it.
        text: The name.
        behind: The text behind it.
        sort: Whether a person's, a town's or another's.
    """

    before: str
    text: str
    behind: str
    sort: tuple[bool, bool]


def tell_leaning(text: str, language: Language, glossary: Glossary) -> Leaning:
    """Tell whether a question can be understood without the turns before it.

    Args:
        text: The question.
        language: Its language.
        glossary: Names, by which what a question says of its own is told.
    """
    written = unicodedata.normalize("NFKC", text).strip()
    name_at = _first_name(written, language, glossary)
    words = content_words(written, language)
    said = _Said(written, language, name_at)
    if said.points_back(_PERSONAL[language], meant_by_name=False):
        return "follow-up"
    if said.points_back(_THINGS[language]):
        return "follow-up" if name_at is None and len(words) < MANY_WORDS else "unsure"
    if _MORE[language].search(written) or _OPENS[language].match(written) or not words:
        return "follow-up" if name_at is None or len(words) < OWN_WORDS else "unsure"
    if name_at is not None or _OF_ITS_OWN.search(written):
        return "alone" if language != "ja" or _SAYS_WHAT.search(written) else "unsure"
    if said.points_back(_SHOWN[language]):
        return "follow-up" if len(words) <= FEW_WORDS else "unsure"
    explained = _PERSONAL[language].search(written) or _THINGS[language].search(written)
    return "unsure" if explained or len(words) <= FEW_WORDS else "alone"


@dataclass(frozen=True, slots=True)
class _Said:
    """What a question says, and where it first names something."""

    written: str
    language: Language
    name_at: int | None

    def points_back(self, pattern: re.Pattern[str], *, meant_by_name: bool = True) -> bool:
        """Tell whether the first word of a kind can mean nothing that the question says before.

        Args:
            pattern: The words.
            meant_by_name: Whether a name before may be what they mean.
        """
        cleaned = _POINTS_AT_NOTHING[self.language].sub(_blank, self.written)
        found = pattern.search(cleaned)
        if not found:
            return False
        before = cleaned[: found.start()]
        owned = bool(_POSSESSIVE.match(cleaned, found.start()))
        named = self.name_at is not None and self.name_at < found.start()
        if named and (meant_by_name or owned):
            return False
        *_, end = (0, *(one.start() for one in _CLAUSE_ENDS.finditer(before)))
        begun = before if owned or _JOINS.search(before) else before[:end]
        return len(content_words(begun, self.language)) < OWN_WORDS


def _blank(found: re.Match[str]) -> str:
    return "_" * len(found.group())


def _first_name(written: str, language: Language, glossary: Glossary) -> int | None:
    """Return where the first proper name begins that is in the glossary or shows by its letters."""
    places = [
        len(name.before)
        for entry in glossary.names_in(written, language)
        if (name := find_name(written, entry))
    ]
    shown = {"en": _PROPER_ENGLISH, "ja": _PROPER_JAPANESE}.get(language)
    if shown and (found := shown.search(written)):
        places.append(found.start())
    return min(places, default=None)


def find_name(text: str, entry: GlossaryEntry) -> Named | None:
    """Return the name by which a text calls an entry; ``None`` for terms and offices.

    Args:
        text: The text, NFKC; umlauts may be spelled out.
        entry: The entry.
    """
    preferred = next(iter(entry.names["en"] or entry.names["de"]), "a")
    if preferred[0].islower() or names_office(preferred):
        return None
    for language, name in sorted(entry.all_names(), key=lambda item: -len(item[1])):
        written = re.escape(name)
        for umlaut, spelled in _SPELLED_OUT:
            written = written.replace(umlaut, f"(?:{umlaut}|{spelled})")
        bounded = written if language == "ja" else rf"(?<!\w){written}(?!\w)"
        found = re.search(bounded, text, re.IGNORECASE)
        if found:
            sort = is_person(entry), is_town(entry)
            return Named(text[: found.start()], found.group(), text[found.end() :], sort)
    return None
