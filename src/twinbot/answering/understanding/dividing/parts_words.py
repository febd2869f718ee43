"""The words that join and begin questions; used by `twinbot.answering.understanding.dividing.parts`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from twinbot.types import Language

FEW_WORDS = 2
"""A question with at most this many content words may leave something unsaid."""

ASKING: Mapping[Language, str] = {
    "de": r"(?:(?:an|auf|aus|ab|bei|f(?:ü|ue)r|in|mit|nach|seit|bis|(?:ü|ue)ber|um|von|vor|zu) )?(?:wer|wen|wem|"
    r"wessen|wann|wo|wohin|woher|wie|wieviele?n?|was|warum|weshalb|wieso|wo(?:für|mit|zu|von)|"
    r"welche[rsnm]?)\b",
    "en": r"(?:(?:at|by|during|for|from|in|of|on|since|to|under|until|with) )?(?:who|whom|whose|"
    r"when|where|how|what|why|which)\b",
    "ja": r"[^、。]*(?:何(?!でも|となく|か(?:知|ご存|わか|分か|教))|なん(?:[％%]|ねん|にん|がつ|じ|まい)|誰|だれ|どなた|いつ|どこ|どの|どれ|どんな|いくつ|いくら|なぜ|"
    r"どう(?:して(?!も)|やって|すれ))",
}

ASKING_AFTER_COMMA: Mapping[Language, str] = {
    "de": r"(?:(?:wer|wann|wo) (?:ist|war|sind|waren|wurden?|hat|kam|kamen|begann|wird)|wie (?:lautet|"
    r"hei(?:ß|ss)t|(?:alt|gro(?:ß|ss)|hoch|lange|weit) (?:ist|war)|viele \w+ (?:hat|haben|sind|waren)))\b",
    "en": r"(?:how (?:many|much|long|old|far)|(?:what|who|when|where) (?:is|was|are|were|did|does))\b",
}
"""Begins a second question: an indirect one has its verb at the end ("who decides, when we go")."""

FACT: Mapping[Language, str] = {
    "de": r"(?:\w*jahr|\w*datum|\w*zahl|\w*namen?|anschrift|adresse|\w*vorwahl|\w*nummer|\w*dauer|"
    r"\w*zeit|\w*preis|ort|\w*fl(?:ä|ae)che|gr(?:ü|ue)nde?|zweck|motto|beruf|"
    r"\w*frist|\w*kosten|\w*geb(?:ü|ue)hr|voraussetzungen)\b",
    "en": r"(?:year|dates?|day|number|name|address|price|place|length|time|area|population|code|prefix|"
    r"reasons?|purpose|motto|job|deadline|costs?|fee|requirements?)\b",
    "ja": r"(?:(?<!\d)年|(?<!\d)月|(?<!\d)日|数|名|名前|名称|[たる]人|場所|会場|住所|本社|番号|局番|期間|時間|時期|面積|人口|割合|理由|目的|値段|料金|距離|"
    r"職業|締め?切り?|期限|条件|費用|成績|[広高長重]さ|大きさ|任期|政党|党|標語|分野|(?:発明|創業|創設|設立|署名|担当|提案)者|"
    r"(?<=の)(?:市長|町長|村長|知事|学長|総長|社長|会長))",
}
"""Nouns that ask for a fact."""

_BESIDES_JAPANESE = r"(?:あと|それから|そして|また|それと)、|あと(?![で何どい])|それから|そして|また(?!は)|それと(?!も)"
"""Joins a second question to the first, and begins no longer word as それとも does."""

SECOND: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        rf"(?:,? (?:und|sowie)(?: auch)?| \+)(?: (?:ungef(?:ä|ae)hr|etwa|genau|dann|noch))? (?={ASKING['de']})|"
        rf", (?={ASKING_AFTER_COMMA['de']})|"
        r",? und (?=(?:muss|m(?:ü|ue)ssen|kann|k(?:ö|oe)nnen|darf|d(?:ü|ue)rfen|soll|brauche?n?|braucht) (?:ich|man|wir|es|sie|er)\b)|"
        r", und (?=(?:ist|sind|war|waren|gibt|gab|hat|haben|wird) (?:es|sie|er|das|die|der|dort|eine?|auch)\b)|"
        rf"[?？.!] *(?:(?:und|au(?:ß|ss)erdem) )?(?={ASKING['de']})|"
        r"[?？] *(?:und )?(?=(?:darf|gab|gibt|hat|haben|ist|kam|kann|kommt|muss|sind|war|waren|wird|wurden?) )|"
        r", und (?=(?:im|in|am|an|bei|f(?:ü|ue)r|mit) \w+(?: \w+)?\?$)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        rf"(?:,? (?:and|plus|as well as)(?: also)?| \+)(?: (?:roughly|about|exactly|then))? (?={ASKING['en']})|"
        rf", (?={ASKING_AFTER_COMMA['en']})|"
        r",? and (?=(?:must|can|could|should|do|may|will) (?:i|you|we|one|people|visitors)\b)|"
        r", and (?=(?:is|are|was|were|does|do|did|has|have) (?:any|there|the|it|they|he|she)\b)|"
        rf"[?？.!] *(?:(?:and|also),? )?(?={ASKING['en']})|"
        r"[?？] *(?:and )?(?=(?:are|can|did|do|does|has|have|is|must|was|were|will) )|"
        r", and (?=(?:in|on|at|for|from|with) \w+(?: \w+)?\?$)",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        rf"(?:(?<=[しきてでりれみび])|(?<=ですか)|(?<=ますか)|(?<=したか)|(?<=せんか))、(?={ASKING['ja']})|"
        r"(?<=[一-鿿ぁ-ん][いっしんえべれ][てで])(?<![誰何]って)(?=(?:何人|いつ|どこ|誰|いくら)[^、。？?]*[。？?]?$)|"
        r"(?:(?<=どこ[にでへ])|(?<=いつ[にか])|(?<=[誰何][にがを]))、(?=(?:いつ|どこ|誰|何)[^、。？]*$)|"
        rf"(?:(?<=[かねは])。|[？?](?!\s*(?:[」』）)]|って|と(?:い[うえっわ]|言|聞|思|書|呼|の)))\s*|(?<=さい)。(?={_BESIDES_JAPANESE}))"
        rf"(?:{_BESIDES_JAPANESE})?(?={ASKING['ja']}|[^、。？?]{{3,30}}(?:です|ます|でした|ました|でしょう)か[。？?]?$)(?!それとも)|"
        r"(?:(?<=[かね])。|[？?])(?=[^、。？]{1,16}(?<![てでしに])(?<!ぜひと)(?<!是非と)も(?:教え|おしえ|知り))"
    ),
}
"""Stands before a second clause that asks, be it only ", and in winter?"."""

ASKS: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(rf"\b(?:{ASKING['de']}|{FACT['de']})", re.IGNORECASE),
    "en": re.compile(rf"\b(?:{ASKING['en']}|{FACT['en']})", re.IGNORECASE),
    "ja": re.compile(rf"{ASKING['ja']}|は[?？]?$|(?:を|について)お?(?:教え|おしえ)"),
}
"""Whether a clause asks for something."""

NAMED: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        rf"(?P<first>.*\b{FACT['de']}.*?),? (?:und|sowie) (?:auch )?"
        rf"(?P<second>(?:das|den|der|die|seine?|ihre?) (?:\w+ )?{FACT['de']}.*)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        rf"(?P<first>.*\b(?:{FACT['en']} (?:of|when|in which|that|for)|(?:'s|its|his|her|their) (?:\w+ )*?"
        rf"{FACT['en']}).*?),? (?:and|plus|as well as) (?:also )?"
        rf"(?P<second>(?:the|its|his|her|their) (?:\w+ )?{FACT['en']}.*)",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        rf"(?P<first>.*{FACT['ja']})と、?(?P<second>[^、。]*{FACT['ja']}|[^、。のとは]{{2,12}})"
        r"(?=を(?:それぞれ)?(?:教え|おしえ|知り|知ら|お願い)|"
        r"は(?:それぞれ)?(?:(?:誰|だれ|何|いつ|どこ|いくら|いくつ|何[人年])(?:です|でしょう)?か?)?[。?？]?$|$)"
    ),
}
"""Two facts asked for by their nouns: "the year in which ..., and the number of ..."."""

OWNED_TOGETHER: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        rf".*?\b(?P<first>(?:(?:der|die|das|den|dem) )?\b{FACT['de']}) (?:und|sowie) "
        rf"(?P<second>(?:(?:der|die|das|den|dem) )?\b{FACT['de']})"
        r"(?P<owner> (?:von|der|des|in|im|f(?:ü|ue)r) [^?.!,]+)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        rf".*?\b(?P<first>(?:the )?\b{FACT['en']}),? and (?P<second>(?:the )?\b{FACT['en']})"
        r"(?P<owner> (?:of|in|for) [^?.!,]+)",
        re.IGNORECASE,
    ),
    "ja": re.compile(r"(?!)"),
}
"""Two facts of what stands behind the second: "the area and the population of A"."""

OWNER: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"(?!)"),
    "en": re.compile(r"(?!)"),
    "ja": re.compile(r"(?!その|この|あの)[^はがをにで、。]*の(?=[^の、。]+$)"),
}
"""Whose the first of two facts is, which of the second goes without saying: 「つくばの人口と面積」."""

OWNED: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"(?!)"),
    "en": re.compile(r"(?!)"),
    "ja": re.compile(r"その|それ|同|[市県町村学社校団]の|.*[がを]"),
}
"""Says itself whose a fact is."""

WANTED: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:nenn\w*|sag\w*|gib|geben|was (?:ist|sind|war|waren)|wie (?:lautet|lauten|ist|sind|hei(?:ß|ss)en)|"
        r"bitte|brauche|suche|m(?:ö|oe)chte|h(?:ä|ae)tte)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"^name\b|\b(?:tell|give|what(?:'s| is| are| was| were)|please|need|looking for|like to know)\b",
        re.IGNORECASE,
    ),
    "ja": re.compile(""),
}
"""Asks for what a noun names, and not for something about it."""

DEMANDS: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(rf"(?:und )?(?:{ASKING['de']}|nenn|sag|gib|bitte)", re.IGNORECASE),
    "en": re.compile(rf"(?:and )?(?:{ASKING['en']}|tell|give|name|list|please)", re.IGNORECASE),
    "ja": re.compile(""),
}
"""Begins a sentence that asks for something."""

GOES_ON: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:er|ihm|ihn|ihre?[nrms]?|seine[nrms]?|dessen|deren|dahinter|davon|dort|dabei|dazu|darin)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(r"\b(?:he|she|him|her|his|its?|they|their|them)\b", re.IGNORECASE),
    "ja": re.compile(r"その|それ(?!ぞれ)|そこ|同(?:社|氏|市|校|大学)"),
}
"""What stands for something that the first part names."""

THE_PERSON_JAPANESE = r"その(?:人(?:物(?!像))?(?![口数々材類事員種間工気達物たら])|方(?![法向針式面々が]))|同氏|(?<![お一-鿿])彼(?:女(?!ら)|(?![女ら氏方岸]))"
"""What stands for a person in Japanese, and begins no longer word as その人口 does."""

OF_A_PERSON: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"\b(?:er|ihm|ihn|seine?[nrms]?)\b"),
    "en": re.compile(r"\b(?:he|she|him|her|his)\b"),
    "ja": re.compile(THE_PERSON_JAPANESE),
}
"""What stands for a person, if the first part names one."""

ASKED_FIRST: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"^(?:(?:an|auf|bei|f(?:ü|ue)r|in|mit|nach|seit|um|von|zu) )?(?:wer|wen|wem|wann|wo|was|warum|"
        r"welche[rsnm]? \w+|wie(?: ?viele?n?)? \w+)\s+(?=\w+ \w)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"^(?:(?:at|by|for|in|on|to|with) )?(?:who|whom|when|where|why|(?:what|which) \w+|"
        r"how (?:(?:many|much) )?\w+)\s+(?=\w+ \w)",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        r"(?<=..)(?:[はが、]|って) ?(?:何|誰|だれ|どなた|いつ|どこ|どの|どれ|どんな|いくつ|いくら)[^、。]*$"
    ),
}
"""What the first part asks for, which the second does not."""

WHAT_IS: Mapping[Language, str] = {
    "de": "Was ist {fact}?",
    "en": "What is {fact}?",
    "ja": "{fact}は？",
}

EACH: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"\b(?:oder(?! nicht)|jeweils|beide[rnm]?)\b|\bin \w+ und in \w+"),
    "en": re.compile(r"\b(?:or(?! not)|each|both|respectively|either)\b"),
    "ja": re.compile(r"それぞれ|どちら|どっち|両方"),
}

JOINED = (
    r",?(?<!\w)(?:und|oder|sowie|and|or) (?:(?:in|bei|aus|von|at|for|from|of) )?(?:d(?:er|ie|as) |the )?"
    r"{name}|(?<!\w)(?:in|bei|aus|von|at|for|from|of) (?:d(?:er|ie|as) |the )?{name},? "
    r"(?:und|oder|sowie|and|or) (?=(?:in|bei|aus|von|at|for|from|of) )|"
    r"(?:(?<!\w)(?:d(?:er|ie|as)|the) )?{name},? (?:und|oder|sowie|and|or)(?!\w)|{name}と|と{name}|{name}"
)
"""A name with the word that joins it to the one beside it."""
