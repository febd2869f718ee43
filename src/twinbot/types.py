"""The values that travel through twinbot: frozen, slotted, without I/O.

They are listed in the order in which they come to be: a file becomes a `Document`, its pages
become `Passage` s; a question becomes a `Query`, then `Evidence`, then an `Answer` whose
`Citation` s each equal a span of a stored page, character for character.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias, get_args

Language: TypeAlias = Literal["de", "en", "ja"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

Outcome: TypeAlias = Literal["grounded", "partial", "abstained", "refused"]

_MARKER = re.compile(r"\[\d+\]")

Intent: TypeAlias = Literal[
    "greeting",
    "thanks",
    "abilities",
    "source",
    "objection",
    "unclear",
    "injection",
    "insult",
    "private_person",
    "advice",
    "off_topic",
    "premise",
]
"""What a question is, where it is not simply one about the documents; "premise": it takes for
given what the sources do not say."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points of one page's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a span that no text can have."""
        if not 0 <= self.start <= self.end:
            message = f"a span needs 0 <= start <= end, found start={self.start}, end={self.end}"
            raise ValueError(message)

    def __len__(self) -> int:
        """Return the number of code points."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the part of ``text`` that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a page's text.

    Attributes:
        span: Where the heading stands in the page's text.
        level: 1 for the title down to 6.
        text: The heading itself, equal to ``span.of(page.text)``.
    """

    span: Span
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a document; formats without pages have a single page 1.

    The text is cleaned once, when the file is read, and never changed again: every span and
    every quote counts code points of it.
    """

    number: int
    text: str
    headings: tuple[Heading, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where the facts of a document come from, as its front matter names it."""

    title: str
    publisher: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file of the corpus, read and cleaned.

    Attributes:
        document_id: Path below the corpus folder with forward slashes, NFC: ``de/agreement.md``.
        title: From front matter, the file's own metadata, its first heading, or its name.
        language: Language of the text.
        pages: In order, numbered from 1 as a reader of the original counts them.
        sources: What the document itself names as its sources.
        translation_group: Documents that share it are translations of one another.
        sha256: Of the file's bytes and of its side-car's, if any; lower-case hex.
        date: Date of the document, when it gives one.
    """

    document_id: str
    title: str
    language: Language
    pages: tuple[Page, ...]
    sources: tuple[Source, ...]
    translation_group: str
    sha256: str
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of one page, small enough to embed and large enough to be understood.

    Attributes:
        passage_id: 32 hex digits from document id, document hash, page and span: the same
            passage has the same id in every rebuild.
        document_id: The document it belongs to.
        translation_group: Its document's group.
        language: Language of the text.
        page: Page number, from 1.
        span: Where the text stands in the page.
        text: Equal to ``span.of(page.text)``.
        heading: The headings above it, outermost first, joined by " › "; may be empty.
    """

    passage_id: str
    document_id: str
    translation_group: str
    language: Language
    page: int
    span: Span
    text: str
    heading: str


