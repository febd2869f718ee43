"""Two things compared in one respect: the respect is asked of each by itself.

"Is Bochum bigger than Tsukuba?" is rarely answered by one sentence; how big each is stands in two.
The documents' words for each are quoted, and the asker sees which is more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from twinbot.language import matching_form
from twinbot.types import Language

_Rule = tuple[re.Pattern[str], str]

_SIZE_OF: Mapping[Language, str] = {
    "de": "Wie groß ist {name}?",
    "en": "How big is {name}?",
    "ja": "{name}の大きさはどれくらいですか",
}
_AGE_OF: Mapping[Language, str] = {
    "de": "Wann entstand oder wurde {name} gegründet?",
    "en": "When was {name} founded or created?",
    "ja": "{name}はいつできましたか",
}
_AGE_OF_TOWN: Mapping[Language, str] = {
    "de": "Wie alt ist die Stadt {name}?",
    "en": "When was the city of {name} founded?",
    "ja": "{name}はいつできましたか",
}
_BORN: Mapping[Language, str] = {
    "de": "Wann wurde {name} geboren?",
    "en": "When was {name} born?",
    "ja": "{name}の生年月日は？",
}
_LIVING: Mapping[Language, str] = {
    "de": "Wie viele Menschen leben in {name}?",
    "en": "How many people live in {name}?",
    "ja": "{name}の人口は？",
}
_RULES: Mapping[Language, Sequence[_Rule]] = {
    "de": (
        (re.compile(r"\b(?:mehr|weniger) (?:menschen|leute|personen|einwohner)\b"), _LIVING["de"]),
        (re.compile(r"\b(?:mehr|weniger) (?!als\b)(?P<of>\w{2,}[enrs])\b"), "Wie viele {of} hat {name}?"),
        (re.compile(r"\b(?:groesser|kleiner|hoeher|niedriger)e[nrs]? (?!stadt|ort|uni|gemeinde|als)(?P<of>\w{4,})"), "Welche {of} hat {name}?"),
        (re.compile(r"\b(?:groesser|kleiner)(?:e[nrs]?)?\b"), _SIZE_OF["de"]),
        (re.compile(r"\b(?:hoeher|niedriger)(?:e[nrs]?)?\b"), "Wie hoch ist {name}?"),
        (re.compile(r"\b(?:teurer|billiger|guenstiger)(?:e[nrs]?)?\b"), "Was kostet {name}?"),
        (re.compile(r"^(?!(?!welche partnerstadt).*partner(?!staedte)).*\b(?:aelter|juenger)(?:e[nrs]?)?\b|\bgibt es (?:schon )?laenger\b"), _AGE_OF["de"]),
        (re.compile(r"\b(?:zuerst|frueher|eher|als erste[srn]?) (?:gegruendet|eroeffnet|entstand|gebaut)|\b(?:entstand|eroeffnete) (?:zuerst|frueher|eher)\b"), _AGE_OF["de"]),
    ),
    "en": (
        (re.compile(r"\b(?:more expensive|dearer|cheaper)\b"), "How much does {name} cost?"),
        (re.compile(r"\b(?:more|fewer|less) people\b"), _LIVING["en"]),
        (re.compile(r"\b(?:more|fewer) (?!\w*(?:ous|less)\b)(?P<of>\w{2,}s)\b"), "How many {of} does {name} have?"),
        (re.compile(r"\b(?:bigger|larger|smaller|higher|lower) (?!city|town|one|uni|than|or)(?P<of>\w{4,})"), "What is the {of} of {name}?"),
        (re.compile(r"\b(?:bigger|larger|smaller)\b"), _SIZE_OF["en"]),
        (re.compile(r"\b(?:higher|taller|lower)\b"), "How high is {name}?"),
        (re.compile(r"^(?!.*\b(?:older|younger) (?:partner|twin|sister)|.*\b(?:partner|twin|sister)(?![ -](?:cit|town))).*\b(?:older|younger)\b"), _AGE_OF["en"]),
        (re.compile(r"\b(?:founded|opened|created|built|established) (?:first|earlier)\b(?! \w)"), _AGE_OF["en"]),
    ),
    "ja": (
        (re.compile(r"(?<![一-鿿])人(?:の数)?[がはの]?(?:より)?(?:多|少な)|住んでいる人|人口.*それぞれ|それぞれ.*人口"), _LIVING["ja"]),
        (re.compile(r"(?P<of>[一-鿿ァ-ヴー]{2,8})(?:が|は|の)(?:より)?(?:多|少な|大き|小さ)"), "{name}の{of}は？"),
        (re.compile(r"大き[いなく]|小さ[いなく]|広[いく]|狭[いく]"), _SIZE_OF["ja"]),
        (re.compile(r"高[いく]|低[いく]"), "{name}の高さはどれくらいですか"),
        (re.compile(r"安[いく]|値段"), "{name}の値段はいくらですか"),
        (re.compile(r"^(?!.*(?:(?<!どちらの)姉妹|友好|提携|連携|パートナー)).*(?:歴史[がは](?:より)?長|古[いく]|新し[いく]|年上|年下|若[いく])"), _AGE_OF["ja"]),
        (re.compile(r"先に(?:でき|設立|創立|創設|開学|開校|開業|誕生|つくら|作ら)|(?:設立|創立|創設|開学|誕生)(?:した)?(?:の)?[がは]?(?:早|先)"), _AGE_OF["ja"]),
    ),
}  # fmt: skip
"""What is compared, on the matching form, and how it is asked of one thing; first match wins. Length
is not among them, since it may be that of a time, nor the age of a partnership, which is not that of
the partner."""

_COMPARES: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:als|oder)\b|\bwelche[rsn]? (?:von|der|dieser|(?:partner|schwester)?stadt)\b"
    ),
    "en": re.compile(
        r"\b(?:than|or)\b|\bwhich (?:one |of |(?:(?:partner|twin|sister)[ -]?)?(?:city|town)\b)"
    ),
    "ja": re.compile(r"より|どちら|どっち|比べ|それぞれ"),
}


_BOTH_TOWNS: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\bwelche[rn]? (?:partner|schwester)?stadt\b|\b(?:(?:welche[rn]?|eine[r]?) )?(?:von |der |den |die )*"
        r"(?:beiden?|zwei|2) (?:partner|schwester)?staedten?\b|\bwelche[rn]? der (?:partner|schwester)?staedte\b"
    ),
    "en": re.compile(
        r"\bwhich (?:of the )?(?:two )?(?:(?:partner|twin|sister)[ -]?)?(?:city|cities|towns?)\b|"
        r"\b(?:both|either|each|the two)(?: of the)?(?: two)? (?:(?:partner|twin|sister)[ -]?)?"
        r"(?:city|cities|towns?)\b"
    ),
    "ja": re.compile(
        r"両方?の?(?:市|都市|街|町)|(?:二つ|ふたつ|2つ)の(?:姉妹)?(?:都市|市|街|町|まち)|"
        r"どちらの(?:姉妹)?(?:都市|市|街|町|まち)"
    ),
}
"""The two towns that all is about, called by no name."""

_PARTNER: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"\b(?:partner|schwester)stadt\b|\bpartner\b"),
    "en": re.compile(r"\b(?:partner|twin|sister)(?:[ -](?:city|town))?\b"),
    "ja": re.compile(
        r"(?:姉妹|友好|提携|パートナー)都市|相手の(?:市|都市|街|町)|パートナー(?!シップ)"
    ),
}
"""The other of the two towns, where one is called by its name."""

_OF_BOTH: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\bwie viele (?:einwohner|menschen|leute)|\beinwohnerzahl|\bflaeche|\bquadratkilometer"
    ),
    "en": re.compile(
        r"\bpopulation|\bhow many (?:people|inhabitants|residents)|\barea\b|\bsquare kilomet"
    ),
    "ja": re.compile(r"人口|何人|面積"),
}
"""What of two towns is told of each by itself, though nothing is compared."""


_OWNED: Mapping[Language, str] = {
    "de": r"\b(?:von|vom|aus) (?:der )?{name}\b|\b{name}s (?!als\b|oder\b)\w",
    "en": r"\b(?:of|from) {name}\b|\b{name}'s\b",
    "ja": r"{name}の(?!方|ほう)",
}
"""Where a name only tells whose the compared things are: the delegations of A and of B."""

_KIND: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\bwelche[rs]? (?:von |der |den |dieser |beiden |zwei |2 )*(?!(?:partner|schwester)?sta|orte?\b|"
        r"gemeinden?\b|kommunen?\b)(?P<kind>[a-z]{3,}) (?:ist|hat|wurde|war|gibt|entstand)\b"
    ),
    "en": re.compile(
        r"\b(?:which|what) (?:of |the |two |one )*(?!(?:partner|twin|sister)?[ -]?(?:cit|town)|municipalit|place)"
        r"(?P<kind>[a-z]{3,}) (?:is|has|was|opened|came|started)\b"
    ),
    "ja": re.compile(
        r"どちらの(?!方|ほう|歴史|人口|面積|規模|数|値段|姉妹|都市|市|街|町|まち)(?P<kind>[一-鿿ァ-ヴー]{2,8})"
    ),
}
"""What stands in two towns and is compared: "which university is older, that in A or that in B?"."""

_OF_KIND: Mapping[Language, str] = {
    "de": "{kind} in {name}",
    "en": "the {kind} in {name}",
    "ja": "{name}の{kind}",
}

_ALTERNATIVES: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"(?P<head>(?:welche[rsnm]?|wer|was|wo|wie)\b[^,:]*)[,:] (?P<one>[^,:]+?) oder (?P<other>[^,:?]+)\?*$",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?P<head>(?:which|who|what|where|how)\b[^,:]*)[,:] (?P<one>[^,:]+?),? or (?P<other>[^,:?]+)\?*$",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        r"(?P<one>[^。？、]+?)と、?(?P<other>[^。？、と]+?)(?:では|のうち|は|、)、?(?P<head>(?:どちら|どっち).*)$"
    ),
}
_CHOOSES: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:zuerst|frueher|eher|spaeter|aelter|juenger|laenger|kuerzer|groesser|kleiner|mehr|weniger|"
        r"teurer|billiger|guenstiger|hoeher|niedriger|weiter|naeher|schneller|besser|schoener)"
    ),
    "en": re.compile(
        r"\b(?:first|earlier|later|older|younger|longer|shorter|bigger|larger|smaller|more|fewer|less|"
        r"dearer|cheaper|higher|taller|lower|further|closer|nearer|faster|better)\b"
    ),
    "ja": re.compile(r"どちら|どっち"),
}
_WAS_FIRST: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"(?:wer|was|welche[rs]? \w+) (?:war|kam) (?:zuerst|frueher|eher)(?: da)?\W*"),
    "en": re.compile(r"(?:who|what|which \w+) (?:was|came) (?:first|earlier)\W*"),
    "ja": re.compile(r"(?:どちら|どっち)が(?:先|早)(?:に来|く来|だ|で).*"),
}
"""Asks for nothing but which was first; else what is asked is kept."""

_WHEN_WAS: Mapping[Language, str] = {
    "de": "Wann war {name}?",
    "en": "When was {name}?",
    "ja": "{name}はいつですか",
}
_DIFFERS: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"\bunterschied|\bunterscheid|\banders\b|\bverglichen|\bvergleich"),
    "en": re.compile(r"\bdiffer|\bcompare"),
    "ja": re.compile(r"違|差|比べ|異な"),
}
_YEAR = r"(?<!\d)(?:19|20)\d\d(?!\d)"
_TWO_YEARS: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(rf"(?P<one>{_YEAR}) und (?:von )?(?P<other>{_YEAR})"),
    "en": re.compile(rf"(?P<one>{_YEAR}) and (?:of )?(?P<other>{_YEAR})"),
    "ja": re.compile(rf"(?P<one>{_YEAR}年)と(?P<other>{_YEAR}年)"),
}

_SIZE: Mapping[Language, str] = {
    "de": r"wie gross ist (?:denn |eigentlich )?(?:die )?(?:stadt |gemeinde )?{name}"
    r"(?: denn| eigentlich| heute| jetzt)*\W*$",
    "en": r"how (?:big|large|small) is (?:the )?(?:city |town )?(?:of )?{name}(?: city)?"
    r"(?: really| now| today)*\W*$",
    "ja": r"{name}[市町村]?(?:の大きさ|は(?:どの(?:くらい|ぐらい|程度)|どれ(?:くらい|ぐらい))の?(?:大き|広))",
}
_PEOPLE: Mapping[Language, str] = {
    "de": "Wie viele Menschen leben in {name}?",
    "en": "What is the population of {name}?",
    "ja": "{name}の人口は？",
}
_AREA: Mapping[Language, str] = {
    "de": "Welche Fläche hat {name}?",
    "en": "What is the area of {name}?",
    "ja": "{name}の面積は？",
}


def ask_of_size(text: str, language: Language, names: Sequence[str]) -> tuple[str, ...]:
    """Return what it means to ask how big a town is: its people and its area; empty for others.

    Args:
        text: The question.
        language: Its language.
        names: All names of the town that it names in the question's language, preferred first.
    """
    called = "|".join(re.escape(matching_form(name)) for name in names)
    if not re.search(_SIZE[language].format(name=f"(?:{called})"), matching_form(text)):
        return ()
    name = names[0]
    return _PEOPLE[language].format(name=name), _AREA[language].format(name=name)


def names_partner(text: str, language: Language) -> bool:
    """Tell whether a question speaks of a town's partner without its name."""
    return bool(_PARTNER[language].search(matching_form(text)))


