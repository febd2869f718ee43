"""The words that ask which of two was first, for `twinbot.answering.understanding.precedence`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from twinbot.answering.understanding.comparing_words import AGE_OF, WHEN_WAS
from twinbot.types import Language

Rule = tuple[re.Pattern[str], str]

_SIDES_DE = r"[,:] (?P<one>[^,:?]+?) oder (?P<other>[^,:?]+?)\s*\?*$"
_SIDES_EN = r"[,:] (?P<one>[^,:?]+?),? or (?P<other>[^,:?]+?)\s*\?*$"
_SIDES_JA = r"^(?P<one>[^。？]+?)と、?(?P<other>[^。？、と]+?)(?:とでは|では|のうち|なら|、|は)、?"

_FIRST_DE = r"(?:zuerst|früher|eher|vorher|als erste[rs]?)"
_BE_DE = r"(?:denn |eigentlich )?"
_THERE_DE = r"(?:das|die|der|jene[rs]?|dasjenige|diejenige|derjenige)"
_PLACE_DE = r"(?:in|an|am|auf|aus|bei|beim|im|vom|von) "

FIRST_OF_TWO: Mapping[Language, Sequence[Rule]] = {
    "de": (
        (re.compile(rf"(?:was|welche[rs]?) (?:gab es|gibt es|existierte) {_BE_DE}(?:schon )?(?:{_FIRST_DE}|länger){_SIDES_DE}", re.IGNORECASE), "Seit wann gibt es {name}?"),
        (re.compile(rf"was (?:war|ist) {_BE_DE}(?:schon )?(?:{_FIRST_DE}|länger) da{_SIDES_DE}", re.IGNORECASE), "Seit wann gibt es {name}?"),
        (re.compile(rf"(?:wer|was) (?:war|kam|passierte|geschah|fand) {_BE_DE}{_FIRST_DE}(?: da| statt)?{_SIDES_DE}", re.IGNORECASE), WHEN_WAS["de"]),
        (re.compile(rf"wer (?P<did>\w+) {_BE_DE}{_FIRST_DE}(?: (?:in|nach) der (?:jeweils )?anderen stadt| beim anderen)(?P<rest> [^,:]*?)?{_SIDES_DE}", re.IGNORECASE), "Wann {did} {name}{rest}?"),
        (re.compile(rf"wer (?P<did>\w+) {_BE_DE}{_FIRST_DE}(?P<rest> (?!partner|schwester|i[mn]s? amt|(?:ober)?bürgermeister)[^,:]*?)?{_SIDES_DE}", re.IGNORECASE), "Wann {did} {name}{rest}?"),
    ),
    "en": (
        (re.compile(rf"(?:which|what)(?: one)? (?:was|came) (?:there|into being|into existence) (?:first|earlier|before the other){_SIDES_EN}", re.IGNORECASE), AGE_OF["en"]),
        (re.compile(rf"(?:who|what|which(?: \w+)?) (?:was|came|happened|took place) (?:first|earlier){_SIDES_EN}", re.IGNORECASE), WHEN_WAS["en"]),
        (re.compile(rf"who (?:(?:paid|made) the (?:first|earlier) visit|visited (?:the other (?:city )?)?(?:first|earlier)|(?:came|went|travelled|traveled) (?:over )?(?:first|earlier)){_SIDES_EN}", re.IGNORECASE), "When was the visit of {name}?"),
    ),
    "ja": (
        (re.compile(rf"{_SIDES_JA}(?:どちら|どっち)(?:が|の方が|のほうが)(?:先|早い|早かった|前)(?:です|でした|だった|の)?か?[。？?]*$"), WHEN_WAS["ja"]),
        (re.compile(rf"{_SIDES_JA}(?:どちら|どっち)(?:が|の方が|のほうが)、?(?:先に|早く)(?!.*(?:[市学社]長に|就任))(?P<did>[^。？?、]+?)(?:の)?(?:です)?か?[。？?]*$"), "{name}はいつ{did}か"),
        (re.compile(rf"{_SIDES_JA}(?:より)?(?:先に|早く)(?!.*(?:[市学社]長に|就任))(?P<did>[^。？?、]+?た)のは、?(?:どちら|どっち|誰|だれ)[^。？?]*[。？?]*$"), "{name}はいつ{did}か"),
    ),
}  # fmt: skip
"""Asks which of two things or events was first, and how it is asked when each was; the first match
wins. A name may be a whole phrase: "Eiskirch to Tsukuba or Kezuka to Bochum"."""

KIND_OF_TWO: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        rf"welche(?P<ending>[rs]?) (?P<kind>\w[\w .-]*?) (?:ist|war|wurde|entstand|kam|öffnete|eröffnete|gibt es|gab es) "
        rf"{_BE_DE}(?:schon )?(?:älter|jünger|neuer|länger)(?: \w+)?[,:] {_THERE_DE} (?P<one>{_PLACE_DE}[^,:?]+?) oder "
        rf"(?:{_THERE_DE} )?(?P<other>{_PLACE_DE}[^,:?]+?)\s*\?*$",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?:which|what) (?P<kind>\w[\w '’.-]*?) (?:is|was|came|opened|started) (?:the )?(?:older|younger|newer|oldest|first|earlier)(?: \w+)?"
        r"[,:] (?:the one|that) (?P<one>(?:in|at|on|of|from) [^,:?]+?),? or (?:(?:the one|that) )?(?P<other>(?:in|at|on|of|from) [^,:?]+?)\s*\?*$",
        re.IGNORECASE,
    ),
    "ja": re.compile(r"(?!)"),
}  # fmt: skip
"""Two of a kind told apart by their place: "Which office is older, the one in A or that in B?"."""

OF_KIND_IN: Mapping[Language, str] = {
    "de": "Seit wann gibt es {article} {kind} {place}?",
    "en": "When was the {kind} {place} founded or created?",
    "ja": "{place}の{kind}はいつできましたか",
}

ARTICLES: Mapping[str, str] = {"": "die", "r": "den", "s": "das"}
"""German articles by the ending of "welche" before the noun."""

BEFORE_OR_AFTER: Mapping[Language, Sequence[re.Pattern[str]]] = {
    "de": (
        re.compile(
            r"(?!(?:we[rmn]|was|wo|wie|wann|warum|welche\w*)\b)(?P<did>\w+) (?P<what>.+?) (?:eher |noch |schon )?vor oder (?:erst )?nach (?:de[mnr] )?(?P<when>.+?)(?P<end> (?-i:nach [A-ZÄÖÜ]\w+|in [A-ZÄÖÜ]\w+|[a-zäöü]+(?:t|en)))?\s*\?*$",
            re.IGNORECASE,
        ),
        re.compile(
            r"(?!(?:we[rmn]|was|wo|wie|wann|warum|welche\w*)\b)(?P<did>\w+) (?P<what>.+?) (?:schon|bereits)(?P<end> (?!da\b)[^,]+)?(?: da)?, als (?P<clause>[^,?]+?)(?:, oder .+)?\s*\?*$",
            re.IGNORECASE,
        ),
    ),
    "en": (
        re.compile(
            r"(?P<did>was|were|did|is|had) (?P<what>.+?)(?:,? )(?:before or after|earlier or later than) (?P<when>.+?)\s*\?*$",
            re.IGNORECASE,
        ),
    ),
    "ja": (
        re.compile(
            r"(?P<what>[^。？]+?)は、?(?P<when>[^。？]+?)(?:の|より)(?:も)?(?:前|先)(?:です|でした)?か?、?(?:それとも)?、?(?:後|あと)(?:です|でした)?か?[。？?]*$"
        ),
    ),
}  # fmt: skip
"""Asks of one event whether it was before or after another."""

WHEN_DID: Mapping[Language, str] = {
    "de": "Wann {did} {what}{end}?",
    "en": "When {did} {what}?",
    "ja": "{what}はいつですか",
}

THAT_OF: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"(?:das|die|der|dem|den|dasjenige|diejenige|derjenige) (?P<of>(?:der|des|von|vom|aus|in|im|zwischen|mit) .+)$",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?:that|the one|those) (?P<of>(?:of|from|in|at|with|between) .+)$", re.IGNORECASE
    ),
    "ja": re.compile(r"(?!)"),
}
"""A second thing that stands for the first one's own word: "the link between A and that of B"."""

BEFORE_OF: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"(?P<what>.+?) (?:der|des|von|vom|aus|in|im|zwischen|mit) .+$"),
    "en": re.compile(r"(?P<what>.+?) (?:of|from|in|at|with|between) .+$"),
    "ja": re.compile(r"(?!)"),
}
"""Of the first, its own word."""

ELLIPTIC: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"(?!)"),
    "en": re.compile(r"(?:the |that )?(?P<of>\w[\w-]*) one$", re.IGNORECASE),
    "ja": re.compile(r"(?P<of>[^のとは、]{2,})$"),
}
"""A second thing that leaves out what it shares with the first: "A's Bonn office or the Bochum one",
筑波大学のボンオフィスとボーフムオフィス."""

WHOSE: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"(?!)"),
    "en": re.compile(r"(?P<owner>(?:.*['’]s? |.* of |the )?)\w[\w-]* (?P<noun>\w+)$", re.IGNORECASE),
    "ja": re.compile(r"(?P<owner>.+の)[^の]+(?P<noun>[^の]{2,})$"),
}  # fmt: skip
"""Of the first, whose it is and what."""
