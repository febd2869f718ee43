"""Questions for whatever is told of something: "Tell me about Anna Berg", "Infos zum Stadtfest".

What they are wrapped in says nothing about it, and no sentence of a document holds it; left in, it
is missed in every answer. A person is asked for by who that is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from twinbot.answering.extraction.concepts import word_concepts
from twinbot.answering.extraction.names import NameFinder
from twinbot.answering.extraction.persons import names_office
from twinbot.answering.extraction.statements import Statement
from twinbot.answering.understanding.identities import names_person_alone
from twinbot.language import content_words, matching_form
from twinbot.types import Language

_ABOUT_DE = r"(?:über|ueber|von|vom|zu|zum|zur) "
_FILLERS_DE = (
    r"(?:(?:sie|du|mir|uns|doch|mal|bitte|etwas|was|bisschen|ein|alles|kurz|denn|so|gern|gerne|mehr|noch|einige|"
    r"paar|die|das|wichtigste) )*+"
)
_WANTS_DE = r"(?:ich |wir )(?:hätte[nt]?|haette[nt]?|brauch\w*|bräuchte\w*|such\w*|möchte\w*|moechte\w*|will|wollen|würde\w*|wuerde\w*) "

_ASKED: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"(?:bitte |hallo,? |(?:kannst|können|koennen|könnten|koennten|könntest|würden) (?:du|sie) )*"
        r"(?:"
        rf"(?:erzähl\w*|erzaehl\w*|bericht\w*|sag\w*|informier\w*) {_FILLERS_DE}{_ABOUT_DE}"
        rf"|(?:{_WANTS_DE}|(?:gib|geben|haben|hast|hätten|gibt es) (?:du |sie |ihr |mir |uns |es )*+)?{_FILLERS_DE}(?:infos?|information(?:en)?|auskunft|auskünfte|auskuenfte|details|einzelheiten|"
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

_WHAT_ABOUT: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"(?:und |also )?was ist (?:denn |eigentlich )?mit (?P<subject>.+?)(?: (?:passiert|geschehen|los|heute|jetzt))*\W*",
        re.IGNORECASE,
    ),
    "en": re.compile(r"(?:and |so )?(?:what|how) about (?P<subject>.+?)\W*", re.IGNORECASE),
    "ja": re.compile(r"(?P<subject>.+?)(?:は|って)どう(?:ですか|なの|なっていますか|なってる)\W*"),
}

_SAYS_WHAT: Mapping[Language, re.Pattern[str]] = {
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

_TELLS_JA = re.compile(r"(?:し|話し|聞い|知っ)(?:まし)?た。?$")
"""Tells that somebody spoke of something."""

_ENDS_SMALL = re.compile(r"\b[a-zäöüß]\w*$")
"""No German noun: a verb, or part of an idiom ("zu Fuß gehen")."""

_LATIN_KEYWORD = re.compile(r"[A-ZÄÖÜ\d][\w-]*(?: [A-ZÄÖÜ\d][\w-]*){0,2}")
_KEYWORD: Mapping[Language, re.Pattern[str]] = {
    "de": _LATIN_KEYWORD,
    "en": _LATIN_KEYWORD,
    "ja": re.compile(r"[一-鿿ァ-ヴーA-Za-z\d・]{2,12}"),
}
_CAPITALS = re.compile(r"\b[A-ZÄÖÜ]{2,}\b")
FIRST_CJK = "\u2e80"
"""Scripts from here on part no words."""

_WHO: Mapping[Language, str] = {"de": "Wer ist {}?", "en": "Who is {}?", "ja": "{}は誰ですか"}
_ARTICLE = re.compile(r"^\s*(?:de[rnm]|die|das|the)\b", re.IGNORECASE)
_LETTER = re.compile(r"\w")


def name_subject(text: str, language: Language, finder: NameFinder, *, follows: bool) -> str:
    """Return what a question for whatever is told of something asks about, of a person "Who is X?".

    Args:
        text: The question.
        language: Its language.
        finder: Knows persons.
        follows: Whether other turns came before: "What about X?" then asks what they asked.

    Returns:
        The text itself for a question of another sort; a person's name alone asks who that is.
    """
    form = unicodedata.normalize("NFKC", text).strip()
    found = _ASKED[language].fullmatch(form)
    if not found and not follows:
        found = _WHAT_ABOUT[language].fullmatch(form)
    subject = found["subject"].strip() if found else form.rstrip("?!. 。？！")
    if found and (
        _SAYS_WHAT[language].search(subject)
        or _TELLS_JA.search(form)
        or (language == "de" and _ENDS_SMALL.search(subject) and not form.islower())
        or not content_words(subject, language)
    ):
        return text
    if names_person_alone(bare := _ARTICLE.sub("", subject).strip(), finder):
        return _WHO[language].format(bare)
    return subject if found else text


def subject_named(text: str, finder: NameFinder) -> frozenset[int]:
    """Return what a turn names that asks nothing of it, as "Nordheim" or "das Stadtfest"; else none.

    Args:
        text: The turn.
        finder: Knows names.
    """
    mentioned = finder.find(text)
    if len(mentioned.found) != 1 or _LETTER.search(_ARTICLE.sub(" ", mentioned.rest)):
        return frozenset()
    return frozenset() if names_office(mentioned.forms[0]) else mentioned.found[0] & finder.names


def keyword_alone(text: str, language: Language) -> str:
    """Return a turn in matching form that is a name by its letters and unknown to the glossary.

    "Xuzhou", "G DATA" and 徐州 ask for whatever is told of it; what is an everyday word does not.
    """
    form = unicodedata.normalize("NFKC", text).strip(" ?!.。？！")
    named = _KEYWORD[language].fullmatch(form)
    words = re.findall(r"\w{2,}", matching_form(form))
    everyday = all(map(word_concepts, words)) and not _CAPITALS.search(form)
    if not named or everyday:
        return ""
    return matching_form(form)


def tells_of_keyword(statement: Statement, keyword: str) -> bool:
    """Tell whether a statement has a word or words, in matching form, as they stand."""
    place = statement.form.find(keyword)
    if place < 0:
        return False
    around = statement.form[place - 1 : place] + statement.form[place + len(keyword) :][:1]
    return keyword[0] > FIRST_CJK or not any(map(str.isalnum, around))


def tells_of_subject(statement: Statement, subject: frozenset[int], finder: NameFinder) -> bool:
    """Tell whether a statement is about a subject: it is the first that it names."""
    first = next(finder.places(statement.form), None)
    return first is not None and bool(first[2] & subject)
