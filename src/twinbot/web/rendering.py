"""Answers as the page shows them: everything that comes from outside is escaped.

The chat component renders Markdown with HTML inside. Text of documents and users therefore has
every character that either would read written as a character reference (HTML 5.2, 8.1.4), so
that it can be nothing but text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from twinbot.language import detect_language
from twinbot.types import Answer, Citation, Language, Sentence
from twinbot.web.texts import TEXTS, Texts

_SPECIAL = re.compile(r"[^\w\s。、「」『』（）・ー！？，．：；]|_")
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BLANK_LINES = re.compile(r"\s*\n\s*\n\s*")
MAX_MARKS = 8
"""Accents stacked on one letter; more of them would cover the lines around."""
_STACKED = re.compile(rf"([\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff\ufe20-\ufe2f]{{{MAX_MARKS}}})"
                      r"[\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff\ufe20-\ufe2f]+")  # fmt: skip


@dataclass(frozen=True, slots=True)
class View:
    """How a message is shown.

    Attributes:
        page: Language of the page's own words.
        root: Prefix of our addresses behind a proxy: ``""`` or such as ``/chat``.
    """

    page: Language
    root: str = ""

    @property
    def words(self) -> Texts:
        """The page's own words."""
        return TEXTS[self.page]


def escape(text: str) -> str:
    """Return text that neither HTML nor Markdown can read as anything but text.

    Characters that turn the direction of writing are dropped: they can make a quote read
    differently from what it says. So are accents stacked without end.
    """
    plain = _STACKED.sub(r"\1", _DIRECTION.sub("", text))
    return _SPECIAL.sub(lambda match: f"&#{ord(match.group())};", plain)


def escape_attribute(text: str) -> str:
    """Return text for a quoted attribute."""
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")


def render_question(text: str, language: Language, answer_id: str) -> str:
    """Return a question as the conversation shows it."""
    return f'<div lang="{language}" class="asked" id="q-{answer_id}">{_lines(text)}</div>'


def render_waiting(view: View) -> str:
    """Return what stands in the answer's place until its first sentence."""
    return f'<p class="waiting">{escape(view.words.searching)}</p>'


def render_problem(text: str) -> str:
    """Return why there is no answer."""
    return f'<p class="problem">{escape(text)}</p>'


def render_sentences(
    sentences: Sequence[Sentence], citations: Sequence[Citation], language: Language, view: View
) -> str:
    """Return the sentences of an answer that is still being written."""
    return _body(sentences, citations, language, "", view)


def render_answer(answer: Answer, answer_id: str, view: View) -> str:
    """Return a complete answer with its sources and what can be asked next.

    Args:
        answer: What to show.
        answer_id: Makes the link targets of this message unique; letters, digits and ``-``.
        view: Whose words frame it.
    """
    body = _body(answer.sentences, answer.citations, answer.query.language, answer_id, view)
    words = view.words
    sources = "".join(_source(citation, answer_id, view) for citation in answer.citations)
    if sources:
        heading = f'<p class="sources-title">{escape(words.sources)}</p>'
        sources = f'<div class="sources">{heading}{sources}</div>'
    next_ = "".join(f"<li>{ask_link(text, view)}</li>" for text in answer.suggestions)
    if next_:
        next_ = f'<div class="next"><p>{escape(words.suggestions)}</p><ul>{next_}</ul></div>'
    return f"{body}{sources}{next_}"


def ask_link(question: str, view: View) -> str:
    """Return a link that asks a question; without its script it fills in the question."""
    address = f"{view.root}/{view.page}/?q={quote(question, safe='')}"
    language = detect_language(question, view.page)
    return (
        f'<a class="ask" lang="{language}" href="{escape_attribute(address)}" '
        f'target="_self">{escape(question)}</a>'
    )


def document_link(citation: Citation, root: str = "", reader: Language | None = None) -> str:
    """Return our own address of the cited page, the quote's place in it included.

    Args:
        citation: What is cited.
        root: Prefix of our addresses behind a proxy, or nothing.
        reader: Language of the page that the reader comes from, and goes back to; without it the
            page shown is in the language that the browser asks for.
    """
    path = quote(citation.document_id)
    if citation.document_id.lower().endswith(".pdf"):
        return f"{root}/documents/{path}#page={citation.page}"
    return (
        f"{root}/read/{path}?page={citation.page}&start={citation.span.start}"
        f"&end={citation.span.end}{f'&reader={reader}' if reader else ''}#quote"
    )


def _body(
    sentences: Sequence[Sentence],
    citations: Sequence[Citation],
    language: Language,
    answer_id: str,
    view: View,
) -> str:
    body = "".join(_sentence(sentence, citations, answer_id, view) for sentence in sentences)
    target = f' id="a-{answer_id}"' if answer_id else ""
    return f'<div lang="{language}" class="answer"{target}>{body}</div>'


def _sentence(
    sentence: Sentence, citations: Sequence[Citation], answer_id: str, view: View
) -> str:  # fmt: skip
    """Return one sentence; a quote carries its own language, a written one the answer's."""
    markers = "".join(
        f'<sup><a class="marker" href="#c-{answer_id}-{marker}" lang="{view.page}" '
        f'aria-label="{escape_attribute(view.words.script["source"].format(marker))}" '
        f'target="_self">{marker}</a></sup>'
        for marker in sentence.markers
    )
    own = next(
        (
            c.language
            for c in citations
            if c.marker in sentence.markers and sentence.text.strip() in c.quote
        ),
        None,
    )
    attribute = f' lang="{own}"' if own else ""
    kind = "quote" if sentence.markers else "frame"
    return f'<p class="{kind}"{attribute}>{_lines(sentence.text)}{markers}</p>'


def _source(citation: Citation, answer_id: str, view: View) -> str:
    """Return one source: closed its title, open the quote marked in its paragraph."""
    words = view.words
    start = citation.span.start - citation.context.start
    end = start + len(citation.span)
    paragraph = citation.paragraph
    marked = (
        f"{_lines(paragraph[:start])}<mark>{_lines(paragraph[start:end])}</mark>"
        f"{_lines(paragraph[end:])}"
    )
    facts = [words.in_language[citation.language], words.page.format(citation.page)]
    if citation.date:
        facts.append(words.dated.format(citation.date.isoformat()))
    link = document_link(citation, view.root, view.page)
    is_pdf = citation.document_id.lower().endswith(".pdf")
    label = words.open_original.format(citation.page) if is_pdf else words.show_in_document
    return (
        f'<details class="source"><summary><span class="number">{citation.marker}</span> '
        f'<span lang="{citation.language}" class="title">{escape(citation.title)}</span> '
        f'<span class="facts">{escape(" · ".join(facts))}</span></summary>'
        f'<div id="c-{answer_id}-{citation.marker}">'
        f'<blockquote lang="{citation.language}">{marked}</blockquote>'
        f'<p><a class="original" href="{escape_attribute(link)}" '
        f'target="_blank" rel="noopener">{escape(label)}'
        f'<span class="spoken"> {escape(words.script["newWindow"])}</span></a></p></div></details>'
    )


def _lines(text: str) -> str:
    """Return escaped text whose line breaks are kept.

    A blank line would end the HTML block for Markdown, so it becomes two breaks.
    """
    return escape(_BLANK_LINES.sub("\n\n", text)).replace("\n", "<br>")
