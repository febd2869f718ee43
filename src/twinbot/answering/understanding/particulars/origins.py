"""Questions for when or by whom something began, which another beginning there does not answer.

"When was the city of A founded?" shares its words with "The company was founded in A in 2011", and
"How old is A?" with whatever is old in A. Only a sentence that tells of a beginning, and of the
thing itself rather than of a place, a partner or an owner, is an answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from twinbot.answering.extraction.names import NameFinder
from twinbot.types import Language

_ASKS: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\bwie alt (?:ist|sind|war)\b|\bseit wann (?:gibt|existier|besteh)|\bwie lange gibt es\b|"
        r"\bwer\b.*\b(?:gruendete|gegruendet)\b|"
        r"\b(?:wann|in welchem jahr)\b.*\b(?:gegruendet|entstand|entstanden|errichtet|gebaut)\b"
    ),
    "en": re.compile(
        r"\bhow old (?:is|are|was)\b|\bhow long has\b.*\bexisted\b|"
        r"\bwho founded\b|"
        r"\b(?:when|(?:what|which) year)\b.*\b(?:founded|established|created|built|set up)\b"
    ),
    "ja": re.compile(
        r"(?:いつ|何年(?:に)?)(?:でき|つくられ|作られ|設立|創立|創設|誕生|創業|建設|発足)|"
        r"(?:でき|つくられ|作られ|設立|創立|創設|誕生|創業|建設|発足)[^、。]{0,5}の?は(?:いつ|何年)|"
        r"(?:でき|設立|創立|創業)[^、。]{0,4}何年|いつからあ[るり]|何歳|"
        r"(?:設立|創立|創設|創業)した[^。]*(?:誰|だれ|どなた)"
    ),
}
"""On the matching form."""

_ASKED_AFTER = re.compile(
    r"^(?: (?:eigentlich|selbst|als stadt|first|actually))*"
    r"(?: (?:gegruendet|entstanden|errichtet|gebaut|founded|established|created|built|set up)"
    r"(?! (?:its|their|his|her|an?|the(?! first\b)|\w{4,}s)\b)| existed|[ ?.!]*$)|"
    r"^[市県町村]?(?:[はが](?!、?[^。]{1,40}[をも][^。]{0,8}"
    r"(?:開設|設立|設置|創立|創設|創業|建設|つく|作)(?!さ?ら?れ))|"
    r"って|を(?:設立|創立|創設|創業)した|"
    r"の(?:設立|創立|創設|開設|開学|開業|発足|誕生))|^[市県町村]?[ ?.!？。]*$"
)
"""What follows the name of that whose beginning is asked for, and not that of another thing, as of
the office that a university "set up"."""

_BEGINS = re.compile(
    r"gegruend|gruendung|\bgruendete|\bentst[ae]nd|\bentsteh|erricht|\bgebaut\b|geboren|eroeffn|urspr[uo]+n|"
    r"\b(?:geh[te]n?|reich(?:t|en)) .*zurueck|\banfaenge\b|\bleitet .*\bher\b|jahre alt|"
    r"\b(?:besteht|bestand|existiert|gibt es|gab es)\b[^,;.]{0,30}\bseit\b|"
    r"\bseit\b[^,;.]{0,40}\b(?:besteht|existiert|gibt es|gebraut|hergestellt)\b|"
    r"\b(?:has|have) (?:existed|been (?:brewed|made|produced)) (?:\w+ )?since\b|"
    r"から(?:あり|ある|存在|続い|醸造|製造)|"
    r"stadtrecht|zusammengeschloss|zusammenschluss|\bbegann\b|\bgeplant\b|grundstein|\bwurzeln\b|"
    r"\bfound(?:ed|ing)\b|establish|\bcreated\b|\bbuilt\b|came into being|\bborn\b|\bopened\b|"
    r"\borigin|\b(?:goes|go|going|reach(?:es)?) back\b|"
    r"\bdat(?:es|ing) (?:\w+ ){0,6}(?:back|from)\b|\bexisted\b|years old|"
    r"\bmerge|\bset up\b|\btraces?\b|\bbegan\b|\bplanned\b|\bfoundation stone\b|\broots\b|"
    r"設立|創立|創設|設置|誕生|創業|建設|でき|つくられ|作られ|開学|開設|開館|開業|生まれ|始まり|合併|発足|前身|計画|礎石|起源|さかのぼ|遡|開始"
)

_BEGINS_ANOTHER = re.compile(
    r"を[^、。]{0,12}(?:開設|設立|設置|創立|創設|創業|建設|つくり|作り)|"
    r"\b(?:gruendete|errichtete|eroeffnete)\b|"
    r"\b(?:founded|established|created|built|opened|set up) (?:its|their|an?|the)\b"
)
"""Who opened an office tells when that began ..."""

_BEGUN_BEFORE = re.compile(
    r"\b(?:gruendete|errichtete|founded|established|created|built|set up)(?: \w+){0,3} $"
)
_BEGUN_AFTER = re.compile(r"(?! (?:eine?n?|ihre?n?|seine?n?|das|die|den)\b)")
"""... unless it is what was opened: its name stands after the verb, without another object."""

_PLACED_BEFORE = re.compile(
    r"\b(?:in|bei|aus|nach|von|vom|zu|an|im|fuer|mit|zwischen|at|near|from|to|for|with|between|"
    r"(?<!city )(?<!town )(?<!municipality )of)"
    r" (?:the |der |dem |den )?(?:(?:city|town|municipality) of |stadt )?$"
)
_BEGINNING_OF = re.compile(
    r"(?:gruendung|entstehung|geschichte|beginn|anfaenge|wurzeln|bau|founding|foundation|history|origins?|beginnings?|roots)"
    r" (?:von|der|des|of)(?: the)?(?: city of| stadt)? $"
)
_PLACED_AFTER = re.compile(
    r"^(?:'s|s)\b|^[市県町村]?(?:に|で|へ|から|との|と(?!い))|"
    r"^[市県町村]?の(?!.{0,4}(?:歴史|誕生|設立|創立|創設|開設|開学|開業|発足|始まり|開始|起源))"
)
"""A name so placed tells where, whose or with whom; not what began, but for "the founding of"."""


def asked_origin(form: str, language: Language, finder: NameFinder) -> frozenset[int]:
    """Return the entries of the one thing whose beginning a question asks for; empty for others.

    Args:
        form: The question in matching form.
        language: Its language.
        finder: Finds names.
    """
    named = list(finder.places(form)) if _ASKS[language].search(form) else []
    if len(named) != 1:
        return frozenset()
    start, end, entries = named[0]
    meant = not _PLACED_BEFORE.search(form[:start]) and _ASKED_AFTER.search(form[end:])
    return entries if meant else frozenset()


def tells_origin(form: str, before: str, entries: frozenset[int], finder: NameFinder) -> bool:
    """Tell whether a statement says when what is asked about began.

    Args:
        form: The statement in matching form.
        before: The one before it, likewise: who names nothing speaks of what was named there.
        entries: What is asked about.
        finder: Finds names.
    """
    if not _BEGINS.search(form):
        return False
    named = list(finder.places(form))
    if not _BEGINS.search(_BEGINS_ANOTHER.sub("", form)):
        return any(own & entries and _is_begun(form, start, end) for start, end, own in named)
    if not named:
        named_before = [own for _, _, own in finder.places(before)]
        return not named_before or any(own & entries for own in named_before)
    return any(
        bool(_BEGINNING_OF.search(form[:start]))
        or not (_PLACED_BEFORE.search(form[:start]) or _PLACED_AFTER.search(form[end:]))
        for start, end, own in named
        if own & entries
    )


def _is_begun(form: str, start: int, end: int) -> bool:
    """Tell whether a name at a place is the object of a verb of founding."""
    if form.startswith("を", end):
        return True
    return bool(_BEGUN_BEFORE.search(form[:start]) and _BEGUN_AFTER.match(form, end))
