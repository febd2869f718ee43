"""Words by which `twinbot.answering.understanding.following.leaning` tells what a question leaves unsaid."""

from __future__ import annotations

import re
from collections.abc import Mapping

from twinbot.answering.understanding.dividing.parts_words import FACT
from twinbot.language.scripts import KATAKANA
from twinbot.types import Language

OPENS: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"(?:und|aber|ach|auch|also|okay|ok|au(?:ß|ss)erdem|welche[rsn]? (?:kam|war|ist) als)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?:and|but|also|so|ok|okay|what about|how about|then|which one)\b", re.IGNORECASE
    ),
    "ja": re.compile(
        r"(?:では|じゃあ|じゃ(?=[、,\s])|それでは|それじゃ|ところで|あと(?!何|どの)|また(?!は|来)|"
        r"ちなみに|で、|それと|そして)"
    ),
}

_NO_NOUN = r"(?!\s(?:(?:am|so|zu|[a-zäöüß]+e[nrms]?),?\s){0,3}[„“»\"]?[A-ZÄÖÜ\d])"
"""Behind a German article: no noun follows, so that it stands for one."""

_LATER_CLAUSE = r"(?![^.?!]{0,80}, (?:dass|ob|wie|wann|wo|wer|was)\b)"
"""Behind "dafür" and its like: what it points at does not follow."""

PERSONAL: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:er|ihn|ihm)\b|\bsie (?!bitte|mir|uns)(?:ist|war|hat|wurde|hei(?:ß|ss)t|macht)\b|"
        r"\b(?:ist|war|hat|wurde|fuhr) sie\b|"
        r"\b(?:wird|wurden?|war(?:en)?|hat|haben|liegt|liegen|sitzt|steht|geh(?:ö|oe)rt|leitet|"
        r"kam(?:en)?|hei(?:ß|ss)en|arbeiten|funktioniert) (?:es|sie)\b"
        r"(?! (?:m(?:ö|oe)glich|erlaubt|wahr|noch|denn|schon|auch|eine?n?|kein\w*|viele?|alle\w*|"
        r"dort|da|hier|in|im|bei|an|am|f(?:ü|ue)r)\b)|\b(?:geht|ging) es (?:darin|dabei|da)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(r"\b(?:he|him|she|his|her)\b", re.IGNORECASE),
    "ja": re.compile(
        r"彼(?!岸|氏)|彼女|その人|その方|前任|^[^はが、。]{0,16}たこと(?:が|は)?(?:あ[りる]|な[いか])"
    ),
}
POSSESSIVE = re.compile(r"(?:his|her|its|their|sein|seine[nrms]?|ihre?[nrms]?)\b(?= \w)")
"""Stands behind whom it means, in the same clause: "When did Bochum sign its first agreement?"."""
THINGS: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?i:davor|danach|vorher|dessen|deren|die da|der denn|dahin|kostet so)\b|"
        r"\b(?i:daf(?:ü|ue)r|dar(?:ü|ue)ber|daran|darin|daraus|darauf|dazu|davon)\b"
        rf"{_LATER_CLAUSE}|"
        r"\b(?i:d(?:er|ie)selbe)\b(?! wie)|"
        r"\b(?i:denn|war|ist|sind|wird|wurde|gilt|hat|macht|kostet|hei(?:ß|ss)t|du|man) das\b"
        rf"{_NO_NOUN}|\b(?i:denn) d(?:er|ie)\b{_NO_NOUN}|"
        r"\b(?i:f(?:ä|ae)hrt|kostet|dauert|geht|gilt|liegt|hei(?:ß|ss)t|kommt) "
        r"(?:der|die|das|es)\??$|"
        r"\b(?i:haben|machen|sind|waren|wollten|wollen|d(?:ü|ue)rfen) (?:die|sie)\b"
        rf"(?! [a-zäöüß]*[A-ZÄÖÜ]){_NO_NOUN}|"
        r"\b(?:seine?|ihre?)[nrms]?\b(?= (?:[a-zäöüß]+ ){0,2}[A-ZÄÖÜ])"
    ),
    "en": re.compile(
        r"\b(?:they|them|their|it|its)\b|\bthe \w+ one\b|\b(?:before|after|since) that\b|"
        r"\bby then\b|\bthe group\??$",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        r"(?<!お)それ(?!ぞれ|とも|では|じゃ|なり)|(?<!そ)そこ(?!そこ)|そちら|これ(?!まで|から)|"
        r"(?<!そ)ここ(?!数|ろ|最近|から|まで|\d)|(?<!で)(?<![うくぐすつぬぶむる]で)あれ(?!ば|これ)|"
        r"次に|^その(?!うち|他|まま|都度|場|日)|その(?:後|前|次)|^(?:二|2)人(?!の|目|乗|以上)|"
        r"^両(?:者|名)"
    ),
}
SHOWN: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:dort|dorthin|damals|dabei|(?<!, )damit|da|diese[rsnm]?|jene[rsnm]?)\b"
        r"(?! (?:jahr|woche|monat|sommer|winter|frage|stadt)\w*)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\bthere\b|\b(?:these|those)\b|"
        r"\bthis\b(?! (?:year|month|week|winter|summer|spring|autumn|city|town))|"
        r"(?:^|\b(?:is|was|did|does|do|will|would|can|could|with|for|of|about|at|on|by|from|to|in|"
        r"like|who|it) |'s )that\b|\bthen\b(?=\W*$)",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        r"(?<![ぁ-ゖ])その(?!うち|他|人|方|後|前|次|まま|都度|場|日)|"
        r"(?<![ぁ-ゖ])この(?![1一]年|間|ほど|たび|市|町|街|春|夏|秋|冬|週末|近く|あたり|ごろ)|"
        r"あの(?![うさ、ー])|(?<![一-龯])当時|同じ"
    ),
}
"""Words that point at a place, a time or a thing that one may know of without a turn before."""

