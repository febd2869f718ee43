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

MANY_WORDS = 3
"""With so many content words a question may mean anybody by "they", and nothing by "it"."""

_OPENS: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"(?:und|aber|ach|auch|also|okay|ok|au(?:ß|ss)erdem|welche[rsn]? (?:kam|war|ist) als)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?:and|but|also|so|ok|okay|what about|how about|then|which one)\b", re.IGNORECASE
    ),
    "ja": re.compile(
        r"(?:では|じゃあ|じゃ(?=[、,\s])|それでは|それじゃ|ところで|あと(?!何|どの)|また(?!は|来)|"
        r"ちなみに|で、|それと|そして)"
    ),
}

_NO_NOUN = r"(?!\s(?:(?:am|so|zu|[a-zäöüß]+e[nrms]?),?\s){0,3}[„“»\"]?[A-ZÄÖÜ\d])"
"""Behind a German article: no noun follows, so that it stands for one."""

_LATER_CLAUSE = r"(?![^.?!]{0,80}, (?:dass|ob|wie|wann|wo|wer|was)\b)"
"""Behind "dafür" and its like: what it points at does not follow."""

_PERSONAL: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:er|ihn|ihm)\b|\bsie (?!bitte|mir|uns)(?:ist|war|hat|wurde|hei(?:ß|ss)t|macht)\b|"
        r"\b(?:ist|war|hat|wurde|fuhr) sie\b|"
        r"\b(?:wird|wurden?|war(?:en)?|hat|haben|liegt|liegen|sitzt|steht|geh(?:ö|oe)rt|leitet|"
        r"kam(?:en)?|hei(?:ß|ss)en|arbeiten|funktioniert) (?:es|sie)\b"
        r"(?! (?:m(?:ö|oe)glich|erlaubt|wahr|noch|denn|schon|auch|eine?n?|kein\w*|viele?|alle\w*|"
        r"dort|da|hier|in|im|bei|an|am|f(?:ü|ue)r)\b)|\b(?:geht|ging) es (?:darin|dabei|da)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(r"\b(?:he|him|she|his|her)\b", re.IGNORECASE),
    "ja": re.compile(r"彼(?!岸|氏)|彼女|その人|その方|前任"),
}
_POSSESSIVE = re.compile(r"(?:his|her|its|their|sein|seine[nrms]?|ihre?[nrms]?)\b(?= \w)")
"""Stands behind whom it means, in the same clause: "When did Bochum sign its first agreement?"."""
_THINGS: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?i:davor|danach|vorher|dessen|deren|die da|der denn|dahin|kostet so)\b|"
        r"\b(?i:daf(?:ü|ue)r|dar(?:ü|ue)ber|daran|darin|daraus|darauf|dazu|davon)\b"
        rf"{_LATER_CLAUSE}|"
        r"\b(?i:d(?:er|ie)selbe)\b(?! wie)|"
        r"\b(?i:denn|war|ist|sind|wird|wurde|gilt|hat|macht|kostet|hei(?:ß|ss)t|du|man) das\b"
        rf"{_NO_NOUN}|\b(?i:denn) d(?:er|ie)\b{_NO_NOUN}|"
        r"\b(?i:f(?:ä|ae)hrt|kostet|dauert|geht|gilt|liegt|hei(?:ß|ss)t|kommt) "
        r"(?:der|die|das|es)\??$|"
        r"\b(?i:haben|machen|sind|waren|wollten|wollen|d(?:ü|ue)rfen) (?:die|sie)\b"
        rf"(?! [a-zäöüß]*[A-ZÄÖÜ]){_NO_NOUN}|"
        r"\b(?:seine?|ihre?)[nrms]?\b(?= (?:[a-zäöüß]+ ){0,2}[A-ZÄÖÜ])"
    ),
    "en": re.compile(
        r"\b(?:they|them|their|it|its)\b|\bthe \w+ one\b|\b(?:before|after|since) that\b|"
        r"\bby then\b|\bthe group\??$",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        r"(?<!お)それ(?!ぞれ|とも|では|じゃ|なり)|(?<!そ)そこ(?!そこ)|そちら|これ(?!まで|から)|"
        r"(?<!そ)ここ(?!数|ろ|最近|から|まで|\d)|(?<!で)(?<![うくぐすつぬぶむる]で)あれ(?!ば|これ)|"
        r"次に|^その(?!うち|他|まま|都度|場|日)|その(?:後|前|次)|^(?:二|2)人(?!の|目|乗|以上)|"
        r"^両(?:者|名)"
    ),
}
_SHOWN: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:dort|dorthin|damals|dabei|(?<!, )damit|da|diese[rsnm]?|jene[rsnm]?)\b"
        r"(?! (?:jahr|woche|monat|sommer|winter|frage|stadt)\w*)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\bthere\b|\b(?:these|those)\b|"
        r"\bthis\b(?! (?:year|month|week|winter|summer|spring|autumn|city|town))|"
        r"(?:^|\b(?:is|was|did|does|do|will|would|can|could|with|for|of|about|at|on|by|from|to|in|"
        r"like|who|it) |'s )that\b|\bthen\b(?=\W*$)",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        r"(?<![ぁ-ゖ])その(?!うち|他|人|方|後|前|次|まま|都度|場|日)|"
        r"(?<![ぁ-ゖ])この(?![1一]年|間|ほど|たび|市|町|街|春|夏|秋|冬|週末|近く|あたり|ごろ)|"
        r"あの(?![うさ、ー])|(?<![一-龯])当時|同じ"
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
"""A Japanese question without any of these does not say what it asks about: 「市に来ましたか」."""

