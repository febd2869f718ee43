"""Personal data in what people write: where it stands, and the text without it. Pure.

Found by form alone, in German, English and Japanese: e-mail addresses, telephone numbers, IBANs,
payment cards, tax numbers (German Steuer-ID, Japanese My Number), street addresses, dates of birth
and names that writers give as their own. Check digits are used where the number has some, so that
populations, years and prices stay. Names of public persons are no personal data here, nor need be
the address of a house that somebody asks the way to; nothing of this replaces asking readers not to
enter any.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from twinbot.types import Span

Kind: TypeAlias = Literal[
    "email", "phone", "iban", "card", "tax-number", "address", "birth", "name"
]

_MAX_CHARS = 20_000
"""Patterns are linear in the text, but nobody needs more searched."""

_MOST_ROUNDS = 4
"""Taking out what hides another piece has to be done so often at the most."""

# One character each, so that offsets stay: full-width ASCII, and every dash and space.
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD |= dict.fromkeys(map(ord, "‐‑‒–—―−"), ord("-"))
_FOLD |= dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2009\u202f\u3000\t"), ord(" "))
_DASH_OF_KANA = re.compile(r"(?<=[0-9])[ーｰ](?=[0-9])")
"""The long vowel sign of kana, which Japanese keyboards also give for a dash."""


@dataclass(frozen=True, slots=True)
class PersonalData:
    """A piece of personal data.

    Attributes:
        span: Where it stands in the text, in code points.
        kind: What it is.
    """

    span: Span
    kind: Kind


def find_personal_data(text: str) -> list[PersonalData]:
    """Return the personal data of a text in reading order, without overlaps.

    Args:
        text: As written; only the first 20,000 code points are searched.
    """
    found = sorted(_candidates(text), key=lambda item: (item.span.start, -item.span.end))
    kept: list[PersonalData] = []
    for item in found:
        if not kept or item.span.start >= kept[-1].span.end:
            kept.append(item)
    return kept


def redact(text: str, *, keep_places: bool = False) -> str:
    """Return the text with each piece of personal data replaced by its kind, such as ``[phone]``.

    Text beyond the part that is searched is dropped. What only shows once its neighbour is gone,
    as an address behind a name that it was taken together with, is replaced too.

    Args:
        text: As written.
        keep_places: Whether addresses stay where nothing shows that somebody lives there: who asks
            "What is at Willy-Brandt-Platz 2?" tells nothing of a person.
    """
    text = text[:_MAX_CHARS]
    if keep_places and not _tells_of_somebody(text):
        return text
    for _ in range(_MOST_ROUNDS):
        found = find_personal_data(text)
        if not found:
            break
        parts, place = [], 0
        for item in found:
            parts += [text[place : item.span.start], f"[{item.kind}]"]
            place = item.span.end
        text = "".join([*parts, text[place:]])
    return text


def _tells_of_somebody(text: str) -> bool:
    """Tell whether a text holds more personal data than addresses, or an address of a person's.

    An address that is (nearly) all of the text can be anybody's.
    """
    found = find_personal_data(text)
    if any(item.kind != "address" for item in _candidates(text)):
        return True
    addresses = "".join(item.span.of(text) for item in found)
    others = sum(map(str.isalnum, text)) - sum(map(str.isalnum, addresses))
    return bool(found) and (others * 4 <= len(addresses) or _OWN.search(text) is not None)


def _candidates(text: str) -> Iterator[PersonalData]:
    """Yield whatever a rule finds in the part that is searched; pieces may overlap."""
    folded = _DASH_OF_KANA.sub("-", text[:_MAX_CHARS].translate(_FOLD))
    for kind, pattern, holds in _RULES:
        for match in pattern.finditer(folded):
            group = "it" if "it" in pattern.groupindex else 0
            if match[group] and holds(match[group]):
                yield PersonalData(Span(match.start(group), match.end(group)), kind)


def _always(_: str) -> bool:
    return True


def _digits(text: str) -> str:
    return "".join(character for character in text if character in "0123456789")


def _is_phone(text: str) -> bool:
    """A number of 7 to 15 digits (E.164) that is no date, no hours and no span of them."""
    shortest, longest = 7, 15
    return shortest <= len(_digits(text)) <= longest and not _DATE_OR_HOURS.fullmatch(text.strip())


def _is_iban(text: str) -> bool:
    """ISO 13616: the check digits hold; a German one is known by its form even when mistyped."""
    compact = text.replace(" ", "").upper()
    if re.fullmatch(r"DE\d{20}", compact):
        return True
    number = "".join(str(int(character, 36)) for character in compact[4:] + compact[:4])
    return len(compact) >= 15 and int(number) % 97 == 1  # noqa: PLR2004


def _is_card(text: str) -> bool:
    """ISO/IEC 7812: 13 to 19 digits whose Luhn sum ends in 0."""
    digits = [int(digit) for digit in reversed(_digits(text))]
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[1::2]]  # noqa: PLR2004
    return 13 <= len(digits) <= 19 and (sum(digits[::2]) + sum(doubled)) % 10 == 0  # noqa: PLR2004


def _is_tax_number(text: str) -> bool:
    """Steuer-ID (11 digits, ISO 7064 MOD 11,10) or My Number (12 digits, MOD 11 with weights)."""
    digits = [int(digit) for digit in _digits(text)]
    if len(digits) == 11 and digits[0]:  # noqa: PLR2004
        product = 10
        for digit in digits[:10]:
            total = (digit + product) % 10 or 10
            product = total * 2 % 11
        return (11 - product) % 10 == digits[10]
    if len(digits) == 12:  # noqa: PLR2004
        weights = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
        rest = sum(digit * weight for digit, weight in zip(digits, weights, strict=False)) % 11
        return digits[11] == (0 if rest <= 1 else 11 - rest)
    return False


_EMAIL = re.compile(
    # Letters with marks, as in "köln.de", but no Japanese ones, which stand beside it unspaced.
    r"(?<![\wÀ-ɏ.+-])[\wÀ-ɏ.+-]{1,64}(?:@| ?[(\[{] ?(?:at|ät) ?[)\]}] ?)"
    r"[a-z0-9À-ɏ](?:[a-z0-9À-ɏ-]{0,62}(?:\.| ?[(\[{] ?(?:dot|punkt) ?[)\]}] ?)){1,5}"
    r"[a-zÀ-ɏ]{2,24}(?![\wÀ-ɏ-])",
    re.IGNORECASE | re.ASCII,
)
_IBAN = re.compile(
    r"(?<![A-Z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?(?![A-Z0-9])",
    re.IGNORECASE | re.ASCII,
)
_PHONE = re.compile(
    r"(?<![\w.,/-])(?:"
    r"(?:\+|00)[1-9]\d{0,2}[ /.-]?(?:\(\d{1,4}\)[ ]?)?"  # country code
    r"|\(0?[1-9]\d{1,4}\)[ ]?"  # area code in brackets
    r"|0[1-9]\d{0,4}[ /.-]{0,3}"  # German and Japanese national
    r"|[2-9]\d{2}[ .-](?=\d{3}[ .-]\d{4}\b)"  # North American
    r")\d(?:[ /.()-]{0,3}\d){4,12}(?![\w%€])",
    re.ASCII,
)
_CARD = re.compile(
    r"(?<![\w.,-])\d{4}(?:(?:[ -]?\d{4}){2}[ -]?\d{1,7}|[ -]\d{6}[ -]\d{4,5})(?![\w-])", re.ASCII
)
_TAX_NUMBER = re.compile(
    r"(?<![\w.,-])(?:\d{2} ?\d{3} ?\d{3} ?\d{3}|\d{4}[ -]?\d{4}[ -]?\d{4})(?![\w-])", re.ASCII
)
_DAY = r"(?:\d{1,2}[./]\d{1,2}(?:[./](?:\d{4}|\d{2}))?|\d{1,2}(?:\.|[./]\d{4}))"
_DATE_OR_HOURS = re.compile(rf"\d{{1,2}}-\d{{1,2}}-\d{{2,4}}|{_DAY}(?: ?- ?{_DAY})?")

_MEASURE = (
    r"(?:[€%°]|(?:Uhr|Stock|Etage|Platz|Plätzen?|Euro|EUR|Cent|Yen|Prozent|Grad|mm|cm|km|m²|km²|qm|qkm|ha|Kilometern?|"
    r"Metern?|Quadratmetern?|Hektar|kg|Kilo|Gramm|Liter|Sekunden?|Min|Minuten?|Std|Stunden?|Tag(?:en?)?|Wochen?|"
    r"Monat(?:en?)?|Jahr(?:en?)?|Mal|Person(?:en)?|Menschen|Leuten?|Einwohnern?|Gästen?|Besuchern?|Teilnehmern?|"
    r"Kind(?:ern?)?|Schülern?|Studenten|Studierenden?|Zimmern?|Räumen?|Stufen|Bäumen?|Häusern?|Ständen?|Stationen)"
    # "5 m, 44787 Bochum" is a house.
    r"(?!\w)|(?<= )m(?!\w|,? \d{5}))"
)
_HOUSE = (
    rf"(?!\d{{1,3}}(?: ?- ?\d{{1,3}})?\.? ?{_MEASURE})"
    r"\d{1,3}(?: ?- ?\d{1,3})?(?: ?[a-zA-Z](?!\w))?(?!\w)"
)
"""No year: those have four digits. No measure: "Fußweg 15 Minuten"."""

_TOWN = r",? \d{5} [A-ZÄÖÜ][\wäöüß-]+"
_NO_STREET = (
    r"(?!\w*(?:Bahnhof|bahnhof|[Ff]riedhof|[Bb]ahnsteig|(?i:ab|an|auf|aus|ein|um)stieg|(?:[Ll]|[Kk])äufer|"
    r"(?:Aus|Um|Hin|Rück|Rad|Rund|Wander)weg|"
    r"(?:Tabellen|Arbeits|Park|Sitz|Steh|Listen|Studien|Start)platz|(?:Weihnachts|Super|Arbeits)markt)\b)"
)
"""Words that end like streets and have numbers behind them for other reasons."""

_GERMAN_STREET = re.compile(
    # Without a number near, no letter is worth a try of all lengths of both words.
    rf"(?<!\w)(?=\w.{{2,140}}?\d)(?:(?:[A-ZÄÖÜ][\wäöüß.-]{{1,40}}(?: |(?<=\.)-))?"
    rf"{_NO_STREET}[A-ZÄÖÜ][\wäöüß-]{{0,40}}"
    r"(?i:straße|strasse|str\.|weg|platz|allee|gasse|ring|ufer|damm|markt|steig|stieg|wall|hof)|"
    r"[A-ZÄÖÜ][\wäöüß-]{2,40} (?:Straße|Strasse|Str\.|Allee|Damm|Ufer)|"
    r"[a-zäöü][\wäöüß-]{2,40}(?:straße|strasse|str\.|allee)) ?"
    rf"{_HOUSE}(?:{_TOWN})?",
)
_PLACE_NAME = (
    r"(?i:am|an der|an den|im|in der|auf dem|auf der|zum|zur|unter den) "
    r"(?!(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|Jahr|Monat|Tag|\w+tag|Wochenende|Sommer|"
    r"Winter|Herbst|Frühling)\w*\b)[A-ZÄÖÜ][\wäöüß-]{2,40} "
)
_GERMAN_HOME = re.compile(
    r"(?i:\b(?:(?:wohne|wohnen wir|wir wohnen|lebe|wohnhaft)\b|"
    r"(?:meine|unsere) (?:adresse|anschrift)\b|adresse:|anschrift:))"
    rf"[^.?!\d]{{0,30}}?(?<!\w)(?P<it>{_PLACE_NAME}{_HOUSE}(?:{_TOWN})?)"
)
"""What is called "Am Kleinen" and numbered can be anything, unless somebody lives there."""

_GERMAN_ADDRESS = re.compile(rf"(?<!\w){_PLACE_NAME}{_HOUSE}{_TOWN}")
_ENGLISH_STREET = re.compile(
    # "In 2019 Bochum Way" begins with a year, unless somebody lives there.
    r"(?<![\w.,])(?:(?<=live at )|(?<=address is )|(?<=address: )|(?!(?:1[89]|20)\d\d ))"
    r"\d{1,5}[a-zA-Z]? (?!(?:Hour|Minute|Min|Day)s?\b)(?:[A-Z][\w'-]{1,30} ){1,3}"
    r"(?:Street|St(?!\. [A-Z])|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr(?!\.? [A-Z])|Way|Court|Ct|"
    r"Square|Sq|Close|Crescent|Boulevard|Blvd|Terrace)\b\.?(?:,? (?:Apt|Flat|Unit)\.? ?\w{1,5})?"
)
_JAPANESE_ADDRESS = re.compile(
    r"〒 ?\d{3}-?\d{4}"
    r"(?: ?[一-鿿ぁ-んァ-ヶー]{2,30}[\d一二三四五六七八九十-]*(?:丁目|番地|番|号)?[\d-]*号?)?|"
    r"(?=[一-鿿ぁ-んァ-ヶー]{2,34}(?:\d|丁目))(?:北海道|東京都|(?:京都|大阪)府|[一-鿿]{2,3}県)?"
    # Names of places have は and を for no letter, が only before 丘 and its like: つつじが丘.
    r"(?:(?![はをの])[一-鿿ぁ-んァ-ヶー]){1,10}[市区町村郡](?![のはがをにでとへも])"
    r"(?:(?![はを]|が[^丘原浜谷崎岡池島野台]|から|まで)[一-鿿ぁ-んァ-ヶー]){1,20}?"
    r"(?:[\d一二三四五六七八九十]{1,4}丁目(?:[\d一二三四五六七八九十][\d一二三四五六七八九十番地号の-]*|(?=に(?:住|す)))"
    r"|\d{1,5}番地[\d号の-]*|\d{1,4}番\d{1,4}号?|\d{1,4}-\d{1,4}(?:-\d{1,5})?)"
    r"(?![\d年月日人名万億千百位回円時分度歳才児本台枚件℃泊個冊匹便割週%a-zA-Z㎞㎢]|番目|か(?!ら)|キロ|メートル|[ヶケカ箇][月所国年])"
)
_ELSEWHERE = (
    r"(?:will|wollen|möchten?|muss|müssen|soll(?:en)?|sollten?|kann|können|könnten?|würden?|suchen?|"
    r"fahren?|gehen?|kommen?(?! (?:aus|von))|finden?|brauchen?)\b"
)
_OWN = re.compile(
    r"\b(?:mein|unser)(?:e[mnrs]?|s)?\b|\bwohn(?:e|en|st|t|te|ten|haft)\b|"
    r"\b(?:lebe|gemeldet|daheim|zu ?hause)\b|(?:adresse|anschrift|address|住所) ?[:：]|"
    # "Ich bin in der ...", but neither "Wie komme ich zum ...?" nor "Ich will zum ...".
    rf"(?:^|[.!?,;:] ?|\b(?:und|da|weil|dass|wenn|ob) )(?:ich|wir) (?!{_ELSEWHERE})|"
    r"\b(?:my|mine|our|ours|home)\b|\bsend (?:it|them|me)\b|"
    r"\b(?:i|we)(?: am|'m| are|'re|'ve| have)?(?: just)? "
    r"(?:at|live|living|stay|staying|rent|renting|reside|move|moved|moving)\b|"
    r"私|わたし|わたくし|僕|ぼく|俺|(?<![のそ])うち[のはがにもで]|自宅|我が家|わが家|実家|住所は|"
    r"(?<![一-鿿])家[はのに]|住(?:ん|み|む|ま)|在住|暮ら|引っ?越|から通",
    re.IGNORECASE,
)
"""Whoever writes so beside an address tells whose it is."""

_DATE_OF_BIRTH = (
    r"(?P<it>(?:昭和|平成|令和)?\d{1,4}(?:[./-]|\. ?|年)\d{1,2}(?:[./-]|月)\d{1,4}日?"
    r"|\d{1,2}(?:st|nd|rd|th)?\.? (?:of )?[A-Za-zä]{3,10},? \d{4}"
    r"|[A-Z][a-z]{2,9} \d{1,2}(?:st|nd|rd|th)?,? \d{4})"
)
_BIRTH = re.compile(
    r"(?:(?<!\w)(?i:mein geburtsdatum ist (?:der )?|mein geburtstag ist (?:der |am )?|"
    r"geburtsdatum:? ?|geb\. ?(?:am )?|i was born (?:on )?|"
    r"my (?:birthday|date of birth) is (?:on )?|"
    r"date of birth:? ?|dob:? ?)|"
    r"(?:(?<!の)|(?<=私の))(?:生年月日|誕生日)は?[:は、]? ?)"
    rf"{_DATE_OF_BIRTH}"
)
_BORN = re.compile(
    # "Ich bin am 25.11.2019 in Tsukuba gewesen" tells of no birth.
    rf"(?:(?<!\w)(?i:ich (?:bin|wurde) (?:am )?)|(?:私|わたし|僕)は ?){_DATE_OF_BIRTH}"
    r"(?=[^.?!。]{0,40}(?:gebor|生まれ|うまれ))"
)
_NAME = re.compile(
    r"(?<!\w)(?i:ich heiße|ich heisse|mein name (?:ist|lautet)|my name is|my name's|i am called) "
    r"(?!Sie\b|Euch\b|Dich\b|Alle\b)(?P<it>"
    r"[A-ZÄÖÜ][\wäöüß'-]{1,30}(?: (?:von |van |de )?[A-ZÄÖÜ][\wäöüß'-]{1,30}){0,3})"
)
_NAME_JA = r"(?P<it>(?!何|なん|なに|誰|だれ)[一-鿿々ァ-ヶーぁ-んA-Za-z・ ]{2,20}?)"
_JAPANESE_NAME = re.compile(
    rf"(?:(?:私|わたし|わたくし|僕|ぼく|俺)の名前は|(?:^|(?<=[。!]))名前は) ?{_NAME_JA}"
    r"(?:です(?!か)|と申し|と言い|といい)"
)
_JAPANESE_INTRODUCTION = re.compile(
    rf"(?:(?:私|わたし|わたくし|僕|ぼく)は ?|^|(?<=[。!])){_NAME_JA}"
    r"(?:と申し(?!ますか)|という者です)"
)

_RULES: tuple[tuple[Kind, re.Pattern[str], Callable[[str], bool]], ...] = (
    ("email", _EMAIL, _always),
    ("iban", _IBAN, _is_iban),
    ("card", _CARD, _is_card),
    ("tax-number", _TAX_NUMBER, _is_tax_number),
    ("phone", _PHONE, _is_phone),
    ("address", _GERMAN_STREET, _always),
    ("address", _GERMAN_HOME, _always),
    ("address", _GERMAN_ADDRESS, _always),
    ("address", _ENGLISH_STREET, _always),
    ("address", _JAPANESE_ADDRESS, _always),
    ("birth", _BIRTH, _always),
    ("birth", _BORN, _always),
    ("name", _NAME, _always),
    ("name", _JAPANESE_NAME, _always),
    ("name", _JAPANESE_INTRODUCTION, _always),
)
