"""Which facts a sentence tells: dates, numbers, persons, places, reasons, lists, abbreviations.

The words and patterns are those of ordinary German, English and Japanese; nothing here knows the
documents. Every text is taken in the Unicode form NFKC, as it is written, without a change of case.
"""

from __future__ import annotations

import re

from twinbot.answering.extraction.persons import (
    find_persons,
    is_named,
    latin_persons,
    names_role,
)

_MONTHS = (
    "januar|februar|märz|maerz|april|mai|juni|juli|august|september|oktober|november|dezember|"
    "january|february|march|may|june|july|october|december"
)
_EARLY_YEAR = (
    r"\b(?:(?:im|dem) jahre?|anno|(?:in )?(?:the )?year) (?:um )?\d{3}\b|"
    r"\b\d{1,4} (?:[vn]\. ?chr|bce?\b|ad\b)|\bad \d{2,4}\b|(?<!\d)\d{3}年(?![間前後])"
)
"""A year before 1000, which only the words beside it tell from a number."""

_ERA_YEAR = r"(?:明治|大正|昭和|平成|令和)(?:\d{1,2}|元)年"
_DATE = re.compile(
    rf"(?<!\d)(?:1\d|20)\d\d(?![\d,.]\d)(?! ?(?:km|m|人|€|euro))|\b(?:{_MONTHS})\b|\d{{1,2}}月|"
    rf"{_EARLY_YEAR}|{_ERA_YEAR}|"
    r"\d{1,2}世紀|\d\d?\. jahrhundert|\d\d?(?:th|st|nd|rd)[ -]century|\d年代|(?:毎|来|昨)年|"
    r"mal im jahr|every year"
)
_RECURRING = re.compile(
    r"\b(?:jede[mnrs]?|every|each) (?:[\w.-]+ ){0,2}"
    r"(?:(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)|"
    r"\b(?:mon|diens|donners|frei|sams|sonn)tags\b|\bmittwochs\b|"
    r"\bon (?:mon|tues|wednes|thurs|fri|satur|sun)days\b|"
    rf"\b(?:{_MONTHS})wochenende|毎(?:週|月)|第\d[月火水木金土日]曜"
)
"""When something is again and again, without a date."""
_ATTRIBUTED = re.compile(
    r"(?:artikel|bericht|beitrag|text|mitteilung|meldung|article|report|release|statement)"
    r"[\w ]{0,24} (?:von|vom|aus|of|from|in) (?:[\w.]+ ){0,2}\d{4}|"
    r"\((?:stand|as of)\b[^)]*\)|[(（][^)）]*現在[)）]|"
    r"\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?の[^、。年]{0,6}(?:記事|報道|発表|報告|資料)"
)
"""When something was written is not when it was."""

_DAYS = r"(?:\d{1,2}\.? ?(?:bis|und|to|and|[-–/]) ?)?\d{1,2}\.?"
_WHOLE_DATE = re.compile(
    rf"{_DAYS} ?(?:{_MONTHS})(?:,? ?\d{{4}})?|(?:{_MONTHS}) (?:\d{{1,2}},? )?\d{{4}}|"
    r"\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?|\d{1,2}月(?:\d{1,2}日)?|\d{1,2}日(?!間)|"
    rf"\d{{1,2}}\.\d{{1,2}}\.\d{{4}}|{_EARLY_YEAR}|{_ERA_YEAR}|"
    r"(?<![\d.,])(?:1\d|20)\d\d(?![\d.,]\d)(?! ?(?:km|m|meter|metres|euro)\b)"
)
_YEAR = r"\b(?:1[89]|20)\d\d\b"
_MAY = re.compile(r"\bMay\b")
_MONTH = rf"(?:{_MONTHS.replace('|may', '')})\b"
"""Without the verb of "groups of 5 to 10 may attend"; the month is called "mai" for this."""

