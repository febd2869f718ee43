"""Where the sentences of a text begin and end, in German, English and Japanese.

A line is never joined with the next, since the readers already join the lines of a paragraph; a
table row ("cell | cell") is one sentence; bullets belong to no sentence. Within a line each run of
end marks is a candidate, and rules decide by what stands on both sides of it. Nothing within
brackets or quotation marks ends a sentence, unless they are too far apart to be trusted.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator
from typing import Final

from twinbot.language.full_stops import LatinLanguage, full_stop_ends
from twinbot.language.scripts import HALF_KATAKANA, JAPANESE
from twinbot.types import Language, Span

_LINE: Final = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BULLETS: Final = re.compile(r"(?:\s|[-*+–—‐−](?=\s|$)|[•‣◦▪▫●○■□◆◇▶►▸➤→⇒✓✔✗✘☐☑☒・･·∙❖⁃])+")
_ROW: Final = re.compile(r"(?:^|\S[ \t]+)\|(?:[ \t]|$)")

_OPENERS: Final = "([{（［｛「『【〔〈《｢〝"
_CLOSERS: Final = ")]}）］｝」』】〕〉》｣〟"
_PAIR: Final = dict(zip(_CLOSERS, _OPENERS, strict=True))
_JAPANESE_CLOSERS: Final = "」』｣"
_LONGEST_ENCLOSURE: Final = 300
"""Brackets or quotation marks further apart than this do not hold their content together."""

_BRACKET: Final = re.compile(f"[{re.escape(_OPENERS + _CLOSERS)}]")
_QUOTATION: Final = re.compile(
    r"„[^„“”]{0,300}[“”]|“[^“”„]{0,300}”|«[^«»]{0,300}»|»[^«»]{0,300}«"
    r"|(?<![^\s(\[（「])\"(?=\S)[^\"]{0,300}(?<=\S)\""
)
_CLOSING: Final = {
    language: re.compile(rf"(?:[{re.escape(_CLOSERS)}{quotes}\"’'»›«]|\[\d{{1,3}}\])*")
    for language, quotes in (("de", "”“‘"), ("en", "”"))
}
"""What may stand behind an end mark; “ closes in German and opens elsewhere."""

_END_MARKS: Final = re.compile(r"[.!?…。！？．｡‼⁇⁈⁉♪]+")
_WIDE_MARKS: Final = frozenset("。！？．｡‼⁇⁈⁉♪")
_CONTENT: Final = re.compile(rf"[^\s{re.escape(_OPENERS)}„“\"»]")
_JAPANESE_LETTER: Final = re.compile(rf"[{JAPANESE}{HALF_KATAKANA}]")

_REPORTED: Final = re.compile(
    r"[とっ](?:は|の|も|い[うっわ]|か[、。]|さ|し[てた]|す|て|、|[言思述叫驚聞答話語呼題声書訴考挨強説感])"
)
"""と or って behind a quotation: the sentence goes on ("…」と述べた")."""

_AFTER_QUOTATION: Final = re.compile(
    r"[とはがのをにへもや、,，。.・:：;；]|って|など|から|まで|という|だ|で[、すしあは]"
)
_ELLIPSIS: Final = re.compile(r"…|\.\.")
_FIRST_SIGNS: Final = frozenset("§$€£¥#@&*_<（｛「『【〔〈《")
_LOOK_BACK: Final = 48
_LOOK_AHEAD: Final = 48
_NEXT: Final = re.compile(r"[\s(\[„“”\"'‚‘’»«¿¡]*")


def sentence_spans(text: str, language: Language) -> list[Span]:
    """Return where the sentences of ``text`` stand.

    Args:
        text: A page, a passage or a line.
        language: Its language; other languages inside it are split well enough.

    Returns:
        Spans in order, none empty, none overlapping, without white space or bullets at their
        ends. Together they hold every character of the text but white space and bullets.
    """
    latin: LatinLanguage = "de" if language == "de" else "en"
    return [
        span
        for line in _LINE.finditer(text)
        for span in _line_spans(text, line.start(), line.end(), latin)
    ]


def _line_spans(text: str, start: int, end: int, latin: LatinLanguage) -> Iterator[Span]:
    line = text[start:end]
    is_row = _ROW.search(line[_without_bullets(line, 0, len(line)) :])
    cuts = [] if is_row else _sentence_ends(line, latin)
    begin = 0
    for cut in [*cuts, len(line)]:
        first = _without_bullets(line, begin, cut)
        last = cut - (len(line[first:cut]) - len(line[first:cut].rstrip()))
        if last > first:
            yield Span(start + first, start + last)
        begin = cut


def _without_bullets(line: str, begin: int, end: int) -> int:
    """Return where the text begins behind white space and bullets."""
    bullets = _BULLETS.match(line, begin, end)
    return bullets.end() if bullets else begin


def _sentence_ends(line: str, latin: LatinLanguage) -> list[int]:
    """Return the offsets within ``line`` at which a sentence ends and another follows."""
    enclosures = _enclosures(line)
    ends: list[int] = []
    length = len(line.rstrip())
    begin = _without_bullets(line, 0, len(line))
    for marks in _END_MARKS.finditer(line):
        closing = _CLOSING[latin].match(line, marks.end())
        stop = closing.end() if closing else marks.end()
        if stop <= begin or stop >= length:
            continue
        if _is_enclosed(enclosures, marks.start(), stop):
            continue
        if _ends_sentence(line, begin, marks, stop, latin):
            ends.append(stop)
            begin = _without_bullets(line, stop, len(line))
    return ends


def _enclosures(line: str) -> list[tuple[int, int]]:
    """Return the outermost pairs of brackets and quotation marks, as (opening, closing) offsets."""
    pairs = [(match.start(), match.end() - 1) for match in _QUOTATION.finditer(line)]
    pending: deque[int] = deque()
    for match in _BRACKET.finditer(line):
        place = match.start()
        while pending and place - pending[0] > _LONGEST_ENCLOSURE:
            pending.popleft()
        wanted = _PAIR.get(match.group())
        if wanted is None:
            pending.append(place)
        elif any(line[opening] == wanted for opening in pending):
            while line[pending[-1]] != wanted:
                pending.pop()
            pairs.append((pending.pop(), place))
    return _outermost(pairs)


def _outermost(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for opening, closing in sorted(pairs, key=lambda pair: (pair[0], -pair[1])):
        if not kept or opening > kept[-1][1]:
            kept.append((opening, closing))
    return kept


def _is_enclosed(enclosures: list[tuple[int, int]], place: int, stop: int) -> bool:
    """Tell whether ``place`` is inside a pair that is still open at ``stop``."""
    before = bisect_right(enclosures, (place, place)) - 1
    return before >= 0 and enclosures[before][0] < place and enclosures[before][1] >= stop


def _ends_sentence(
    line: str, begin: int, marks: re.Match[str], stop: int, latin: LatinLanguage
) -> bool:
    """Decide whether the end marks close the sentence that began at ``begin``."""
    if not _CONTENT.search(line, begin, marks.start()):
        return False
    following = line[stop : stop + _LOOK_AHEAD]
    previous = line[marks.start() - 1]
    wide = bool(_WIDE_MARKS.intersection(marks.group()) - {"．"})
    if wide or (_JAPANESE_LETTER.match(previous) and _is_japanese_next(following)):
        return _wide_mark_ends(line[marks.start() : stop], following)
    if not following[0].isspace():
        return marks.group()[-1] in "!?" and _JAPANESE_LETTER.match(following) is not None
    upcoming = following[_next_offset(following) :]
    if not _can_begin(upcoming):
        return False
    if marks.group() in (".", "．"):
        before = line[max(begin, marks.start() - _LOOK_BACK) : marks.start()]
        return full_stop_ends(before, following, upcoming, latin)
    # " ... " between spaces stands for left-out words, "word ..." for an unfinished sentence.
    return not (_ELLIPSIS.match(marks.group()) and previous.isspace())


def _is_japanese_next(following: str) -> bool:
    rest = following.lstrip()
    return bool(_JAPANESE_LETTER.match(rest)) or rest[:1] in tuple(_OPENERS)


def _wide_mark_ends(marks: str, following: str) -> bool:
    """Decide on 。 ！ ？ and what closes behind them: not where a sentence quotes and goes on."""
    if marks[-1] in _JAPANESE_CLOSERS or marks[-1] in "）)】”":
        return not _AFTER_QUOTATION.match(following)
    return not _REPORTED.match(following) or marks[0] in "。｡"


def _next_offset(following: str) -> int:
    """Return where the next word begins, behind spaces and opening marks."""
    match = _NEXT.match(following)
    return match.end() if match else 0


def _can_begin(upcoming: str) -> bool:
    """Tell whether a sentence may begin so: not with a small letter, a dash or a comma."""
    first = upcoming[:1]
    return (first.isalnum() and not first.islower()) or first in _FIRST_SIGNS
