"""Which measure a question asks for: money, a length, an area, a duration, a share, people."""

from __future__ import annotations

import re
import unicodedata

NUMERAL = r"[\d一二三四五六七八九十百千万]"

_MEASURES: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        re.compile(
            r"kosten|kostet|teuer|preis|geld|gebühr|gebuehr|miete|eintritt|euro\b|cost|price|fare|fee|"
            r"money|expensive|いくら|値段|料金|運賃|費用|予算|金額|助成"
        ),
        re.compile(r"€|\$|£|¥|euro|eur\b|dollar|yen|円|ユーロ|ドル|kostenlos|gratis|free|無料"),
    ),
    (
        re.compile(
            r"\bwie weit\b|entfernung|entfernt|\bhow far\b|distance|距離|離れ|何キロ|どのくらい遠|遠い"
        ),
        re.compile(
            r"\bkm\b|kilomet|キロ|km|\bmeilen?\b|\bmiles?\b|\d ?m\b|\bmeter|\bmetres?|メートル"
        ),
    ),
    (
        re.compile(
            r"fläche|flaeche|quadrat|\barea\b|square|面積|平方|how (?:big|large) is|how much land|wie gro(?:ß|ss)"
            r" ist (?:die stadt|das gebiet)|どのくらい(?:の)?広|広さ"
        ),
        re.compile(
            r"km²|km2|quadrat|square|平方|hektar|hectare|ヘクタール|\bm²|einwohner|inhabitants|人"
        ),
    ),
    (
        re.compile(
            r"\bwie lange (?:dauert|braucht|fährt|faehrt|fliegt|ist man|muss)|"
            r"\bhow long (?:does|do|is the (?:trip|journey|flight|ride)|will it take)|"
            r"何分|何時間|所要時間|時差|zeitunterschied|zeitverschiebung|time difference"
        ),
        re.compile(r"minute|stunde|hour|分|時間|\btage?n?\b|\bdays?\b|日間|\buhr\b|時"),
    ),
    (
        re.compile(r"prozent|percent|anteil|quote\b|何パーセント|何%|何割|割合|得票率|share of"),
        re.compile(r"%|prozent|per ?cent|パーセント|割"),
    ),
    (
        re.compile(
            r"einwohner|bevölkerung|bevoelkerung|(?:menschen|leute) (?:leben|wohnen)|population|"
            r"inhabitants|people (?:live|living)|人口|住民|何人(?:が|くらい|ぐらい)?住ん|人が住ん"
        ),
        re.compile(r"einwohner|bevölkerung|population|inhabitants|residents|people live|人口|住民"),
    ),
    (
        re.compile(
            r"wie ?viele (?:personen|menschen|leute|g(?:ä|ae)ste|teilnehm|mitglieder|studierende)|"
            r"how many (?:people|persons|guests|participants|members|students|visitors)|"
            r"何人|何名|人数"
        ),
        re.compile(
            rf"{NUMERAL}\s?(?:人|名)|personen|menschen|leute|teilnehm|mitglieder|studierende|people|"
            r"persons|guests|participants|members|students|visitors"
        ),
    ),
)

_COUNTED = re.compile(
    r"何(か国|カ国|ヶ国|回|歳|校|台|社|都市|分野|番目|本|軒|冊|階|枚|年間|週間|時間|分)"
)


def measure_words(question: str) -> str:
    """Return the words of a question that ask for a measure, such as "how far"; may be empty.

    A sentence that holds the measure answers these words, though it rarely repeats them.
    """
    form = unicodedata.normalize("NFKC", question).casefold()
    for asked, _ in _MEASURES:
        if asked.search(form):
            return " ".join(match.group() for match in asked.finditer(form))
    return ""


def measure_asked(question: str) -> re.Pattern[str] | None:
    """Return what a sentence must hold to tell the measure asked for; ``None`` for plain counts.

    "How far" wants a length, "how much does it cost" a sum of money, whatever the language of the
    sentence.
    """
    form = unicodedata.normalize("NFKC", question).casefold()
    for asked, wanted in _MEASURES:
        if asked.search(form):
            return wanted
    counted = _COUNTED.search(form)
    if counted:  # another language has no such counter: there any number will do
        return re.compile(rf"{NUMERAL}\s?{counted[1]}|\A[^ぁ-ん]*\d[^ぁ-ん]*\Z")
    return None
