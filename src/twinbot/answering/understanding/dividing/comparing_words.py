"""The words that compare, in three languages, for `twinbot.answering.understanding.dividing.comparing`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from twinbot.types import Language

Rule = tuple[re.Pattern[str], str]

SIZE_OF: Mapping[Language, str] = {
    "de": "Wie groß ist {name}?",
    "en": "How big is {name}?",
    "ja": "{name}の大きさはどれくらいですか",
}

AGE_OF: Mapping[Language, str] = {
    "de": "Wann entstand oder wurde {name} gegründet?",
    "en": "When was {name} founded or created?",
    "ja": "{name}はいつできましたか",
}

AGE_OF_TOWN: Mapping[Language, str] = {
    "de": "Wie alt ist die Stadt {name}?",
    "en": "When was the city of {name} founded?",
    "ja": "{name}はいつできましたか",
}

BORN: Mapping[Language, str] = {
    "de": "Wann wurde {name} geboren?",
    "en": "When was {name} born?",
    "ja": "{name}の生年月日は？",
}

LIVING: Mapping[Language, str] = {
    "de": "Wie viele Menschen leben in {name}?",
    "en": "How many people live in {name}?",
    "ja": "{name}の人口は？",
}

PEOPLE: Mapping[Language, str] = {
    "de": "Wie viele Menschen leben in {name}?",
    "en": "What is the population of {name}?",
    "ja": "{name}の人口は？",
}

AREA: Mapping[Language, str] = {
    "de": "Welche Fläche hat {name}?",
    "en": "What is the area of {name}?",
    "ja": "{name}の面積は？",
}

TOOK_OFFICE: Mapping[Language, str] = {
    "de": "Seit wann war {name} im Amt?",
    "en": "When did {name} take office?",
    "ja": "{name}はいつ就任しましたか",
}

PARTNER_SINCE: Mapping[Language, str] = {
    "de": "Seit wann ist {name} Partnerstadt?",
    "en": "When did {name} become a partner city?",
    "ja": "{name}はいつ姉妹都市になりましたか",
}

RULES: Mapping[Language, Sequence[Rule]] = {
    "de": (
        (re.compile(r"^(?!.*\b(?:einwohner|menschen|leute|bevoelkerung)).*(?:\b(?:mehr|weniger|groessere|kleinere) flaeche\b|\bflaechenmaessig|\b(?:groesser|kleiner)e?\b.*\bflaeche\b|\bflaeche\b.*\b(?:groesser|kleiner)\b)"), AREA["de"]),
        (re.compile(r"\bwer (?:war|wurde|ist) (?:denn |eigentlich )?(?:zuerst|frueher|eher|laenger|als erste[srn]?) (?:ober)?buergermeister|\b(?:zuerst|frueher|eher|laenger|als erste[srn]?)\b.*\bi(?:ns|m) amt\b|\bi(?:ns|m) amt\b.*\b(?:zuerst|frueher|eher|laenger)\b"), TOOK_OFFICE["de"]),
        (re.compile(r"\b(?:mehr|weniger) (?:menschen|leute|personen|einwohner)\b"), LIVING["de"]),
        (re.compile(r"\b(?:mehr|weniger) (?!als\b)(?P<of>\w{2,}[enrs])\b"), "Wie viele {of} hat {name}?"),
        (re.compile(r"\b(?:groesser|kleiner|hoeher|niedriger)e[nrs]? (?!stadt|ort|uni|gemeinde|als)(?P<of>\w{4,})"), "Welche {of} hat {name}?"),
        (re.compile(r"\b(?:groesser|kleiner)(?:e[nrs]?)?\b"), SIZE_OF["de"]),
        (re.compile(r"\b(?:hoeher|niedriger)(?:e[nrs]?)?\b"), "Wie hoch ist {name}?"),
        (re.compile(r"\b(?:teurer|billiger|guenstiger)(?:e[nrs]?)?\b"), "Was kostet {name}?"),
        (re.compile(r"^(?!(?!welche partnerstadt).*partner(?!staedte)).*\b(?:aelter|juenger)(?:e[nrs]?)?\b|\bgibt es (?:schon )?laenger\b"), AGE_OF["de"]),
        (re.compile(r"\b(?:zuerst|frueher|eher|als erste[srn]?) (?:gegruendet|eroeffnet|entstand|gebaut)|\b(?:entstand|eroeffnete) (?:zuerst|frueher|eher)\b"), AGE_OF["de"]),
    ),
    "en": (
        (re.compile(r"\b(?:first|earlier|longer)\b.*\b(?:partner|twin|sister)\b|\b(?:partner|twin|sister)\b.*\b(?:first|earlier|longer)\b"), PARTNER_SINCE["en"]),
        (re.compile(r"^(?!.*\b(?:population|people|inhabitants|residents)\b).*(?:\b(?:more|bigger|larger|smaller) (?:(?:surface|total|land) )?(?:area|surface|land)\b|\b(?:bigger|larger|smaller) (?:in|by) (?:(?:surface|total|land) )?area\b|\barea (?:is|was) (?:the )?(?:bigger|larger|smaller)\b)"), AREA["en"]),
        (re.compile(r"\bwho (?:became|was|has been) (?:(?:the )?(?:lord )?mayor (?:first|earlier|longer)|(?:first|earlier) (?:lord )?mayor)\b|\b(?:first|earlier|longer)\b.*\b(?:in|into|to|took) office\b|\b(?:in|into|to|took) office\b.*\b(?:first|earlier|longer)\b"), TOOK_OFFICE["en"]),
        (re.compile(r"\b(?:more expensive|dearer|cheaper)\b"), "How much does {name} cost?"),
        (re.compile(r"\b(?:more|fewer|less) people\b"), LIVING["en"]),
        (re.compile(r"\b(?:more|fewer) (?!\w*(?:ous|less)\b)(?P<of>(?:(?:partner|twin|sister) )?\w{2,}s)\b"), "How many {of} does {name} have?"),
        (re.compile(r"\b(?:bigger|larger|smaller|higher|lower) (?!city|town|one|uni|than|or)(?P<of>\w{4,})"), "What is the {of} of {name}?"),
        (re.compile(r"\b(?:bigger|larger|smaller)\b"), SIZE_OF["en"]),
        (re.compile(r"\b(?:higher|taller|lower)\b"), "How high is {name}?"),
        (re.compile(r"^(?!.*\b(?:older|younger) (?:partner|twin|sister)|.*\b(?:partner|twin|sister)(?![ -](?:cit|town))).*\b(?:older|younger)\b"), AGE_OF["en"]),
        (re.compile(r"\b(?:founded|opened|created|built|established) (?:first|earlier)\b(?! \w)"), AGE_OF["en"]),
    ),
    "ja": (
        (re.compile(r"^(?!.*(?:人口|人数|面積あたり)).*(?:面積|(?<!幅)広(?:い(?!範囲)|く(?=(?:て|な|あ)))|狭[いく])"), AREA["ja"]),
        (re.compile(r"先に(?P<of>(?:姉妹|友好|パートナー)都市)"), "{name}はいつ{of}になりましたか"),
        (re.compile(r"先に.{0,4}(?:提携|締結)|(?:提携|締結)(?:した)?の?[がは]?(?:早|先)|(?:姉妹|友好|パートナー)都市になったの[がは](?:早|先)"), PARTNER_SINCE["ja"]),
        (re.compile(r"先に.{0,8}(?:就任|[市学社]長にな)|(?:就任(?:した)?|[市学社]長になった)の?[がは](?:早|先)"), TOOK_OFFICE["ja"]),
        (re.compile(r"(?<![一-鿿])人(?:の数)?[がはの]?(?:より)?(?:多|少な)|住んでいる人|人口.*それぞれ|それぞれ.*人口"), LIVING["ja"]),
        (re.compile(r"(?P<of>[一-鿿ァ-ヴー]{2,8})(?:が|は|の)(?:より)?(?:多|少な|大き|小さ)"), "{name}の{of}は？"),
        (re.compile(r"大き[いなく]|小さ[いなく]"), SIZE_OF["ja"]),
        (re.compile(r"高[いく]|低[いく]"), "{name}の高さはどれくらいですか"),
        (re.compile(r"安[いく]|値段"), "{name}の値段はいくらですか"),
        (re.compile(r"^(?!.*(?:(?<!どちらの)姉妹|友好|提携|連携|パートナー)).*(?:歴史(?:[がは](?:より)?|.{0,2}(?:どちら|どっち)[がは])長|古[いく]|新し[いく]|年上|年下|若[いく])"), AGE_OF["ja"]),
        (re.compile(r"先に(?:でき|設立|創立|創設|開学|開校|開業|誕生|つくら|作ら)|(?:設立|創立|創設|開学|誕生)(?:した)?(?:の)?[がは]?(?:早|先)"), AGE_OF["ja"]),
    ),
}  # fmt: skip
"""What is compared, on the matching form, and how it is asked of one thing; first match wins. Length
is not among them, since it may be that of a time, nor the age of a partnership, which is not that of
the partner."""

COMPARES: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:als|oder|vs|gegen)\b|\bwelche[rsn]? (?:von|der|dieser|(?:partner|schwester)?stadt)\b"
    ),
    "en": re.compile(
        r"\b(?:than|or|vs|versus)\b|\bwhich (?:one |of |(?:(?:partner|twin|sister)[ -]?)?(?:city|town)\b)"
    ),
    "ja": re.compile(r"より|どちら|どっち|比べ|それぞれ"),
}

BOTH_TOWNS: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\bwelche[rn]? (?:partner|schwester)?stadt\b|\b(?:(?:welche[rn]?|eine[r]?) )?(?:von |der |den |die )*"
        r"(?:beide[nr]?|zwei(?:er)?|2) (?:partner|schwester)?staedten?\b|\bwelche[rn]? der (?:partner|schwester)?staedte\b"
    ),
    "en": re.compile(
        r"\bwhich (?:one )?(?:of the )?(?:two )?(?:(?:partner|twin|sister)[ -]?)?(?:city|cities|towns?)\b|"
        r"\b(?:both|either|each|the two)(?: of the)?(?: two)? (?:(?:partner|twin|sister)[ -]?)?"
        r"(?:city|cities|towns?)\b"
    ),
    "ja": re.compile(
        r"両方?の?(?:市|都市|街|町)|(?:二つ|ふたつ|2つ)の(?:姉妹)?(?:都市|市|街|町|まち)|"
        r"どちらの(?:姉妹)?(?:都市|市|街|町|まち)|"
        r"^(?:(?:市としての|都市の|町の)?(?:歴史|人口|面積|大きさ)(?:は|が|の)、?)?(?:どちら|どっち)(?=[がは]|の?方|のほう)"
    ),
}
"""The two towns that all is about, called by no name."""

PARTNER: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"\b(?:partner|schwester)stadt\b|\bpartner\b"),
    "en": re.compile(r"\b(?:partner|twin|sister)(?:[ -](?:city|town))?\b(?![ -](?:cities|towns))"),
    "ja": re.compile(
        r"(?:姉妹|友好|提携|パートナー)都市|相手の(?:市|都市|街|町)|パートナー(?!シップ)"
    ),
}
"""The other of the two towns, where one is called by its name."""

OF_BOTH: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\bwie viele (?:einwohner|menschen|leute)|\beinwohnerzahl|\bflaeche|\bquadratkilometer"
    ),
    "en": re.compile(
        r"\bpopulation|\bhow many (?:people|inhabitants|residents)|\barea\b|\bsquare kilomet"
    ),
    "ja": re.compile(r"人口|何人|面積"),
}
"""What of two towns is told of each by itself, though nothing is compared."""

PAIRED: Mapping[Language, str] = {
    "de": r"(?:der |den |die )?(?:staedten?s? )?(?:in )?{one} (?:und|sowie|bzw\.?|beziehungsweise) (?:in |von )?{other}",
    "en": r"(?:the )?(?:cities (?:of )?)?(?:in )?{one} and (?:in |of )?{other}",
    "ja": r"{one}[市町]?(?:(?:と|・|、|および|及び){other}[市町]?|も、?{other}[市町]?も)",
}
"""Two towns named side by side."""

_IN_DE = (
    r"(?:in bezug auf(?: das| die| den)?|hinsichtlich|bezueglich|bei(?:m| der| den| ihre[mnr])?|im|"
    r"in (?:der|den|ihre[mnr])) (?!(?:sommer|winter|fruehling|herbst|jahr|monat|moment|alltag)\w*\b)"
)
_IN_EN = (
    r"(?:in terms of|regarding|concerning|when it comes to|as to|in) (?:their |the )?"
    r"(?!(?:the )?(?:summer|winter|spring|autumn|year|month|map|terms)\b)"
)
"""Before the respect in which two differ, and before no time."""

OF_PAIR: Mapping[Language, Sequence[Rule]] = {
    "de": (
        (re.compile(r"\b(?:wer (?:sind|regiert)|wie heissen) (?:denn |eigentlich |aktuell |derzeit |zurzeit |heute |die |aktuellen |jetzigen |heutigen )*(?:(?:ober)?buergermeister(?:innen)?|stadtoberhaeupter)\b"), "Wer ist Bürgermeister von {name}?"),
        (re.compile(r"\b(?:einwohner(?:zahl(?:en)?)?|bevoelkerung(?:szahl(?:en)?)?)\b|\bwie viele (?:menschen|leute) (?:leben|wohnen|haben|hat|gibt)\b|\bwie gross sind\b"), PEOPLE["de"]),
        (re.compile(r"\bflaechen?\b|\bquadratkilometer\b"), AREA["de"]),
        (re.compile(r"\b(?:wann|seit wann|wie alt)\b(?!.*partner).*(?:gegruendet|\bentst\w+|\bgibt es\b)|\bwie alt sind\b|\bgruendungs(?:jahr|dat)"), AGE_OF_TOWN["de"]),
        (re.compile(rf"\bunterschied\w* zwischen @ {_IN_DE}(?P<of>\w{{4,}})|\bunterscheid\w* sich @ {_IN_DE}(?P<of_too>\w{{4,}})"), "{of} von {name}?"),
    ),
    "en": (
        (re.compile(r"\b(?:who are|who governs|what are the names of) (?:the )?(?:current |present |lord )*mayors\b"), "Who is the mayor of {name}?"),
        (re.compile(r"\bpopulations?\b|\bhow many (?:inhabitants|residents|people (?:live|are (?:there|living)|do(?:es)?))\b|\bhow (?:big|large) are\b"), PEOPLE["en"]),
        (re.compile(r"\bareas?\b|\bsquare kilomet"), AREA["en"]),
        (re.compile(r"\bwhen were\b.*\b(?:founded|created|established)\b|\bhow old are\b"), AGE_OF_TOWN["en"]),
        (re.compile(rf"(?<!time )\bdifferences? between @ {_IN_EN}(?P<of>[\w ]{{4,}}?)\W*$|@ differ {_IN_EN}(?P<of_too>[\w ]{{4,}}?)\W*$"), "What is the {of} of {name}?"),
    ),
    "ja": (
        (re.compile(r"市長(?:は|って|の名前)"), "{name}の市長は誰ですか"),
        (re.compile(r"人口|何人.*住|住.*何人"), PEOPLE["ja"]),
        (re.compile(r"面積|広さ"), AREA["ja"]),
        (re.compile(r"いつ(?:でき|生まれ|誕生|設立)|(?:成立|誕生)はいつ"), AGE_OF_TOWN["ja"]),
        (re.compile(r"@の?(?P<of>[^はがのを、]{2,12})(?:の(?:違い|差)|は(?:どう|どのように)違|[はが]同じ)|@、?(?P<of_too>[^はがを、]{2,12})[はが]同じ"), "{name}の{of}は？"),
    ),
}  # fmt: skip
"""What each of two towns has of its own, asked of both at once; "@" stands for the two."""

_JOINT_DE = (
    r"(?!.*\b(?:vertr(?:ag|aege)|abkommen|vereinbarung|partnerschaft|beziehung|kontakt|gemeinsam\w*|miteinander|sich|"
    r"voneinander|zusammen\w*|einander)\b)"
)
_JOINT_EN = r"(?!.*\b(?:contract|agreement|treaty|partnership|relationship|contact|in common|joint|shared?|together|each other|deal)\b)"

HAVE_EACH: Mapping[Language, Sequence[Rule]] = {
    "de": (
        (re.compile(rf"^haben @ {_JOINT_DE}(?:beide |jeweils |auch )*(?P<of>.+?)\W*$"), "Hat {name} {of}?"),
        (re.compile(rf"^gibt es (?:in )?@ {_JOINT_DE}(?:beide |jeweils |auch )*(?P<of>.+?)\W*$"), "Gibt es in {name} {of}?"),
    ),
    "en": (
        (re.compile(rf"^do @ {_JOINT_EN}(?:both |each )?have (?P<of>.+?)\W*$"), "Does {name} have {of}?"),
        (re.compile(rf"^(?:is|are) there {_JOINT_EN}(?P<of>.+?) (?:in )?(?:both )?@\W*$"), "Is there {of} in {name}?"),
    ),
    "ja": (
        (re.compile(r"^@(?:とも)?(?:に)?(?:は|も)?(?P<of>[^はがを、]{2,12})(?<!協定)(?<!関係)(?<!交流)(?<!提携)(?:は|が)(?:あり|ある)"), "{name}に{of}はありますか"),
    ),
}  # fmt: skip
"""What each of "both" has, and not the two together."""

SAYS_EACH: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"\b(?:beide|jeweils|auch)\b"),
    "en": re.compile(r"\b(?:both|each)\b"),
    "ja": re.compile(r"とも|も.*も|それぞれ|両方"),
}
"""Of two towns that are named side by side each is meant for itself."""

MOST_PAIRED_WORDS = 3
"""A question of more words than these asks for something particular."""

OWNED: Mapping[Language, str] = {
    "de": r"\b(?:von|vom|aus) (?:der )?{name}\b|\b{name}s (?!als\b|oder\b)\w",
    "en": r"\b(?:of|from) {name}\b|\b{name}'s\b",
    "ja": r"{name}の(?!方|ほう|どちら|どっち|うち)",
}
"""Where a name only tells whose the compared things are: the delegations of A and of B."""

KIND: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\bwelche[rs]? (?:von |der |den |dieser |beiden |zwei |2 )*(?!(?:partner|schwester)?sta|orte?\b|"
        r"gemeinden?\b|kommunen?\b|(?:beiden|zwei|dieser|von|davon)\b)(?P<kind>[a-z]{3,}) (?:ist|hat|wurde|war|gibt|entstand)\b"
    ),
    "en": re.compile(
        r"\b(?:which|what) (?:of |the |two |one )*(?!(?:partner|twin|sister)?[ -]?(?:cit|town)|municipalit|place|(?:one|two|these|those|them)\b)"
        r"(?P<kind>[a-z]{3,}) (?:is|has|was|opened|came|started)\b"
    ),
    "ja": re.compile(
        r"どちらの(?!方|ほう|歴史|人口|面積|規模|数|値段|姉妹|都市|市|街|町|まち)(?P<kind>[一-鿿ァ-ヴー]{2,8})"
    ),
}
"""What stands in two towns and is compared: "which university is older, that in A or that in B?"."""

TWO_OF_KIND: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\bwelche[rs]? (?:der|von den|von|dieser) (?:beiden |zwei )?(?P<kind>[a-z]{3,})"
    ),
    "en": re.compile(r"\bwhich (?:one )?of (?:the |these |both )*(?:two )?(?P<kind>[a-z]{3,})"),
    "ja": re.compile(
        r"(?:両方の|両|二つの|ふたつの|2つの|どちらの)(?!市|都市|街|町)(?P<kind>[一-鿿ァ-ヴー]{2,8}?)(?=[のはがで、]|$)"
    ),
}
"""Two things that are called by their kind alone: "which of the two universities"."""

STEM_CHARS = 5
"""So much of a kind stands in names too: "Universitäten", "Universität"."""

SHORT_KIND = re.compile(r"(uni)s?")
"""A kind that is called by less of its word."""

OF_KIND: Mapping[Language, str] = {
    "de": "{kind} in {name}",
    "en": "the {kind} in {name}",
    "ja": "{name}の{kind}",
}

ALTERNATIVES: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"(?P<head>(?:(?:an|auf|bei|in|mit|seit|von|zu) )?(?:welche[rsnm]?|we[rnm]|was|wo|wie)\b[^,:]*)[,:] "
        r"(?P<one>[^,:]+?) oder (?P<other>[^,:?]+)\?*$",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?P<head>(?:(?:at|for|from|in|of|to|with) )?(?:which|who|what|where|how)\b[^,:]*)[,:] "
        r"(?P<one>[^,:]+?),? or (?P<other>[^,:?]+)\?*$",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        r"(?:(?P<of>[^。？、]+)は、)?(?P<one>[^。？、]+?)と(?!して)、?(?P<other>[^。？、と]+?)"
        r"(?:では|のうち|は|、)、?(?P<head>(?:どちら|どっち).*)$"
    ),
}

ALTERNATIVES_FIRST: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"(?!(?:ich|wir|gibt|ist|sind|kann|hat|haben|war|wird)\b)(?P<one>(?:[^\s,:?]+ ){1,4}?)(?:oder|vs\.?) "
        r"(?P<other>[^\s,:?]+(?: [^\s,:?]+){0,3}?)(?: [-–]|[:,]) "
        r"(?P<head>(?:(?:an|auf|bei|in|mit|seit|von|zu) )?(?:welche[rsnm]?|we[rnm]|was)\b[^,:?]*)\?*$",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?!(?:i|we|is|are|do|does|can|has|have|was|there)\b)(?P<one>(?:[^\s,:?]+ ){1,4}?)(?:or|vs\.?|versus) "
        r"(?P<other>[^\s,:?]+(?: [^\s,:?]+){0,3}?)(?: [-–]|[:,]) "
        r"(?P<head>(?:(?:at|for|from|in|of|to|with) )?(?:which|whom?|what)\b[^,:?]*)\?*$",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        r"(?P<head>.+?のは)、?(?P<one>[^。？、と]+?)と、?(?P<other>[^。？、]+?)(?:の(?:うち)?|、|では)、?(?:どちら|どっち).*$"
    ),
}
"""As before, what can be chosen standing first, or in Japanese last."""

CHOOSES: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:zuerst|frueher|eher|spaeter|aelter|juenger|laenger|kuerzer|groesser|kleiner|mehr\b|weniger|"
        r"teurer|billiger|guenstiger|hoeher|niedriger|weiter|naeher|schneller|besser|schoener)"
    ),
    "en": re.compile(
        r"\b(?:first|earlier|later|older|younger|longer|shorter|bigger|larger|smaller|more|fewer|less|"
        r"dearer|cheaper|higher|taller|lower|further|closer|nearer|faster|better)\b"
    ),
    "ja": re.compile(r"どちら|どっち"),
}

WAS_FIRST: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"(?:wer|was|welche[rs]? \w+) (?:war|kam) (?:zuerst|frueher|eher)(?: da)?\W*"),
    "en": re.compile(r"(?:who|what|which \w+) (?:was|came) (?:first|earlier)\W*"),
    "ja": re.compile(r"(?:どちら|どっち)が(?:先|早)(?:に来|く来|だ|で).*"),
}
"""Asks for nothing but which was first; else what is asked is kept."""

WHEN_WAS: Mapping[Language, str] = {
    "de": "Wann war {name}?",
    "en": "When was {name}?",
    "ja": "{name}はいつですか",
}

DIFFERS: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"\bunterschied|\bunterscheid|\banders\b|\bverglichen|\bvergleich"),
    "en": re.compile(r"\bdiffer|\bcompare"),
    "ja": re.compile(r"違|差|比べ|異な"),
}

DIFFERENCE: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"um wie ?viel(?: mehr| groesser| aelter| laenger)?(?: (?:ist|sind|waren?)(?: \w+){0,3})?\W*|"
        r"um wie ?viel (?:ist|sind|waren?) (?:\w+ ){1,4}(?:mehr|groesser|kleiner|aelter|juenger|laenger|hoeher)\W*|"
        r"wie ?viele? (?:mehr|groesser|aelter|laenger)(?: (?:ist|sind|waren?)(?: \w+){0,3})?\W*|(?:wie \w+|was) (?:ist|waere) "
        r"(?:der|die) (?:abstand|unterschied|differenz)\b.*"
    ),
    "en": re.compile(
        r"by how much(?: (?:more|bigger|larger|older|longer))?\W*|"
        r"by how much (?:is|are|was|were) (?:\w+ ){1,4}(?:more|bigger|larger|smaller|older|younger|longer|higher)\W*|"
        r"(?:by )?how much (?:more|bigger|larger|older|longer)(?: (?:is|are|was|were)(?: \w+){1,2}(?:,? roughly)?)?\W*|"
        r"(?:how \w+ is|what(?:'s| is)) the (?:difference|gap)\b.*"
    ),
    "ja": re.compile(
        r"(?:差は)?(?:どれ|どの)(?:くらい|ぐらい|ほど)(?:の)?(?:違|差|離).*|(?:その)?差は.*|いくら違.*"
    ),
}
"""Asks how far two things are apart that were compared before; on the matching form."""

UNLIKE: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r".*\bunterschiede? zwischen (?P<one>(?:de[mnr]|dieser) .+?) und (?P<other>.+?)\?*$|"
        r"(?:worin|wie) unterscheide[nt] sich (?P<subject>.+?) (?:und|von(?!.* und )) (?P<object>.+?)\?*$",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r".*\b(?:the|a|any|main|big|biggest) differences? between (?P<one>.+?) and (?P<other>.+?)\?*$|"
        r"how (?:do|does|did) (?P<subject>.+?) (?:and (?P<object>.+?) differ|differ from (?P<from>.+?))\?*$",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        r"(?P<one>[^。？、はがで]+?)と、?(?P<other>[^。？、はがで]+?)(?:の違いは|(?:は|では|とは)、?(?:何が|どこが|どう|どのように)(?:違|異な)).*$|"
        r"(?P<subject>[^。？]{6,}?)と、(?P<object>[^。？]{6,}?)は、?それぞれ.*$"
    ),
}
"""Two things of which it is asked what sets them apart."""

THAT_OF: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"(?:de[mnr]|das|die|dieser|denen) (?P<of>(?:von|aus|in|vom|im) .+)", re.IGNORECASE
    ),
    "en": re.compile(r"(?:that|the one|those) (?P<of>(?:of|from|in|with) .+)", re.IGNORECASE),
    "ja": re.compile(r"(?P<of>.+の)(?:もの|ほう|方)"),
}
"""Stands for the first thing's own word: "the memorandum of 2020 and that of 2025"."""

