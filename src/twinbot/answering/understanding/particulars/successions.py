"""Questions for who held an office before or after somebody.

"Who was mayor before A?" shares all its words with "A has been mayor since 2016", and whoever else
was a mayor looks like an answer. Only a sentence, or a row of a table, that names both of them in
their order is one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from twinbot.answering.extraction.names import NameFinder
from twinbot.answering.extraction.persons import find_persons, names_office
from twinbot.language import matching_form

Side: TypeAlias = Literal["before", "after"]

_TITLES = (
    r"(?: (?:(?:ober|alt)?buergermeister(?:in)?|praesident(?:in)?|rektor(?:in)?|herrn?|frau|"
    r"(?:lord )?mayor|president|rector|the|dem|der|dr\.?|prof\.?|mr\.?|mrs\.?|ms\.?))* $"
)
_ENDING = r"^(?:'s|’s|s|'|’)?"
_JAPANESE_TITLE = r"^(?:[市町村]長|知事|学長|総長|会長|社長|首相|大統領|教授|氏|さん)?"


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands right before a name, or right behind it; on the matching form."""

    before: re.Pattern[str]
    behind: re.Pattern[str]

    def stands(self, form: str, name: _Name) -> bool:
        """Tell whether it stands around a name in a text."""
        return bool(self.before.search(form[: name.start]) or self.behind.search(form[name.end :]))


_ASKED: Mapping[Side, _Around] = {
    "before": _Around(
        re.compile(
            rf"\b(?:vorgaenger(?:in)?(?: von)?|predecessor of|auf wen folgte|wen loeste){_TITLES}"
        ),
        re.compile(
            rf"{_ENDING} (?:\w+ )?(?:vorgaenger|predecessor)|"
            rf"{_JAPANESE_TITLE}の(?:前任|先代)|"
            r"^ (?:succeed|replace|follow|take over from)\b"
        ),
    ),
    "after": _Around(
        re.compile(
            r"\b(?:nachfolger(?:in)?(?: von)?|successor (?:of|to)|folgte(?: auf)?|wer loeste|"
            rf"(?:who|wer) (?:succeeded|replaced|followed|took over from|beerbte)){_TITLES}"
        ),
        re.compile(
            rf"{_ENDING} (?:\w+ )?(?:nachfolger|successor)|"
            rf"{_JAPANESE_TITLE}(?:の(?:後任|後継)|の?(?:後|跡|あと)を(?:継|つ))|"
            r"^ (?:succeeded|replaced|followed) by\b|^ .*\b(?:abgeloest|ersetzt)\b"
        ),
    ),
}
_ASKED_WITH_OFFICE: Mapping[Side, _Around] = {
    "before": _Around(
        re.compile(rf"\b(?:vor|before|prior to){_TITLES}"),
        re.compile(rf"{_JAPANESE_TITLE}(?:の|より|以)前"),
    ),
    "after": _Around(
        re.compile(rf"\b(?:nach|after){_TITLES}"),
        re.compile(rf"{_JAPANESE_TITLE}の(?:後|あと|次)(?!任)"),
    ),
}
"""So is asked for a predecessor or successor only where the question names an office ..."""

_GOVERNS = re.compile(
    r"\b(?:regiert|regierte|leitete|governed|ruled|headed|was in charge)\b|治め|率い|務め"
)
"""... or what its holder does."""

_FORMER = re.compile(
    r"\b(?:vor(?:her)?ige|ehemalige|fruehere|former|previous)[nrs]?\b|"
    r"\b(?:ex-?|alt)(?=oberbuergermeister|buergermeister|mayor|president|praesident)|"
    r"前の|先代の|[前元](?=[市町村学社会]長|知事)"
)
"""Asks for one who held an office before whoever holds it now."""

_OF_SOMEBODY: Mapping[Side, re.Pattern[str]] = {
    "before": re.compile(
        r"\b(?:(?:sein|ihr)e?[nmrs]?|der|die|wer war) (?:\w+ )?vorgaenger|\bvor (?:ihm|ihr)\b|"
        r"\b(?:his|her|the) (?:\w+ )?predecessor|\bbefore (?:him|her)\b|前任|先代|(?<!の)その前の"
    ),
    "after": re.compile(
        r"\b(?:(?:sein|ihr)e?[nmrs]?|der|die|wer (?:ist|wurde)) (?:\w+ )?nachfolger|"
        r"\bnach (?:ihm|ihr)\b|\b(?:his|her|the) (?:\w+ )?successor|"
        r"\b(?:succeeded|replaced|followed|after) (?:him|her)\b|"
        r"後任|後継|(?:^|[、。])次の(?=[市町村学社会]長|知事)"
    ),
}
"""Asks for a predecessor or successor, in a follow-up, of whom the turns before speak."""

