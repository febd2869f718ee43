"""Answers without a language model: one to three sentences, verbatim, with a fixed frame."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from twinbot.answering.citation import cite, is_verbatim
from twinbot.answering.phrases import PHRASES
from twinbot.answering.sentences import ScoredSentence, SentenceScorer
from twinbot.index.values import DocumentSummary
from twinbot.types import (
    Answer,
    AnswerEvent,
    Citation,
    Evidence,
    Finished,
    Language,
    Outcome,
    Page,
    Query,
    Retrieved,
    Sentence,
    SentenceReady,
    Span,
)

MAX_QUOTES = 3
NEXT_BEST_SHARE = 0.90
"""A further sentence is quoted if it scores at least this share of the best."""
REPETITION_COSINE = 0.85
"""A further sentence this close to one already quoted repeats it."""

_OPENS_WITH_PRONOUN = re.compile(
    r"(?:Er|Sie|Es|Dies(?:e[rsmn]?)?|Jene[rs]?|Dort|Dabei|Damit|Dafür|Danach|Daher|Deshalb|Darum|"
    r"Seine?|Ihre?[nmrs]?|Beide|Auch|Zudem|Außerdem|He|She|It|They|This|These|That|Those|There|His|Her|Its|"
    r"Their|Both|Also|However|Therefore)\b|この|その|これ|それ|同(?!時)|両者|また、|さらに|ここ|そこ"
)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which score of the best sentence on an answer is given, chosen on dev."""

    partial: float = 0.53
    grounded: float = 0.60


class StoredDocuments(Protocol):
    """The part of an index generation that quoting needs."""

    def documents(self, document_ids: Sequence[str]) -> Sequence[DocumentSummary]:
        """Return summaries of the documents named."""

    def page(self, document_id: str, number: int) -> Page:
        """Return one stored page."""


class QuotingAnswerer:
    """Answers with the exact words of the documents."""

    def __init__(self, scorer: SentenceScorer, thresholds: Thresholds | None = None) -> None:
        """Choose sentences by ``scorer`` and abstain below ``thresholds``."""
        self._scorer = scorer
        self._thresholds = thresholds or Thresholds()

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
        ids = sorted({hit.passage.document_id for hit in evidence.hits})
        summaries = {summary.document_id: summary for summary in stored.documents(ids)}
        titles = {document_id: summary.title for document_id, summary in summaries.items()}
        scored = self._scorer.score(evidence.query, evidence, titles)
        outcome = self._judge(scored)
        if outcome == "abstained":
            yield from _finish(
                query, evidence, outcome, _abstention(query.language, scored, titles)
            )
            return
        quoted = _in_reading_order(_choose(scored))
        frame = _frame(query.language, quoted[0].hit.passage.language, outcome)
        citations = [
            _citation(marker, sentence, summaries, stored)
            for marker, sentence in enumerate(quoted, start=1)
        ]
        yield from _finish(
            query,
            evidence,
            outcome,
            [
                *((Sentence(text, ()), None) for text in frame),
                *((Sentence(found.quote, (found.marker,)), found) for found in citations),
            ],
        )

    def _judge(self, scored: Sequence[ScoredSentence]) -> Outcome:
        """Return the outcome that the best sentence allows."""
        best = scored[0].score if scored else 0.0
        if best < self._thresholds.partial:
            return "abstained"
        return "grounded" if best >= self._thresholds.grounded else "partial"


def _choose(scored: Sequence[ScoredSentence]) -> list[ScoredSentence]:
    """Return the best sentence and those as good that add to it, in its language."""
    best = scored[0]
    chosen = [best]
    for sentence in scored[1:]:
        if len(chosen) == MAX_QUOTES or sentence.score < NEXT_BEST_SHARE * best.score:
            break
        if sentence.hit.passage.language != best.hit.passage.language:
            continue
        if all(float(sentence.vector @ other.vector) < REPETITION_COSINE for other in chosen):
            chosen.append(sentence)
    return chosen


def _in_reading_order(chosen: Sequence[ScoredSentence]) -> list[ScoredSentence]:
    """Put the sentences of one page in the page's order, the best sentence's page first."""
    order: dict[tuple[str, int], int] = {}
    for sentence in chosen:
        order.setdefault((sentence.hit.passage.document_id, sentence.hit.passage.page), len(order))
    return sorted(
        chosen,
        key=lambda s: (order[s.hit.passage.document_id, s.hit.passage.page], s.span),
    )


def _citation(
    marker: int,
    sentence: ScoredSentence,
    summaries: Mapping[str, DocumentSummary],
    stored: StoredDocuments,
) -> Citation:
    """Return the verified citation of a sentence, with the sentence before where it needs it."""
    passage = sentence.hit.passage
    summary = summaries[passage.document_id]
    page = stored.page(passage.document_id, passage.page)
    span = _with_antecedent(page.text, sentence.span, passage.span)
    citation = cite(marker, passage, span, page, summary.title, summary.date)
    if not is_verbatim(citation, page):
        message = f"{passage.document_id}, page {page.number}: the quote is not the page's text"
        raise ValueError(message)
    return citation


def _with_antecedent(text: str, span: Span, passage: Span) -> Span:
    """Take in the sentence before, in the same paragraph, when this one opens with a pronoun."""
    if not _OPENS_WITH_PRONOUN.match(span.of(text)):
        return span
    line_start = max(text.rfind("\n", 0, span.start) + 1, passage.start)
    before = text[line_start : span.start].rstrip()
    if not before:
        return span
    ends = [m.end() for m in re.finditer(r"[.!?](?=\s+[A-ZÄÖÜ„“\"(0-9])|[。！？]", before[:-1])]
    start = line_start + (ends[-1] if ends else 0)
    start += len(text[start : span.start]) - len(text[start : span.start].lstrip())
    return Span(start, span.end)


def _frame(asker: Language, quoted: Language, outcome: Outcome) -> list[str]:
    """Return the fixed words before the quotes."""
    phrases = PHRASES[asker]
    frame = [phrases.may_help] if outcome == "partial" else []
    if quoted != asker:
        frame.append(phrases.only_in.format(phrases.languages[quoted]))
    return frame


def _abstention(
    language: Language, scored: Sequence[ScoredSentence], titles: dict[str, str]
) -> list[tuple[Sentence, None]]:
    """Say that the documents do not answer, and which comes nearest."""
    phrases = PHRASES[language]
    sentences = [Sentence(phrases.not_covered, ())]
    if scored:
        title = titles[scored[0].hit.passage.document_id]
        sentences.append(Sentence(phrases.nearest.format(title), ()))
    return [(sentence, None) for sentence in sentences]


def _finish(
    query: Query,
    evidence: Evidence,
    outcome: Outcome,
    parts: Sequence[tuple[Sentence, Citation | None]],
) -> Iterator[AnswerEvent]:
    """Yield each sentence with its citation, then the whole answer."""
    for sentence, citation in parts:
        yield SentenceReady(sentence, (citation,) if citation else ())
    yield Finished(
        Answer(
            query=query,
            sentences=tuple(sentence for sentence, _ in parts),
            citations=tuple(citation for _, citation in parts if citation),
            outcome=outcome,
            evidence=replace(evidence, query=query),
        )
    )