TELL_OF: Mapping[Language, str] = {
    "de": "Was besagt oder ist: {name}?",
    "en": "What is or says {name}?",
    "ja": "{name}とは何ですか",
}

EACH_ASKED = re.compile(r".*は、?それぞれ(?P<asked>.+)$")

YEAR = r"(?<!\d)(?:19|20)\d\d(?!\d)"

TWO_YEARS: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(rf"(?P<one>{YEAR}) und (?:von )?(?P<other>{YEAR})"),
    "en": re.compile(rf"(?P<one>{YEAR}) and (?:of )?(?P<other>{YEAR})"),
    "ja": re.compile(rf"(?P<one>{YEAR}年)と(?P<other>{YEAR}年)"),
}

TWO_SEASONS: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"(?P<one>(?:im|in der|zur) (?:Sommer|Winter)(?:zeit)?)(?: (?P<than>\w+er) als|,? (?:und|oder|sowie|bzw\.)) "
        r"(?P<other>(?:im|in der|zur) (?:Sommer|Winter)(?:zeit)?)\b(?! \d)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?P<one>(?:in|during) (?:the )?(?:summer|winter)(?: ?time)?)(?P<than> than|,? (?:and|or)) "
        r"(?P<other>(?:in|during) (?:the )?(?:summer|winter)(?: ?time)?)\b(?! \d)",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        r"(?P<one>[夏冬](?:時間)?)(?P<between>(?:と|より|も|に比べて)、?)(?P<other>[夏冬](?:時間)?)[でのはも]?"
    ),
}
"""Two seasons of which one fact is asked: "in summer and in winter"."""

