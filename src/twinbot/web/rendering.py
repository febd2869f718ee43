"""Answers as the page shows them: everything that comes from outside is escaped."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from twinbot.answering.quoting.phrases import PHRASES
from twinbot.chunking import table_header
from twinbot.language import detect_language
from twinbot.types import Answer, Citation, Language, Reference, Sentence, Span
from twinbot.web.blocks import Looks, Mark, render_blocks
from twinbot.web.escaping import escape, escape_attribute
from twinbot.web.texts import TEXTS, Texts

_BLANK_LINES = re.compile(r"\s*\n\s*\n\s*")


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


def render_question(text: str, language: Language, answer_id: str) -> str:
    """Return a question as the conversation shows it."""
    return f'<h2 lang="{language}" class="asked" id="q-{answer_id}">{_lines(text)}</h2>'


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
    body = _body(
        answer.sentences,
        answer.citations,
        answer.query.language,
        answer_id,
        view,
        answer.nearest,
    )
    words = view.words
    sources = _sources(answer.citations, answer_id, view)
    if sources:
        heading = f'<h3 class="sources-title">{escape(words.sources)}</h3>'
        sources = f'<div class="sources">{heading}{sources}</div>'
    next_ = "".join(f"<li>{ask_link(text, view)}</li>" for text in answer.suggestions)
    if next_:
        heading = f"<h3>{escape(words.suggestions if sources else words.answerable)}</h3>"
        next_ = f'<div class="next">{heading}<ul>{next_}</ul></div>'
    return f"{body}{sources}{next_}"


def ask_link(question: str, view: View) -> str:
    """Return a link that asks a question; without its script it fills in the question."""
    address = f"{view.root}/{view.page}/?q={quote(question, safe='')}"
    language = detect_language(question, view.page)
    return (
        f'<a class="ask" lang="{language}" href="{escape_attribute(address)}" '
        f'target="_self">{escape(question)}</a>'
    )


def document_link(
    place: Citation | Reference, root: str = "", reader: Language | None = None
) -> str:
    """Return our own address of a page, the place of what is meant in it included.

    Args:
        place: What is cited or named.
        root: Prefix of our addresses behind a proxy, or nothing.
        reader: Language of the page that the reader comes from, and goes back to; without it the
            page shown is in the language that the browser asks for.
    """
    path = quote(place.document_id)
    if _is_pdf(place.document_id):
        return f"{root}/documents/{path}#page={place.page}"
    return (
        f"{root}/read/{path}?page={place.page}&start={place.span.start}"
        f"&end={place.span.end}{f'&reader={reader}' if reader else ''}#quote"
    )


def _body(
    sentences: Sequence[Sentence],
    citations: Sequence[Citation],
    language: Language,
    answer_id: str,
    view: View,
    nearest: Reference | None = None,
) -> str:
    cited = {citation.marker: citation for citation in citations}
    body = "".join(
        _sentence(sentence, cited, answer_id, view)
        if sentence.markers
        else _framing(sentence.text, nearest, language, view)
        for sentence in sentences
    )
    target = f' id="a-{answer_id}"' if answer_id else ""
    return f'<div lang="{language}" class="answer"{target}>{body}</div>'


def _sentence(
    sentence: Sentence, cited: Mapping[int, Citation], answer_id: str, view: View
) -> str:  # fmt: skip
    """Return a cited sentence with its markers; a quote carries its own language."""
    quoted = _quoted(sentence, cited)
    looks = Looks(
        kind="quote",
        language=quoted.language if quoted else None,
        header=quoted is None or _is_header(sentence.text.strip(), quoted),
    )
    text = sentence.text.strip()
    insertions: dict[int, str] = {}
    end = 0
    for marker in sentence.markers:
        quote = cited[marker].quote if marker in cited else ""
        start = text.find(quote, end)  # rows of a table stand in the order of their markers
        end = start + len(quote) if quote and start >= 0 else len(text)
        insertions[end] = insertions.get(end, "") + _marker(marker, answer_id, view)
    return render_blocks(text, insertions=insertions, looks=looks)


def _framing(text: str, nearest: Reference | None, language: Language, view: View) -> str:
    """Return a sentence of twinbot's own; the place that it names can be opened."""
    before, after = PHRASES[language].nearest.split("{}")
    insertions: dict[int, str] = {}
    if nearest and text == f"{before}{nearest.title}{after}":
        link = escape_attribute(document_link(nearest, view.root, view.page))
        hint = f'<span lang="{view.page}">{_spoken(" " + view.words.script["newWindow"])}</span>'
        insertions = {
            len(before): f'<a class="nearest" href="{link}" target="_blank" rel="noopener">'
            f'<span lang="{nearest.language}">',
            len(before) + len(nearest.title): f"</span>{hint}</a>",
        }
    return render_blocks(text.strip(), insertions=insertions, looks=Looks(kind="frame"))


