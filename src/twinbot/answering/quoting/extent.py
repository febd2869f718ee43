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
    r"His|Her|Its|Their|Both|Also|However|Therefore|"
    r"(?:Mit|Von|Bei|Zu|Für|Unter|Neben|Nach) (?:ihm|ihr|ihnen)|"
    r"(?:With|For|From|Among|Before|After|Besides) (?:him|her|them))\b|"
    r"この|その|これ|それ|同(?!時)|両者|また、|さらに|ここ|そこ"
)
_FAR_BEFORE = 2
"""So many sentences before come along, as where "Ihr erstes" follows "Ihre Wurzeln"."""

_QUALIFIES = re.compile(
    r"(?:Diese (?:Aussage|Angabe|Behauptung|Zahl|Bezeichnung|Darstellung|Einschätzung)\b|"
    r"Allerdings\b|Jedoch\b|Doch\b|However,|But\b|"
    r"This (?:statement|claim|figure|label|number|description|date)\b)|"
    r"ただし|しかし|もっとも、|この(?:説明|記述|主張|数字|表現|呼び方|呼称|言い方)"
)
"""Opens a sentence without which the one before says more than the source."""

_ITEM = re.compile(rf"(?P<mark>{ITEM_MARK}).*")
_NEXT_ITEM = re.compile(rf"\n{{1,2}}{_ITEM.pattern}")


def quote_span(sentence: ScoredSentence, page: Page, *, around: bool = False) -> Span:
    """Return what to quote: the sentence, with those before while they open with a pronoun.

    A sentence right behind that qualifies what is quoted ("This claim is too general") comes along,
    and a list whose last items went into the next passage is quoted to its end.

    Args:
        sentence: What was chosen.
        page: It stands on.
        around: Whether the sentences right before and behind it in its paragraph come along.
    """
    text, passage, span = page.text, sentence.hit.passage, sentence.span
    line_start = max(text.rfind("\n", 0, span.start) + 1, passage.span.start)
    line_end = text.find("\n", span.end, passage.span.end)
    line_end = passage.span.end if line_end < 0 else line_end
    start, end = span.start, span.end
    for before in reversed(sentence_spans(text[line_start:start], passage.language)[-_FAR_BEFORE:]):
        if not (_OPENS_WITH_PRONOUN.match(text, start) or (around and start == span.start)):
            break
        start = line_start + before.start
    behind = sentence_spans(text[end:line_end], passage.language)
    if behind and (around or _QUALIFIES.match(text, end + behind[0].start)):
        end += behind[0].end
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