def names_both_towns(text: str, language: Language) -> bool:
    """Tell whether a question speaks of "the two cities", or asks which of them."""
    return bool(_BOTH_TOWNS[language].search(matching_form(text)))


def ask_of_both(text: str, language: Language, names: Sequence[str]) -> tuple[str, ...]:
    """Return a question for each of "the two cities"; empty where it is not asked of each.

    Args:
        text: A question of which `names_both_towns` holds.
        language: Its language.
        names: The towns' names, as the question's language writes them.
    """
    form = matching_form(text)
    for pattern, question in _RULES[language] if _COMPARES[language].search(form) else ():
        found = pattern.search(form)
        of = found.groupdict().get("of") or "" if found else ""
        if found and not _BOTH_TOWNS[language].search(of):
            return _ask(_of_town(question, language), names, of, text)
    if _OF_BOTH[language].search(form):
        return tuple(_BOTH_TOWNS[language].sub(name, form) for name in names)
    return ()


def ask_of_each(
    text: str,
    language: Language,
    names: Sequence[str],
    *,
    towns: bool = False,
    persons: bool = False,
) -> tuple[str, ...]:
    """Return a question for each of two compared names; empty where nothing is compared.

    Args:
        text: The question.
        language: Its language.
        names: The two names, as the question's language writes them.
        towns: Whether both are towns, whose size is told by their people.
        persons: Whether both are persons, whose age is told by their birth.
    """
    form = matching_form(text)
    forms = [re.escape(matching_form(name)) for name in names]
    owned = any(re.search(_OWNED[language].format(name=name), form) for name in forms)
    if owned or not _COMPARES[language].search(form):
        return ()
    for pattern, question in _RULES[language]:
        found = pattern.search(form)
        of = found.groupdict().get("of") or "" if found else ""
        if question == _LIVING[language] and not towns:
            continue
        if found and not any(of and matching_form(name) in of for name in names):
            kind = _KIND[language].search(form) if towns else None
            if kind:
                what = _as_written(kind["kind"], text)
                called = [_OF_KIND[language].format(kind=what, name=name) for name in names]
                return _ask(question, called, of, text)
            fitting = _of_town(question, language) if towns else question
            if persons and question == _AGE_OF[language]:
                fitting = _BORN[language]
            return _ask(fitting, names, of, text)
    return ()