@dataclass(frozen=True, slots=True)
class ModelIdentity:
    """Which embedding model made a vector; vectors of different identities do not mix.

    Attributes:
        name: What the operator chose: ``built-in``, a model's name or its folder.
        dimension: Length of the vectors.
        fingerprint: Changes when the weights, the tokenizer or the prompts change.
    """

    name: str
    dimension: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier exchange of a conversation.

    Attributes:
        question: What was asked.
        answer: What was answered, as `Answer.text` gives it: with a marker behind what is quoted.
    """

    question: str
    answer: str

    @property
    def quotes(self) -> bool:
        """Whether the answer quotes something, as its markers show."""
        return bool(_MARKER.search(self.answer))

    @property
    def words(self) -> str:
        """The answer without markers."""
        return _MARKER.sub("", self.answer)


@dataclass(frozen=True, slots=True)
class Query:
    """A question, ready to be searched for.

    Attributes:
        text: What the asker wrote, stripped and NFC.
        language: The language to answer in.
        history: Earlier turns, oldest first.
        carried: What a follow-up leaves unsaid, taken from earlier turns; may be in another
            language; empty for a question that stands alone.
        topic: The answer that a follow-up goes on from; empty likewise.
        about: What a follow-up is about, in two wordings: names that the last answer begins with,
            and names and words of what is carried; empty likewise.
        told: What has been answered already, where more is asked for; else empty.
        parts: The questions that it asks, where it asks more than one; else empty.
        latest: Whether the last of several times is asked for; the text then no longer says so.
        intent: Why it gets a fixed reply, if it does.
        redacted: Whether personal data of the asker was taken out of the text.
        model_failed: Whether the language model failed to say what it leaves unsaid; to ask it
            for the answer too would let the reader wait twice.
        known: What staff know to answer this very question: ids of passages and spans in them.
        missed: What they know not to answer it, likewise.
    """

    text: str
    language: Language
    history: tuple[Turn, ...] = ()
    carried: str = ""
    topic: str = ""
    about: tuple[str, ...] = ()
    told: str = ""
    parts: tuple[Query, ...] = ()
    latest: bool = False
    intent: Intent | None = None
    redacted: bool = False
    model_failed: bool = False
    known: frozenset[tuple[str, Span]] = frozenset()
    missed: frozenset[tuple[str, Span]] = frozenset()

    @property
    def search_text(self) -> str:
        """The question with what it leaves unsaid."""
        return f"{self.carried} {self.text}" if self.carried else self.text

    @property
    def with_subject(self) -> list[str]:
        """A follow-up behind what it is about, nearly as one would ask it for itself."""
        return [f"{subject}: {self.text}" for subject in self.about]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a query.

    Attributes:
        passage: What was found, in the reader's language when there is a translation.
        score: Fused score; higher is better, comparable within one query only.
        rank: Place in the ranking, from 1.
        similarity: Cosine of query and passage vectors, -1 to 1, comparable across queries.
        lexical_score: BM25 score within the query's language; 0.0 where no word matches.
    """

    passage: Passage
    score: float
    rank: int
    similarity: float
    lexical_score: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that retrieval found for a query.

    Attributes:
        query: What was searched for.
        hits: The passages found, best first.
        parts: What was found for each part of the query by itself, in their order.
    """

    query: Query
    hits: tuple[Hit, ...]
    parts: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """What stands behind a marker.

    Attributes:
        marker: The number shown to the reader, from 1.
        document_id: The document cited.
        title: Its title.
        language: Language of the quote.
        page: Page number, from 1.
        span: Where the quote stands in the page's text.
        quote: Equal to ``span.of(page.text)``; a citation for which this does not hold is
            never shown.
        context: Span of the paragraph around the quote, in the same page.
        paragraph: Equal to ``context.of(page.text)``.
        date: Date of the document, if known.
    """

    marker: int
    document_id: str
    title: str
    language: Language
    page: int
    span: Span
    quote: str
    context: Span
    paragraph: str
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a document that is named without being quoted.

    Attributes:
        document_id: The document.
        title: Its title.
        language: Its language.
        page: Page number, from 1.
        span: The sentence that comes nearest, in the page's text.
    """

    document_id: str
    title: str
    language: Language
    page: int
    span: Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer and the markers of the citations that carry it."""

    text: str
    markers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the asker reads.

    Attributes:
        query: The question answered.
        sentences: In reading order. Sentences without markers are twinbot's own frame (an
            introduction, an abstention); they state no fact.
        citations: One for each marker that the sentences use, in the order of the markers.
        outcome: "grounded" when sources answer; "partial" when they only touch the question;
            "abstained" when they do not answer; "refused" when the question must not be answered
            as it was asked.
        evidence: The passages that were considered.
        confidence: Estimated probability that the sources answer, 0 to 1.
        intent: Why a fixed reply was given, or a premise not confirmed, if so.
        suggestions: Questions or headings that the documents can answer next; may be empty.
        nearest: What an abstention names, where something comes near the question.
    """

    query: Query
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    outcome: Outcome
    evidence: Evidence
    confidence: float = 0.0
    intent: Intent | None = None
    suggestions: tuple[str, ...] = ()
    nearest: Reference | None = None

    @property
    def text(self) -> str:
        """The answer as plain text with ``[n]`` behind each cited sentence.

        Lists and tables stand on lines of their own.
        """
        glue = "" if self.query.language == "ja" else " "
        text, above = "", ""
        for sentence in self.sentences:
            if text:
                text += "\n" if "\n" in sentence.text + above else glue
            text += sentence.text + "".join(f"[{marker}]" for marker in sentence.markers)
            above = sentence.text
        return text


@dataclass(frozen=True, slots=True)
class Retrieved:
    """Event: the evidence is there; sentences follow."""

    evidence: Evidence


@dataclass(frozen=True, slots=True)
class SentenceReady:
    """Event: one more sentence is final, with the citations that it is the first to use."""

    sentence: Sentence
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Finished:
    """Event: the answer is complete."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Failed:
    """Event: no answer is possible now; ``reason`` names our error class for the texts table."""

    reason: str
    detail: str


AnswerEvent: TypeAlias = Retrieved | SentenceReady | Finished | Failed