def _quoted(sentence: Sentence, cited: Mapping[int, Citation]) -> Citation | None:
    """Return the first citation that a sentence quotes; none where it is in other words."""
    citations = (cited[marker] for marker in sentence.markers if marker in cited)
    text = sentence.text.strip()
    return next((c for c in citations if text in c.quote or text.startswith(c.quote)), None)


def _is_header(text: str, citation: Citation) -> bool:
    """Tell whether what is quoted begins with the first row of its table."""
    start = citation.span.start - citation.context.start + max(0, citation.quote.find(text))
    return table_header(citation.paragraph, Span(start, start)) is None


def _marker(marker: int, answer_id: str, view: View) -> str:
    """Return the link to a source; the chat drops its ``aria-label``, so its name is text."""
    before, after = view.words.script["source"].split("{}")
    return (
        f'<sup><a class="marker" href="#c-{answer_id}-{marker}" lang="{view.page}" '
        f'target="_self">{_spoken(before)}{marker}{_spoken(after)}</a></sup>'
    )


def _spoken(text: str) -> str:
    return f'<span class="spoken">{escape(text)}</span>' if text else ""


def _sources(citations: Sequence[Citation], answer_id: str, view: View) -> str:
    """Return one source for each page that is cited."""
    pages: dict[tuple[str, int], list[Citation]] = {}
    for citation in citations:
        pages.setdefault((citation.document_id, citation.page), []).append(citation)
    return "".join(_source(cited, answer_id, view) for cited in pages.values())


def _source(citations: Sequence[Citation], answer_id: str, view: View) -> str:
    """Return one source: closed its title, open its paragraphs with the quotes marked."""
    words = view.words
    first = citations[0]
    is_pdf = _is_pdf(first.document_id)
    facts = [words.in_language[first.language]]
    if is_pdf:  # other documents are kept as one page, which no reader ever sees a number of
        facts.append(words.page.format(first.page))
    if first.date:
        facts.append(words.dated_on(first.date))
    link = document_link(first, view.root, view.page)
    label = words.open_original.format(first.page) if is_pdf else words.show_in_document
    numbers = ", ".join(str(citation.marker) for citation in citations)
    return (
        f'<details class="source"><summary><span class="number">{numbers}</span> '
        f'<span lang="{first.language}" class="title">{escape(first.title)}</span> '
        f'<span class="facts">{escape(" · ".join(facts))}</span></summary>'
        f"<div>{_paragraphs(citations, answer_id)}"
        f'<p><a class="original" href="{escape_attribute(link)}" '
        f'target="_blank" rel="noopener">{escape(label)}'
        f"{_spoken(' ' + words.script['newWindow'])}</a></p></div></details>"
    )


def _paragraphs(citations: Sequence[Citation], answer_id: str) -> str:
    """Return the paragraphs around quotes, each once, in the order of the page."""
    marks: dict[tuple[Span, str], list[Mark]] = {}
    for citation in citations:
        start = citation.span.start - citation.context.start
        span = Span(start, start + len(citation.span))
        mark = Mark(span, f"c-{answer_id}-{citation.marker}")
        marks.setdefault((citation.context, citation.paragraph), []).append(mark)
    language = citations[0].language
    return "".join(
        f'<blockquote lang="{language}">{render_blocks(paragraph, marks[context, paragraph])}'
        "</blockquote>"
        for context, paragraph in sorted(marks)
    )


def _is_pdf(document_id: str) -> bool:
    return document_id.lower().endswith(".pdf")


def _lines(text: str) -> str:
    """Return escaped text whose line breaks are kept.

    A blank line would end the HTML block for Markdown, so it becomes two breaks.
    """
    return escape(_BLANK_LINES.sub("\n\n", text)).replace("\n", "<br>")