def ask_of_alternatives(text: str, language: Language) -> tuple[str, ...]:
    """Return a question for each of two things between which a question lets choose, else nothing.

    "Which group was bigger: that of April or that of May?" names its alternatives itself.
    """
    found = _ALTERNATIVES[language].match(text)
    if not found or not _CHOOSES[language].search(matching_form(found["head"])):
        return ()
    kind = _KIND[language].search(matching_form(found["head"]))
    what = f"{_as_written(kind['kind'], text)} " if kind and language != "ja" else ""
    alternatives = [f"{what}{found['one']}", f"{what}{found['other']}"]
    asked = ask_of_each(text, language, alternatives)
    if asked:
        return asked
    when = _WAS_FIRST[language].fullmatch(matching_form(found["head"]))
    question = _WHEN_WAS[language] if when else "{head}, {name}?"
    return tuple(question.format(head=found["head"], name=name) for name in alternatives)


def ask_of_years(text: str, language: Language) -> tuple[str, ...]:
    """Return a question for each of two years that one compares, else nothing."""
    pair = _TWO_YEARS[language].search(text)
    if not pair or not _DIFFERS[language].search(matching_form(text)):
        return ()
    before, after = text[: pair.start()], text[pair.end() :]
    return tuple(f"{before}{pair[year]}{after}" for year in ("one", "other"))


def _of_town(question: str, language: Language) -> str:
    """Return how it is asked of a town: how big it is tell its people, how old its documents."""
    of_town = {_SIZE_OF[language]: _PEOPLE[language], _AGE_OF[language]: _AGE_OF_TOWN[language]}
    return of_town.get(question, question)


def _ask(question: str, names: Sequence[str], of: str, text: str) -> tuple[str, ...]:
    """Return a question for each name."""
    written = _as_written(of, text)
    return tuple(question.format(name=name, of=written) for name in names)


def _as_written(form: str, text: str) -> str:
    """Return a word in matching form as a text writes it."""
    return next((word for word in re.findall(r"\w+", text) if matching_form(word) == form), form)
