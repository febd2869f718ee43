"""What kind of fact a question asks for.

The words and patterns are those of ordinary German, English and Japanese; nothing here knows the
documents.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Literal, TypeAlias

from twinbot.answering.extraction.persons import OFFICE_DE, OFFICE_EN, OFFICE_JA
from twinbot.answering.understanding.particulars.quantities import asks_measure
from twinbot.types import Language

QuestionKind: TypeAlias = Literal[
    "who",
    "identity",
    "when",
    "where",
    "count",
    "why",
    "how",
    "which",
    "list",
    "yes_no",
    "abbreviation",
    "other",
]
"""``identity`` asks who somebody is, which the words alone do not tell from ``who`` (see
`identities`); ``which`` for one thing, or whom something is for; ``other`` for nothing certain."""

CHANGING_KINDS: frozenset[QuestionKind] = frozenset({"who", "identity", "count"})
"""Kinds of facts that change with the years, so that the newest statement comes first."""

_NEVER_MEASURED: frozenset[QuestionKind] = frozenset({"who", "where", "why", "yes_no"})
"""Kinds that may name a measure, as "who pays the costs?", without asking for it."""

_TIME_OF_DAY = re.compile(
    r"何時|なんじ|いつ(?:開|空)い|"
    r"\bwann (?:hat|haben|ist|sind) .*\b(?:auf|offen|ge(?:ö|oe)ffnet)\W*$|"
    r"\bwann (?:schlie(?:ß|ss)t|(?:ö|oe)ffnet)\b|\bwann macht .*\b(?:auf|zu)\W*$|"
    r"\bwhen (?:is|are) .*\bopen(?: (?:on|at|over) [\w' ]+| today| tomorrow)?\W*$|"
    r"\bwhen do(?:es)? .*\b(?:open|close)\W*$"
)
"""Asks "when" and for a measure, the hour."""

_ABBREVIATION = re.compile(r"(?<![A-Za-z])(?:[A-Z]\.?){2,}(?![a-z])")
_ASKS_ABBREVIATED = re.compile(
    r"\b(?:wof(?:ü|ue)r|was) (?:steht|stehen|bedeutet|bedeuten|hei(?:ß|ss)t)\b|abk(?:ü|ue)rzung|"
    r"ausgeschrieben|\bstands? for\b|\bshort for\b|\babbreviat|\bacronym|"
    r"\bwhat do(?:es)? .* mean\b|\bwhat is .* in full\b|略|正式名称|何を意味",
    re.IGNORECASE,
)

_IS_CALLED = r"hei(?:ß|ss)(?:t|en)|hie(?:ß|ss)(?:en)?"
_PERSON_DE = rf"{OFFICE_DE}|frau|mann|erfinder|leiter|chef|gr(?:ü|ue)nder|kind"
"""Ends the word for a person: "Wie heißt der Zug?" asks for none."""

_NOUN_ASKED = r"(?:(?:は|って|について)?[?。]?$|(?:を|について)(?:教え|知り))"
"""Behind a Japanese noun that is all that is asked for: 「人口は？」, 「人口を教えて」."""

_ONE_DE = (
    r"\bwelche (?:[\w-]+ )?[\w-]*(?:ung|ion|heit|keit|schaft|t(?:ä|ae)t|ei|ik|stadt|firma|bank|"
    r"schule|sprache|klinik|gruppe|liga|stelle|linie|kirche|note|rolle)\b"
)
_ONE_EN = (
    r"\bwhich (?!one\b|of\b)(?:[\w'’-]*[^\Ws] ){0,2}?"
    r"(?!(?:people|children|men|women|criteria|media)\b)"
    r"[\w'’-]*(?:[^\Ws]|ss|us|is) "
    r"(?:is|was|has|do|does|did|can|could|will|would|should|may|must|[a-z]+ed|came|gave|got|held|led|"
    r"built|bought|brought|found|made|said|sent|took|went|won|wrote|belongs|brews|calls|comes|connects|controls|deals|gives|"
    r"goes|lies|makes|manages|operates|organi[sz]es|owns|produces|publishes|runs|sells|serves|"
    r"supports|takes|teaches|uses)\b"
)
"""Asks by "which" for one thing, which no enumeration need tell."""

# First match wins, so the more special stand first ("how many" before "how").
_KIND_PATTERNS: Mapping[Language, tuple[tuple[QuestionKind, tuple[str, ...]], ...]] = {
    "de": (
        (
            "count",
            (
                r"\bwie ?viele?n?\b",
                r"\bwie (?:gro(?:ss|ß)|hoch|weit|lange?|teuer|alt|jung|tief|breit)\b",
                r"\bin welchem alter\b",
                r"\bwelche (?:entfernung|zahl|anzahl|h(?:ö|oe)he)\b",
                r"\bwas kostet\b|\beinwohnerzahl\b|\bwie ?vielte",
            ),
        ),
        (
            "when",
            (
                r"\b(?:seit |bis |ab )?wann\b",
                r"\b(?:in|an|zu|um|seit|ab) welche[mrn] (?:jahr(?:eszeit)?|tag|monat|datum)\b",
                r"\b(?:in|seit|ab|zu) welche[mn] (?:zeitpunkt|jahrzehnt|jahrhundert)\b",
                r"\bwelches (?:datum|jahr)\b|\bwelcher tag\b",
            ),
        ),
        (
            "which",
            (
                (
                    r"\bwer (?:kann|darf|k(?:ö|oe)nnte|profitiert|ist berechtigt)\b"
                    r"(?! (?:das|es|ihn|sie) \w+\W*$)|\bf(?:ü|ue)r wen\b"
                ),
            ),
        ),
        (
            "who",
            (
                r"\b(?:wer|wen|wem|wessen)\b",
                rf"\bwie (?:{_IS_CALLED}) (?:der|die) (?:[\w-]+ ){{0,2}}[\w-]*(?:{_PERSON_DE})",
                rf"\bnamen? (?:des|der) (?:[\w-]+ ){{0,2}}[\w-]*(?:{OFFICE_DE})",
            ),
        ),
        (
            "where",
            (r"\b(?:wo|wohin|woher|von wo)\b", r"\b(?:welcher|welchem) (?:stadt|ort|adresse)\b"),
        ),
        (
            "why",
            (
                r"\b(?:warum|wieso|weshalb|wozu)\b",
                r"\bwelchem grund\b|\bwelchen zweck\b|\bwie k(?:am|ommt) es\b.*\bdass\b",
            ),
        ),
        ("which", (_ONE_DE,)),
        (
            "list",
            (
                r"\bwelche\b|\bnenne\b|\bz(?:ä|ae)hle\b",
                r"\bwas (?:f(?:ü|ue)r|geh(?:ö|oe)rt)\b",
                r"\b(?:an|aus|bei|in|mit|unter|von|zu) welchen [\w-]+n\b",
                r"\bauf welchen [\w-]+n (?:liegt|lag)\b",
                r"^(?:alle|s(?:ä|ae)mtliche)\b|\balle\b.*\b(?:nennen|aufz(?:ä|ae)hlen)\b",
            ),
        ),
        ("how", (r"\bwie\b",)),
        (
            "yes_no",
            (
                r"^(?:ist|sind|war|waren|hat|haben|gibt|kann|können|koennen|wird|wurden?|darf)\b",
                r"^(?:muss|stimmt|bietet|besteht|liegt|findet)\b",
            ),
        ),
    ),
    "en": (
        (
            "count",
            (
                r"\bhow (?:many|much|far|long|large|big|high|old|young|tall|deep|wide)\b",
                r"\bwhat (?:distance|number|population|percentage)\b|\bpopulation of\b",
                r"\bwhich number\b",
                r"\bwhat is the (?:time )?(?:difference|size|height|area|length)\b",
            ),
        ),
        (
            "when",
            (
                r"\bwhen\b|\bwhat time of (?:the )?year\b|\bdeadline\b",
                r"\b(?:what|which) (?:year|date|day|month|season)\b(?! (?:ticket|pass|trip)\w*)",
                r"\b(?:what|which) (?:decade|century)\b",
            ),
        ),
        (
            "which",
            (
                (
                    r"\bwho (?:can|may|could|benefits?|profits?|is (?:allowed|eligible|entitled))\b"
                    r"(?!.*\b(?:it|them|this|that)\W*$)|\bfor whom\b"
                ),
                r"\bwho (?:is|are) .*\bfor\W*$",
            ),
        ),
        (
            "who",
            (
                r"\bwho(?:m|se)?\b",
                rf"\b(?:name of|tell me about) the (?:[\w-]+ ){{0,2}}(?:{OFFICE_EN})\b",
            ),
        ),
        ("where", (r"\bwhere\b", r"\b(?:what|which) (?:city|town|place|address)\b")),
        (
            "why",
            (
                r"\bwhy\b|\bwhat for\b|\bwhat made\b|\bhow come\b",
                r"\bwhat (?:is|was) the (?:purpose|reason|aim)\b",
            ),
        ),
        ("which", (_ONE_EN,)),
        (
            "list",
            (
                r"\bwhich\b|\blist\b|\b(?:name|tell me) (?:all|every|some|the)\b",
                r"\bwhat (?:are|were) (?:all )?(?:of )?the\b|^(?:all|every)\b",
                (
                    r"\bwhat (?!does |is |was |has )(?:\w+ )?\w\w+s (?:of \w+ )?"
                    r"(?:are|were|do|did|have|can)\b"
                ),
            ),
        ),
        ("how", (r"\bhow\b",)),
        (
            "yes_no",
            (r"^(?:is|are|was|were|has|have|does|do|did|can|could|will|would|may)\b",),
        ),
    ),
    "ja": (
        (
            "count",
            (
                r"何(?:人|名|件|社|番目|%|割|歳|校|台|回|本|軒|冊|階|枚|円|度|時間|年間|週間|日間|分|[か箇カヶ]所)(?!も)",
                r"何(?:[かカヶ]国|[かカヶ]月|平方|立方|キロ|メートル|パーセント|ユーロ|ドル|トン|グラム)",
                r"なんにん|いくつ|いくら|ど(?:れ|の)くらい|どれだけ|何倍|人口は|距離は|時差は|面積は",
                rf"(?:人口|距離|時差|面積|[広高長重深]さ|割合|人数|[者員生民客]数|台数|料金|値段|費用|入[場館]料|年齢){_NOUN_ASKED}",
            ),
        ),
        (
            "when",
            (
                r"いつ|何年|何月|何日|年月日|何時|なんじ|締め?切り|どの季節|時期は(?:、?いつ|[?？。]|$)",
                rf"(?:誕生日|[業設調印名館]日|[設業立催]年|日付|日にち|日程|日時|時期|期限){_NOUN_ASKED}",
            ),
        ),
        (
            "which",
            (
                r"(?:誰|だれ|どなた)が[^。]*(?:でき|使え|もらえ|られ|行け|入れ)(?:る|ます)",
                r"(?:できる|使える|もらえる|られる|行ける|入れる)の[はが](?:誰|だれ|どなた)",
            ),
        ),
        (
            "who",
            (
                r"誰|だれ|どなた|何という人",
                rf"(?:{OFFICE_JA})(?:さん)?の?お?名前",
                rf"(?:{OFFICE_JA}|(?:発明|創業|創設|設立|署名)者){_NOUN_ASKED}",
            ),
        ),
        (
            "list",
            (
                (
                    r"^(?!.*(?:一番|いちばん|最も|最初|最古|最新)).*(?:姉妹|友好|提携|パートナー)都市"
                    rf"(?:は(?:どこ|どちら)|{_NOUN_ASKED})"
                ),
            ),
        ),
        (
            "where",
            (
                r"どこ|何処|どの都市|どの街|場所は|どちらに|所在地",
                rf"(?:住所|場所|会場|本社){_NOUN_ASKED}",
            ),
        ),
        ("why", (r"なぜ|何故|どうして|理由|目的は|何のため",)),
        ("how", (r"どのように|どうやって|どうすれば|どうやったら|方法",)),
        (
            "list",
            (
                r"どんな|どのような|どの|何が|挙げて|教えて|一覧|列挙|リスト|箇条書き",
                r"(?:すべて|全部)(?:挙|言|書|知)",
            ),
        ),
        (
            "yes_no",
            (
                r"^(?!.*(?:何|なに|なんで|どれ|どちら)).*(?:です|ます|ました|でした|ません)か[?。]?$",
            ),
        ),
    ),
}
_COMPILED = {
    language: tuple((kind, re.compile("|".join(parts))) for kind, parts in patterns)
    for language, patterns in _KIND_PATTERNS.items()
}


def question_kind(text: str, language: Language) -> QuestionKind:
    """Return what kind of fact a question asks for.

    Args:
        text: The question as typed; width and case do not matter.
        language: Its language.
    """
    if abbreviation_asked(text):
        return "abbreviation"
    form = unicodedata.normalize("NFKC", text).casefold().strip()
    kind: QuestionKind = "other"
    for one, pattern in _COMPILED[language]:
        if pattern.search(form):
            kind = one
            break
    of_day = kind != "when" or bool(_TIME_OF_DAY.search(form))
    if kind in _NEVER_MEASURED or not of_day or not asks_measure(text):
        return kind
    return "count"


def abbreviation_asked(question: str) -> str:
    """Return the abbreviation whose meaning a question asks for: "What does HAL stand for?"."""
    form = unicodedata.normalize("NFKC", question)
    found = _ABBREVIATION.search(form) if _ASKS_ABBREVIATED.search(form) else None
    return found.group() if found else ""
