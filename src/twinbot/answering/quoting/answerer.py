"""Answers without a language model: a few sentences, verbatim, with a fixed frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from twinbot.answering.extraction.names import is_person
from twinbot.answering.extraction.persons import latin_persons
from twinbot.answering.extraction.tense import asks_of_event
from twinbot.answering.quoting.choosing import (
    MAX_QUOTES,
    Choice,
    choose,
    prefer_language,
    repeats,
)
from twinbot.answering.quoting.citation import cite, cite_page, is_verbatim
from twinbot.answering.quoting.drafting import MAX_SUGGESTIONS, Draft, frame_quotes
from twinbot.answering.quoting.extent import quote_span
from twinbot.answering.quoting.phrases import PHRASES
from twinbot.answering.quoting.premises import find_unfounded, names_year
from twinbot.answering.quoting.translations import StoredTranslations, read_back
from twinbot.answering.scoring.confidence import Calibration, estimate_confidence
from twinbot.answering.scoring.sentences import ScoredSentence, SentenceScorer
from twinbot.answering.understanding.questions import CHANGING_KINDS, can_hold, question_kind
from twinbot.answering.understanding.referring import put_name
from twinbot.chunking import table_header
from twinbot.glossary import GlossaryEntry
from twinbot.index.values import DocumentSummary
from twinbot.pins import PinnedQuote, Pins, find_quote
from twinbot.site import Site
from twinbot.types import (
    AnswerEvent,
    Citation,
    Document,
    Evidence,
    Hit,
    Intent,
    Language,
    Outcome,
    Page,
    Passage,
    Query,
    Retrieved,
    Span,
)

QUOTES_A_PART = 2
"""Of a question with several parts each gets at most so many quotes."""

AS_GOOD = 0.85
"""A sentence with this share of the best one's score tells as well whom a question asks for."""

_QUOTING_INTENTS: frozenset[Intent | None] = frozenset({None, "advice"})
"""For these the sources are quoted; every other intent gets its fixed reply alone."""


class StoredDocuments(StoredTranslations, Protocol):
    """The part of an index generation that quoting needs."""

    def documents(self, document_ids: Sequence[str]) -> Sequence[DocumentSummary]:
        """Return summaries of the documents named."""

    def page(self, document_id: str, number: int) -> Page:
        """Return one stored page."""

    def document(self, document_id: str) -> Document:
        """Return one stored document."""


class RelatedQuestions(Protocol):
    """What knows questions that the documents answer."""

    def suggest(self, query: Query, told: Iterable[tuple[str, Span]], most: int) -> tuple[str, ...]:
        """Return questions near another, without those of what is ``told``, nearest first."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the evidence allows.

    Attributes:
        scored: Every sentence, best first.
        confidence: Probability that the best one answers.
        outcome: What follows from it.
    """

    scored: tuple[ScoredSentence, ...]
    confidence: float
    outcome: Outcome


