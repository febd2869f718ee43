"""The few fixed words that frame quotes, in the three languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from twinbot.types import Language


@dataclass(frozen=True, slots=True)
class Phrases:
    """The frame of an answer in one language; ``{}`` is filled in.

    Attributes:
        only_in: Before a quote in another language; takes that language's name.
        may_help: Before quotes that touch the question but may not answer it.
        not_covered: When the sources do not answer.
        nearest: Behind it: takes the title of the nearest document.
        languages: The names of the languages, as ``only_in`` needs them.
    """

    only_in: str
    may_help: str
    not_covered: str
    nearest: str
    languages: Mapping[Language, str]


PHRASES: Mapping[Language, Phrases] = {
    "de": Phrases(
        only_in="Diese Angabe gibt es nur auf {}:",
        may_help="Ob das Ihre Frage ganz beantwortet, ist unsicher; am nächsten kommt:",
        not_covered="Dazu steht in den vorliegenden Dokumenten nichts.",
        nearest="Am nächsten kommt das Dokument „{}“.",
        languages={"de": "Deutsch", "en": "Englisch", "ja": "Japanisch"},
    ),
    "en": Phrases(
        only_in="This is given only in {}:",
        may_help="This may not fully answer your question; the closest passage is:",
        not_covered="The documents here do not say.",
        nearest="The closest document is “{}”.",
        languages={"de": "German", "en": "English", "ja": "Japanese"},
    ),
    "ja": Phrases(
        only_in="この情報は{}の資料にのみあります。",
        may_help="ご質問への答えとして十分ではないかもしれませんが、最も近い記述は次のとおりです。",
        not_covered="手元の資料には、その記載がありません。",
        nearest="最も近い資料は「{}」です。",
        languages={"de": "ドイツ語", "en": "英語", "ja": "日本語"},
    ),
}
