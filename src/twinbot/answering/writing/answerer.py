"""Answers that a language model writes, sentence by sentence, each checked before it is shown.

The quoting answerer judges first: where sources do not answer, no model is asked. What the model
writes and the sources do not carry is dropped; the quotes stand in, and the answer says so.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

from twinbot.answering.grounding.checker import GroundingChecker, Verdict
from twinbot.answering.grounding.claims import squeezed
from twinbot.answering.grounding.sources import Grounds, Source
from twinbot.answering.quoting.answerer import QuotingAnswerer
from twinbot.answering.quoting.citation import cite, is_verbatim
from twinbot.answering.quoting.judging import Decision
from twinbot.answering.quoting.phrases import PHRASES
from twinbot.answering.quoting.quotes import StoredDocuments
from twinbot.answering.writing.model_output import SentenceReader, WrittenSentence
from twinbot.answering.writing.prompting import NumberedSource, build_messages, choose_sources
from twinbot.errors import LanguageModelError
from twinbot.language_model import Message
from twinbot.types import (
    Answer,
    AnswerEvent,
    Citation,
    Evidence,
    Finished,
    Query,
    Retrieved,
    Sentence,
    SentenceReady,
    Span,
)

MAX_SENTENCES: Final = 6
"""A longer answer is cut."""
MAX_FAULTS: Final = 6
"""After so many sentences that fail, the model is not listened to any longer."""
MAX_REPETITIONS: Final = 2
"""Likewise after it has said so often what it had said before."""

_LOGGER: Final = logging.getLogger("twinbot.answering")


class WritingModel(Protocol):
    """The part of a language model that writing needs."""

    @property
    def name(self) -> str:
        """What it is called."""

    def count_tokens(self, text: str) -> int:
        """Return how many tokens a text has."""

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """Yield the pieces of an answer."""


class WritingAnswerer:
    """Answers in the model's words, as far as sources carry them."""

    def __init__(
        self,
        quoting: QuotingAnswerer,
        model: WritingModel,
        checker: GroundingChecker,
        prompt_tokens: int,
    ) -> None:
        """Write with ``model`` what ``quoting`` finds answerable.

        Args:
            quoting: Judges first and stands in.
            model: Writes.
            checker: Decides which sentences are shown.
            prompt_tokens: Aim for the length of a prompt.
        """
        self._quoting = quoting
        self._model = model
        self._checker = checker
        self._prompt_tokens = prompt_tokens

    def answer(
        self,
        query: Query,
        evidence: Evidence,
        stored: StoredDocuments,
        decision: Decision | None = None,
    ) -> Iterator[AnswerEvent]:
        """Yield the events of the answer; arguments as for `QuotingAnswerer.answer`."""
        held: list[SentenceReady] = []
        for event in self._quoting.answer(query, evidence, stored, decision):
            if isinstance(event, Retrieved):
                yield event
            elif isinstance(event, SentenceReady):
                held.append(event)
            elif isinstance(event, Finished):
                quoted = event.answer
        if not _may_be_written(quoted) or self._quoting.is_pinned(query):
            yield from held
            yield Finished(quoted)
            return
        if query.model_failed:
            yield from _completed(quoted, held, _Written((), stored, broke_off=True))
            return
        sources = self._sources(query, evidence, quoted, stored)
        written = _Written(sources, stored)
        yield from self._write(query, quoted, sources, written)
        yield from _completed(quoted, held, written)

    def _sources(
        self, query: Query, evidence: Evidence, quoted: Answer, stored: StoredDocuments
    ) -> list[NumberedSource]:
        """Return the passages to write from: those quoted first, then the best found."""
        hits = [*evidence.hits, *(hit for part in evidence.parts for hit in part.hits)]
        ids = sorted({hit.passage.document_id for hit in hits})
        titles = {summary.document_id: summary.title for summary in stored.documents(ids)}
        passages = {hit.passage.passage_id: hit.passage for hit in hits}.values()
        found = [NumberedSource(one, titles[one.document_id]) for one in passages]
        first = list(dict.fromkeys(s for c in quoted.citations for s in found if _holds(s, c)))
        room = self._prompt_tokens - sum(
            self._model.count_tokens(message.text) for message in build_messages(query, [])
        )
        return choose_sources(first, found, self._model.count_tokens, max(0, room))

    def _write(
        self,
        query: Query,
        quoted: Answer,
        sources: Sequence[NumberedSource],
        written: _Written,
    ) -> Iterator[AnswerEvent]:
        """Yield the model's sentences that pass, behind what must be said before them."""
        grounds = self._checker.prepare([_source(source) for source in sources])
        reader = SentenceReader(query.language)
        pieces = self._model.stream(build_messages(query, sources))
        try:
            for piece in pieces:
                yield from self._checked(reader.take(piece), query, quoted, grounds, written)
                if written.ended:
                    break
            else:
                yield from self._checked(reader.finish(), query, quoted, grounds, written)
        except LanguageModelError as error:
            yield from self._checked(reader.break_off(), query, quoted, grounds, written)
            written.broke_off = True
            _LOGGER.warning("quotes stand in: %s", error)
        finally:
            close = getattr(pieces, "close", None)
            if close is not None:
                close()
        if written.dropped:
            _LOGGER.warning(
                "%s: %d of %d sentences were not shown (%s)",
                self._model.name,
                len(written.dropped),
                len(written.dropped) + len(written.sentences),
                ", ".join(sorted(set(written.dropped))),
            )

    def _checked(
        self,
        sentences: Iterator[WrittenSentence],
        query: Query,
        quoted: Answer,
        grounds: Grounds,
        written: _Written,
    ) -> Iterator[AnswerEvent]:
        for one in sentences:
            if written.ended:
                return
            if written.repeats(one):
                continue
            if not one.formed:
                written.dropped.append("form")
                continue
            verdict = self._checker.check(one.text, one.markers, query.language, grounds)
            if not verdict.passed:
                written.dropped.extend(verdict.faults[:1])
                continue
            if not written.sentences:
                yield from (SentenceReady(sentence, ()) for sentence in _frame_writing(quoted))
            yield written.add(one, verdict)