SIZE: Mapping[Language, str] = {
    "de": r"wie gross ist (?:denn |eigentlich )?(?:die )?(?:stadt |gemeinde )?{name}"
    r"(?: denn| eigentlich| heute| jetzt)*\W*$",
    "en": r"how (?:big|large|small) is (?:the )?(?:city |town )?(?:of )?{name}(?: city)?"
    r"(?: really| now| today)*\W*$",
    "ja": r"{name}[市町村]?(?:の大きさ|は(?:どの(?:くらい|ぐらい|程度)|どれ(?:くらい|ぐらい))の?(?:大き|広))",
}

OFFICE_ALONE: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"(?P<asked>wer ist (?:denn |eigentlich |gerade |zurzeit |aktuell |heute |jetzt |bei euch |"
        r"der |die |neue |aktuelle |heutige |jetzige )*(?:ober)?buergermeister(?:in)?)"
        r"(?P<now>(?: gerade| zurzeit| aktuell| heute| jetzt)?)\W*"
    ),
    "en": re.compile(
        r"(?P<asked>who(?:'s| is) (?:the |current |present |new )*(?:lord )?mayor)"
        r"(?P<now>(?: now| today| currently| at the moment| these days)?)\W*"
    ),
    "ja": re.compile(
        r"(?P<now>(?:今の|現在の|いまの)?)(?P<asked>市長(?:は|って)(?:誰|だれ|どなた)[^。?？]{0,6})[。?？\s]*"
    ),
}
"""Asks for a town's head, and does not say of which town; on the matching form."""

OFFICE_OF: Mapping[Language, str] = {
    "de": "{asked} von {town}{now}?",
    "en": "{asked} of {town}{now}?",
    "ja": "{now}{town}の{asked}",
}