class QuotingAnswerer:
    """Answers with the exact words of the documents."""

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
        self._calibration = calibration
        self._sites = sites or {}
        self._pins = pins or Pins()
        self._related = related

    def warm_up(self, passages: Sequence[Passage]) -> None:
        """Cut passages up before a question needs them."""
        self._scorer.warm_up(passages)

    def is_pinned(self, query: Query) -> bool:
        """Tell whether staff pinned the answer, which then stands as it is."""
        return self._pins.find(query.text) is not None

    def judge(self, query: Query, evidence: Evidence, titles: Mapping[str, str]) -> Judgement:
        """Score every sentence and tell whether the best one answers.

        Args:
            query: The question.
            evidence: What retrieval found.
            titles: Titles by document id.
        """
        ranked = self._scorer.score(query, evidence, titles)
        scored = tuple(prefer_language(ranked, query.language))
        confidence = estimate_confidence(scored, query.language, self._calibration)
        thresholds = self._calibration.thresholds[query.language]
        outcome: Outcome = "grounded"
        if scored and scored[0].known:
            return Judgement(scored, max(confidence, thresholds.grounded), outcome)
        if not scored or confidence < thresholds.partial or _misses(scored[0]):
            outcome = "abstained"
        elif query.redacted and confidence < thresholds.grounded:
            outcome = "abstained"  # who leaves personal data wants a service, not a near miss
        elif confidence < thresholds.grounded or scored[0].signals.rival:
            outcome = "partial"
        return Judgement(scored, confidence, outcome)

    def judge_parts(
        self, evidence: Evidence, titles: Mapping[str, str]
    ) -> Sequence[tuple[Query, Judgement]]:
        """Judge each part of a question by itself, see `judge`.

        "And what was his job before?" is judged with the name of whom the answer to the part before
        names, on the passages that were found without it.

        Returns:
            Each part as it was judged, which may name whom it only calls "he", and how.
        """
        judged: list[tuple[Query, Judgement]] = []
        name = ""
        for part in evidence.parts:
            query = part.query
            if name and not query.known and not self._persons_in(query.search_text, query.language):
                query = replace(query, text=put_name(query.text, query.language, name))
            judgement = self.judge(query, part, titles)
            judged.append((query, judgement))
            if question_kind(query.text, query.language) == "who":
                name = self._who_is_named(query, judgement)
        return judged

    def _who_is_named(self, query: Query, judged: Judgement) -> str:
        """Return the one person whom the answer to a question for somebody names; else empty."""
        language = query.language
        if judged.outcome != "grounded" or self._persons_in(query.search_text, language):
            return ""
        best = judged.scored[0]
        for sentence in judged.scored[:QUOTES_A_PART]:
            persons = self._persons_in(sentence.text, language)
            others = {*latin_persons(sentence.text)}  # one of them may not be in the glossary
            if len(persons) == 1 and len(others) <= 1 and sentence.score >= AS_GOOD * best.score:
                return (persons[0].names[language] or persons[0].names["en"])[0]
        return ""

    def _persons_in(self, text: str, language: Language) -> Sequence[GlossaryEntry]:
        return [one for one in self._scorer.glossary.names_in(text, language) if is_person(one)]

    def answer(
        self, query: Query, evidence: Evidence, stored: StoredDocuments
    ) -> Iterator[AnswerEvent]:
        """Yield the events of the answer; the last is `Finished`.

        Args:
            query: The question as the asker reads it back.
            evidence: What retrieval found.
            stored: The stored documents of the same index generation.
        """
        yield Retrieved(evidence)
        if query.intent not in _QUOTING_INTENTS:
            yield from Draft(query, evidence).reply(self._examples(query))
            return
        pin = self._pins.find(query.text)
        if pin:
            pinned = _pinned(pin.quote_for(query.language), stored)
            frame = frame_quotes(query.language, pinned.language, "grounded", None)
            related = self._relate(query, [pinned], [hit.passage for hit in evidence.hits])
            draft = Draft(query, evidence, 1.0)
            yield from draft.quote(frame, [pinned], "grounded", None, related)
            return
        found = [*evidence.hits, *(hit for part in evidence.parts for hit in part.hits)]
        summaries = _summaries(found, stored)
        titles = {document_id: summary.title for document_id, summary in summaries.items()}
        kind = question_kind(query.text, query.language)
        judged, choice, answered = self._decide(query, evidence, titles)
        draft = Draft(query, evidence, judged.confidence)
        if judged.outcome == "abstained":
            nearest = _nearest(judged.scored, query.language)
            title = titles[nearest] if nearest else None
            next_ = self._relate(query, (), ()) or self._examples(query)
            yield from draft.abstain(title, self._contact(query), next_)
            return
        readable = read_back(choice.sentences, query.language, stored, self._scorer)
        unexplained = kind == "why" and not any(can_hold(kind, "", one.text) for one in readable)
        quotes = _quotes(readable, stored, around=unexplained)
        pages = [stored.page(c.document_id, c.page).text for c in quotes]
        texts = [*pages, *(citation.title for citation in quotes)]
        denied = (
            find_unfounded(part, kind, texts, quotes[0].language, self._scorer.glossary)
            for part in answered
        )
        unfounded = next(filter(None, denied), None)
        frame = frame_quotes(query.language, quotes[0].language, judged.outcome, unfounded)
        if choice.newest_first:
            frame.append(PHRASES[query.language].newest_first)
        outcome = "refused" if unfounded else judged.outcome
        related = self._relate(query, quotes, [one.hit.passage for one in readable])
        yield from draft.quote(frame, quotes, outcome, "premise" if unfounded else None, related)

    def _decide(
        self, query: Query, evidence: Evidence, titles: Mapping[str, str]
    ) -> tuple[Judgement, Choice, Sequence[Query]]:
        """Judge a question and choose what is quoted; of several parts, for each by itself.

        Where not all parts are answered, the whole is judged too, as if it asked one thing.

        Returns:
            The judgement, what is quoted, and the parts, or the question itself, that it answers
            though staff do not know that it does: those whose premises are to be checked.
        """
        judged_parts = self.judge_parts(evidence, titles)
        parts = [
            (part.query, judged)
            for part, (_, judged) in zip(evidence.parts, judged_parts, strict=True)
        ]
        told = [(part, judged) for part, judged in parts if judged.outcome != "abstained"]
        all_told = bool(parts) and len(told) == len(parts)
        whole_query = replace(query, parts=())
        judged = (
            Judgement((), 0.0, "abstained")
            if all_told
            else self.judge(whole_query, evidence, titles)
        )
        if not told:
            choice = self._choose(judged, query) if judged.scored else Choice(())
            known = bool(judged.scored and judged.scored[0].known)
            return judged, choice, () if known else (query,)
        if judged.outcome != "abstained":
            told.append((whole_query, judged))  # what a part leaves unsaid the whole may say
        sentences: list[ScoredSentence] = []
        for part, judged in told:
            chosen = self._choose(judged, part, QUOTES_A_PART)
            sentences += [one for one in chosen.sentences if not repeats(one, sentences)]
        sure = all_told and all(judged.outcome == "grounded" for _, judged in told)
        confidence = sum(judged.confidence for _, judged in parts) / len(parts)
        whole = Judgement(told[0][1].scored, confidence, "grounded" if sure else "partial")
        unknown = [part for part, judged in told if not judged.scored[0].known]
        return whole, Choice(tuple(sentences)), unknown

    def _choose(self, judged: Judgement, query: Query, most: int = MAX_QUOTES) -> Choice:
        adding = self._calibration.adding
        return choose(judged.scored, adding, dated=_changes(query), most=most)

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


