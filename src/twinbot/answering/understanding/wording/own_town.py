"""The town that asks, called "our city" or "here", and its partner, called "our partner city".

No document says "our city" of the town that it is about, and "here" finds nothing, or whatever the
other of the two towns has. Which town it is say the city's words on the page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from twinbot.types import Language

_OFFICES_DE = (
    r"(?P<what>(?:ober)?b(?:ü|ue)rgermeister(?:in)?|ob|stadtoberhaupt|(?:stadt)?rat|rathaus|"
    r"uni(?:versit(?:ä|ae)t)?)"
)
_OFFICES_EN = r"(?P<what>(?:lord )?mayor|(?:city|town) (?:hall|council)|council|university)"
_OFFICES_JA = r"(?P<what>市長|市役所|市議会|市庁舎)"
_WE_JA = r"(?:私たち|わたしたち|私達|(?<!の)うち|我々|われわれ)の"
_THIS_JA = r"(?<![一-龯])(?:当市|本市)"
"""No part of a name, as of 熊本市, or of 日本市場."""

_PARTNER: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\bunsere[rn]? (?:\w+e[rn]? )?(?:partner|schwester)stadt\b"
        r"(?: in (?:Japan|Deutschland))?(?!(?: in)? (?-i:[A-ZÄÖÜ]))",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\bour (?:\w+ )?(?:partner|sister|twin) (?:city|town)\b"
        r"(?: in (?:Japan|Germany))?(?!(?: in)? (?-i:[A-Z]))",
        re.IGNORECASE,
    ),
    "ja": re.compile(rf"(?:{_WE_JA}|{_THIS_JA}の)(?:姉妹|友好|提携|パートナー)都市"),
}
"""The partner, unless its name follows, or the country of another: "unsere Partnerstadt Oviedo"."""

_ASKS_WHICH: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\bwie (?:hei(?:ß|ss)t|lautet|nennt sich) (?:eigentlich |denn )?(?:der name )?unsere|"
        r"\bnamen? unserer (?:\w+ )?\w*stadt|\bwelche (?:\w+ )?(?:stadt|st(?:ä|ae)dte)\b|"
        r"^(?:wer|was|wo) (?:ist|war) (?:eigentlich |denn )?unsere (?:\w+ )?\w*stadt\W*$",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\bour (?:\w+ )*(?:city|town) called\b|\bname of our (?:\w+ )*(?:city|town)\b|"
        r"\b(?:which|what) (?:city|town)\b|"
        r"^(?:who|what|where)(?: is|'s|’s| was) our (?:\w+ )*(?:city|town)\W*$",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        r"都市(?:は|って)(?:どこ|何|どちら)|都市の名前|(?:どこ|どちら)の(?:都市|街|町)"
    ),
}
"""Asks which town it is, so that its own name would be no question any more."""

_OWN: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\bunsere[rn]? (?:eigenen? |sch(?:ö|oe)nen? )?(?:heimat)?stadt\b", re.IGNORECASE
    ),
    "en": re.compile(
        r"\bour (?:own )?(?:home ?)?(?:city|town)\b(?! (?:hall|council))", re.IGNORECASE
    ),
    "ja": re.compile(rf"(?:{_THIS_JA}|{_WE_JA}(?:市|街|町|まち))(?!長|役所|議会|庁舎|場|づくり)"),
}
_OURS: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(rf"\bunser(?:e[nmrs]?)? {_OFFICES_DE}\b", re.IGNORECASE),
    "en": re.compile(rf"\bour {_OFFICES_EN}\b", re.IGNORECASE),
    "ja": re.compile(rf"{_WE_JA}{_OFFICES_JA}"),
}
_AT_OURS: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\bbei uns\b|(?<!von )(?<!bis )\bhier\b(?! (?:auf|unten|oben|nicht|im (?:chat|text)|"
        r"(?:ge)?steht|geschrieben|schreib\w*|(?:(?:et)?was )?fragen|gefragt|richtig|falsch|in|bei|"
        r"bin ich|sind wir|spricht|"
        r"(?:(?:ist|sind|kommt|noch|nochmal) )*(?:meine?|eine?|die) (?:\w+ )?fragen?)\b)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?<!\bfrom )(?<!\bnear )(?<!\baround )(?<!\bto )(?<!\bover )\bhere\b"
        r"(?!['’]s\b| (?:on this|in|at|below|above|i am|we (?:are|go)|you (?:are|go)|"
        r"(?:is|are|comes?|goes) (?:my|our|an?|another|the|some|one|two) (?:\w+ )?questions?)\b)",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        r"(?<!そこ)ここ(?=[にではの])(?!では?(?:何を|なにを)?(?:答|聞|教|質問)|に(?:書|質問|入力)|"
        r"の(?:資料|文|記事|内容|説明|使い方|データ|リンク|ホームページ|ウェブ|ボット|AI|会話|ところ|"
        r"所(?=[、はが\s])|回答|答え?|ページ|サイト|チャット|情報|質問|画面|引用|出典|つ|か))|"
        r"こちらの(?:市|街|町|まち)(?=[にでは])"
    ),
}
"""Not where it is the chat that is meant: "Here is my question"."""

_TO_OURS: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"\bzu uns\b|\bhier ?her\b", re.IGNORECASE),
    "en": re.compile(
        r"(?:(?<=come )|(?<=came )|(?<=comes )|(?<=get ))(?:to us|(?:over )?here)\b|\bto here\b",
        re.IGNORECASE,
    ),
    "ja": re.compile(r"ここ(?=へ)"),
}
_IN: Mapping[Language, str] = {"de": "in {town}", "en": "in {town}", "ja": "{town}"}
_TO: Mapping[Language, str] = {"de": "nach {town}", "en": "to {town}", "ja": "{town}"}
_OF: Mapping[Language, str] = {
    "de": "{what} von {town}",
    "en": "the {what} of {town}",
    "ja": "{town}の{what}",
}

_PARTNER_OF: Mapping[Language, str] = {
    "de": "die {{what}} von {town}",
    "en": "the {{what}} of {town}",
    "ja": "{town}の{{what}}",
}

_OUR = re.compile(rf"(?:unsere[rn]?|our) |(?:{_WE_JA}|{_THIS_JA}の)", re.IGNORECASE)

_GENITIVE = re.compile(r"(?<=[A-ZÄÖÜ])(\w+) unserer (?=(?:\w+en )?\w*(?:stadt|Stadt)\b)")
"""Behind a German noun: "Bürgermeister unserer Partnerstadt"."""

_HOW_FAR: Mapping[Language, tuple[re.Pattern[str], str]] = {
    "de": (
        re.compile(
            r"(\bwie weit (?:ist|liegt) (?!es\b|das\b)\S+ (?:weg|entfernt))(?=\W*$)", re.IGNORECASE
        ),
        r"\1 von {town}",
    ),
    "en": (
        re.compile(
            r"(\bhow far (?:away )?is(?: (?!(?:from|to|by|between|it|there)\b)[^\s?.!]+){1,3})"
            r"(?=[?.! ]*$)",
            re.IGNORECASE,
        ),
        r"\1 from {town}",
    ),
    "ja": (
        re.compile(r"(?!)"),
        "",
    ),
}
"""Asks how far a place is, from where whoever asks is."""


def name_own_town(
    text: str, language: Language, own: str, partner: str, *, named: bool, follows: bool
) -> str:
    """Return a question with the towns' names for what stands for them.

    Args:
        text: The question.
        language: Its language.
        own: The town that speaks on the page, as the language calls it.
        partner: Its partner.
        named: Whether the question names a town itself, which "our partner city" may then be.
        follows: Whether turns stand before it: Japanese says "here" for what was spoken of too.
    """
    if language == "de":
        text = _GENITIVE.sub(r"\1 von unserer ", text)
    if _ASKS_WHICH[language].search(text):
        of_own = _PARTNER_OF[language].format(town=own)
        return _PARTNER[language].sub(lambda found: _say_whose(found.group(), of_own), text)
    if not named and _PARTNER[language].search(text):
        text, named = _PARTNER[language].sub(partner, text), True
    text = _OWN[language].sub(own, text)
    text = _OURS[language].sub(
        lambda found: _OF[language].format(what=found["what"], town=own), text
    )
    if own.casefold() in text.casefold() or (follows and language == "ja"):
        return text
    if named:
        how_far, from_own = _HOW_FAR[language]
        text = how_far.sub(from_own.format(town=own), text)
    text = _TO_OURS[language].sub(_TO[language].format(town=own), text)
    return _AT_OURS[language].sub(_IN[language].format(town=own), text)


def _say_whose(ours: str, of_own: str) -> str:
    return of_own.format(what=_OUR.sub("", ours))
