"""Negations and opposites: what turns a sentence round without changing a name or a number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from twinbot.types import Language

_NEGATIONS: Final[Mapping[Language, re.Pattern[str]]] = {
    "de": re.compile(
        r"\b(?:nicht(?! (?:nur|bloss|allein|zuletzt))|kein\w*|nie|niemals|niemand\w*|nichts|weder|"
        r"ohne|keinesfalls|nirgends)\b"
    ),
    "en": re.compile(
        r"\b(?:not(?! (?:only|just|merely|least))|no|never|none|nobody|nothing|neither|without|"
        r"cannot|nowhere)\b|n['’]t\b"
    ),
    "ja": re.compile(
        r"ません|ない(?!し)|なかった|なく(?!な)|ず[、に]|ずに|まい|いいえ|なし(?!と)|非ず|"
        r"否(?!定)|不可"
    ),
}
_HARMLESS: Final = re.compile(
    r"ohne (?:kosten|gebuehr|aufpreis|barrieren)|without (?:charge|barriers|cost)|"
    r"少なく|だけでなく|のみならず|に限らず|かもしれ(?:ません|ない)|なければなりません|なくては|に過ぎない"
)
"""Negations that deny nothing."""

_POLES: Final[Mapping[str, str]] = {
    "free": r"kostenlos|kostenfrei|gratis|unentgeltlich|ohne kosten|free of charge|for free|"
    r"without charge|at no cost|無料",
    "for a fee": r"gegen gebuehr|kostenpflichtig|for a fee|有料",
    "later": r"\bspaeter\b|\bahead of\b|進んで|進み",
    "earlier": r"\bfrueher als\b|\bbehind\b(?! the)|遅れて|遅い",
    "win": r"\bgewann|\bgewonnen|\bsiegte|\bwon\b|\bwins\b|勝[ちっつ]|当選",
    "lose": r"\bverlor|\bunterlag|\blost\b|\bloses\b|\bdefeated\b|敗れ|敗北|負け|落選",
    "relegated": r"abgestiegen|abstieg|\bstieg\b.*\bab\b|relegat|降格",
    "promoted": r"aufgestiegen|aufstieg|\bstieg\b.*\bauf\b|promoted|昇格",
    "stayed": r"klassenerhalt|残留",
    "deny": r"\bbestreit|\bbestritt|\blehn(?:t|te|ten)\b|\bablehn|\babgelehnt|\bweiger|\bverweiger|"
    r"\bden(?:y|ies|ied)\b|\breject|\brefus|\bdeclin|拒|否定|反対",
    "oldest": r"\baeltest|\boldest\b|最も古|最古",
    "youngest": r"\bjuengst|\byoungest\b|\bnewest\b|最も新し|最年少",
    "largest": r"\bgroesst|\blargest\b|\bbiggest\b|最大|最も大き",
    "smallest": r"\bkleinst|\bsmallest\b|最小|最も小さ",
    "more than": r"\bmehr als\b|\bueber \d|\bmore than\b|\bover \d|を超え|以上",
    "less than": r"\bweniger als\b|\bunter \d|"
    r"\bless than\b|\bfewer than\b|\bunder \d|未満|以下(?!の)",
    "northern": r"\bnoerdlich|\bnorden\b|\bnord(?:oest|west)|\bnorth(?!ouse)|北",
    "southern": r"\bsuedlich|\bsueden\b|\bsued(?:oest|west)|\bsouth|南",
    "eastern": r"\boestlich|\bosten\b|oestlich|\beast(?! asia)\b|\beastern|heast|東(?!京|アジア)",
    "western": r"\bwestlich|\bwesten\b|\bwest(?:ern)?\b|hwest|西",
    "former": r"\behemalig|\bfruehere[rn]?\b|\bformer|元(?:副?市長|学長|代表)|前(?:副?市長|学長)",
}
_COMPILED: Final = {name: re.compile(pattern) for name, pattern in _POLES.items()}
_STRICT: Final = frozenset(_POLES) - {"later", "win", "more than", "former", "largest"}
"""Poles that a sentence may only claim where its source does. The others have many paraphrases:
only their opposite alone in the source speaks against them."""
_OPPOSITES: Final[Mapping[str, str]] = {
    "free": "for a fee", "for a fee": "free", "later": "earlier", "earlier": "later",
    "win": "lose", "lose": "win", "more than": "less than", "less than": "more than",
    "largest": "smallest", "smallest": "largest", "oldest": "youngest", "youngest": "oldest",
    "relegated": "promoted", "promoted": "relegated",
}  # fmt: skip


def negations(form: str, language: Language) -> list[int]:
    """Return where a text in matching form denies something, as places in it."""
    blanked = _HARMLESS.sub(lambda match: "・" * len(match.group()), form)
    return [match.start() for match in _NEGATIONS[language].finditer(blanked)]


SCOPE_CHARS: Final = 24
"""How far a negation reaches: forward in German and English, backward in Japanese."""


def scope(form: str, place: int, language: Language) -> str:
    """Return what the negation at ``place`` denies, within its clause."""
    if language == "ja":
        before = re.split(r"[、。|]", form[max(0, place - SCOPE_CHARS) : place])
        return before[-1]
    after = re.sub(r"^\w+ ?", "", form[place : place + 2 * SCOPE_CHARS])
    denied = re.split(r"[,.;:|]| (?:und|and|sondern|but) ", after)[0][:SCOPE_CHARS]
    if len(denied.split()) > (language == "de"):
        return denied
    # At the end of a German clause ("sagt er nicht", "geht daraus nicht hervor") it denies what
    # stands before it.
    return re.split(r"[,.;:|]", form[max(0, place - SCOPE_CHARS) : place])[-1] + denied


def poles(form: str) -> frozenset[str]:
    """Return which sides of known opposites a text in matching form takes."""
    return frozenset(name for name, pattern in _COMPILED.items() if pattern.search(form))


def contradicts(claimed: frozenset[str], carried: frozenset[str]) -> bool:
    """Tell whether a sentence takes a side that its source does not, or the opposite one."""
    return any(pole in _STRICT or _OPPOSITES.get(pole) in carried for pole in claimed - carried)
