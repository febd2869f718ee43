"""Text as it is compared, not as it is shown: matching form, index tokens, content words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

from twinbot.language.scripts import HIRAGANA, JAPANESE, KANJI, KATAKANA, LATIN_WORD
from twinbot.language.words import (
    JAPANESE_COUNTERS,
    JAPANESE_GRAMMAR,
    JAPANESE_PARTICLES,
    JAPANESE_PHRASES,
    LATIN,
)
from twinbot.types import Language

NGRAM_CHARS: Final = 4
"""Length of the character n-grams of Latin words: the best measured for German compounds."""

NGRAM_MARK: Final = "#"
"""Stands before n-grams, so that none is taken for a word."""

_FOLDED: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}
    | dict(zip("āēīōū", "aeiou", strict=True))  # Tōkyō and Tokyo
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")  # invisible characters
)

_TOKEN: Final = re.compile(rf"(?P<word>{LATIN_WORD})|(?P<japanese>[{JAPANESE}]+)")
_THOUSANDS: Final = {
    "de": re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?!\d|[.,]\d)"),
    "en": re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?!\d|,\d)"),
    "ja": re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?!\d|,\d)"),
}

_LATIN_CONTENT: Final = re.compile(rf"\d+(?:[.,]\d+)+|{LATIN_WORD}|[{JAPANESE}]+")
_PLACE_SUFFIXES: Final = "市区町村県駅山川大"
_JAPANESE_CONTENT: Final = re.compile(
    rf"(?P<number>\d+(?:[.,]\d+)*)|(?P<word>{LATIN_WORD})|(?P<kanji>[{KANJI}]+)"
    rf"|(?P<katakana>[{KATAKANA}]+(?:[{KANJI}](?<![{_PLACE_SUFFIXES}])(?![{KANJI}]))?)"
    rf"|(?P<hiragana>[{HIRAGANA}]+)"
)
_PHRASES: Final = re.compile(
    "|".join(sorted(JAPANESE_PHRASES, key=lambda phrase: (-len(phrase), phrase)))
)
_GRAMMAR: Final = sorted(JAPANESE_GRAMMAR, key=lambda piece: (-len(piece), piece))
_SHORTEST_NAME: Final = 3
_LONGEST_HIRAGANA: Final = 40
_LONGEST_COMPOUND: Final = 4


def matching_form(text: str) -> str:
    """Return ``text`` as it is compared: NFKC, casefolded, umlauts as two letters.

    Full-width letters and digits become the usual ones, ä ö ü ß become ae oe ue ss, macrons and
    invisible characters (soft hyphen, zero-width space) go. The result may differ in length.
    """
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFKC", folded).translate(_FOLDED)


def lexical_tokens(text: str, language: Language) -> list[str]:
    """Return the tokens under which ``text`` is indexed and searched.

    Latin words give themselves and, behind ``#``, their character 4-grams; numbers give
    themselves, written without the thousands separators of ``language``; Japanese runs give
    their characters and pairs of characters. Other scripts inside a text are treated alike, so
    that ``HAL`` is found in Japanese and ``つくば`` in German text.

    Args:
        text: Any text.
        language: Language of the text; decides what separates thousands.

    Returns:
        Tokens in the order of the text, repeated as often as they occur.

    Source: McNamee and Mayfield, Information Retrieval 7, 2004,
    doi:10.1023/B:INRT.0000009441.78971.be (4-grams for European languages).
    """
    form = _THOUSANDS[language].sub(_without_separators, matching_form(text))
    tokens: list[str] = []
    for match in _TOKEN.finditer(form):
        if match.lastgroup == "word":
            tokens.extend(_word_tokens(match.group()))
        else:
            run = match.group()
            tokens.extend(run)
            tokens.extend(map("".join, pairwise(run)))
    return tokens


def content_words(text: str, language: Language) -> list[str]:
    """Return the words that say what ``text`` is about, in matching form, each once.

    German and English: words and numbers that are not function words or question words. Japanese:
    runs of kanji, of katakana, of Latin letters and of digits, and hiragana names such as つくば;
    kanji runs of five and more are cut into pairs, the usual length of a Japanese word.

    Args:
        text: A question or a sentence.
        language: Its language.

    Returns:
        In the order of the text. Numbers stand as written, such as ``370.000``.
    """
    form = matching_form(text)
    words = _japanese_content(form) if language == "ja" else _latin_content(form, language)
    return list(dict.fromkeys(words))


def _without_separators(match: re.Match[str]) -> str:
    return match.group().replace(".", "").replace(",", "")


@lru_cache(maxsize=65_536)
def _word_tokens(word: str) -> tuple[str, ...]:
    """Return a Latin word and its marked n-grams; a number or a short word alone."""
    if len(word) < NGRAM_CHARS or word.isdigit():
        return (word,)
    starts = range(len(word) - NGRAM_CHARS + 1)
    return (word, *(NGRAM_MARK + word[start : start + NGRAM_CHARS] for start in starts))


def _latin_content(form: str, language: Language) -> Iterator[str]:
    function_words = LATIN["de" if language == "de" else "en"]
    for word in _LATIN_CONTENT.findall(form):
        # A single Latin letter is what an apostrophe or an initial leaves behind.
        if word not in function_words and (len(word) > 1 or not word.isascii() or word.isdigit()):
            yield word


def _japanese_content(form: str) -> Iterator[str]:
    form = _PHRASES.sub("\n", form)
    before = None
    for match in _JAPANESE_CONTENT.finditer(form):
        script, run = match.lastgroup, match.group()
        adjoins = before is not None and before.end() == match.start()
        previous = before.lastgroup if before is not None and adjoins else None
        if script == "kanji":
            yield from _kanji_words(run, previous)
        elif script == "hiragana":
            follower = form[match.end() : match.end() + 1]
            # After kanji, hiragana is the ending of a verb, unless a place name is closed by 市.
            if previous != "kanji" or (follower and follower in _PLACE_SUFFIXES):
                yield from _hiragana_names(run)
        else:
            yield run
        before = match


def _kanji_words(run: str, previous: str | None) -> Iterable[str]:
    """Return the words of a kanji run: not 誰 or 何人, not 年 after a number, not 市 after a name.

    Args:
        run: The run.
        previous: The script of the run that it adjoins, if it does.
    """
    if previous == "number":
        run = run.lstrip(JAPANESE_COUNTERS)
    if not run or run.startswith(("何", "誰")) or (run in _PLACE_SUFFIXES and previous):
        return ()
    if len(run) <= _LONGEST_COMPOUND:
        return (run,)
    # The last piece takes the odd character: 筑波大学病院長 -> 筑波 大学 病院長.
    cuts = [*range(0, len(run) - 1 - len(run) % 2, 2), len(run)]
    return (run[start:end] for start, end in pairwise(cuts))


def _hiragana_names(run: str) -> Iterable[str]:
    """Return what remains of a hiragana run without grammar, if it is long enough for a name."""
    if len(run) > _LONGEST_HIRAGANA:
        return ()
    shortened = _without_grammar(run)
    while shortened != run:
        run, shortened = shortened, _without_grammar(shortened)
    return (run,) if len(run) >= _SHORTEST_NAME else ()


def _without_grammar(run: str) -> str:
    """Cut one piece of grammar off either end of a hiragana run."""
    for piece in _GRAMMAR:
        if run.endswith(piece):
            return run.removesuffix(piece)
        if run.startswith(piece):
            return run.removeprefix(piece)
    if len(run) > _SHORTEST_NAME and run[-1] in JAPANESE_PARTICLES:
        return run[:-1]
    if len(run) > _SHORTEST_NAME and run[0] in JAPANESE_PARTICLES:
        return run[1:]
    return run
