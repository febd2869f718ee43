"""Whether a question is about what is so now, was so once or will be, and what a sentence tells of.

The words and patterns are those of ordinary German, English and Japanese; nothing here knows the
documents.
"""

from __future__ import annotations

import re
import unicodedata

_NOW = re.compile(
    r"\b(?:heute|jetzt|derzeit|aktuell\w*|momentan|gegenw(?:ä|ae)rtig\w*|zurzeit|now|today|current(?:ly)?|"
    r"present(?:ly)?|these days)\b|現在|現職|いまの|今の|今、|最新"
)
_NEXT = re.compile(
    r"(?<!als )\b(?:n(?:ä|ae)chste[nrsm]?|kommende[nrsm]?|next|upcoming)\b"
    r"(?! (?:to|best|largest|gr(?:ö|oe)(?:ß|ss)te))|(?:次|今度)(?:の|は)|次回|これから"
)
_HAPPENED = re.compile(
    r"\b(?:kam|kamen|ging|war|wurden?|besuchten?|reisten?|fand(?:en)?|trafen?|"
    r"was|were|came|went|did|had|visited|travelled|traveled|met|took)\b|ました|でした|だった"
)
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d|\d)")
_PLANNED = re.compile(
    r"\b(?:geplant\w*|plan(?:t|en|s|ned)?|vorgesehen|soll(?:en)?|k(?:ü|ue)nftig\w*|n(?:ä|ae)chste[nrsm]?|will|"
    r"wird|werden|scheduled|upcoming|next|is to|are to)\b|予定|計画|次回|次の.{0,8}は|来年|今後",
    re.IGNORECASE,
)
_LATEST = re.compile(
    r"\b(?:letzt(?:e[nrsm]?|mals)|zuletzt|"
    r"j(?:ü|ue)ngste[nrsm]?(?! (?:\w+[nrsm]? )?\w*(?:b(?:ü|ue)rgermeister|pr(?:ä|ae)sident|rektor|"
    r"minister|inhaber|mitglied|mensch|person|spieler|teilnehm|kind|sohn|tochter|bruder|"
    r"schwester(?!stadt)|einwohner))|"
    r"(?:die|das|der) neueste[nrsm]?|"
    r"(?<!to )(?<!does it )(?<!did it )(?<!will it )(?<!that )(?:the )?"
    r"(?:latest|last|most recent)(?! (?:name|minute|year|week|month))|most recently)\b ?|"
    r"(?:最後|最近|最新|直近|前回)(?:の|に|は)?",
    re.IGNORECASE,
)
_GERMAN_WAS = re.compile(
    r"\bwas (?=(?:ist|sind|hat|haben|kostet|macht|tut|passiert|wird|war|waren)\b)"
)
"""Asks what, and is not the English past."""
_PERFECT = re.compile(r"\b(?:hat|haben|has|have|been)\b")
"""Of now where a word for now stands beside it: "How many members has it today?"."""
_IS = re.compile(
    r"\b(?:ist|sind|heißt|heisst|hat|haben|is|are|holds?|runs?|tell me about)\b|"
    r"(?:です|ます)か|は[?]?$"
)
_PAST_ASKED = re.compile(
    r"\b(?:war|waren|wurden?|hatten?|was|were|did|had|has|have|been|vorher|"
    r"(?:hat|haben)(?=.*\b(?:\w*ge\w+(?:t|en)|\w+iert|(?:be|ent|er|ver|zer|unter)\w+(?:t|en))\W*$)|"
    r"ehemalig\w*|fr(?:ü|ue)her\w*|vor(?:her)?ig\w*|vorg(?:ä|ae)nger\w*|damal\w*|former|previous|"
    r"before|predecessor|then|first|erst\w*)\b|\bex-|でした|ました|だった|当時|以前|前任|先代|(?:の|より)前|"
    r"その前|前の|[前元](?=[市町村学社会]長)|まえ|初|\d{4}"
)
_EVENT_ASKED = re.compile(
    r"\b(?:was|were|did|had|war|waren|wurden?|hatten?)\b|\bwer (?:hat|haben)\b|"
    r"\b(?:who|wer|how many \w+|wie viele \w+) (?:(?!heute)\w+(?:ed|te)|"
    r"led|won|took|made|gave|came|went|met|spoke|built|wrote|lost|"
    r"besuchten|reisten|leiteten|unterzeichneten|wohnten|lebten|arbeiteten|"
    r"(?:unterschrieb|kam|nahm|fuhr|hielt|sprach|traf|gewann|gab|schloss)(?:en)?)\b|"
    r"(?<!なり)ました|だった|でした|た(?:のは|人|方)"
)
_DOES_NOW = re.compile(
    r"\b(?:was|wo) (?:macht|tut|treibt|arbeitet)\b.*"
    r"\b(?:heute|jetzt|inzwischen|mittlerweile|seitdem|seither)\b|"
    r"\b(?:what|where) (?:is|are|does|do)\b.*\b(?:doing|do|work|working)\b(?: for a living)? "
    r"(?:these days|now|nowadays|today|since then)\b|"
    r"(?:今|現在)(?:は)?(?:、)?何をして|(?:辞め|退任し)てから|(?:辞め|退任し)た後"
)
_SINCE = re.compile(
    r"\b(?:seit(?:dem|her)?|since|now|heute|jetzt)\b|から(?!.*まで)|以来|現在", re.IGNORECASE
)
_PAST_TOLD = re.compile(
    r"\b(?:ausgeschieden|(?:ü|ue)berholt|damalig\w*|ehemalig\w*|fr(?:ü|ue)her\w*|war|waren|"
    r"bis zum|bis ende|then|former\w*|previous\w*|until|was|were)\b|"
    r"当時|元市長|前市長|まで[^、。]{0,12}(?:務|在任)|だった|ときの|任期を終え|退任"
)

