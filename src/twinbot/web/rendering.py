"""Answers as the page shows them: everything that comes from outside is escaped.

The chat component renders Markdown with HTML inside. Text of documents and users therefore has
every character that either would read written as a character reference (HTML 5.2, 8.1.4), so
that it can be nothing but text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote

from twinbot.types import Answer, Citation, Language, Sentence
from twinbot.web.texts import TEXTS, Texts

_SPECIAL = re.compile(r"[^\w\s。、「」『』（）・ー！？，．：；]|_")
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_AUTOLINK = re.compile(r"(?<=[wW]{3})\.|(?<=[hH][tT][tT][pP]):|(?<=[sS]):|@")


def escape(text: str) -> str:
    """Return text that neither HTML nor Markdown can read as anything but text.

    Characters that turn the direction of writing are dropped: they can make a quote read
    differently from what it says.
    """
    plain = _DIRECTION.sub("", text)
    return _SPECIAL.sub(lambda match: f"&#{ord(match.group())};", plain)


def render_question(text: str, language: Language) -> str:
    """Return a question as the conversation shows it."""
    return f'<div lang="{language}">{_lines(text)}</div>'


def render_answer(
    sentences: Sequence[Sentence], citations: Sequence[Citation], page: Language, message_id: str,
    language: Language,
) -> str:  # fmt: skip
    """Return an answer with its sources, as far as it has come.

    Args:
        sentences: The sentences that are ready.
        citations: Their citations.
        page: Language of the page's own words.
        message_id: Makes the link targets of this message unique; letters and digits.
        language: Language of the answer.
    """
    body = "".join(_sentence(sentence, citations, message_id) for sentence in sentences)
    words = TEXTS[page]
    sources = "".join(_source(citation, words, message_id) for citation in citations)
    if sources:
        heading = f'<p class="sources-title">{escape(words.sources)}</p>'
        sources = f'<div class="sources">{heading}{sources}</div>'
    return f'<div lang="{language}" class="answer">{body}</div>{sources}'


def plain_answer(answer: Answer) -> str:
    """Return the sentences without markers, as the next turn's history."""
    return " ".join(sentence.text for sentence in answer.sentences)


def document_link(citation: Citation) -> str:
    """Return our own address of the cited page, the quote's place in it included."""
    path = quote(citation.document_id)
    if citation.document_id.lower().endswith(".pdf"):
        return f"/documents/{path}#page={citation.page}"
    return (
        f"/read/{path}?page={citation.page}&start={citation.span.start}&end={citation.span.end}"
        "#quote"
    )


def _sentence(sentence: Sentence, citations: Sequence[Citation], message_id: str) -> str:
    """Return one sentence; a quote carries its own language."""
    markers = "".join(
        f'<sup><a class="marker" href="#c-{message_id}-{marker}">[{marker}]</a></sup>'
        for marker in sentence.markers
    )
    own = next((c.language for c in citations if c.marker in sentence.markers), None)
    attribute = f' lang="{own}"' if own else ""
    kind = "quote" if sentence.markers else "frame"
    return f'<p class="{kind}"{attribute}>{_lines(sentence.text)}{markers}</p>'


def _source(citation: Citation, words: Texts, message_id: str) -> str:
    """Return one source: closed its title, open the quote marked in its paragraph."""
    start = citation.span.start - citation.context.start
    end = start + len(citation.span)
    paragraph = citation.paragraph
    marked = (
        f"{_lines(paragraph[:start])}<mark>{_lines(paragraph[start:end])}</mark>"
        f"{_lines(paragraph[end:])}"
    )
    facts = [words.in_language[citation.language], f"{words.page} {citation.page}"]
    if citation.date:
        facts.append(f"{words.dated} {citation.date.isoformat()}")
    is_pdf = citation.document_id.lower().endswith(".pdf")
    label = words.open_original.format(citation.page) if is_pdf else words.show_in_document
    return (
        f'<details class="source"><summary>[{citation.marker}] '
        f'<span lang="{citation.language}">{escape(citation.title)}</span> '
        f'<span class="facts">{escape(" · ".join(facts))}</span></summary>'
        f'<div id="c-{message_id}-{citation.marker}">'
        f'<blockquote lang="{citation.language}">{marked}</blockquote>'
        f'<p><a class="original" href="{escape_attribute(document_link(citation))}" '
        f'target="_blank">{escape(label)}</a></p></div></details>'
    )


def escape_attribute(text: str) -> str:
    """Return text for a quoted attribute."""
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")


def _lines(text: str) -> str:
    """Return escaped text whose line breaks are kept."""
    return escape(text).replace("\n", "<br>")