_IS_LATER = _Around(
    re.compile(
        rf"\b(?:(?:predecessor|vorgaenger(?:in)?) (?:of|von)|successor|nachfolger(?:in)?){_TITLES}|"
        r"後任(?:者)?(?:の|である|は|に(?:は)?)$"
    ),
    re.compile(rf"{_ENDING} (?:predecessor|vorgaenger)|{_JAPANESE_TITLE}の(?:前任|先代)"),
)
_IS_EARLIER = _Around(
    re.compile(
        r"\b(?:(?:successor|nachfolger(?:in)?|nachfolge) (?:of|to|von)|"
        rf"predecessor|vorgaenger(?:in)?){_TITLES}|前任(?:者)?(?:の|である|は)$"
    ),
    re.compile(
        rf"{_ENDING} (?:successor|nachfolger)|"
        rf"{_JAPANESE_TITLE}(?:の(?:後任|後継)|の?(?:後|跡|あと)を(?:継|つ)|に(?:代わ|かわ))"
    ),
)
_LATER_FIRST = re.compile(
    r"\b(?:succeed(?:ed|s)|replace[ds]|followed|took over from|came after)\b(?! by)|"
    r"\b(?:folgte?|loeste|ersetzte|beerbte)\b"
)
_EARLIER_FIRST = re.compile(r"\b(?:handed over|preceded|uebergab)\b")
"""Between the names of two."""

_PASSIVE = re.compile(r"\b(?:(?:succeeded|replaced|followed) by|abgeloest|ersetzt)\b")
_BY = re.compile(rf"\b(?:von|durch|by){_TITLES}")
_UPON = re.compile(rf"\bauf{_TITLES}")

_UNKNOWN = re.compile(
    r"\bgeht\b.*\bnicht hervor\b|\b(?:nicht|kein\w*) (?:\w+ )?(?:bekannt|genannt|angaben|belegt)\b|"
    r"\b(?:do|does|did) not (?:say|tell|name|state|show)\b|\bnot (?:known|named|stated)\b|"
    r"(?:分かって|わかって|書かれて|載って|記されて)い(?:ない|ません)|不明|記載(?:が|は)あり?ません"
)
_SUCCEEDS = re.compile(
    r"\bfolgte?\b|nachfolg|vorgaenger|\bsucceed|\bsuccessor|\bpredecessor|\bfollowed\b|後任|前任|後継"
)

_TITLED = re.compile(r"(?:氏|さん|先生|博士|教授|[市町村]長|学長|総長|会長|社長)$")
_UNTIL_YEAR = re.compile(r"\b(?:until|till|bis)\b.{0,20}\b(?:1\d|20)\d\d\b|\d{4}年[^、]{0,8}まで")
_UNTIL = re.compile(
    r"\b(?:until|till|bis|left|ended|ausgeschieden|schied)\b|"
    r"\bto (?:\w+ )?(?:1\d|20)\d\d\b|[-–]\s?(?:1\d|20)\d\d|まで|退任"
)


class _Name(NamedTuple):
    """A name in a text in matching form, which may be a person's."""

    start: int
    end: int
    entries: frozenset[int]
    last: str
    is_person: bool


@dataclass(frozen=True, slots=True)
class Succession:
    """Whom a question asks for by another.

    Attributes:
        side: Whether for who came before that other person, or after.
        entries: What of the glossary that person may be; empty for one that it does not know.
        last: That person's last name in matching form.
    """

    side: Side
    entries: frozenset[int]
    last: str

    def is_about(self, name: _Name) -> bool:
        """Tell whether a name is that person's."""
        return bool(self.entries & name.entries) or self.last == name.last


_OF_ANOTHER = re.compile(
    r"\b(?:davor|vorher|zuvor|vor ih[mr]|danach|vorgaenger\w*|nachfolger\w*|before|after|"
    r"predecessor|successor)\b|"
    r"前任|後任|その前|その次"
)
"""Asks for whoever came before or after somebody."""


def asks_of_another(question: str) -> bool:
    """Tell whether a question is for whoever came before or after somebody."""
    return bool(_OF_ANOTHER.search(matching_form(question)))


def asks_former_holder(question: str) -> bool:
    """Tell whether a question is for one who no longer holds an office: "the previous mayor"."""
    return names_office(question) and bool(_FORMER.search(matching_form(question)))