_PRESENT_TOLD = re.compile(
    r"\b(?:ist|sind|hat|haben|arbeitet|leitet|lehrt|forscht|wird|"
    r"is|are|has|have|works?|leads|heads|teaches|will)\b|"
    r"[てで]い(?:る|ます)|です|である|\|"
)
"""Verbs of what is so; a row of a table has none, but its column may tell when."""

_LEFT = re.compile(r"\b(?:left|leaves|verlie(?:ß|ss)|schied|ausgeschieden)\b|退任|離任")


def asks_of_now(question: str) -> bool:
    """Tell whether a question is about what is so at present, such as who holds an office."""
    form = _GERMAN_WAS.sub("", unicodedata.normalize("NFKC", question).casefold())
    now = bool(_NOW.search(form))
    past = _PAST_ASKED.search(_PERFECT.sub("", form) if now else form)
    return not past and bool(now or _IS.search(form))


def asks_of_event(question: str) -> bool:
    """Tell whether a question is about what happened once, such as who signed a document."""
    form = _GERMAN_WAS.sub("", unicodedata.normalize("NFKC", question).casefold())
    return bool(_EVENT_ASKED.search(form))


def asks_of_next(question: str) -> bool:
    """Tell whether a question is for when something will be again, such as the next visit."""
    form = unicodedata.normalize("NFKC", question).casefold()
    return bool(_NEXT.search(form)) and not _HAPPENED.search(form)


def is_over(sentence: str, this_year: int) -> bool:
    """Tell whether a sentence speaks of what was, and of nothing planned.

    Args:
        sentence: The sentence.
        this_year: What is dated before it is over.
    """
    form = unicodedata.normalize("NFKC", sentence)
    if _PLANNED.search(form):
        return False
    years = [int(year) for year in _YEAR.findall(form)]
    if years and max(years) != this_year:
        return max(years) < this_year
    return bool(_HAPPENED.search(form.casefold()) or _PAST_TOLD.search(form.casefold()))


def asks_what_one_does_now(question: str) -> bool:
    """Tell whether a question is for what somebody does these days, having done other things."""
    return bool(_DOES_NOW.search(unicodedata.normalize("NFKC", question).casefold()))


def tells_of_past_alone(sentence: str) -> bool:
    """Tell whether a sentence speaks of what was so once, and of nothing that is so since then."""
    form = unicodedata.normalize("NFKC", sentence)
    told = form.casefold()
    past = tells_of_past(sentence) or _LEFT.search(told) or not _PRESENT_TOLD.search(told)
    return bool(past) and not _SINCE.search(form)


def without_latest(question: str) -> str:
    """Return a question without the word by which it asks for the last of several times.

    No document says "the latest" of what is the latest; the same text comes back where there is no
    such word.
    """
    return _LATEST.sub("", question).strip() or question


def tells_of_past(sentence: str) -> bool:
    """Tell whether a sentence speaks of what was so once."""
    return bool(_PAST_TOLD.search(unicodedata.normalize("NFKC", sentence).casefold()))