MORE: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:sonst noch|noch (?:ein|einen|eine) (?:anderes|anderen|andere)|au(?:ß|ss)erdem)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:another one|any others?|what other|which other|anything else|anyone else)\b|"
        r"\bas well\W*$",
        re.IGNORECASE,
    ),
    "ja": re.compile(r"^ほかに|^他に|具体的には"),
}
"""Asks for what the last answer left out."""

OF_ITS_OWN = re.compile(r"\b(?:ist|kostet|macht|hei(?:ß|ss)t) eine? [A-ZÄÖÜ]")
"""Asks in German for a thing that is new, however few its words are."""

OF_WHAT_IS_ASKED = re.compile(
    r"(?:誰|だれ|どなた|何|なに|どこ|どれ|どちら|どっち)[がを]|"
    r"(?:どんな|どの(?:ような)?|どういう|何の)[^、はがをに]{1,8}[がを]"
)
SAYS_WHAT = re.compile(r"(?<!で)(?<!に)(?<!と)(?<!へ)(?<!から)(?<!まで)は|[がを]|って|とは")
"""A Japanese question without any of these, but for what it asks for, does not say what it asks
about: 「市に来ましたか」, 「市では何をしましたか」."""

BARE: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"(?:wer|wen|wem|wann|wo|wohin|woher|warum|wieso|wie) (?:hat|haben|ist|sind|war|waren|wird|wurden?) "
        r"(?!es\b)[a-zäöüß]+(?:t|en)\W*$|"
        r"(?:was (?:ist|war|sind|waren)|wie (?:lautet|ist|war|hoch ist|gro(?:ß|ss) ist)) (?:der|die|das) "
        rf"{FACT['de']}\W*$|(?:(?:der|die|das) )?{FACT['de']}\W*$|"
        r"(?:seit|bis|ab|von) wann(?: (?!ist|war|gibt|gab|hat)\w+)?\W*$|"
        r"(?:f(?:ü|ue)r |mit |um |zu |ab |von )?wie (?:teuer|lange|gro(?:ß|ss)|alt|weit|hoch|oft|schnell)\W*$|"
        r"(?:mit |um |zu |in |auf |bei |von )?wie ?viele?n?(?: \w+)?\W*$|(?:wo|wann|wie|wer) (?:denn )?genau\W*$|"
        r"(?:mit |in |zu |aus )?welche[rnms]? \w+\W*$|"
        r"was (?:ist|war|wird|wurde) (?:da |alles |noch )?(?:enthalten|dabei|inbegriffen|geplant|vereinbart|vorgesehen|inklusive)\W*$",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?:since|from|until|till|by) (?:when|what year)(?: \w+)?\W*$|(?:where|when|how|who) exactly\W*$|"
        r"(?:in |at |with |for |by )?how (?:many|much)(?: \w+)?(?: (?:\w+ )?(?:along|there|altogether|in total|in all))?\W*$|"
        r"(?:in |at |with |for |by )?(?:what|which) \w+\W*$|"
        r"what(?:'s|’s| is| was| were) (?:all )?(?:included|planned|agreed|covered|offered|needed|required|in it)\W*$|"
        rf"(?:the )?{FACT['en']}\W*$|(?:who|when|where|why|how) \w+\W*$|what(?:'s| is| was| are| were) the {FACT['en']}\W*$",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        r"(?:いつ(?:から|まで|ごろ|頃|に)?|どこ(?:で|に|へ|を|から|まで)?|(?:誰|だれ|どなた)[がをにと]?|"
        r"(?:何|なに)[がをにで]?|何[人名年日月時回台歳](?:間|に|から|まで|で|が|も)?|なぜ|どうして|どうやって|どのように|"
        r"いくつ|いくら|(?:どの|どれ)(?:くらい|ぐらい))(?:、| )?[^はがを、。?]{2,16}[。?]?$|"
        r"(?:今|いま|現在)?は?何(?:(?:期|代|回|番|年)目|部|位|党|級|語|分野)(?:です|なの|だ)?[かの]?[。?]?$|"
        r"(?:今|いま|現在)は?(?:開いて|やって|営業して)(?:い)?(?:る|ます)[かの]?[。?]?$|"
        r"お金(?:は|って)?(?:かか(?:る|ります)|いくら|必要|要る)?(?:です)?[かの]?[。?]?$|"
        rf"{FACT['ja']}(?:は|って)(?:何|いつ|いくら|いくつ|どこ|どれくらい|どのくらい)?(?:です|でしょう)?か?[。?]?$"
    ),
}
"""A question that is no more than what it asks for and a verb, or the noun of a fact: 「誰が署名した？」,
"What is the price?"."""