_POINTS_AT_NOTHING: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"\bda (?:drüben|drueben)\b", re.IGNORECASE),
    "en": re.compile(
        r"\b(?:is|are|was|were|will|be|been|has|have|isn't|aren't|wasn't) there\b|"
        r"\bthere(?:'s|'re| is| are| was| were| will| seems?| has| have| to be)\b|"
        r"\b(?:is|was|isn't|would) it (?:true|correct|possible|necessary|allowed|worth|right)\b|"
        r"\b(?:is|was|would be) it (?:\w+ )?\w+ (?:to|that) (?=\w)|"
        r"\b(?:does|did|will|is) it (?:get|rain\w*|snow\w*|mean to|going to (?:rain|snow))\b|"
        r"\b(?:day|year|time|late) is it\b|\bfar is it (?:from|to|by)\b|"
        r"\bit(?:'s| is)? (?:possible|true|noon|midnight|morning|evening)\b|"
        r"\b(?:make|makes|made|making) it\b|\b(?:does|will|did) it take\b(?!\W*$)|"
        r"\bit (?:take|cost)s?\b(?=.{0,80} (?:to|from) )|\bit was (?:\w+ )?(?:signed|that)\b",
        re.IGNORECASE,
    ),
    "ja": re.compile(r"(?!)"),
}

_ASKS = re.compile(
    r"\s*(?:wer|was|wo|wann|wie|welche[rsmn]?|who|what|where|when|how|which)\b", re.IGNORECASE
)
"""Begins a clause that asks: it says of itself what a word behind it means."""
_CLAUSE_ENDS = re.compile(
    r"[.?!;:。？！、,]|\b(?:und|oder|aber|sowie|and|but|or)\b|\s[-–—]\s", re.IGNORECASE
)
_JOINS = re.compile(
    r"\b(?:when|while|before|after|since|until|once|as|if|because|that|whether|how|what|where|why|"
    r"als|w(?:ä|ae)hrend|bevor|nachdem|seit|bis|weil|wenn|dass|ob|damit|wie|was|wo|warum|"
    r"say|says|said|thinks?|thought|claims?)\s*$",
    re.IGNORECASE,
)
"""Stands before the subject of a clause that depends on the one before."""