def _misses(sentence: ScoredSentence) -> bool:
    """Tell whether a sentence leaves out the measure or what else is asked for in particular."""
    return bool(sentence.signals.unmeasured or sentence.signals.astray)


def _changes(query: Query) -> bool:
    """Tell whether a question asks for what changes with the years, and not of a certain one."""
    kind = question_kind(query.text, query.language)
    changing = kind in CHANGING_KINDS and not asks_of_event(query.text)
    return (changing or query.latest) and not names_year(query.text)


def _nearest(scored: Sequence[ScoredSentence], language: Language) -> str | None:
    """Return the document that comes nearest, if there is one in the reader's language."""
    found = [sentence.hit.passage for sentence in scored]
    readable = [passage for passage in found if passage.language == language] or found
    return readable[0].document_id if readable else None


def _summaries(hits: Iterable[Hit], stored: StoredDocuments) -> dict[str, DocumentSummary]:
    ids = sorted({hit.passage.document_id for hit in hits})
    return {summary.document_id: summary for summary in stored.documents(ids)}


def _quotes(
    chosen: Sequence[ScoredSentence], stored: StoredDocuments, *, around: bool
) -> list[Citation]:
    """Return the verified citations, each header row of a table before the first of its rows.

    What another quote holds already, because it brings the sentence before along, is left out.

    Args:
        chosen: The sentences, in order.
        stored: The documents they stand in.
        around: Whether the first comes with its neighbours: a reason often stands beside what it
            explains.
    """
    summaries = _summaries((sentence.hit for sentence in chosen), stored)
    spans: list[tuple[Passage, Span]] = []
    for sentence in chosen:
        passage = sentence.hit.passage
        page = stored.page(passage.document_id, passage.page)
        header = table_header(page.text, sentence.span)
        told = {(other.document_id, other.page, span) for other, span in spans}
        if header and (passage.document_id, passage.page, header) not in told:
            spans.append((passage, header))
        first = around and sentence is chosen[0]
        spans.append((passage, quote_span(sentence, page, around=first)))
    whole = [
        (passage, span)
        for passage, span in spans
        if not any(
            (passage.document_id, passage.page) == (other.document_id, other.page)
            and span != longer
            and longer.start <= span.start
            and span.end <= longer.end
            for other, longer in spans
        )
    ]
    return [
        _cite(marker, passage, span, summaries[passage.document_id], stored)
        for marker, (passage, span) in enumerate(whole, start=1)
    ]


def _cite(
    marker: int, passage: Passage, span: Span, summary: DocumentSummary, stored: StoredDocuments
) -> Citation:
    page = stored.page(passage.document_id, passage.page)
    citation = cite(marker, passage, span, page, summary.title, summary.date)
    if not is_verbatim(citation, page):
        message = f"{passage.document_id}, page {page.number}: the quote is not the page's text"
        raise ValueError(message)
    return citation


def _pinned(pinned: PinnedQuote, stored: StoredDocuments) -> Citation:
    """Return the citation of words that staff pinned; they were found when the index was made."""
    document = stored.document(pinned.document_id)
    found = find_quote(document, pinned.quote)
    if found is None:
        message = f"{pinned.document_id} does not hold the pinned words {pinned.quote!r}"
        raise ValueError(message)
    number, span = found
    return cite_page(1, document, stored.page(document.document_id, number), span)
