"""A sentence taken apart into what it claims: names, figures, quotations, denials, words."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from twinbot.answering.extraction.concepts import word_concepts
from twinbot.answering.extraction.names import NameFinder
from twinbot.answering.extraction.number_patterns import BOTH
from twinbot.answering.extraction.numbers import Figures, figures
from twinbot.answering.extraction.polarity import negations, poles
from twinbot.language import content_words, detect_language, matching_form
from twinbot.language.scripts import HIRAGANA, KANJI, KATAKANA, LATIN_WORD
from twinbot.language.words import LATIN, word_list
from twinbot.types import Language


@dataclass(frozen=True, slots=True)
class Word:
    """A word that says something beyond names and figures.

    Attributes:
        text: As written.
        form: Its matching form.
        parts: The two words of a Japanese compound such as 京都大学, which must both be carried.
        entries: What it is in the glossary, if anything.
        concepts: Which everyday words it stands for.
        telling: Whether it is a noun or name rather than a verb or adjective, as far as spelling
            tells: capitals in German and English, two characters and more in Japanese.
    """

    text: str
    form: str
    parts: tuple[str, ...]
    entries: frozenset[int]
    concepts: frozenset[int]
    telling: bool


@dataclass(frozen=True, slots=True)
class Claims:
    """What a sentence asserts.

    Attributes:
        form: Its matching form.
        names: The glossary's names, each as the entries that it may mean.
        order: The same in their order, repeated as often as they stand there.
        terms: The glossary's terms likewise.
        figures: Dates, quantities and codes; "both" is no number of its own.
        both: Whether it speaks of both of something.
        words: The words beyond these.
        quotations: What stands between quotation marks.
        negations: Places in ``form`` that deny.
        poles: The sides it takes in known opposites.
    """

    form: str
    names: tuple[frozenset[int], ...]
    order: tuple[frozenset[int], ...]
    terms: tuple[frozenset[int], ...]
    figures: Figures
    both: bool
    words: tuple[Word, ...]
    quotations: tuple[str, ...]
    negations: tuple[int, ...]
    poles: frozenset[str]


def take_apart(sentence: str, language: Language, finder: NameFinder) -> Claims:
    """Return what a sentence claims.

    Args:
        sentence: Its words, without markers.
        language: Its language.
        finder: Knows the names.
    """
    mentions = finder.find(sentence)
    form = matching_form(sentence)
    found = list(dict.fromkeys(mentions.found))
    return Claims(
        form=form,
        names=tuple(entries for entries in found if entries & finder.names),
        order=tuple(entries for entries in mentions.found if entries & finder.names),
        terms=tuple(entries for entries in found if not entries & finder.names),
        figures=figures(BOTH.sub(" ", matching_form(mentions.rest)), language),
        both=bool(BOTH.search(form)),
        words=tuple(_words(sentence, mentions.rest, language, finder)),
        quotations=tuple(quotations(sentence)),
        negations=tuple(negations(form, language)),
        poles=poles(form),
    )


def speaks(sentence: str, language: Language) -> bool:
    """Tell whether a sentence is in a language; quotations and brackets may be in another."""
    bare = _QUOTATION.sub(" ", re.sub(r"[(（][^)）]*[)）]", " ", sentence))
    if language == "ja":
        return bool(re.search(rf"[{HIRAGANA}{KATAKANA}]", bare))
    letters = sum(character.isalpha() for character in bare)
    if letters < _SHORTEST_WORD or re.search(rf"[{HIRAGANA}]", bare):
        return False
    return letters < _TOLD_APART_CHARS or detect_language(bare, language) == language


def quotations(sentence: str) -> list[str]:
    """Return what stands between quotation marks, in the order of the text."""
    return [next(filter(None, groups)) for groups in _QUOTATION.findall(sentence)]


def squeezed(text: str) -> str:
    """Return the letters and digits of a text in matching form."""
    return re.sub(r"[\W_]+", "", matching_form(text))


def stands_in(word: str, form: str) -> float:
    """Tell how far a word stands in a text: 1, 0.9 for a form of it, 0.8 for a part, or 0.

    Args:
        word: In matching form.
        form: The text in matching form.
    """
    if not word.isascii():
        return 1.0 if word in form else 0.0
    if re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", form):
        return 1.0
    stem = word[: max(_STEM_CHARS, math.ceil(_STEM_SHARE * len(word)))]
    if len(word) > _STEM_CHARS and re.search(rf"(?<![a-z]){re.escape(stem)}", form):
        return 0.9
    if len(word) > _STEM_CHARS + 1 and word in form:
        return 0.9
    if len(word) <= _PART_CHARS:
        return 0.0
    return 0.8 if any(part in word for part in _PARTS.findall(form)) else 0.0


_QUOTATION: Final = re.compile(r"[„“«\"](.{2,200}?)[“”»\"]|[「『](.{2,200}?)[」』]|‚(.{2,200}?)‘")
_SHORTEST_WORD: Final = 2
_TOLD_APART_CHARS: Final = 24
"""German and English with fewer letters are not told apart."""
_STEM_CHARS: Final = 4
_STEM_SHARE: Final = 0.65
_PART_CHARS: Final = 6
_PARTS: Final = re.compile(rf"[a-z]{{{_PART_CHARS},}}")

_EMPTY: Final = word_list("""
    leute people person persons menschen even though although so said says sagt sagen spent
    way ways verbinden verbindet gedacht noch auch also both either likewise ebenso
    beider beide stammt stammen trotz zusammen weiter ebenfalls allerdings meist immer gerade
    besonders
    zwar ueberhaupt mehrere bisher deshalb zurueck deren genauer laesst reichen ergibt
    among same given set few instance simply because several probably again whether further
    means known described left put order ways anyone
    folgt folgte folgten follow followed follows called genannt heisst
    etwa rund ungefaehr circa ca damals damalig damalige heute derzeit aktuell sowie
    ausserdem zudem dabei dort hier bereits schon jeweils insgesamt unter anderem laut
    gemaess angaben around approximately roughly then today currently well already total
    according there january february march april may june july august september october
    november december januar februar maerz mai juni juli oktober dezember jahr jahre jahren
    year years kilometer kilometern kilometre kilometres kilometers km meter metern metre
    metres meters prozent percent per cent uhr euro minuten minutes stunden stunde hours
    hour woche week begann ende anfang early late lautet lauten gilt gelten liegt liegen
    lies wirken wirkt dagegen hinzu machten machte included include includes another still
    goes went back time times mal joined during special gehoerten gehoerte zaehlen betraegt
    stark very dazu example beispiel kam saw told besuchte bekannt nach wie vor jaehriges
    jaehrige themselves lasted dauerte becoming became wurde ab statt since seit selbst own
    eigene eigenen
