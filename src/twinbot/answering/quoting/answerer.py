"""Answers without a language model: a few sentences, verbatim, with a fixed frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from twinbot.answering.quoting.drafting import MAX_SUGGESTIONS, Draft, frame_quotes
from twinbot.answering.quoting.judging import Decision, EvidenceJudge
from twinbot.answering.quoting.phrases import PHRASES
from twinbot.answering.quoting.premises import find_unfounded
from twinbot.answering.quoting.quotes import (
    StoredDocuments,
    join_rows,
    quote_pin,
    quote_sentences,
    summarise,
)
from twinbot.answering.quoting.translations import read_back
from twinbot.answering.scoring.confidence import Calibration
from twinbot.answering.scoring.sentences import ScoredSentence, SentenceScorer
from twinbot.answering.understanding.particulars.kinds import question_kind
from twinbot.answering.understanding.particulars.questions import can_hold
from twinbot.pins import Pin, Pins
from twinbot.site import Site
from twinbot.types import (
    AnswerEvent,
    Citation,
    Evidence,
    Intent,
    Language,
    Passage,
    Query,
    Reference,
    Retrieved,
    Span,
)

_QUOTING_INTENTS: frozenset[Intent | None] = frozenset({None, "advice"})
"""For these the sources are quoted; every other intent gets its fixed reply alone."""

_NEVER_PINNED: frozenset[Intent | None] = frozenset({"injection", "insult"})
"""What staff pinned is told whatever a question sounds like, but for these: a pattern may match."""


class RelatedQuestions(Protocol):
    """What knows questions that the documents answer."""

    def suggest(self, query: Query, told: Iterable[tuple[str, Span]], most: int) -> tuple[str, ...]:
        """Return questions near another, without those of what is ``told``, nearest first."""


class QuotingAnswerer:
    """Answers with the exact words of the documents.

    Attributes:
        judge: Tells what the evidence allows to answer.
    """

    def __init__(
        self,
        scorer: SentenceScorer,
        calibration: Calibration,
        sites: Mapping[Language, Site] | None = None,
        pins: Pins | None = None,
        related: RelatedQuestions | None = None,
    ) -> None:
        """Choose sentences by ``scorer`` and abstain below the thresholds of ``calibration``.

        Args:
            scorer: Scores the sentences of the evidence.
            calibration: Tells how sure an answer is.
            sites: The city's words: whom to ask, and examples to suggest.
            pins: Answers that staff pinned to questions.
            related: Knows what can be asked next; without it headings and examples are suggested.
        """
        self._scorer = scorer
        self.judge = EvidenceJudge(scorer, calibration)
        self._sites = sites or {}
        self._pins = pins or Pins()
        self._related = related

    def warm_up(self, passages: Sequence[Passage]) -> None:
        """Cut passages up before a question needs them."""
        self._scorer.warm_up(passages)

    def is_pinned(self, query: Query) -> bool:
        """Tell whether staff pinned the answer, which then stands as it is."""
        return not query.told and self._pins.find(query.text) is not None

    def answer(
        self,
        query: Query,
        evidence: Evidence,
        stored: StoredDocuments,
        decision: Decision | None = None,
    ) -> Iterator[AnswerEvent]:
        """Yield the events of the answer; the last is `Finished`.

        Args:
            query: The question as the asker reads it back.
            evidence: What retrieval found.
            stored: The stored documents of the same index generation.
            decision: What the evidence allows to answer, if that is known.
        """
        yield Retrieved(evidence)
        no_pin = query.intent in _NEVER_PINNED or query.told
        pin = None if no_pin else self._pins.find(query.text)
        if pin:
            yield from self._quote_pin(replace(query, intent=None), pin, evidence, stored)
        elif query.intent not in _QUOTING_INTENTS:
            yield from Draft(query, evidence).reply(self._examples(query))
        else:
            yield from self._quote_evidence(query, evidence, stored, decision)

    def _quote_pin(
        self, query: Query, pin: Pin, evidence: Evidence, stored: StoredDocuments
    ) -> Iterator[AnswerEvent]:
        """Answer with the words that staff pinned to the question."""
        pinned = quote_pin(pin.quote_for(query.language), stored)
        frame = frame_quotes(query.language, pinned.language, "grounded", None)
        related = self._relate(query, [pinned], [hit.passage for hit in evidence.hits])
        draft = Draft(query, evidence, 1.0)
        yield from draft.quote(frame, [[pinned]], "grounded", None, related)

    def _quote_evidence(
        self,
        query: Query,
        evidence: Evidence,
        stored: StoredDocuments,
        decision: Decision | None,
    ) -> Iterator[AnswerEvent]:
        """Answer with what the evidence tells, or say that it does not."""
        found = [*evidence.hits, *(hit for part in evidence.parts for hit in part.hits)]
        summaries = summarise(found, stored)
        titles = {document_id: summary.title for document_id, summary in summaries.items()}
        decision = decision or self.judge.decide(query, evidence, titles)
        judged, choice = decision.judged, decision.choice
        draft = Draft(query, evidence, judged.confidence)
        if judged.outcome == "abstained":
            nearest = _nearest(judged.scored, query.language, titles)
            next_ = self._relate(query, (), ()) or self._examples(query)
            yield from draft.abstain(nearest, self._contact(query), next_)
            return
        kind = question_kind(query.text, query.language)
        readable = read_back(choice.sentences, query.language, stored, self._scorer)
        unexplained = kind == "why" and not any(can_hold(kind, "", one.text) for one in readable)
        quotes = quote_sentences(readable, stored, around=unexplained, in_order=choice.newest_first)
        pages = [stored.page(quote.document_id, quote.page).text for quote in quotes]
        texts = [*pages, *(quote.title for quote in quotes)]
        denied = (
            find_unfounded(part, kind, texts, quotes[0].language, self._scorer.glossary)
            for part in decision.unproven
        )
        unfounded = next(filter(None, denied), None)
        frame = frame_quotes(query.language, quotes[0].language, judged.outcome, unfounded)
        if choice.newest_first:
            frame.append(PHRASES[query.language].newest_first)
        outcome = "refused" if unfounded else judged.outcome
        related = self._relate(query, quotes, [one.hit.passage for one in readable])
        joined = join_rows(quotes, stored)
        yield from draft.quote(frame, joined, outcome, "premise" if unfounded else None, related)

    def _relate(
        self, query: Query, quotes: Sequence[Citation], passages: Sequence[Passage]
    ) -> tuple[str, ...]:
        """Return known questions near the question that the quotes, of ``passages``, leave open."""
        if self._related is None:
            return ()
        told = [
            (passage.passage_id, span)
            for quote in quotes
            for passage in passages
            if (passage.document_id, passage.page) == (quote.document_id, quote.page)
            and (span := _in_passage(quote.span, passage.span))
        ]
        return self._related.suggest(query, told, MAX_SUGGESTIONS)

    def _contact(self, query: Query) -> str | None:
        site = self._sites.get(query.language)
        return site.contact if site else None

    def _examples(self, query: Query) -> tuple[str, ...]:
        site = self._sites.get(query.language)
        return site.examples[:MAX_SUGGESTIONS] if site else ()


def _in_passage(quote: Span, passage: Span) -> Span | None:
    """Return what of a quote stands in a passage, counted from where that begins."""
    start, end = max(quote.start, passage.start), min(quote.end, passage.end)
    return Span(start - passage.start, end - passage.start) if start < end else None


def _nearest(
    scored: Sequence[ScoredSentence], language: Language, titles: Mapping[str, str]
) -> Reference | None:
    """Return the sentence that comes nearest, in the reader's language if there is one."""
    readable = [one for one in scored if one.hit.passage.language == language] or scored
    if not readable:
        return None
    passage = readable[0].hit.passage
    return Reference(
        document_id=passage.document_id,
        title=titles[passage.document_id],
        language=passage.language,
        page=passage.page,
        span=readable[0].span,
    )