@dataclass
class _Written:
    """What has been shown of the model's answer."""

    sources: Sequence[NumberedSource]
    stored: StoredDocuments
    sentences: list[Sentence] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    broke_off: bool = False
    _said: set[str] = field(default_factory=set)
    _repetitions: int = 0

    @property
    def ended(self) -> bool:
        """Whether enough was written, or enough nonsense."""
        return (
            len(self.sentences) >= MAX_SENTENCES
            or len(self.dropped) >= MAX_FAULTS
            or self._repetitions > MAX_REPETITIONS
        )

    def repeats(self, one: WrittenSentence) -> bool:
        """Tell whether a sentence was written before, shown or not; note it otherwise."""
        said = squeezed(one.text)
        if said in self._said:
            self._repetitions += 1
            return True
        self._said.add(said)
        return False

    def add(self, one: WrittenSentence, verdict: Verdict) -> SentenceReady:
        """Show a sentence that passed, with citations of what carries it."""
        new: list[Citation] = []
        markers: list[int] = []
        for number, span in _joined(verdict.support):
            citation = self._cite(self.sources[number - 1], span)
            known = next((c for c in self.citations if _same_quote(c, citation)), None)
            if known is None:
                self.citations.append(citation)
                new.append(citation)
            markers.append((known or citation).marker)
        sentence = Sentence(one.text, tuple(dict.fromkeys(markers)))
        self.sentences.append(sentence)
        return SentenceReady(sentence, tuple(new))

    def _cite(self, source: NumberedSource, span: Span) -> Citation:
        passage = source.passage
        page = self.stored.page(passage.document_id, passage.page)
        start = passage.span.start
        on_page = Span(start + span.start, start + span.end)
        dates = {s.document_id: s.date for s in self.stored.documents([passage.document_id])}
        citation = cite(
            len(self.citations) + 1,
            passage,
            on_page,
            page,
            source.title,
            dates.get(passage.document_id),
        )
        if not is_verbatim(citation, page):
            message = f"{passage.document_id}, page {page.number}: the quote is not the page's text"
            raise ValueError(message)
        return citation


