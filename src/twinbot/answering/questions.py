"""What kind of fact a question asks for, and whether a sentence can hold it.

The words and patterns are those of ordinary German, English and Japanese; nothing here knows the
documents.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Literal, TypeAlias

from twinbot.types import Language

QuestionKind: TypeAlias = Literal[
    "who", "when", "where", "count", "why", "how", "list", "yes_no", "other"
]

# First match wins, so the more special stand first ("how many" before "how").
_KIND_PATTERNS: Mapping[Language, tuple[tuple[QuestionKind, str], ...]] = {
    "de": (
        (
            "count",
            r"\bwie ?viele?\b|\bwie (?:gro(?:ss|ß)|hoch|weit|lange?|teuer|alt)\b|\bwelche (?:"
            r"entfernung|zahl|anzahl|h(?:ö|oe)he)\b|\bwas kostet\b|\beinwohnerzahl\b",
        ),
        (
            "when",
            r"\bwann\b|\bseit wann\b|\bbis wann\b|\bin welchem jahr\b|\ban welchem tag\b|"
            r"\bwelches (?:datum|jahr)\b",
        ),
        ("who", r"\bwer\b|\bwen\b|\bwem\b|\bwessen\b|\bwie hei(?:ß|ss)t (?:der|die)\b"),
        (
            "where",
            r"\bwo\b|\bwohin\b|\bwoher\b|\bin welcher stadt\b|\bwelche adresse\b|\bwelchem ort\b",
        ),
        (
            "why",
            r"\bwarum\b|\bwieso\b|\bweshalb\b|\bwozu\b|\baus welchem grund\b|\bwelchen zweck\b",
        ),
        ("list", r"\bwelche\b|\bnenne\b|\bz(?:ä|ae)hle\b|\bwas f(?:ü|ue)r\b"),
        ("how", r"\bwie\b"),
        (
            "yes_no",
            r"^(?:ist|sind|war|waren|hat|haben|gibt|kann|können|koennen|wird|wurde|wurden|"
            r"darf|muss|stimmt|bietet|besteht|liegt)\b",
        ),
    ),
    "en": (
        (
            "count",
            r"\bhow (?:many|much|far|long|large|big|high|old|tall)\b|\bwhat (?:distance|number|"
            r"population|percentage)\b|\bpopulation of\b",
        ),
        ("when", r"\bwhen\b|\bsince when\b|\b(?:what|which) (?:year|date|day)\b"),
        ("who", r"\bwho\b|\bwhom\b|\bwhose\b"),
        ("where", r"\bwhere\b|\b(?:what|which) (?:city|town|place|address)\b"),
        ("why", r"\bwhy\b|\bwhat for\b|\bwhat (?:is|was) the (?:purpose|reason|aim)\b"),
        ("list", r"\bwhich\b|\blist\b|\bname the\b|\bwhat (?:are|were) the\b"),
        ("how", r"\bhow\b"),
        ("yes_no", r"^(?:is|are|was|were|has|have|does|do|did|can|could|will|would|may)\b"),
    ),
    "ja": (
        (
            "count",
            r"何人|いくつ|いくら|何キロ|どれくらい|どのくらい|どれだけ|何時間|何年間|何件|何か国|"
            r"何カ国|何社|何名|何%|何パーセント|何番目|人口は|なんにん|距離は|時差は",
        ),
        ("when", r"いつ|何年|何月|何日|年月日|何時"),
        ("who", r"誰|だれ|どなた|何という人|の名前は"),
        ("where", r"どこ|何処|どの都市|どの街|場所は|どちらに|所在地"),
        ("why", r"なぜ|何故|どうして|理由|目的は|何のため"),
        ("how", r"どのように|どうやって|どうすれば|どうやったら|方法"),
        ("list", r"どんな|どのような|どの|何が|挙げて|教えて|一覧"),
        ("yes_no", r"(?:です|ます|ました|でした|ません)か[?。]?$"),
    ),
}
_COMPILED = {
    language: tuple((kind, re.compile(pattern)) for kind, pattern in patterns)
    for language, patterns in _KIND_PATTERNS.items()
}

_MONTHS = (
    r"januar|februar|märz|maerz|april|mai|juni|juli|august|september|oktober|november|dezember|"
    r"january|february|march|may|june|july|october|december"
)
_YEAR = r"(?<!\d)(?:1[0-9]|20)\d\d(?!\d)"
_DATE = re.compile(
    rf"{_YEAR}|\b(?:{_MONTHS})\b|\d{{1,2}}月|\d世紀|\d\d?\. jahrhundert|century|年代"
)
_NUMBER = re.compile(
    r"\d|\b(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|two|three|four|five|six|"
    r"seven|eight|nine|ten|eleven|twelve|ein drittel|hälfte|half)\b|[一二三四五六七八九十百千万]+(?:つ|人|年|か|社|校|都市|分野)"
)
_LATIN_NAME = re.compile(r"\b[A-ZÄÖÜ][a-zäöüß]+(?: [A-Z]\.)? [A-ZÄÖÜ][a-zäöüß]+")
_ROLE = re.compile(
    r"市長|学長|総長|学部長|大臣|教授|会長|社長|代表|総領事|氏|さん|"
    r"meister|präsident|rektor|professor|direktor|minister|"
    r"mayor|president|rector|director|consul",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:in|im|am|an der|bei|at|near|north|south|east|west|nördlich|südlich|östlich|westlich|"
    r"straße|platz|street|campus)\b|市|県|区|町|で|に位置|駅",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:weil|denn|deshalb|daher|grund|damit|um .* zu|ziel|zweck|wegen|soll|because|since|therefore|"
    r"in order|so that|reason|aim|purpose|due to|goal)\b|ため|理由|目的|から|ので|目指",
    re.IGNORECASE,
)


def question_kind(text: str, language: Language) -> QuestionKind:
    """Return what kind of fact a question asks for.

    Args:
        text: The question as typed; width and case do not matter.
        language: Its language.
    """
    form = unicodedata.normalize("NFKC", text).casefold().strip()
    for kind, pattern in _COMPILED[language]:
        if pattern.search(form):
            return kind
    return "other"


def can_hold(kind: QuestionKind, sentence: str) -> bool | None:
    """Tell whether a sentence holds the kind of fact asked for; ``None`` where any sentence may."""
    form = unicodedata.normalize("NFKC", sentence)
    match kind:
        case "when":
            return bool(_DATE.search(form.casefold()))
        case "count":
            return bool(_NUMBER.search(form.casefold()))
        case "who":
            return bool(_LATIN_NAME.search(form) or _ROLE.search(form))
        case "where":
            return bool(_PLACE.search(form))
        case "why":
            return bool(_REASON.search(form))
        case _:
            return None
