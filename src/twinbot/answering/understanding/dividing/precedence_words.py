"""The words that ask which of two was first, for `twinbot.answering.understanding.dividing.precedence`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from twinbot.answering.understanding.dividing.comparing_words import AGE_OF, PARTNER_SINCE, WHEN_WAS
from twinbot.types import Language

Rule = tuple[re.Pattern[str], str]

_SIDES_DE = r"[,:] (?P<one>[^,:?]+?) oder (?P<other>[^,:?]+?)"
_SIDES_EN = r"[,:] (?P<one>[^,:?]+?),? or (?P<other>[^,:?]+?)"
_SIDES_JA = r"^(?P<one>[^。？]+?)と、?(?P<other>[^。？、と]+?)(?:とでは|では|のうち|、|は)、?"

_FIRST_DE = r"(?:zuerst|vorher|als erste[rs]?)"
_EARLIER_DE = r"(?:zuerst|fr(?:ü|ue)her|vorher|als erste[rs]?)"
_BE_DE = r"(?:denn |eigentlich )?"
_THERE_DE = r"(?:das|die|der|jene[rs]?|dasjenige|diejenige|derjenige)"
_PLACE_DE = r"(?:in|an|am|auf|aus|bei|beim|im|vom|von) "

FIRST_OF_TWO: Mapping[Language, Sequence[Rule]] = {
    "de": (
        (re.compile(rf"mit (?:welcher stadt|wem) (?:ist|war|wurde) (?P<who>\w+) {_BE_DE}(?:schon )?(?:{_EARLIER_DE}|l(?:ä|ae)nger) (?:verpartnert|befreundet|verschwistert|verbunden)[,:] mit (?P<one>[^,:?]+?) oder (?:mit )?(?P<other>[^,:?]+?)", re.IGNORECASE), "Seit wann ist {name} Partnerstadt von {who}?"),
        (re.compile(rf"(?:was|welche[rs]?) (?:gab es|gibt es|existierte) {_BE_DE}(?:schon )?(?:{_EARLIER_DE}|l(?:ä|ae)nger)(?=[,:] (?:de[nr]|die|das|ein|die) ){_SIDES_DE}", re.IGNORECASE), "Seit wann gibt es {name}?"),
        (re.compile(rf"was (?:war|ist) {_BE_DE}(?:schon )?(?:{_EARLIER_DE}|l(?:ä|ae)nger) da{_SIDES_DE}", re.IGNORECASE), "Seit wann gibt es {name}?"),
        (re.compile(rf"(?:wer|was) (?:war|kam|passierte|geschah|fand) {_BE_DE}{_EARLIER_DE}(?: da| statt)?{_SIDES_DE}", re.IGNORECASE), WHEN_WAS["de"]),
        (re.compile(rf"wer (?P<did>\w+) {_BE_DE}{_FIRST_DE}(?: (?:in|nach) der (?:jeweils )?anderen stadt| beim anderen)(?P<rest> [^,:]*?)?{_SIDES_DE}", re.IGNORECASE), "Wann {did} {name}{rest}?"),
        (re.compile(rf"wer (?P<did>\w+) {_BE_DE}{_FIRST_DE}(?P<rest> (?!partner|schwester|i[mn]s? amt|(?:ober)?b(?:ü|ue)rgermeister)[^,:]*?)?{_SIDES_DE}", re.IGNORECASE), "Wann {did} {name}{rest}?"),
    ),
    "en": (
        (re.compile(r"which (?:twinning|partnership|city partnership) (?:is|was|came) (?:the )?(?:older|oldest|first)(?: for \w+)?[,:] (?:(?:the one|that) with )?(?P<one>[^,:?]+?),? or (?:(?:the one|that) with )?(?P<other>[^,:?]+?)", re.IGNORECASE), PARTNER_SINCE["en"]),
        (re.compile(rf"(?:which|what)(?: one)? (?:was|came) (?:there|into being|into existence) (?:first|earlier|before the other){_SIDES_EN}", re.IGNORECASE), AGE_OF["en"]),
        (re.compile(rf"(?:who|what|which(?: \w+)?) (?:was|came|happened|took place) (?:first|earlier){_SIDES_EN}", re.IGNORECASE), WHEN_WAS["en"]),
        (re.compile(rf"who (?:(?:paid|made) the (?:first|earlier) visit|visited (?:the other (?:city )?)?(?:first|earlier)|(?:came|went) to see the other (?:first|earlier)|(?:came|went|travelled|traveled) (?:over )?(?:first|earlier)){_SIDES_EN}", re.IGNORECASE), "When was the visit of {name}?"),
    ),
    "ja": (
        (re.compile(rf"{_SIDES_JA}(?:どちら|どっち)(?:が|の方が|のほうが)(?:先|早かった)(?:です|でした|だった|の)?か?。?"), WHEN_WAS["ja"]),
        (re.compile(rf"{_SIDES_JA}(?:どちら|どっち)(?:が|の方が|のほうが)、?(?:先に|早く)(?!.*(?:[市学社]長に|就任))(?P<did>[^。？?、]+?)(?:の)?(?:です)?か?。?"), "{name}はいつ{did}か"),
        (re.compile(rf"{_SIDES_JA}(?:より)?(?:先に|早く)(?!.*(?:[市学社]長に|就任))(?P<did>[^。？?、]+?た)のは、?(?:どちら|どっち|誰|だれ)[^。？?]*。?"), "{name}はいつ{did}か"),
    ),
}  # fmt: skip
"""Asks which of two things or events was first, and how it is asked when each was; the first match
wins. A name may be a whole phrase: "Eiskirch to Tsukuba or Kezuka to Bochum"."""

BY_PLACE: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        rf"welche(?P<ending>[rs]?) (?P<kind>(?!\w*(?:meister|pr(?:ä|ae)sident|rektor|politiker|mann|frau|person))\w[\w .-]*?) (?:ist|war|wurde|entstand|kam|(?:er)?(?:ö|oe)ffnete|gibt es|gab es) "
        rf"{_BE_DE}(?:schon )?(?:(?:ä|ae)lter|j(?:ü|ue)nger|neuer|l(?:ä|ae)nger)(?: \w+)?[,:] {_THERE_DE} (?P<one>{_PLACE_DE}[^,:?]+?) oder "
        rf"(?:{_THERE_DE} )?(?P<other>{_PLACE_DE}[^,:?]+?)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?:which|what) (?P<kind>(?!(?:lord )?mayor|president|rector|politician|man|woman|person|event|visit|meeting)\w[\w '’.-]*?) (?:is|was) (?:the )?(?:older|younger|newer|oldest)(?: \w+)?"
        r"[,:] (?:the one|that) (?P<one>(?:in|at|on|of|from) [^,:?]+?),? or (?:(?:the one|that) )?(?P<other>(?:in|at|on|of|from) [^,:?]+?)",
        re.IGNORECASE,
    ),
}  # fmt: skip
"""Two of a kind told apart by their place: "Which office is older, the one in A or that in B?"."""

OF_KIND_IN: Mapping[Language, str] = {
    "de": "Seit wann gibt es {article} {kind} {place}?",
    "en": "When was the {kind} {place} founded or created?",
}

ARTICLES: Mapping[str, str] = {"": "die", "r": "den", "s": "das"}
"""German articles by the ending of "welche" before the noun."""

_WAS_DE = (
    r"(?:war(?:en)?|wurden?|kam(?:en)?|fand(?:en)?|ging(?:en)?|hing(?:en)?|begann(?:en)?|entstand(?:en)?|"
    r"gab es|(?!(?:soll|konn|koenn|könn|muss|müss|woll|durf|dürf|möch)\w*te)\w+te)"
)
_EVENT_JA = r"(?:除幕|訪問|調印|提携|連携|締結|開[館院設業校始通]|設立|創[立設業]|就任|発表|合併|完成|公開|式|会|祭|来た|行った|できた|始まった)"

BEFORE_OR_AFTER: Mapping[Language, Sequence[re.Pattern[str]]] = {
    "de": (
        re.compile(
            rf"(?P<did>{_WAS_DE}) (?P<what>(?!(?:(?:das|dies) (?!(?-i:[A-ZÄÖÜ]))|es|sie|er)\b)[^,]+?) (?:eher |noch |schon )?"
            r"vor oder (?:erst )?nach (?:de[mnr] |(?:sein|ihr)e[mr] )?(?P<when>(?!\d|(?:de[mnr] )?jahr)(?:(?! und )[^,])+?)"
            r"(?P<end> (?-i:nach [A-ZÄÖÜ]\w+|in [A-ZÄÖÜ]\w+|[a-zäöü]+(?:t|en)))?",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?P<did>{_WAS_DE}) (?P<what>(?!(?:das|dies|es|sie|er) schon)[^,]+?) (?:schon|bereits)"
            r"(?P<end> (?!da\b)(?![^,]*\w{3,}er\b)[^,]+)?(?: da)?, als "
            r"(?P<clause>[^,?]+? (?:kam(?:en)?|wurden?|ging(?:en)?|war(?:en)?|begann(?:en)?|entstand(?:en)?|\w+ten?))(?:, oder .+)?",
            re.IGNORECASE,
        ),
    ),
    "en": (
        re.compile(
            r"(?P<did>was|were|did|had) (?P<what>(?!(?:that|this|it|he|she|they) (?:before|earlier|already)).+?)(?:,? )before or after "
            r"(?P<when>(?!\d|\w+ing\b|(?:he|she|it|they|we|you)\b)(?:(?! (?:was|were|took|came|went|began|started|signed|opened|met|\w+ed)\b).)+)",
            re.IGNORECASE,
        ),
    ),
    "ja": (
        re.compile(
            rf"(?P<what>(?!(?:それ|これ|あれ)は)[^。？]*?{_EVENT_JA}(?:の|こと)?)は、?(?P<when>[^。？\d]+?)(?:の|より)(?:も)?(?:前|先)(?:です|でした)?か?、?(?:それとも)?、?(?:後|あと)(?:です|でした)?か?。?"
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
        r"(?:das|die|der|dem|den|dasjenige|diejenige|derjenige) (?P<of>(?:der|des|von|vom|aus|in|im|zwischen|mit) .+)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?:that|the one|those) (?P<of>(?:of|from|in|at|with|between) .+)", re.IGNORECASE
    ),
    "ja": re.compile(r"(?!)"),
}
"""A second thing that stands for the first one's own word: "the link between A and that of B"."""

BEFORE_OF: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"(?P<what>.+?) (?:der|des|von|vom|aus|in|im|zwischen|mit) .+"),
    "en": re.compile(r"(?P<what>.+?) (?:of|from|in|at|with|between) .+"),
    "ja": re.compile(r"(?!)"),
}
"""Of the first, its own word."""

ELLIPTIC: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"(?!)"),
    "en": re.compile(
        r"(?:the |that )?(?P<of>(?!first|second|third|other|new|old|next|last)\w[\w-]*) one",
        re.IGNORECASE,
    ),
    "ja": re.compile(r"(?!.*(?:[市県国]|長$))[^のとは、]{2,}"),
}
"""A second thing that leaves out what it shares with the first: "A's Bonn office or the Bochum one",
筑波大学のボンオフィスとボーフムオフィス."""

WHOSE: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"(?!)"),
    "en": re.compile(r"(?P<owner>(?:.*['’]s? |.* of |the )?)\w[\w-]* (?P<noun>\w+)", re.IGNORECASE),
    "ja": re.compile(r"(?P<owner>.+の)[^の]+(?P<noun>[^の]{2,})"),
}  # fmt: skip
"""Of the first, whose it is and what."""
