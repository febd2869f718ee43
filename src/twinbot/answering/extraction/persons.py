"""Persons and offices in a text: who is named, by which office, and whether only as a deputy.

The words and patterns are those of ordinary German, English and Japanese; nothing here knows the
documents.
"""

from __future__ import annotations

import re
import unicodedata

from twinbot.answering.extraction.concepts import word_concepts
from twinbot.language import matching_form

OFFICE_DE = r"(?:bürger|buerger)meister|präsident|praesident|rektor|direktor|minister|konsul"
OFFICE_EN = r"mayor|president|rector|director|minister|consul"
OFFICE_JA = r"市長|学長|総長|大臣|会長|社長|代表(?!団)|総領事"
"""Offices that one person holds, as alternatives of a pattern."""

_LATIN_NAME = re.compile(
    # "Der Rat" and "The Centre" are no first and last name.
    r"\b(?!(?:D(?:er|ie|as|en|em|es)|Eine?[mnr]?|Im|In|Am|An|Auf|Bei|Zum|Zur|Nach|Vor|Mit|Für|Von|Aus|"
    r"Seit|Sie|Ihre?[mnrs]?|The|At|On|Of|To|From|By|For|And|This|That|A|"
    r"Welche[mnrs]?|Was|Wie|Wo|Wer|Wann|Warum|Can|Could|What|Which|Who|Where|When|How|Are|Is|Does|Do|Did)\b)"
    # Nor is "Haben Sie".
    r"[A-ZÄÖÜ][a-zäöüß]+(?: [A-Z]\.)? (?!Sie\b|Ihr(?:e[mnrs]?)?\b)[A-ZÄÖÜ][a-zäöüß]+"
)
_INSTITUTION = re.compile(
    r"\b(?:Rathaus|Abteilung|\w*[Bb]üro|\w+amt|\w+verwaltung|Universität|Uni|Hochschule|Institut|"
    r"\w*[Kk]onsulat|Verein|Schule|City|Town|Office|School|University|Institute|Consulate|Division|"
    r"Department|Centre|Center|Hospital|Museum)\b"
)
"""Words that are no part of a person's name; an everyday word can be ("Koch", "Hall")."""

_PLACE = re.compile(r"\b(?:Radio|Station|Bahnhof|Stadion|Stadium|Pils|Brauerei|Brewery)\b")
"""Further ones: whoever is meant by "Anna Station", it is no person that staff list."""

_PERIOD = re.compile(
    r"\b(?:(?:Stone|Bronze|Iron) Age|Ages|Wars?|Years?|Century|Era|Period|\w*[Kk]rieg(?:e?s)?)\b"
)

_OFFICE = re.compile(
    rf"{OFFICE_JA}|学部長|(?:{OFFICE_DE})(?:in(?:nen)?|s|en)?\b|\b(?:{OFFICE_EN})(?:'?s)?\b",
    re.IGNORECASE,
)
_ANYBODY_JA = "(?<!お子)(?<!皆)(?<!みな)(?<!学生)(?<!患者)(?<!お客)(?<!父)(?<!母)(?<!奥)(?<!息子)"
JA_SAN = rf"{_ANYBODY_JA}(?<!たく)さん"
JA_SAMA = rf"{_ANYBODY_JA}(?<![同仕多模王])様(?![々式子])"
JA_SHI = "(?<!摂)氏(?![名神族子])"
"""What a Japanese name has behind it, and neither お子さん nor 同様 nor 氏名."""

_ROLE = re.compile(
    rf"{OFFICE_JA}|学部長|教授|{JA_SHI}|{JA_SAN}|meister|{OFFICE_DE}|professor|{OFFICE_EN}",
    re.IGNORECASE,
)
"""Offices and what people are called by otherwise."""

_OCCUPATION = re.compile(
    r"professor|gr(?:ü|ue)nder|founder|erfinder|inventor|\bceo\b|"
    r"\bleiter(?:in)?\b|\bhead of\b|"
    r"教授|創業者|創設者|発明者|理事長|部長|所長",
    re.IGNORECASE,
)

_TITLE = re.compile(
    r"\b(?:herrn?|frau|dr\.|prof\.|mr|mrs|ms|miss)\b|"
    rf"[\u3041-\u30ff\u4e00-\u9fff](?:{JA_SHI}|{JA_SAN}|{JA_SAMA}|先生)",
    re.IGNORECASE,
)
_JAPANESE_PERSON = re.compile(
    r"[ァ-ヴー]{2,}・[ァ-ヴー]{2,}|[一-鿿ァ-ヴー]{2,}(?:氏|さん|先生|博士|教授)|"
    r"[一-鿿]{2,4}(?<![両前元副同現])(?:市長|学長|総長|会長|社長)"
)
_SURNAMES_JA = (
    "佐藤|鈴木|高橋|田中|伊藤|渡[辺邊邉部]|山本|中村|小林|加藤|吉田|山田|佐々木|松本|井上|木村|清水|"
    "[斎斉齋齊]藤|山崎|池田|橋本|阿部|小川|長谷川|村上|近藤|坂本|遠藤|青木|藤[井田原本]|西村|三浦|"
    "岡[本田]|松田|中[川島山野]|原田|小野|田村|竹内|金子|和田|石[田井]|森[田本]|小[島山]|柴田|酒井|工藤|"
    "横山|宮本|内田|高木|安藤|谷口|大野|丸山|今井|武田|村[田瀬]|杉[山本]|増田|平野|菅原|久保|松井|野[口村]|"
    "木下|佐野|菊[地池]|大塚|市川|新井|桜井|水野|吉村|渡瀬|前田|後藤|岩[崎田]|服部|樋口|北[川村]|矢野"
)
"""The commonest family names."""