_PROPER_ENGLISH = re.compile(r"(?<![.?!:] )(?<!^)(?<!\w)(?!I\b)[A-Z]\w+")
_PROPER_JAPANESE = re.compile(
    rf"[A-Za-z]{{3,}}|[{KATAKANA}ー]+・[{KATAKANA}ー]+|[{KATAKANA}ー]{{2,}}(?=市|町|村|県|州|大学|社|さん)"
)
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

    Returns:
        ``alone`` if it can, ``follow-up`` if it cannot, ``unsure`` if it reads as either.
    """
    written = unicodedata.normalize("NFKC", text).strip()
    name_at = _first_name(written, language, glossary)
    words = content_words(written, language)
    said = _Said(written, language, name_at)
    things, shown = said.pointing(_THINGS[language]), said.pointing(_SHOWN[language])
    more = _MORE[language].search(written) or _OPENS[language].match(written) or not words
    if said.pointing(_PERSONAL[language], by_name=False) == "back":
        return "follow-up"
    if things or more or shown:
        leaves_out = (
            (things == "back" and name_at is None and len(words) < MANY_WORDS)
            or (not things and more and (name_at is None or len(words) < OWN_WORDS))
            or (shown == "back" and name_at is None and len(words) <= FEW_WORDS)
        )
        # Whoever types no capitals writes "was ist das rathaus" as well as "was ist das".
        noun_unseen = language == "de" and bool(words) and written.islower() and not more
        return "follow-up" if leaves_out and not noun_unseen else "unsure"
    if name_at is not None or _OF_ITS_OWN.search(written):
        return "alone" if language != "ja" or _SAYS_WHAT.search(written) else "unsure"
    explained = said.holds(_PERSONAL[language]) or said.holds(_THINGS[language])
    return "unsure" if explained or len(words) <= FEW_WORDS else "alone"


def names_itself(text: str, language: Language, glossary: Glossary) -> bool:
    """Tell whether a text holds a proper name, of the glossary or by its letters."""
    written = unicodedata.normalize("NFKC", text).strip()
    return _first_name(written, language, glossary) is not None


def points_back(text: str, language: Language) -> bool:
    """Tell whether a text holds a word that may mean something told before it, as "there"."""
    said = _Said(unicodedata.normalize("NFKC", text).strip(), language, None)
    return any(said.holds(words[language]) for words in (_PERSONAL, _THINGS, _SHOWN))


@dataclass(frozen=True, slots=True)
class _Said:
    """What a question says, and where it first names something."""

    written: str
    language: Language
    name_at: int | None

    @property
    def cleaned(self) -> str:
        """The question without words that point at nothing."""
        return _POINTS_AT_NOTHING[self.language].sub(_blank, self.written)

    def holds(self, pattern: re.Pattern[str]) -> bool:
        """Tell whether a word of a kind stands in it at all."""
        return bool(pattern.search(self.cleaned))

    def pointing(
        self, pattern: re.Pattern[str], *, by_name: bool = True
    ) -> Literal["", "maybe", "back"]:
        """Tell whether the first word of a kind points back, or means what stands before it.

        Args:
            pattern: The words.
            by_name: Whether it may be a name of the same clause that they mean.
        """
        cleaned = self.cleaned
        found = pattern.search(cleaned)
        if not found:
            return ""
        place = found.start()
        *_, clause = (0, *(one.start() for one in _CLAUSE_ENDS.finditer(cleaned, 0, place)))
        named = self.name_at if self.name_at is not None and self.name_at < place else None
        owned = bool(_POSSESSIVE.match(cleaned, place))
        wanted = 1 if _ASKS.match(cleaned) and clause else OWN_WORDS
        begun = cleaned[: place if owned or _JOINS.search(cleaned[:place]) else clause]
        if len(content_words(begun, self.language)) >= wanted:
            return ""
        if named is not None and (owned or named < clause):
            return ""
        return "maybe" if named is not None and by_name else "back"


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
        written = written.replace(r"\ ", r"\s+")
        bounded = written if language == "ja" else rf"(?<!\w){written}(?=(?:s|['’]s)?(?!\w))"
        found = re.search(bounded, text, re.IGNORECASE)
        if found:
            sort = is_person(entry), is_town(entry)
            return Named(text[: found.start()], found.group(), text[found.end() :], sort)
    return None