POINTS_BACK_AT_END: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"\b(?:dabei|daran|dran|darin)\W*$", re.IGNORECASE),
    "en": re.compile(r"\b(?:in|of|for|with|about|from|to|at|on|by) (?:it|them)\W*$", re.IGNORECASE),
    "ja": re.compile(r"(?!)"),
}
"""What a question ends with, and nothing in it can be meant by: "Since when is Bochum in it?"."""

ENDS_POINTING = re.compile(r"\b(?:das|es|die|der)\W*$", re.IGNORECASE)
"""No noun, be it without its capital, can stand behind it."""

POINTS_AT_NOTHING: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"\bda (?:drüben|drueben)\b", re.IGNORECASE),
    "en": re.compile(
        r"\b(?:is|are|was|were|will|be|been|has|have|isn't|aren't|wasn't) there\b|"
        r"\bthere(?:'s|'re| is| are| was| were| will| seems?| has| have| to be)\b|"
        r"\b(?:is|was|isn't|would) it (?:true|correct|possible|necessary|allowed|worth|right)\b|"
        r"\b(?:is|was|would be) it (?:\w+ )?\w+ (?:to|that) (?=\w)|"
        r"\b(?:does|did|will|is) it (?:get|rain\w*|snow\w*|mean to|going to (?:rain|snow))\b|"
        r"\b(?:day|year|time|late) is it\b|\bfar is it (?:from|to|by)\b|"
        r"\bit(?:'s| is)? (?:possible|true|noon|midnight|morning|evening)\b|"
        r"\b(?:make|makes|made|making) it\b|\b(?:does|will|did) it take\b(?!\W*$)|"
        r"\bit (?:take|cost)s?\b(?=.{0,80} (?:to|from) )|\bit was (?:\w+ )?(?:signed|that)\b",
        re.IGNORECASE,
    ),
    "ja": re.compile(r"(?!)"),
}

ASKS = re.compile(
    r"\s*(?:wer|was|wo|wann|wie|welche[rsmn]?|who|what|where|when|how|which)\b", re.IGNORECASE
)
"""Begins a clause that asks: it says of itself what a word behind it means."""
CLAUSE_ENDS = re.compile(
    r"[.?!;:。？！、,]|\b(?:und|oder|aber|sowie|and|but|or)\b|\s[-–—]\s", re.IGNORECASE
)
JOINS = re.compile(
    r"\b(?:when|while|before|after|since|until|once|as|if|because|that|whether|how|what|where|why|"
    r"als|w(?:ä|ae)hrend|bevor|nachdem|seit|bis|weil|wenn|dass|ob|damit|wie|was|wo|warum|"
    r"say|says|said|thinks?|thought|claims?)\s*$",
    re.IGNORECASE,
)
"""Stands before the subject of a clause that depends on the one before."""

PROPER_ENGLISH = re.compile(r"(?<![.?!:] )(?<!^)(?<!\w)(?!I\b)[A-Z]\w+")
PROPER_JAPANESE = re.compile(
    rf"[A-Za-z]{{3,}}|[{KATAKANA}ー]+・[{KATAKANA}ー]+|[{KATAKANA}ー]{{2,}}(?=市|町|村|県|州|大学|社|さん)"
)
