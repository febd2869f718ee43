"""Words around what a question asks about; used by `twinbot.answering.understanding.particulars.overviews`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from twinbot.types import Language

_ABOUT_DE = r"(?:über|ueber|von|vom|zu|zum|zur) "

_FILLERS_DE = (
    r"(?:(?:sie|du|mir|uns|doch|mal|bitte|etwas|was|bisschen|ein|alles|kurz|denn|so|gern|gerne|mehr|noch|einige|"
    r"paar|die|das|wichtigste) )*+"
)

_WANTS_DE = r"(?:ich |wir )(?:hätte[nt]?|haette[nt]?|brauch\w*|bräuchte\w*|such\w*|möchte\w*|moechte\w*|will|wollen|würde\w*|wuerde\w*) "

ASKED: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"(?:bitte |hallo,? |(?:kannst|können|koennen|könnten|koennten|könntest|würden) (?:du|sie) )*"
        r"(?:"
        rf"(?:erzähl\w*|erzaehl\w*|bericht\w*|sag\w*|informier\w*) {_FILLERS_DE}{_ABOUT_DE}"
        rf"|(?:{_WANTS_DE}|(?:gib|geben|haben|hast|hätten|gibt es) (?:du |sie |ihr |mir |uns |es )*+)?"
        rf"{_FILLERS_DE}(?:infos?|information(?:en)?|auskunft|auskünfte|auskuenfte|details|einzelheiten|"
        rf"fakten|wissenswertes|überblick|ueberblick|übersicht) {_ABOUT_DE}"
        rf"|{_WANTS_DE}{_FILLERS_DE}{_ABOUT_DE}(?=.+ (?:wissen|erfahren|hören)\W*$)"
        rf"|(?:kannst|können|koennen|könnten|könntest) (?:du|sie) {_FILLERS_DE}{_ABOUT_DE}"
        r"(?=.+ (?:sagen|erzählen|erzaehlen|berichten|mitteilen)\W*$)"
        rf"|alles {_ABOUT_DE}"
        rf"|was (?:wissen|weißt|weisst|wisst) (?:sie|du|ihr) {_FILLERS_DE}{_ABOUT_DE}"
        rf"|was (?:kannst|können|koennen|könnten) (?:du|sie|ihr) {_FILLERS_DE}{_ABOUT_DE}"
        rf"|was (?:gibt es|steht(?: in den (?:quellen|dokumenten|unterlagen))?) {_FILLERS_DE}{_ABOUT_DE}"
        r")(?P<subject>.+?)"
        r"(?:,? (?:zu )?(?:sagen|erzählen|erzaehlen|berichten|wissen|erfahren|haben|bekommen|hören|bitte|geben|nennen|mitteilen))*\W*",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?:(?:please|hi|hello|can|could|would|you),? )*"
        r"(?:"
        r"(?:tell|teach|inform) (?:me|us) (?:(?:something|anything|more|everything|all|a bit|a little|briefly|what you know) )*about "
        r"|what (?:can|could|do) you (?:tell|know|say|have) (?:(?:me|us|anything) )?(?:about|on) "
        r"|(?:(?:i|we)(?:'d| would)? (?:like|want|need|love) (?:to (?:know|learn|hear|read|find out|have|get) )?)?"
        r"(?:(?:some|any|more|all|give me|show me|an?|short|brief|the|further) )*"
        r"(?:(?:info(?:rmation)?|details|facts|overview|summary|something|everything|introduction) (?:on|about|of|regarding)|introduction to) "
        r"|(?:i|we)(?:'d| would)? (?:like|want|need|love) to (?:know|learn|hear|read|find out) (?:(?:more|a bit) )?about "
        r")(?P<subject>.+?)(?:,? please)?\W*",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        r"(?P<subject>.+?)"
        r"(?:(?:について|に関して|に関する|にかんして)(?:の)?|のこと(?:を|が|について)?|の(?=(?:情報|概要|詳細|説明)))"
        r"(?:情報|概要|詳細|説明)?(?:を|が|は)?(?:、)?"
        r"(?:もっと|もう少し|少し|ちょっと|詳しく|くわしく|簡単に|何か|なにか)*+"
        r"(?:教え|おしえ|説明し|紹介し|話し|聞かせ|知り|しり|聞き|伺い|くだ|下さ|お願い|ほし|欲し|ありま)?"
        r"(?:ませんか|ください|下さい|ほしい|欲しい|ちょうだい|頂戴|お願い|願え|いただけ|頂け|もらえ|くれ|思い|けど|です|ます|て|た|さ|し|"
        r"い|く|る|す|か|の|ん|が|よ|ね|と)*+\W*"
    ),
}
"""The whole question in which the subject stands."""

WHAT_ABOUT: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"(?:und |also )?was ist (?:denn |eigentlich )?mit (?P<subject>.+?)(?: (?:passiert|geschehen|los|heute|jetzt))*\W*",
        re.IGNORECASE,
    ),
    "en": re.compile(r"(?:and |so )?(?:what|how) about (?P<subject>.+?)\W*", re.IGNORECASE),
    "ja": re.compile(r"(?P<subject>.+?)(?:は|って)どう(?:ですか|なの|なっていますか|なってる)\W*"),
}

SAYS_WHAT: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:dir|mir|dein\w*|euer|eure\w*|selbst)\b|\b(?:wer|wen|wem|wann|wo|woher|wohin|wie|was|warum|weshalb|wieso|wozu|welche\w*|ob|dass|"
        r"ihn|ihm|ihr|es|sie|ihnen|den|dem|deren|dessen|dies\w*|das|uns|euch|dich|mich)(?=\W*$|\b.*\b(?:ist|war|sind|hat|haben)\b)|"
        r"^(?:wer|wann|wo|woher|wohin|wie|was|warum|welche\w*|ob)\b|[,?!;:]|(?<!Dr)(?<!Prof)\.\s",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:who|whom|when|where|how|what|why|which|whether|if|it|him|her|them|this|that|these|those|"
        r"you|your|yours|yourself|us)\b|[,?!;:]|\.\s",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        r"[?？、。]|(?:[一-鿿ァ-ヴーA-Za-z\d]|さん|氏)[はがを](?=.)|あなた|自分|以上|今日|何|なに|誰|だれ|どなた|いつ|どこ|どの|どんな|いくつ|いくら|なぜ|どう|か$|"
        r"^(?:それ|これ|あれ|そ[のこ]|この|あの|彼|彼女|ここ)"
    ),
}
"""The subject is a question of its own, or stands for what went before."""

TELLS_JA = re.compile(r"(?:し|話し|聞い|知っ)(?:まし)?た。?$")
"""Tells that somebody spoke of something."""

ENDS_SMALL = re.compile(r"\b[a-zäöüß]\w*$")
"""No German noun: a verb, or part of an idiom ("zu Fuß gehen")."""

_LATIN_KEYWORD = re.compile(r"[A-ZÄÖÜ\d][\w-]*(?: [A-ZÄÖÜ\d][\w-]*){0,2}")

KEYWORD: Mapping[Language, re.Pattern[str]] = {
    "de": _LATIN_KEYWORD,
    "en": _LATIN_KEYWORD,
    "ja": re.compile(r"[一-鿿ァ-ヴーA-Za-z\d・]{2,12}"),
}

CAPITALS = re.compile(r"\b[A-ZÄÖÜ]{2,}\b")

WHO: Mapping[Language, str] = {"de": "Wer ist {}?", "en": "Who is {}?", "ja": "{}は誰ですか"}

ARTICLE = re.compile(r"^\s*(?:de[rnm]|die|das|the)\b", re.IGNORECASE)
