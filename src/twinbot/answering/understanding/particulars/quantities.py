"""Which measure a question asks for: money, a length, an area, a duration, a share, people."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

NUMERAL = r"[\d一二三四五六七八九十百千万]"


@dataclass(frozen=True, slots=True)
class _Measure:
    """A measure.

    Attributes:
        asked: Finds what asks for it.
        told: Finds what tells it.
        certain: Whether a sentence without what ``told`` finds cannot tell it; people are counted
            by many names.
        alone: Whether its words ask for it without a "how much".
        between: Whether it lies between two places, which both must be spoken of.
        unless: Finds where these words mean something else.
    """

    asked: re.Pattern[str]
    told: re.Pattern[str]
    certain: bool = True
    alone: bool = True
    between: bool = False
    unless: re.Pattern[str] | None = None


_FREE = re.compile(
    r"kostenlos|kostenfrei|gratis|unentgeltlich|geb(?:ü|ue)hrenfrei|"
    r"\bkeine?n? (?:eintritt|geb(?:ü|ue)hr|kosten|geld)|"
    r"\bfree(?: of charge)?(?! (?:time|trade|of (?!charge)))\b|\b(?:no|without) (?:charge|fee|cost)|"
    r"無料|料金?(?:は|が)?(?:かかり|いり|必要あり)ません"
)
"""Tells a price without a number."""

_SUM = (
    r"(?:\d[\d.,]*|\b(?:zwei|drei|vier|fünf|sechs|acht|zehn|zwölf|zwanzig|hundert|tausend|two|three|"
    r"four|five|six|eight|ten|twelve|twenty|hundred|thousand))"
    r"(?: ?(?:tausend|thousand|hundred|mill?ion(?:en)?|mio\.?|milliarden?|billion))? ?"
)
_OTHER_MONEY = (
    r"\b(?:reichsmark|goldmark|pfennige?|(?:reichs)?talern?|gulden|groschen|schillinge?|rubel|z(?:ł|l)oty|"
    r"shillings?|pence|guilders|guineas|rupees?)\b|"
    rf"{_SUM}(?:(?:d-|deutsche )?mark|dm|franken|chf|kronen|lire|"
    r"cents?|p(?!\.m)|pounds?(?! of)|marks|francs?|crowns?)\b|"
    r"\d銭|\d両|ポンド|マルク|フラン|ウォン|セント"
)
"""Money of other times and countries, some of which only a number before it tells from other words."""

_REDUCED = (
    r"\bhalf (?:off|price|fare)\b|\b(?:pay|pays|cost|costs) (?:half|double|twice)\b|"
    r"zum halben preis|\bhalbe[nr]? preis\b|\b(?:zahl|kost)e?n?t? (?:\w+ ){0,3}?(?:die h(?:ä|ae)lfte|das doppelte)|"
    r"割(?:増|引)|半額|倍額"
)
"""A price as a share of the usual one."""

_WITHOUT_NUMBER = re.compile(rf"{_FREE.pattern}|{_REDUCED}")

_MONEY = re.compile(
    rf"€|\$|£|¥|euro|\beur\b|dollar|\byen\b|円|ユーロ|ドル|{_OTHER_MONEY}|{_REDUCED}|{_FREE.pattern}"
)

_WEEKDAY = re.compile(
    r"\b(?:mon|diens|donners|frei|sams|sonn)tag|\bmittwoch|\bsonnabend|"
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|[月火水木金土日]曜|"
    r"[(（][月火水木金土日](?:[・･]祝)?[)）](?=[にのはかで、]|$)"
)

_MEASURES: tuple[_Measure, ...] = (
    _Measure(  # money, by the name of a sum
        re.compile(
            r"\bwhat(?:'s| (?:is|are|was|were)) (?:\S+ ){1,4}(?:price|costs?|fees?|fare|budget)\b|"
            r"\bwhat (?:does|do|did) .*\bcost\b|\bwas kostete?n?\b|"
            r"\bwhat (?:does|do|did|will|would) (?:(?!(?:to|not|cannot|who|when|and)\b)\S+ ){1,5}?"
            r"(?:have to )?(?:charge|pay)(?: (?:for|per) (?=\w)|\W*$)|"
            r"\bwas (?:be)?zahl(?:t|en) (?:man|ich|wir|besucher\w*|g(?:ä|ae)ste|kinder|erwachsene|familien|"
            r"studierende|touristen)\b.* f(?:ü|ue)r\b|"
            r"\bwas (?:verlang(?:t|en)|wird) .*f(?:ü|ue)r \w+ ?\w*(?:eintritt|f(?:ü|ue)hrung|rundgang|karte|ticket|"
            r"stunde|fahrt|kurs|besichtigung)\b(?:\W*$| verlangt)|"
            r"\bwas (?:hat|haben)\b.*\bgekostet\b|\bwas (?:wird|w(?:ü|ue)rde)\b.*\bkosten[?]?$|"
            r"\bwie hoch (?:ist|sind|war|waren) .*(?:preis|kosten|budget|etat|haushalt|geb(?:ü|ue)hr|"
            r"eintritt|miete)|(?:予算|値段|料金|費用|運賃)は(?:[?？。]|$)"
        ),
        _MONEY,
    ),
    _Measure(  # money
        re.compile(
            r"kosten|kostet|\bteuer|preis|geld|gebühr|gebuehr|miete|eintritt|euro\b|cost|price|fare|"
            r"\bfees?\b|money|expensive|how much (?:is|are) (?:a|an|the|one)\b|"
            r"how much (?:do|does|did|will|would) .*\b(?:charge|pay|spend)\b|いくら|値段|ねだん|料金|運賃|"
            r"費用|予算|金額|助成"
        ),
        _MONEY,
        alone=False,
    ),
    _Measure(  # day of the week
        re.compile(r"wochentag|\btag der woche|\bday of the week|\bweekday\b(?!s)|何曜日|曜日は"),
        _WEEKDAY,
    ),
    _Measure(  # weight
        re.compile(
            r"\bwie schwer\b|gewicht|wiegt|\bhow heavy\b|weigh|重さ|おもさ|重量|何キログラム"
        ),
        re.compile(r"\bkg\b|\d ?kg|kilogra|gramm?s?\b|tonnen?\b|\btons?\b|pounds?\b|グラム|トン"),
        unless=re.compile(
            r"\b(?:liegt|lag|legt|legte|legten) .*gewicht\W*$|gewicht (?:liegt|lag|legt)"
        ),
    ),
    _Measure(  # distance
        re.compile(
            r"\bwie weit\b|entfernung|entfernt|\bhow far\b(?! back| ha[sd]\b| have\b)|distance|距離|離れ|何キロ|"
            r"どのくらい遠|遠い"
        ),
        re.compile(
            r"\bkm\b|kilomet|キロ|km|\bmeilen?\b|\bmiles?\b|\d ?m\b|\bmeter|\bmetres?|メートル|"
            r"minute|stunde|\bhours?\b|\d分"
        ),
        alone=False,
        between=True,
    ),
    _Measure(  # length
        re.compile(
            r"\bwie lang (?:ist|sind|war) (?=(?:[\w-]+ ){0,3}[\w-]*"
            r"(?:br(?:ü|ue)cke|fluss|kanal|linie|mauer|strasse|strecke|tunnel|weg)\W*$)|"
            r"\bhow long is (?=(?:the|that|this|a) (?:[\w-]+ ){0,2}"
            r"(?:bridge|canal|line|path|river|road|route|track|trail|tunnel|wall)"
            r"(?:\W*$| (?:around|between|from|near|of|that|which)\b))|"
            r"(?:全長|総延長)は?(?:何|どの|どれ|[?？。]|$)|長さは何(?:キロ|メートル)"
        ),
        re.compile(
            r"\bkm\b|kilomet|キロ|km|\bmeilen?\b|\bmiles?\b|\d ?c?m(?![a-z²2])|\bmeter|\bmetres?|"
            r"メートル|[zc]entimet|センチ|\bfeet\b|\bfoot\b"
        ),
    ),
    _Measure(  # area
        re.compile(
            r"fläche|flaeche|quadrat(?:kilo)?meter|(?:what is|what's) the area\b|\bwhat area (?:does|do)\b.*\b(?:cover|occupy)\W*$|(?:surface|land) area|"
            r"square (?:kilo)?met|square mile|how much land|面積|平方|どのくらい(?:の)?広|広さ"
        ),
        re.compile(r"km²|km2|quadrat|square|平方|hektar|hectare|ヘクタール|\bm²"),
    ),
    _Measure(  # size of a place
        re.compile(
            r"how (?:big|large) is (?!the (?!city|town))|"
            r"wie gro(?:ß|ss) ist (?:die stadt|das gebiet|(?!de[rs]\b|das\b|die\b|ein|mein))"
        ),
        re.compile(r"km²|km2|quadrat|square|hektar|hectare|\bm²|einwohner|inhabitants|people"),
        certain=False,
    ),
    _Measure(  # duration
        re.compile(
            r"\bwie lange (?:dauert|braucht|fährt|faehrt|fliegt|ist man|muss)|"
            r"\bhow long (?:does|do|is the (?:trip|journey|flight|ride)|will it take)|"
            r"何分|何時間|所要時間|時差|zeitunterschied|zeitverschiebung|time difference"
        ),
        re.compile(
            r"minute|stunde|hour|分|時間|\btage?n?\b|\bdays?\b|日間|\buhr\b|時|woche|week|monat|month|"
            r"jahre?|years?|週間|か月|ヶ月|カ月|年間"
        ),
    ),
    _Measure(  # share
        re.compile(
            r"prozent|percent|anteil|quote\b|(?:share|proportion) of|alkoholgehalt|alcohol|"
            r"何パーセント|何%|何割|割合|得票率|アルコール"
        ),
        re.compile(
            rf"%|prozent|per ?cent|パーセント|{NUMERAL}割|半数|半分|{NUMERAL}分の|drittel|\b(?:ein|drei) ?viertel\b|"
            r"h(?:ä|ae)lfte|\bhalf\b|\b(?:one|a|two)[ -]thirds?\b(?! term)|"
            r"\b(?:one|a|three)[ -]quarters?\b(?! of (?:an hour|the city))"
        ),
    ),
    _Measure(  # height
        re.compile(r"\bwie hoch (?:liegt|ragt)|\bhow (?:high|tall)\b|\bheight\b|標高|高さ|海抜"),
        re.compile(r"\d ?m\b|meter|metres?|\bfeet\b|メートル|\dm"),
    ),
    _Measure(  # depth
        re.compile(r"\bwie tief\b|\bhow deep\b|\bwassertiefe\b|\bdepth of\b|深さ|水深"),
        re.compile(r"tief|\bdeep|depth|深"),
    ),
    _Measure(  # width
        re.compile(r"\bwie breit\b|\bhow wide\b|\bwidth of\b|幅は"),
        re.compile(r"breit|\bwid(?:e|th)\b|幅"),
    ),
    _Measure(  # temperature
        re.compile(
            r"\bwie (?:warm|hei(?:ß|ss)|kalt) (?:ist|war|wird)\b|temperatur\b|"
            r"\bhow (?:warm|hot|cold) (?:is|was|does)\b|\btemperature\b|水温|気温"
        ),
        re.compile(r"°|\bgrad\b|\bdegrees?\b|\d度|零度"),
    ),
    _Measure(  # time of day
        re.compile(
            r"wie ?viel uhr|wie sp(?:ä|ae)t|\bwie lange hat\b.*\b(?:auf|offen)\b|öffnungszeit|"
            r"oeffnungszeit|\bwhat time\b(?! of (?:the )?year)|opening (?:hours|times)|何時(?![間代])|なんじ(?!かん|だい|間|代)|開館時間|営業時間|"
            r"開庁時間|終電|始発|いつ(?:開|空)い|"
            r"\bwann (?:hat|haben|ist|sind) .*\b(?:auf|offen|ge(?:ö|oe)ffnet)\W*$|"
            r"\bwann (?:schlie(?:ß|ss)t|(?:ö|oe)ffnet)\b|\bwann macht .*\b(?:auf|zu)\W*$|"
            r"\bwhen (?:is|are) .*\bopen(?: (?:on|at|over) [\w' ]+| today| tomorrow)?\W*$|\bwhen do(?:es)? .*\b(?:open|close)\W*$"
        ),
        re.compile(
            r"\d ?uhr|\b\d{1,2}[:.]\d\d\b|\d ?[ap]\.?m\b|o.clock|\bnoon\b|mittag|\d時|正午|"
            r"午前|午後"
        ),
    ),
    _Measure(  # inhabitants
        re.compile(
            r"einwohner|bevölkerung|bevoelkerung|(?:menschen|leute) (?:leben|wohnen)|population|"
            r"inhabitants|people (?:live|living)|人口|住民|何人(?:が|くらい|ぐらい)?住ん|人が住ん"
        ),
        re.compile(r"einwohner|bevölkerung|population|inhabitants|residents|people live|人口|住民"),
        certain=False,
        alone=False,
    ),
    _Measure(  # people
        re.compile(
            r"wie ?viele (?:personen|menschen|leute|g(?:ä|ae)ste|teilnehm|mitglieder|studierende|"
            r"besucher)|how many (?:people|persons|guests|participants|members|students|visitors)|"
            r"何人|何名|人数"
        ),
        re.compile(
            rf"{NUMERAL}\s?(?:人|名)|k(?:ö|oe)pfig|-strong\b|\bparty of \w+|personen|menschen|leute|g(?:ä|ae)ste|teilnehm|mitglieder|"
            r"studierende|besucher|people|persons|guests|participants|members|students|visitors"
        ),
        certain=False,
        alone=False,
    ),
)
"""The first whose words are found is the one asked for."""

_COUNTED = re.compile(
    r"何(か国|カ国|ヶ国|回|歳|校|台|社|都市|分野|番目|本|軒|冊|階|枚|年間|週間|時間|分)"
)


_ASKS_STRETCH = re.compile(
    r"\bwie lange\b(?! hat\b.*\b(?:auf|offen|geöffnet)\b)|\bseit wie vielen \w+|"
    r"\bwie ?viele? (?:tage|wochen|monate|jahre)\b|"
    r"\bhow long\b(?! (?:is|are) (?:the|a|that|this)\b)|\bhow many (?:days|weeks|months|years)\b|"
    r"何(?:日|年|週|[かヶカ箇]月)間|(?:どれ|どの)(?:くらい|ぐらい)(?:の期間|滞在|続)"
)


_ASKS_AGE = re.compile(
    r"\bwie alt\b|\bin welchem alter\b|\bhow old\b|\b(?:what|which) age\b|何歳|年齢は|築何年"
)


@lru_cache(maxsize=64)  # asked again for every sentence
def asks_age(question: str) -> bool:
    """Tell whether a question asks how old somebody or something is, which a birth tells as well."""
    return bool(_ASKS_AGE.search(_form(question)))


@lru_cache(maxsize=64)  # asked again for every sentence
def asks_stretch(question: str) -> bool:
    """Tell whether a question asks how long something went on, which two dates tell as well.

    How long a journey takes, or until when a house is open, no dates tell.
    """
    return not asks_certain_measure(question) and bool(_ASKS_STRETCH.search(_form(question)))


def asks_measure(question: str) -> bool:
    """Tell whether a question asks for a measure without a "how much": "weight?", "what time"."""
    measure = _measure_of(question)
    return measure is not None and measure.alone


def asks_certain_measure(question: str) -> bool:
    """Tell whether a question asks for a measure that a sentence without a unit cannot tell."""
    measure = _measure_of(question)
    return measure is not None and measure.certain


def asks_between(question: str) -> bool:
    """Tell whether a question asks for a measure between two places, such as a distance."""
    measure = _measure_of(question)
    return measure is not None and measure.between


def measure_words(question: str) -> str:
    """Return the words of a question that ask for a measure, such as "how far"; may be empty.

    A sentence that holds the measure answers these words, though it rarely repeats them.
    """
    measure = _measure_of(question)
    if measure is None:
        return ""
    return " ".join(match.group() for match in measure.asked.finditer(_form(question)))


@lru_cache(maxsize=64)  # asked again for every sentence
def tells_free(measure: re.Pattern[str] | None, form: str) -> bool:
    """Tell whether a sentence tells what is asked for without a number.

    It says that something costs nothing or half of the usual, or names a day of the week.

    Args:
        measure: What tells the measure that is asked for, see `measure_asked`.
        form: The sentence in NFKC and in small letters.
    """
    return (measure is _MONEY and bool(_WITHOUT_NUMBER.search(form))) or (
        measure is _WEEKDAY and bool(_WEEKDAY.search(form))
    )


def measure_asked(question: str) -> re.Pattern[str] | None:
    """Return what a sentence must hold to tell the measure asked for; ``None`` for plain counts.

    "How far" wants a length, "how much does it cost" a sum of money, whatever the language of the
    sentence.
    """
    measure = _measure_of(question)
    if measure:
        return measure.told
    counted = _COUNTED.search(_form(question))
    if counted:  # another language has no such counter: there any number will do
        return re.compile(rf"{NUMERAL}\s?{counted[1]}|\A[^ぁ-ん]*\d[^ぁ-ん]*\Z")
    return None


@lru_cache(maxsize=64)
def _measure_of(question: str) -> _Measure | None:
    form = _form(question)
    return next(
        (
            measure
            for measure in _MEASURES
            if measure.asked.search(form) and not (measure.unless and measure.unless.search(form))
        ),
        None,
    )


def _form(question: str) -> str:
    return unicodedata.normalize("NFKC", question).casefold()
