"""Words by which `twinbot.answering.understanding.following.conversation` tells what a follow-up takes up."""

from __future__ import annotations

import re
from collections.abc import Mapping

from twinbot.answering.extraction.persons import OFFICE_DE
from twinbot.types import Language

PERSONAL: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"\b(?:er|ihn|ihm|sein|seine[rnms]?|sie)\b"),
    "en": re.compile(r"\b(?:he|him|his|she|her)\b"),
    "ja": re.compile(r"彼|彼女|その人|同氏|生年|年齢|何歳|就任|たこと[がは]?(?:あ[りる]|な[いか])"),
}

NAME_ALONE: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"(?:und|aber|auch|was ist|wie ist es|wie sieht es|wer ist es|wie viele sind es|dann|denn|in|im|bei|mit|von|vom|fuer|aus|"
        r"der|die|das|dem|den|stadt|herr|frau|[ ,.?!])+"
    ),
    "en": re.compile(
        r"(?:and|but|also|what about|how about|what of|who is it|what is it|then|in|at|for|with|of|from|to|the|city|mr|"
        r"mrs|ms|[ ,.?!])+"
    ),
    "ja": re.compile(
        r"(?:では|じゃあ?|それでは|ちなみに|と|は|も|の|で|に|場合|ほう|方|どう|ですか|[ 、。?!])+"
    ),
}
"""What may stand around a name that is all of a question, on the matching form."""

CHANGES_LANGUAGE = re.compile(
    r"^[^.:!?。：]{0,40}\b(?:auf|zu|in|to) (?:deutsch|englisch|japanisch|german|english|japanese)\b"
    r"[^.:!?。：]{0,20}[.:!。：]\s*|^(?:日本語|英語|ドイツ語)[^。？]{0,20}[。：]\s*",
    re.IGNORECASE,
)
"""An aside that only says in which language the asker goes on."""

CORRECTS: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"^(?:nein|nee|nicht doch|quatsch|sorry|entschuldigung)[,.! ]+"
        r"(?:(?:sondern|aber|doch) )?(?:ich (?:meine?|meinte)[,:]? )?(?:eher )?",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"^(?:no|nope|sorry|not that)[,.! ]+(?:but )?(?:i (?:mean|meant)[,:]? )?", re.IGNORECASE
    ),
    "ja": re.compile(
        r"^(?:いや|いいえ|いえ|違う|違います|そうじゃ(?:なく|ない)(?:て|です)?|そうではなく(?:て)?)[、。]+"
        r"(?:そう(?:じゃ|では)なく(?:て)?、?|違(?:う|って)、?)?(?:つまり、?)?"
    ),
}
"""What a turn begins with that puts another question for the last one."""

YEAR_ALONE: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"(?:und|aber)?\W*(?:im jahr|in|das von|der von|die von)?\W*(?P<year>\d{4})\W*",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?:and|but)?\W*(?:in|the one (?:in|of|from)|that of)?\W*(?P<year>\d{4})\W*", re.IGNORECASE
    ),
    "ja": re.compile(
        r"(?:では|じゃあ?|それでは)?\W*(?P<year>\d{4})年(?:のは|は|には|では|だと)?\W*"
    ),
}
NOW_ALONE: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"(?:und|aber) (?:heute|jetzt|aktuell|inzwischen)\W*", re.IGNORECASE),
    "en": re.compile(r"(?:and|but) (?:now|today|currently|these days)\W*", re.IGNORECASE),
    "ja": re.compile(r"(?:では|じゃあ?)?、?(?:今|現在|いま)は\W*"),
}
ASKED_YEAR: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(r"\b(?:im jahr |in )?(?P<year>(?:1[89]|20)\d\d)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:in )?(?P<year>(?:1[89]|20)\d\d)\b", re.IGNORECASE),
    "ja": re.compile(r"(?P<year>(?:1[89]|20)\d\d)年(?:[にの](?!は)|当時の?)?"),
}
NOW: Mapping[Language, tuple[tuple[str, str], ...]] = {
    "de": ((r"\bwar\b", "ist"), (r"\bwaren\b", "sind"), (r"\bhatte\b", "hat")),
    "en": ((r"\bwas\b", "is"), (r"\bwere\b", "are"), (r"\bhad\b", "has")),
    "ja": (("でしたか", "ですか"), ("だった", "")),
}
"""What is asked of a year, asked of the present."""

MASCULINE_THING = re.compile(
    r"\b(?:[dD](?:er|en|em)|(?:diese|eine|jene|welche)[nmr]?) (?:[a-zäöüß]+e[nr] )?"
    rf"(?!(?i:(?:ober)?(?:{OFFICE_DE})|mann|herrn?|chef|leiter|erfinder|gr(?:ü|ue)nder))[A-ZÄÖÜ]\w+"
)
"""What German may call "er" as well, as "der Artikel": also what is none, as "der Stadt"."""

MARKER = re.compile(r"\[\d+\]")
"""Stands behind what an answer quotes."""

PERSON = re.compile(r"[^\W\d_]+(?: [A-Z]\.)? [^\W\d_]+")
"""First and last name, as the English column of the glossary writes it; what else is written so may
be meant by a pronoun too."""