_UNTITLED_PERSON_JA = re.compile(
    rf"(?<![一-鿿])(?:{_SURNAMES_JA})(?![市県府都区町村駅線山川館園院学課局部寺城橋])[一-鿿]{{1,3}}"
    r"(?<![市県府都区町村駅線館園院学校課局部店社署会団寺])(?![一-鿿])"
)
"""A full name that has no title behind it, as in 農家の小林春吉が."""

_KANJI_NAME = re.compile(r"[一-鿿]{2}")
_FIRST_NAME = re.compile(r"\bvornamen?\b|\b(?:first|given) name|下の名前|ファーストネーム")
_DEPUTY = re.compile(
    r"stellvertret|vize|prorektor|pro-?rector|deputy|deputies|\bvice\b|"
    r"副(?:[市学会社総]|大臣|代表)|代理市長|[市学]長代理|補佐"
)
_DEPUTYS_OFFICE = re.compile(
    r"stellvertret\w*(?: d(?:er|es))? \w+|vize\w+|prorektor\w*|pro-?rectors?|"
    r"\b(?:deput(?:y|ies)|vice)(?: (?:of|to) the |[ -])(?:lord )?\w+|"
    r"副(?:市長|学長|会長|社長|総長|総領事|大臣|代表)|代理市長|[市学]長代理"
)


def latin_persons(form: str) -> list[str]:
    """Return the names in Latin letters that can be a person's.

    Everyday words in them tell of an office, a hall or a university, as in "Liaison Office".
    """
    names: list[str] = _LATIN_NAME.findall(form)
    return [
        name
        for name in names
        if not is_period(name)
        and not any(word_concepts(matching_form(word)) for word in name.split())
    ]


def is_period(name: str) -> bool:
    """Tell whether capital words are the name of a time, as "Middle Ages", and nobody's."""
    return bool(_PERIOD.search(name))


def find_persons(text: str) -> list[str]:
    """Return the names in a text that can be a person's, in their order."""
    form = unicodedata.normalize("NFKC", text)
    japanese: list[str] = _JAPANESE_PERSON.findall(form)
    return japanese or _UNTITLED_PERSON_JA.findall(form) or latin_persons(form)


def asks_first_name(question: str) -> bool:
    """Tell whether a question is for somebody's first name."""
    return bool(_FIRST_NAME.search(unicodedata.normalize("NFKC", question).casefold()))


def tells_full_name(sentence: str, question: str) -> bool:
    """Tell whether a sentence names in full somebody whom the question names."""
    asked = unicodedata.normalize("NFKC", question).casefold()
    return any(is_named(person, asked) for person in find_persons(sentence))


def names_institution(name: str) -> bool:
    """Tell whether a name holds a word that is no part of a person's, as "Rathaus Nord" does."""
    return bool(_INSTITUTION.search(name) or _PLACE.search(name))


def names_office(text: str) -> bool:
    """Tell whether a text names an office that one person holds, as "mayor" does."""
    return bool(_OFFICE.search(unicodedata.normalize("NFKC", text)))


def names_task(text: str) -> bool:
    """Tell whether a text says by an office or an occupation what somebody is."""
    return names_office(text) or bool(_OCCUPATION.search(unicodedata.normalize("NFKC", text)))


def names_role(text: str) -> bool:
    """Tell whether a text speaks of somebody by an office, as "professor", or with 氏 or さん."""
    return bool(_ROLE.search(unicodedata.normalize("NFKC", text)))


def office_spans(form: str) -> list[tuple[int, int]]:
    """Return where a text in matching form has words for an office that one person holds."""
    return [match.span() for match in _OFFICE.finditer(form)]


def task_spans(form: str) -> list[tuple[int, int]]:
    """Return where a text in matching form has words for an office or an occupation."""
    return [*office_spans(form), *(match.span() for match in _OCCUPATION.finditer(form))]


def is_named(person: str, asked: str) -> bool:
    """Tell whether a question names a person, perhaps by the surname alone."""
    name = person.casefold()
    if _KANJI_NAME.match(name):
        return name[:2] in asked
    return re.split(r"[ ・]", re.sub(r"(?:氏|さん|先生|博士|教授)$", "", name))[-1] in asked


def names_person(text: str) -> bool:
    """Tell whether a text speaks of a person: by role, by title, or by first and last name."""
    form = unicodedata.normalize("NFKC", text)
    if _ROLE.search(form) or _TITLE.search(form):
        return True
    return any(not _INSTITUTION.search(name) for name in _LATIN_NAME.findall(form))


def tells_of_deputy(question: str, sentence: str) -> bool:
    """Tell whether a sentence speaks of somebody's deputy, and the question of no deputy."""
    asked, told = (unicodedata.normalize("NFKC", text).casefold() for text in (question, sentence))
    return bool(_DEPUTY.search(told)) and not _DEPUTY.search(asked)


def tells_only_of_deputy(question: str, sentence: str) -> bool:
    """Tell whether of all who hold an office a sentence names deputies, and the question others."""
    if not names_office(question) or not tells_of_deputy(question, sentence):
        return False
    form = unicodedata.normalize("NFKC", sentence).casefold()
    return not names_office(_DEPUTYS_OFFICE.sub(" ", form))
