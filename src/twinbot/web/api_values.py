"""What the JSON API takes and gives; the only place where requests of programs are parsed."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from twinbot.feedback import Verdict
from twinbot.types import Answer, Citation, Language, Outcome, Reference, Sentence
from twinbot.web.rendering import document_link

MAX_TURN_CHARS = 10_000


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TurnBody(_Strict):
    """An earlier exchange."""

    question: str = Field(max_length=MAX_TURN_CHARS)
    answer: str = Field(max_length=MAX_TURN_CHARS)


class QuestionBody(_Strict):
    """A question."""

    question: str = Field(
        max_length=100_000,
        description="In German, English or Japanese.",
        examples=["When was the agreement signed?"],
    )
    language: Language | None = Field(
        None, description="Language of the answer; without it the question's own."
    )
    page_language: Language | None = Field(
        None, description="Assumed where a short question could be in any language."
    )
    history: list[TurnBody] = Field(
        default_factory=list, max_length=10, description="Earlier turns, oldest first."
    )
    stream: bool = Field(False, description="Reply with server-sent events.")


class SentenceBody(BaseModel):
    """A sentence and the citations that carry it; without markers it is twinbot's own frame."""

    text: str
    markers: list[int]


class CitationBody(BaseModel):
    """What stands behind a marker; ``quote`` equals characters ``start`` to ``end`` of the page."""

    marker: int
    document_id: str
    title: str
    language: Language
    page: int
    start: int
    end: int
    quote: str
    paragraph: str
    date: str | None
    link: str = Field(description="Address of the cited place on this server.")


class ReferenceBody(BaseModel):
    """A place in a document that is named without being quoted."""

    document_id: str
    title: str
    language: Language
    page: int
    start: int
    end: int
    link: str = Field(description="Address of the place on this server.")


class AnswerBody(BaseModel):
    """An answer."""

    answer_id: str = Field(description="For feedback, within an hour.")
    language: Language
    outcome: Outcome
    confidence: float = Field(description="Estimated probability that the sources answer, 0 to 1.")
    text: str = Field(description="The sentences with [n] behind each that is cited.")
    sentences: list[SentenceBody]
    citations: list[CitationBody]
    suggestions: list[str] = Field(description="What can be asked next.")
    nearest: ReferenceBody | None = Field(description="What an abstention names.")
    duration_ms: float


class FeedbackBody(_Strict):
    """What a reader says of an answer."""

    answer_id: str = Field(max_length=64)
    verdict: Verdict
    remark: str = Field("", max_length=2_000)


class FeedbackTaken(BaseModel):
    """The feedback was stored."""

    stored: bool


class ErrorFacts(BaseModel):
    """What went wrong."""

    code: str
    message: str = Field(description="For people, in the language of Accept-Language.")
    fields: list[str] | None = Field(None, description="What of the request is wrong.")


class ErrorBody(BaseModel):
    """Why there is no answer."""

    error: ErrorFacts


def sentence_body(sentence: Sentence) -> dict[str, object]:
    """Return a `SentenceBody`."""
    return {"text": sentence.text, "markers": list(sentence.markers)}


def citation_body(citation: Citation, root: str) -> dict[str, object]:
    """Return a `CitationBody` whose link begins with ``root``."""
    return {
        "marker": citation.marker,
        **_place_body(citation, root),
        "quote": citation.quote,
        "paragraph": citation.paragraph,
        "date": citation.date.isoformat() if citation.date else None,
    }


def _place_body(place: Citation | Reference, root: str) -> dict[str, object]:
    """Return a `ReferenceBody`, or that part of a `CitationBody`."""
    return {
        "document_id": place.document_id,
        "title": place.title,
        "language": place.language,
        "page": place.page,
        "start": place.span.start,
        "end": place.span.end,
        "link": document_link(place, root),
    }


def answer_body(answer: Answer, answer_id: str, duration_ms: float, root: str) -> dict[str, object]:
    """Return an `AnswerBody`."""
    return {
        "answer_id": answer_id,
        "language": answer.query.language,
        "outcome": answer.outcome,
        "confidence": round(answer.confidence, 4),
        "text": answer.text,
        "sentences": [sentence_body(sentence) for sentence in answer.sentences],
        "citations": [citation_body(citation, root) for citation in answer.citations],
        "suggestions": list(answer.suggestions),
        "nearest": _place_body(answer.nearest, root) if answer.nearest else None,
        "duration_ms": duration_ms,
    }