def asked_succession(question: str, finder: NameFinder) -> Succession | None:
    """Return by whom a question asks for a predecessor or successor; ``None`` for other questions.

    Args:
        question: What is asked.
        finder: Finds names.
    """
    form = matching_form(question)
    of_office = names_office(question) or bool(_GOVERNS.search(form))
    for name in _find_names(question, form, finder):
        if not name.is_person:
            continue  # "nach" may also be "to"
        for side in _ASKED:
            if _ASKED[side].stands(form, name) or (
                of_office and _ASKED_WITH_OFFICE[side].stands(form, name)
            ):
                return Succession(side, name.entries, name.last)
    return None


def carried_succession(
    question: str, carried: Sequence[str], finder: NameFinder
) -> Succession | None:
    """Return by whom a follow-up asks for a predecessor or successor: "Who came after him?".

    Args:
        question: What is asked, which names nobody.
        carried: Earlier turns; of the first that names a person, the first one is meant.
        finder: Finds names.
    """
    form = matching_form(question)
    side = next((side for side, words in _OF_SOMEBODY.items() if words.search(form)), None)
    if side is None or any(one.is_person for one in _find_names(question, form, finder)):
        return None
    for text in carried:
        for name in _find_names(text, matching_form(text), finder):
            if name.is_person:
                return Succession(side, name.entries, name.last)
    return None


def tells_succession(text: str, asked: Succession, finder: NameFinder) -> bool:
    """Tell whether a statement says who came before or after the person asked about.

    Args:
        text: The statement; of a table, its rows.
        asked: Whom a question asks for.
        finder: Finds names.
    """
    return any(
        _row_tells(line, asked, finder) if "|" in line else _sentence_tells(line, asked, finder)
        for line in text.split("\n")
    )


def asks_until(question: str) -> bool:
    """Tell whether a question is for who held an office until a certain year."""
    return names_office(question) and bool(_UNTIL_YEAR.search(matching_form(question)))


def tells_until(form: str) -> bool:
    """Tell whether a statement, in matching form, is of somebody who left."""
    return bool(_UNTIL.search(form))


def _sentence_tells(text: str, asked: Succession, finder: NameFinder) -> bool:
    form = matching_form(text)
    names = _find_names(text, form, finder)
    if _UNKNOWN.search(form) and _SUCCEEDS.search(form) and any(map(asked.is_about, names)):
        return True  # that nobody says who it was is an answer
    sides = [_side_of(name, form, names) for name in names]
    own = {side for name, side in zip(names, sides, strict=True) if asked.is_about(name)}
    others = {
        side
        for name, side in zip(names, sides, strict=True)
        if name.is_person and not asked.is_about(name)
    }
    came_later = asked.side == "before"  # of the two, the one asked about
    return bool(own and others) and (came_later in own or (not came_later) in others)


def _side_of(name: _Name, form: str, names: Sequence[_Name]) -> bool | None:
    """Return whether a sentence has somebody come later, or not; ``None`` where it does not say."""
    if _IS_LATER.stands(form, name):
        return True
    if _IS_EARLIER.stands(form, name):
        return False
    if _PASSIVE.search(form):
        return bool(_BY.search(form[: name.start]))
    if mark := _LATER_FIRST.search(form):
        inverted = any(
            other.end <= mark.start() and _UPON.search(form[: other.start]) for other in names
        )
        return (name.end <= mark.start()) != inverted
    if mark := _EARLIER_FIRST.search(form):
        return name.start >= mark.end()
    return None


def _row_tells(row: str, asked: Succession, finder: NameFinder) -> bool:
    """Tell whether a row for an office has somebody else in an earlier, or a later, column."""
    office, *cells = row.split("|")
    if not names_office(office):
        return False
    named = [_find_names(cell, matching_form(cell), finder) for cell in cells]
    own = [column for column, names in enumerate(named) if any(map(asked.is_about, names))]
    others = [
        column
        for column, names in enumerate(named)
        if column not in own and any(name.is_person for name in names)
    ]
    if asked.side == "before":
        return any(other < column for column in own for other in others)
    return any(other > column for column in own for other in others)


def _find_names(text: str, form: str, finder: NameFinder) -> list[_Name]:
    """Return the names of a text that the glossary knows, and others that look like a person's."""
    names = [
        _Name(start, end, entries, _last(form[start:end]), bool(entries & finder.persons))
        for start, end, entries in finder.places(form)
    ]
    place = 0
    for person in find_persons(text):
        called = matching_form(_TITLED.sub("", person))
        start = form.find(called, place)
        if start >= 0:
            place = start + len(called)
            if not any(one.start < place and start < one.end for one in names):
                names.append(_Name(start, place, frozenset(), _last(called), is_person=True))
    return sorted(names)


def _last(name: str) -> str:
    return re.split(r"[ ・]", name)[-1]