def _completed(
    quoted: Answer, held: Sequence[SentenceReady], written: _Written
) -> Iterator[AnswerEvent]:
    """Yield what ends the answer: quotes where they are missing, and that it was shortened."""
    phrases = PHRASES[quoted.query.language]
    if not written.sentences:
        silent = [Sentence(phrases.model_silent, ())] if written.broke_off else []
        yield from (SentenceReady(sentence, ()) for sentence in silent)
        yield from held
        yield Finished(replace(quoted, sentences=(*silent, *quoted.sentences)))
        return
    citations = list(written.citations)
    added: list[Sentence] = []
    if written.dropped or written.broke_off:
        added.append(Sentence(phrases.shortened, ()))
    best = _first_quoted(quoted)
    telling = best[1:] or best  # a header alone tells nothing
    if not any(_overlap(citation, one) for citation in citations for one in telling):
        # What was written may be true and yet miss the question: the best quote always stands.
        if best[0].language != quoted.query.language:
            introduction = phrases.stands_in.format(phrases.languages[best[0].language])
            added.append(Sentence(introduction, ()))
        elif not added:
            added.append(Sentence(phrases.sources_say, ()))
        best = [replace(one, marker=len(citations) + n) for n, one in enumerate(best, start=1)]
        citations += best
        text = "\n".join(one.quote for one in best)
        added.append(Sentence(text, tuple(one.marker for one in best)))
    for sentence in added:
        yield SentenceReady(sentence, tuple(best) if sentence.markers else ())
    yield Finished(
        replace(
            quoted,
            sentences=(*_frame_writing(quoted), *written.sentences, *added),
            citations=tuple(citations),
        )
    )


def _first_quoted(quoted: Answer) -> list[Citation]:
    """Return the citations of the first quoted sentence: one, or those of a row and its header."""
    markers = next(sentence.markers for sentence in quoted.sentences if sentence.markers)
    return [citation for citation in quoted.citations if citation.marker in markers]


def _may_be_written(quoted: Answer) -> bool:
    """Tell whether sources answer."""
    return quoted.outcome in {"grounded", "partial"} and bool(quoted.citations)


def _frame_writing(quoted: Answer) -> list[Sentence]:
    """Return what is said before written sentences, whoever wrote them.

    Of the frame of quotes two sentences do not hold here: that the documents say it in another
    language, as the model translates, and that the newest comes first, as the model chooses the
    order.
    """
    phrases = PHRASES[quoted.query.language]
    frame = [phrases.own_data] if quoted.query.redacted else []
    if quoted.outcome == "partial":
        frame.append(phrases.may_help)
    return [Sentence(text, ()) for text in frame]


def _source(source: NumberedSource) -> Source:
    context = f"{source.title} › {source.passage.heading}"
    return Source(source.passage.text, source.passage.language, context)


def _holds(source: NumberedSource, citation: Citation) -> bool:
    passage = source.passage
    return (
        (passage.document_id, passage.page) == (citation.document_id, citation.page)
        and passage.span.start < citation.span.end
        and citation.span.start < passage.span.end
    )


def _joined(support: Sequence[tuple[int, Span]]) -> list[tuple[int, Span]]:
    """Join spans of one source that follow each other."""
    joined: list[tuple[int, Span]] = []
    for number, span in support:
        if joined and joined[-1][0] == number and span.start - joined[-1][1].end <= 1:
            joined[-1] = (number, Span(joined[-1][1].start, max(joined[-1][1].end, span.end)))
        else:
            joined.append((number, span))
    return joined


def _same_quote(one: Citation, other: Citation) -> bool:
    return (one.document_id, one.page, one.span) == (other.document_id, other.page, other.span)


def _overlap(one: Citation, other: Citation) -> bool:
    return (
        (one.document_id, one.page) == (other.document_id, other.page)
        and one.span.start < other.span.end
        and other.span.start < one.span.end
    )
