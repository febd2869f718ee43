"""The stored text of a page as HTML: its headings, and between them what `web.blocks` shows."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from twinbot.language import matching_form
from twinbot.types import Heading, Page, Span
from twinbot.web.blocks import BlockWriter, Looks, Mark

_LEVELS = 6
_LOOKS = Looks(box=False, escaping=escape)


def render_blocks(page: Page, quote: Span | None, title: str) -> str:
    """Return the text of a page, all of it escaped.

    Args:
        page: What to show.
        quote: What is marked of it, in as many ``<mark>`` as it runs through cells, items and
            paragraphs; the first has the id ``quote``.
        title: Stands above the text as its main heading. A first line that only repeats it is
            left out, unless something of it is quoted.
    """
    writer = BlockWriter(page.text, [Mark(quote)] if quote else [], _LOOKS)
    start = _behind_title(page.text, quote, title)
    html = ""
    headings = [heading for heading in page.headings if heading.span.start >= start]
    for heading, level in zip(headings, _levels(headings), strict=True):
        above = writer.blocks(Span(start, heading.span.start))
        html += f"{above}<h{level}>{writer.inline(heading.span)}</h{level}>"
        start = heading.span.end
    html += writer.blocks(Span(start, len(page.text)))
    # All text is escaped, so the first mark is ours.
    return html.replace("<mark>", '<mark id="quote">', 1)


def _behind_title(text: str, quote: Span | None, title: str) -> int:
    """Return where the text begins behind a first line that only repeats the title."""
    first, _, rest = text.partition("\n")
    is_quoted = quote is not None and quote.start < len(first)
    if is_quoted or matching_form(first).strip() != matching_form(title).strip():
        return 0
    return len(text) - len(rest.lstrip("\n"))


def _levels(headings: Sequence[Heading]) -> list[int]:
    """Return the level of each heading below the page's title, none skipped on the way down."""
    levels: list[int] = []
    above: list[int] = []
    for heading in headings:
        while above and above[-1] >= heading.level:
            above.pop()
        above.append(heading.level)
        levels.append(min(_LEVELS, len(above) + 1))
    return levels