""")
"""Latin words, in matching form, that say nothing beyond the name or figure beside them."""

_EMPTY_JAPANESE: Final = word_list("""
    氏 約 一 例 前 目 間 部 同 各 等 他 後 中 上 内 平成 昭和 令和 大正
    明治 現在 当時 元 元年 始 終 行 述 挙 書 取 組 合 込 申 決 置 打 結
    関 伝 含 確 向 互 定 求 評 広 主 設 基 長 側 近 方 支 考 際 付 並 切 点 扱 務 掲 描 生 与 得 備
    携 進 開 受 見 言 持 出 入
""")
"""Likewise, and the first characters of verbs that fit anywhere."""

_HIRAGANA_ONLY: Final = re.compile(rf"[{HIRAGANA}]+")
_ERA_YEAR: Final = re.compile(r"(?:明治|大正|昭和|平成|令和)(?:元|\d{1,2})年")
_SUFFIXES: Final = "市県区町村都府大山駅社局院所館課国語人"
_PAIR, _TRIPLE = 2, 3


def _words(sentence: str, rest: str, language: Language, finder: NameFinder) -> Iterator[Word]:
    """Yield the words that say something beyond names and figures."""
    if language == "ja":
        for word in map(_bared, content_words(_ERA_YEAR.sub(" ", rest), "ja")):
            if word not in _EMPTY_JAPANESE and not any(map(str.isdigit, word)):
                yield Word(
                    text=word,
                    form=word,
                    parts=_parts(word),
                    entries=_entries(word, finder),
                    concepts=word_concepts(word),
                    telling=len(word) > 1 and not _HIRAGANA_ONLY.fullmatch(word),
                )
        return
    seen = set()
    for found in re.finditer(LATIN_WORD, unicodedata.normalize("NFKC", sentence)):
        word = found.group()
        form = matching_form(word)
        if form in seen or form not in rest or not _tells(form):
            continue
        seen.add(form)
        # The first word of a sentence has a capital whatever it is.
        telling = word[0].isupper() and (found.start() > 0 or word.isupper())
        yield Word(word, form, (), _entries(form, finder), word_concepts(form), telling)


def _entries(form: str, finder: NameFinder) -> frozenset[int]:
    return frozenset[int]().union(*finder.find(form).found)


def _bared(word: str) -> str:
    """Return a Japanese name of two characters without what it is: 横浜 for 横浜市."""
    if len(word) == _TRIPLE and word[-1] in _SUFFIXES and re.fullmatch(rf"[{KANJI}]+", word):
        return word[:-1]
    return word


def _parts(word: str) -> tuple[str, ...]:
    """Cut a Japanese compound of four characters, so that 大学 does not speak for 京都大学."""
    if len(word) == 2 * _PAIR and re.fullmatch(rf"[{KANJI}]+", word):
        return (word[:_PAIR], word[_PAIR:])
    return ()


def _tells(form: str) -> bool:
    """Tell whether a Latin word says something of its own."""
    if len(form) < _SHORTEST_WORD or any(map(str.isdigit, form)):
        return False
    return form not in LATIN["de"] and form not in LATIN["en"] and form not in _EMPTY
