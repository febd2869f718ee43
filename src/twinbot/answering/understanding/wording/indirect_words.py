"""Words of requests, and of clauses in them; used by `twinbot.answering.understanding.wording.indirect`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from twinbot.types import Language

_GREETED_DE = r"(?:(?:hallo|hi|guten tag|guten morgen|entschuldigung|bitte|und|also|ok|okay|aber|moin)[,!]? )*+"

_GREETED_EN = r"(?:(?:please|hi|hello|hey|sorry|excuse me|so|ok|okay|and|but)[,!]? )*+"

_PREPOSITION_DE = r"(?:seit|bis|ab|von|mit|für|fuer|durch|an|in|aus|zu|bei|auf|um|unter|nach)"

REQUEST: Final[Mapping[Language, re.Pattern[str]]] = {
    "de": re.compile(
        rf"{_GREETED_DE}"
        r"(?:(?:kannst|könntest|koenntest|können|koennen|könnten|koennten|würdest|würden|wuerden|magst) (?:du|sie|ihr)"
        r"(?: (?:mir|uns|bitte|vielleicht|mal|kurz|eventuell|evtl\.?))*+"
        r" (?:sagen|erklären|erklaeren|verraten|mitteilen|erzählen|erzaehlen|erläutern)"
        r"|(?:weißt|weisst) du|wissen sie|wisst ihr|weiß (?:man|jemand)"
        r"|(?:ich|wir) (?:wüssten?|wuessten?)(?: (?:gern|gerne|mal|nur|eigentlich|noch|doch))*+"
        r"|(?:ich|wir) (?:möchten?|moechten?|würden?|wuerden?|will|wollen|wollten?|hätten?|haetten?)"
        r"(?: (?:gern|gerne|mal|nur|bitte|eigentlich|noch|doch|einmal|sie|dich))*+ (?:wissen|erfahren|fragen|gewusst|gefragt)"
        r"|(?!(?:wer|wen|wem|wann|wo|wie|was|warum|welche[rsnm]?|hat|ist|war|kann|muss|darf|gibt)\b)[^.?!]{3,160}\b"
        r"(?:möchten?|würden?|wüssten?|wollten?|will|wollen|soll|sollen)\b[^.?!]{0,40}\b(?:wissen|erfahren|herausfinden|gern|gerne)"
        r"|(?:ich|wir) fragen? (?:mich|uns)|mich (?:würde |wuerde )?interessier(?:t|en)"
        r"|(?:erzähl|erzaehl|erklär|erklaer|sag|erläuter)(?:e|t|en|n)?(?: sie)?(?: (?:mir|uns|bitte|mal|doch|kurz))*+)"
        r"(?: (?:vielleicht|zufällig|zufaellig|eigentlich|bitte))*+,? "
        rf"(?P<asked>(?:{_PREPOSITION_DE} )?"
        r"(?:wer|wen|wem|wessen|wann|wo|woher|wohin|wie|was(?! (?:über|ueber|von|vom|zu[mr]?)\b)|warum|weshalb|wieso|"
        r"wozu|welche[rsnm]?|ob)\b.+)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        rf"{_GREETED_EN}"
        r"(?:(?:can|could|would|will) (?:you|anyone|anybody|someone|somebody)(?: (?:please|maybe|perhaps|kindly))?"
        r" (?:tell|explain|let|say|show)(?: to)?(?: (?:me|us))?(?: know)?"
        r"|do(?:es)? (?:you|anyone|anybody|someone) (?:happen to )?know"
        r"|(?:i|we)(?:'d|’d| would| was|'m| am)? (?:just |really |also )?(?:like|want|wanted|need|love|interested)"
        r" (?:to (?:know|ask|learn|find out|hear)|in knowing)"
        r"|(?:i|we)(?:'m| am| was)? (?:just )?(?:curious|wonder|wondering)"
        r"|(?:tell|explain|remind|let)(?: to)? (?:me|us)(?: know)?|explain|any idea)"
        r"(?: please)?,? "
        r"(?P<asked>(?:(?:since|until|from|by|with|for|to|at|in|on|under) )?"
        r"(?:who|whom|whose|when|where|how|what|why|which|whether|if)\b.+)",
        re.IGNORECASE,
    ),
    # The endings are taken in one go: what they may be made of in other ways is not tried.
    "ja": re.compile(
        r"(?P<asked>.+?か)(?:どうか)?(?:を|について|は|が|、)?"
        r"(?:もっと|もう少し|少し|ちょっと|詳しく|くわしく|簡単に)*+"
        r"(?:教え|おしえ|説明し|聞かせ|知らせ|お知らせ|知り|しり|聞き|伺い|確認し|確かめ|気にな|わか|分か|ご存[知じ]|知って|お尋ね|お聞き)"
        r"(?:ませんか|ください|下さい|ほしい|欲しい|ちょうだい|頂戴|お願い|いただけ|もらえ|頂け|くれ|しょう|たら|けど|です|て|た|さ|し|い|"
        r"く|り|る|っ|ま|す|か|の|ん|が|で|よ|ね|思|と)*+\W*"
    ),
}
"""The whole sentence, and in it the question."""

_SEVERAL_DE = (
    r"(?:(?:bitte )?(?:alle|s(?:ä|ae)mtliche)(?: die)?|die(?= [\w-]+en\b| [\w-]+, die\b)) "
    r"(?P<{}>(?!info|details|daten|angaben|fakten)[\w-]+\b.*?)"
)
LISTED_DE: Final = re.compile(
    rf"{_GREETED_DE}(?:"
    r"(?:nenne?n?|listen?|z(?:ä|ae)hle?n?|gib|geben)(?: (?:sie|mir|uns|bitte|mal|doch|kurz))*+ "
    rf"{_SEVERAL_DE.format('what')}(?: (?:auf|an))?"
    r"|(?:kannst|k(?:ö|oe)nntest|k(?:ö|oe)nnen|k(?:ö|oe)nnten|w(?:ü|ue)rdest|w(?:ü|ue)rden) (?:du|sie|ihr)"
    rf"(?: (?:mir|uns|bitte|mal|kurz|vielleicht))*+ {_SEVERAL_DE.format('what_too')},? "
    r"(?:nennen|aufz(?:ä|ae)hlen|auflisten|sagen|angeben))\W*",
    re.IGNORECASE,
)
"""The whole sentence, and what is to be listed: "Nenn mir alle Partner von A" asks which there are.
That other sentences are quoted where it is put as a wish is so of German alone."""

INDEFINITE_JA: Final = re.compile(
    r"(?<![はが])(?:何|なに|誰|だれ|いつ|どこ|どなた|なん[とで]|確)か$"
)
"""Asks for nothing: "something", "somebody", "some day"."""

_FINITE_DE = (
    r"(?:ist|sind|war|waren|wird|werden|wurden?|hat|haben|hatten?|kann|können|koennen|konnten?|muss|müssen|musste|darf|"
    r"dürfen|soll|sollen|sollte|will|wollen|wollte|gibt|gab|kostet|kosten|dauert|dauerte|liegt|liegen|lag|heißt|heisst|"
    r"heißen|findet|finden|fand|begann|beginnt|kommt|kommen|kam|kamen|geht|gehen|ging|fährt|fahren|macht|machen|machte|"
    r"steht|stehen|stand|wohnt|wohnen|lebt|leben|arbeitet|arbeiten|öffnet|schließt|gehört|gehören|entstand|bedeutet|"
    r"funktioniert|schrieb|sagte|unterschrieb|traf|bekam|bekommt|leitet|leitete|besuchte|wurde)"
)

VERB_FIRST_DE: Final = re.compile(rf"{_FINITE_DE}\b", re.IGNORECASE)

VERB_DE: Final = re.compile(rf"{_FINITE_DE}|[a-zäöüß]+(?:t|te|ten)")

SEPARABLE_DE: Final = re.compile(
    r"(?P<prefix>statt|zusammen|weiter|teil|zurück)(?P<verb>[a-zäöüß]{3,})"
)

ORDERED_DE: Final = re.compile(
    rf"(?P<what>(?:{_PREPOSITION_DE} )?"
    r"(?:(?:wie viele?n?|welche[rsnm]?|wessen|was für (?:eine?[nmr]? )?) ?(?-i:[A-ZÄÖÜ])\w+|"
    r"wie (?!(?:viele?n?|de[rmn]|die|das|eine?r?|man|es|er|sie|ich|wir)\b)(?-i:[a-zäöüß]+)(?= (?:de[rmn]|die|das|eine?r?|man|es|er|sie|ich|wir|(?-i:[A-ZÄÖÜ]))\w*)|"
    r"wie lange|wer|wen|wem|wann|wo|woher|wohin|wie|was|warum|weshalb|wieso|wozu|ob)) "
    r"(?P<rest>[^,;:?!–]+) (?P<verb>\w+)",
    re.IGNORECASE,
)

MORE_ASKED_DE: Final = re.compile(
    r"\b(?:wer|wem|wen|wann|wo|was|warum|welche[rsnm]?|als)\b", re.IGNORECASE
)

WHETHER_EN: Final = re.compile(
    r"(?:whether|if) (?:(?P<there>there) (?P<be>is|are|was|were)|"
    r"(?P<who>i|we|you|one|it|he|she|they|people|students|visitors) (?P<may>can|could|may|must|should))"
    r" (?P<rest>.+)",
    re.IGNORECASE,
)

ORDERED_EN: Final = re.compile(
    r"(?P<what>who|what|where|when|how (?:old|far|big|large|high|long|tall|expensive)|(?:which|what) (?:city|town|country|language)) "
    r"(?P<rest>(?:the|a|an|this|that|his|her|its|their|our|my|he|she|it|they|(?-i:[A-Z]))[^,;:.]*) "
    r"(?P<verb>is|are|was|were)|"
    r"(?P<what_too>who|what|where|when|how (?:old|far|big|large|high|long|tall)) (?P<rest_too>it|he|she|they|that) "
    r"(?P<verb_too>is|are|was|were)",
    re.IGNORECASE,
)

CLAUSES: Final = re.compile(
    rf"(,? (?:und|sowie|oder|and|or) )(?=(?:{_PREPOSITION_DE} )?(?:wer|wen|wem|wann|wo|woher|wohin|wie|was|warum|"
    r"welche[rsnm]?|ob|who|whom|when|where|how|what|why|which|whether|if)\b)",
    re.IGNORECASE,
)

WHAT_IS_JA: Final = re.compile(
    r"[がは](?P<what>誰|だれ|どなた|どこ|いつ|何|なに|いくら|いくつ)(?:なの|である)?か$"
)