_DAY = (
    rf"(?:\d{{1,2}}\.\d{{1,2}}\.\d{{4}}|\d{{1,2}}\.? {_MONTH}|{_MONTH} \d{{1,2}}\b|"
    rf"{_MONTH}|{_YEAR})"
)
_DAY_JA = r"\d{1,4}(?:年(?!間)|月|日(?!間))"
_FROM_TO = re.compile(
    # "22. bis 24. April", "10 and 11 November", "April 22 to 24"
    r"(?<!\d)\d{1,2}\.? ?(?:bis|und|to|and|until|through|[-–/]) ?(?:zum )?"
    rf"\d{{1,2}}\.? ?{_MONTH}|"
    rf"\b{_MONTH} \d{{1,2}} ?(?:to|and|until|through|[-–]) ?\d{{1,2}}\b|"
    # "von 2015 bis zum 31. Oktober 2025", "April 22 to May 3"
    rf"\b(?:vom?|von|from|between|zwischen)(?: (?:dem|anfang|mitte|ende|early|mid|late))? {_DAY}"
    rf"(?:,? \d{{4}})? ?(?:bis|und|to|and|until|through|[-–])|"
    rf"{_DAY}(?:,? \d{{4}})? ?(?:bis|to|until|through|[-–]) ?(?:zum )?{_DAY}|"
    rf"\b(?:seit|since)(?: (?:dem|anfang|mitte|ende|early|mid|late))? {_DAY}|"
    rf"{_DAY_JA}(?:に)?(?:から|以来|以降|[~～〜])|\d日[・、と]\d{{1,2}}日|"
    r"\d{4} ?[~～〜–-] ?\d{4}年"
)
"""From one day or year to another, or since one."""

_AGE = re.compile(
    r"\d jahre alt|\d-?j(?:ä|ae)hrig|\d years? old|\d-year-old|\baged \d|\bage of \d|\d歳"
)
_BEGUN = re.compile(
    r"\bgeboren\b|gegr(?:ü|ue)ndet|gr(?:ü|ue)ndung|er(?:ö|oe)ffnet|\bentst[ae]nd|wurzeln|"
    r"leitet .*\bher\b|\bzur(?:ü|ue)ck|"
    r"\bborn\b|\bfound(?:ed|ing)\b|\bestablish|\bcreated\b|\bopened\b|\bbuilt\b|\broots\b|\bdates?\b|"
    r"生まれ|設立|創立|創設|創業|開学|開設|開業|開館|誕生|合併|発足|つくられ|始まり"
)
_NUMBER = re.compile(
    r"\d|\b(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwanzig|dritte|fünfte|hälfte|"
    r"(?:ein)?hundert|(?:ein)?tausend(?!jähr)|eine (?:woche|stunde)|"
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|twenty|thirty|third|"
    r"fifth|half|(?:a|one) (?:hundred|thousand|dozen)|one (?:week|hour|year))|"
    r"[一二三四五六七八九十百千万]+(?:つ|人|か|カ|社|校|都市|分野|番|名|本|軒|回|個|枚|階|台|冊|倍|匹|頭|羽|件|席|歳|円|"
    r"メートル|センチ|キロ|トン|時間|週間|日間|年間|割|度(?!目))"
)
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_CAPITALISED = re.compile(r"\b[A-ZÄÖÜ][\w'’-]+(?: [A-ZÄÖÜ][\w'’-]+)*")
_KANA = re.compile(r"[ぁ-ん]")
_DIRECTION = (
    r"(?:n(?:o|ö|oe)rd|s(?:ü|ue)d|(?:ö|oe)st|west)(?:(?:ö|oe)st|west)?lich|"
    r"(?:north|south)(?:[- ]?(?:east|west))?|east|west"
)
_BESIDE = (
    r"gegen(?:ü|ue)ber|neben|hinter|nahe|unweit|(?:auf|vor|an) de[mr]|opposite|beside|next to|"
    r"behind|in front of|across from|facing|close to|inside"
)
_PLACE = re.compile(
    rf"\b(?:in|im|am|an der|bei|at|near|{_BESIDE})\b|"
    rf"\b(?:{_DIRECTION})\b|(?:straße|platz|street|campus)\b|"
    r"市|県|区|町|村|で|に位置|駅|ところに|から[東西南北]|向かい|正面|隣|そばに|近くに",
    re.IGNORECASE,
)
_AT_A_PLACE = re.compile(
    rf"\b(?:in|im|am|at|bei|beim|near|on|{_BESIDE}|(?:{_DIRECTION})(?: of| von| vom| des \w+ von)?)"
    r"(?: (?:the|der|dem|den|central))? ([A-ZÄÖÜ][\w-]+(?: [A-ZÄÖÜ][\w-]+)*)|"
    r"([^\s、。はがをの「」（）]{1,14}?(?:駅|市役所|庁舎|センター|キャンパス|県|市|区|町|都心|空港|館|園|場|室))"
    r"(?=[にでへ]|から)"
)
_ENUMERATES = re.compile(
    r"(?:^|\n)(?:- |\d{1,2}[.)] )|, .*(?:,| und | sowie | and )|、.*(?:、|と|や|および|及び)|\|",
    re.DOTALL,
)
_REASON = re.compile(
    r"\b(?:weil|denn|deshalb|daher|grund|damit|um .* zu|ziel|zweck|wegen|soll|because|since|"
    r"therefore|in order|so that|reason|aim|purpose|due to|goal|aufgrund|infolge|ursache|"
    r"because of|owing to|led to|caused?)\b|ため|理由|目的|から|ので|目指|によ[りっ]|原因|影響|"
    r"\bseit(?:dem)? [^,.]{8,80}ten?, ",
    re.IGNORECASE,
)


