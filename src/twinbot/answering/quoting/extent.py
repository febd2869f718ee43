"""What of a page is quoted for a chosen sentence, with what it needs to be clear."""

from __future__ import annotations

import re

from twinbot.answering.extraction.statements import ITEM_MARK, MAX_LIST_CHARS
from twinbot.answering.scoring.sentences import ScoredSentence
from twinbot.language import sentence_spans
from twinbot.types import Page, Span

_OPENS_WITH_PRONOUN = re.compile(
    r"(?:Er|Sie|Es|Dies(?:e[rsmn]?)?|Jene[rs]?|Dort|Dabei|Damit|Dafür|Danach|Daher|Deshalb|Darum|"
    r"Seine?|Ihre?[nmrs]?|Beide|Auch|Zudem|Außerdem|He|She|It|They|This|These|That|Those|There|"
    r"His|Her|Its|Their|Both|Also|However|Therefore)\b|"
    r"この|その|これ|それ|同(?!時)|両者|また、|さらに|ここ|そこ"
)
_ITEM = re.compile(rf"(?P<mark>{ITEM_MARK}).*")
_NEXT_ITEM = re.compile(rf"\n{{1,2}}{_ITEM.pattern}")


def quote_span(sentence: ScoredSentence, page: Page, *, around: bool = False) -> Span:
    """Return what to quote: the sentence, with the one before when it opens with a pronoun.

    A list whose last items went into the next passage is quoted to its end.

    Args:
        sentence: What was chosen.
        page: It stands on.
        around: Whether the sentences right before and behind it in its paragraph come along.
    """
    text, span, passage = page.text, sentence.span, sentence.hit.passage
    start, end = span.start, span.end
    if around or _OPENS_WITH_PRONOUN.match(span.of(text)):
        line_start = max(text.rfind("\n", 0, start) + 1, passage.span.start)
        before = sentence_spans(text[line_start:start], passage.language)
        start = line_start + before[-1].start if before else start
    if around:
        line_end = text.find("\n", end, passage.span.end)
        line_end = passage.span.end if line_end < 0 else line_end
        behind = sentence_spans(text[end:line_end], passage.language)
        end = end + behind[0].end if behind else end
    return Span(start, _end_of_list(text, Span(start, end)))


def _end_of_list(text: str, quoted: Span) -> int:
    """Return where a list ends of which the first items are quoted behind another line.

    One that is longer than lists are quoted stays as it is.
    """
    last = _ITEM.fullmatch(text, text.rfind("\n", 0, quoted.end) + 1, quoted.end)
    if last is None or last.start() <= quoted.start:
        return quoted.end
    end = quoted.end
    while (further := _NEXT_ITEM.match(text, end)) and _goes_on(last["mark"], further["mark"]):
        last, end = further, further.end()
    return end if end - quoted.start <= MAX_LIST_CHARS else quoted.end


def _goes_on(mark: str, further: str) -> bool:
    """Tell whether an item's mark is the next of a list: the same dash, or the next number."""
    number = re.match(r"\d+", mark)
    return further == (f"{int(number[0]) + 1}{mark[number.end() :]}" if number else mark)
