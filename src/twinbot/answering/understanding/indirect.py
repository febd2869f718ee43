"""Questions asked by the way: "Can you tell me when it began?" asks "When did it begin?".

Who asks politely wraps the question in a request, and says of it nothing more. The words of the
request stand in no document, and what tells questions apart by their first words finds others.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from twinbot.types import Language

_GREETED_DE = r"(?:(?:hallo|hi|guten tag|guten morgen|entschuldigung|bitte|und|also|ok|okay|aber|moin)[,!]? )*"
_GREETED_EN = r"(?:(?:please|hi|hello|hey|sorry|excuse me|so|ok|okay|and|but)[,!]? )*"

_REQUEST: Final[Mapping[Language, re.Pattern[str]]] = {
    "de": re.compile(
        rf"{_GREETED_DE}"
        r"(?:(?:kannst|könntest|koenntest|können|koennen|könnten|koennten|würdest|würden|wuerden|magst) (?:du|sie|ihr)"
        r"(?: (?:mir|uns|bitte|vielleicht|mal|kurz|eventuell|evtl\.?))*"
        r" (?:sagen|erklären|erklaeren|verraten|mitteilen|erzählen|erzaehlen|erläutern)"
        r"|(?:weißt|weisst) du|wissen sie|wisst ihr|weiß (?:man|jemand)"
        r"|(?:ich|wir) (?:möchten?|moechten?|würden?|wuerden?|wüssten?|wuessten?|will|wollen|wollten?|hätten?|haetten?)"
        r"(?: (?:gern|gerne|mal|nur|bitte|eigentlich|noch|doch|einmal))*(?: (?:wissen|erfahren|fragen|gewusst|gefragt))?"
        r"|(?:ich|wir) fragen? (?:mich|uns)|mich (?:würde |wuerde )?interessier(?:t|en)"
        r"|(?:erzähl|erzaehl|erklär|erklaer|sag|verrat|erläuter)\w*(?: sie)?(?: (?:mir|uns|bitte|mal|doch|kurz))*)"
        r"(?: (?:vielleicht|zufällig|zufaellig|eigentlich|bitte))*,? "
        r"(?P<asked>(?:(?:seit|bis|ab|von|mit|für|fuer|durch|an|in|aus|zu|bei|auf|um|unter|nach) )?"
        r"(?:wer|wen|wem|wessen|wann|wo|woher|wohin|wie|was|warum|weshalb|wieso|wozu|welche[rsnm]?|ob)\b.+)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        rf"{_GREETED_EN}"
        r"(?:(?:can|could|would|will) (?:you|anyone|anybody|someone|somebody)(?: (?:please|maybe|perhaps|kindly))?"
        r" (?:tell|explain|let|say|show)(?: to)?(?: (?:me|us))?(?: know)?"
        r"|do(?:es)? (?:you|anyone|anybody|someone) (?:happen to )?know"
        r"|(?:i|we)(?:'d|’d| would| was|'m| am)? (?:just |really |also )?(?:like|want|wanted|need|love|curious|wonder|wondering|interested)"
        r"(?: (?:to (?:know|ask|learn|find out|hear)|in knowing))?"
        r"|(?:tell|explain|remind|let)(?: to)? (?:me|us)(?: know)?|explain|any idea)"
        r"(?: please)?,? "
        r"(?P<asked>(?:(?:since|until|from|by|with|for|to|at|in|on|under) )?"
        r"(?:who|whom|whose|when|where|how|what|why|which|whether|if)\b.+)",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        r"(?P<asked>.+?か)(?:どうか)?(?:を|について|は|が|、)?"
        r"(?:もっと|もう少し|少し|ちょっと|詳しく|くわしく|簡単に)*"
        r"(?:教え|おしえ|説明し|聞かせ|知らせ|お知らせ|知り|しり|聞き|伺い|確認し|確かめ|気にな|わか|分か|ご存[知じ]|知って|お尋ね|お聞き)"
        r"(?:て|た|さ|し|い|く|り|る|っ|ま|です|ます|すか|か|の|ん|が|で|ください|下さい|くれ|くれる|もらえ|いただけ|頂け|"
        r"ほしい|欲しい|ちょうだい|頂戴|よ|ね|お願い|します|しょう|たら|けど|思|と)*\W*"
    ),
}
"""The whole turn, and in it the question."""

_TWO_WORDS_DE = r"(?:wie (?:viele?n?|lange?|gro(?:ß|ss)|alt|weit|hoch|oft|teuer|schnell|spät)|was für (?:eine?[nmr]?)?|welche[rsnm]?)"
_ORDERED_DE: Final = re.compile(
    r"(?P<what>(?:(?:seit|bis|ab|von|mit|für|fuer|durch|an|in|aus|zu|bei|auf|um|unter|nach) )?"
    rf"(?:(?:wie viele?n?|welche[rsnm]?|was für (?:eine?[nmr]? )?) ?\w+|{_TWO_WORDS_DE}|"
    r"wer|wen|wem|wessen|wann|wo|woher|wohin|wie|was|warum|weshalb|wieso|wozu|ob)) "
    r"(?P<rest>[^,;:]+) (?P<verb>\w+)",
    re.IGNORECASE,
)
_WHETHER_EN: Final = re.compile(
    r"(?:whether|if) (?:(?P<there>there) (?P<be>is|are|was|were)|(?P<who>\w+) (?P<may>can|could|may|must|should))"
    r" (?P<rest>.+)",
    re.IGNORECASE,
)
_WHAT_IS_JA: Final = re.compile(
    r"が(?P<what>誰|だれ|どなた|どこ|いつ|何|なに|いくら|いくつ)(?:なの|である)?か$"
)


_CLAUSES: Final = re.compile(
    r"(,? (?:und|sowie|oder|and|or) )(?=(?:wer|wen|wem|wann|wo|woher|wohin|wie|was|warum|welche[rsnm]?|ob|"
    r"who|whom|when|where|how|what|why|which|whether|if)\b)",
    re.IGNORECASE,
)


def ask_directly(text: str, language: Language) -> str:
    """Return the question that a polite turn wraps in a request; any other turn as it is.

    Args:
        text: The turn.
        language: Its language.
    """
    form = unicodedata.normalize("NFKC", text).strip()
    found = _REQUEST[language].fullmatch(form)
    if found is None:
        return text
    asked = found["asked"].rstrip(" ?？!.。")
    if language == "ja":
        return _WHAT_IS_JA.sub(r"は\g<what>ですか", asked) + "？"
    turn = _as_main_clause_de if language == "de" else _as_main_clause_en
    clauses = _CLAUSES.split(asked)  # every other one is what joins two
    clauses[::2] = map(turn, clauses[::2])
    asked = "".join(clauses)
    return asked[:1].upper() + asked[1:] + "?"


def _as_main_clause_de(clause: str) -> str:
    """Return a clause with its verb, which stands at the end, where a question has it."""
    found = _ORDERED_DE.fullmatch(clause)
    if found is None:
        return clause
    what = "" if found["what"].casefold() == "ob" else f"{found['what']} "
    return f"{what}{found['verb']} {found['rest']}"


def _as_main_clause_en(clause: str) -> str:
    """Return a clause with a form of "be" or "can" where a question has it."""
    if whether := _WHETHER_EN.fullmatch(clause):
        verb, subject = whether["be"] or whether["may"], whether["there"] or whether["who"]
        return f"{verb} {subject} {whether['rest']}"
    words = clause.split()
    if len(words) > 2 and words[-1].casefold() in ("is", "are", "was", "were"):  # noqa: PLR2004 - "who" and "he"
        ahead = _words_asked(words)
        return " ".join([*words[:ahead], words[-1], *words[ahead:-1]])
    return clause


def _words_asked(words: list[str]) -> int:
    """Return of how many words what is asked for consists: "who", "how long", "which city"."""
    first, second = (word.casefold() for word in words[:2])
    if first == "how" and second in ("many", "much"):
        return 3
    return 2 if first in ("how", "which", "whose") else 1