def tells_date(text: str) -> bool:
    """Tell whether a text says when something is or was."""
    form = _ATTRIBUTED.sub(" ", text.casefold())
    return bool(_DATE.search(form) or _RECURRING.search(form))


def tells_stretch(text: str) -> bool:
    """Tell whether a text gives the beginning of a time, and mostly its end, by dates or years."""
    return bool(_FROM_TO.search(_MAY.sub("mai", text).casefold()))


def tells_age(text: str) -> bool:
    """Tell whether a text says how old somebody or something is, or when it was born or begun."""
    form = text.casefold()
    return bool(_AGE.search(form)) or (bool(_BEGUN.search(form)) and tells_date(text))


def dates_told(text: str) -> list[str]:
    """Return the dates and years that a text tells, casefolded."""
    told = _ATTRIBUTED.sub(" ", text.casefold())
    return [match.group() for one in (_WHOLE_DATE, _RECURRING) for match in one.finditer(told)]


def without_dates(text: str) -> str:
    """Return a text, casefolded, with blanks in the place of its dates.

    A date is no count: "on 3 May 1998" does not say how many.
    """
    return _WHOLE_DATE.sub(" ", text.casefold())


def tells_number(undated: str) -> bool:
    """Tell whether a text `without_dates` holds a number, in digits or spelled."""
    return bool(_NUMBER.search(undated))


def numbers_in_digits(undated: str) -> list[str]:
    """Return the numbers that a text `without_dates` gives in digits, as it writes them."""
    return _DIGITS.findall(undated)


def tells_person(text: str) -> bool:
    """Tell whether a text names a person; in German and English an office is enough."""
    if _KANA.search(text):  # "the mayor changed" names nobody
        return bool(find_persons(text))
    return bool(latin_persons(text)) or names_role(text)


def tells_other_person(text: str, asked: str) -> bool:
    """Tell whether a text names a person, or at least somebody's office, that is new.

    Args:
        text: The sentence.
        asked: The question, casefolded: whom it names is not new.
    """
    if _KANA.search(text):
        # Behind a Japanese name, a Latin one in brackets is the same person.
        persons = find_persons(text)
        return any(not is_named(person, asked) for person in persons)
    persons = latin_persons(text)
    if persons:
        return any(not is_named(person, asked) for person in persons)
    names = _CAPITALISED.findall(text)
    # The first word of a sentence is capitalised whatever it is.
    new = any(not is_named(name, asked) for name in names[1:] or names)
    return new or names_role(text)


def tells_place(text: str) -> bool:
    """Tell whether a text says where something is."""
    return bool(_PLACE.search(text))


def places_told(text: str) -> list[str]:
    """Return the names behind words of place, as "in" and 駅に."""
    return [latin or japanese for latin, japanese in _AT_A_PLACE.findall(text)]


def enumerates(text: str) -> bool:
    """Tell whether a text lists things."""
    return bool(_ENUMERATES.search(text))


def tells_reason(text: str) -> bool:
    """Tell whether a text gives a reason or an aim."""
    return bool(_REASON.search(text))


def spells_out(text: str, abbreviation: str) -> bool:
    """Tell whether a text gives an abbreviation beside its long form."""
    own = rf"(?<![A-Za-z]){re.escape(abbreviation)}(?![A-Za-z])"
    return bool(
        re.search(
            rf"[(（][^)）]*{own}|{own} ?[(（]{abbreviation[0]}[^)）]{{5,}}|"
            rf"{own}.*(?:steht für|kurz für|abkürzung|stands? for|short for|abbreviat|acronym)|"
            rf"(?:kurz|abgekürzt|short|abbreviated)[ :,]{{1,3}}{own}|{own}.*(?:の略|略称|略語)",
            text,
            re.DOTALL | re.IGNORECASE,
        )
    )
