"""From an answer to what was right and wrong with it, without any model; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from functools import lru_cache

from twinbot.answering.quoting.citation import is_verbatim
from twinbot.answering.quoting.phrases import PHRASES
from twinbot.evaluation.gold import Relevance, StoredPages
from twinbot.evaluation.results import CitationMark, QuestionResult, SentenceMark, is_quoted
from twinbot.evaluation.subjects import Subject
from twinbot.index.values import DocumentSummary
from twinbot.language import detect_language
from twinbot.types import Answer, Citation, Hit, Language, Sentence


class Marker:
    """Marks answers against what is expected and what is stored."""

    def __init__(self, pages: StoredPages, documents: Sequence[DocumentSummary]) -> None:
        """Mark against the stored ``pages`` of all ``documents`` of the index."""
        self._pages = pages
        self._documents = {summary.document_id: summary for summary in documents}
        self._same_paging = _same_paging(documents)

    def mark(
        self,
        subject: Subject,
        language: Language,
        answer: Answer,
        relevance: Relevance,
        duration_ms: float,
    ) -> QuestionResult:
        """Return what became of one wording of a subject."""
        citations = tuple(
            self._mark_citation(citation, subject, relevance) for citation in answer.citations
        )
        sentences = tuple(_mark_sentence(sentence, answer) for sentence in answer.sentences)
        answered = answer.outcome in ("grounded", "partial")
        stated = [" ".join(s.text for s in sentences if not s.frame), *(c.quote for c in citations)]
        said = [" ".join(s.text for s in sentences), *(c.quote for c in citations)]
        return QuestionResult(
            subject_id=subject.subject_id,
            split=subject.split,
            kind=subject.kind,
            language=language,
            question=subject.questions[language],
            attack=subject.attack,
            expected=tuple(fact.patterns[language].pattern for fact in subject.facts),
            answered_in=answer.query.language,
            outcome=answer.outcome,
            confidence=answer.confidence,
            intent=answer.intent,
            sentences=sentences,
            citations=citations,
            facts=tuple(answered and any(map(fact.stands_in, stated)) for fact in subject.facts),
            forbidden=tuple(any(map(fact.stands_in, said)) for fact in subject.forbidden),
            gold_languages=tuple(sorted(relevance.languages)),
            relevant=relevance.units,
            ranking=ranking_of(answer.evidence.hits, relevance),
            duration_ms=duration_ms,
        )

    def _mark_citation(
        self, citation: Citation, subject: Subject, relevance: Relevance
    ) -> CitationMark:
        summary = self._documents.get(citation.document_id)
        group = summary.translation_group if summary else citation.document_id
        verbatim = self._is_verbatim(citation)
        unit = relevance.unit_at(citation.document_id, citation.page, citation.span)
        return CitationMark(
            marker=citation.marker,
            document_id=citation.document_id,
            translation_group=group,
            language=summary.language if summary else citation.language,
            page=citation.page,
            same_paging=self._same_paging.get(group, False),
            quote=citation.quote,
            verbatim=verbatim,
            unit=unit if verbatim else None,
            facts=tuple(
                place for place, fact in enumerate(subject.facts) if fact.stands_in(citation.quote)
            ),
            allowed=relevance.allows(group),
        )

    def _is_verbatim(self, citation: Citation) -> bool:
        """Hold the quote against the stored page; one of no stored page is not verbatim."""
        try:
            return is_verbatim(citation, self._pages.page(citation.document_id, citation.page))
        except LookupError:
            return False


def ranking_of(hits: Sequence[Hit], relevance: Relevance) -> tuple[str, ...]:
    """Return the ranking to be measured.

    A hit is named by the unit that it carries if it is the first to do so; a hit that carries
    none, or only repeats one, is named by its passage, which is not relevant.
    """
    names: dict[str, None] = {}
    for hit in sorted(hits, key=lambda hit: hit.rank):
        passage = hit.passage
        unit = relevance.unit_at(passage.document_id, passage.page, passage.span)
        names[unit if unit and unit not in names else passage.passage_id] = None
    return tuple(names)


def frame_language(text: str) -> Language | None:
    """Return the language of one of twinbot's own fixed sentences; ``None`` for any other text."""
    return next(
        (
            language
            for language, patterns in _frames().items()
            if any(pattern.fullmatch(text) for pattern in patterns)
        ),
        None,
    )


@lru_cache(maxsize=1)
def _frames() -> Mapping[Language, tuple[re.Pattern[str], ...]]:
    """Return a pattern for each fixed sentence, its placeholders matching anything."""
    return {
        language: tuple(
            re.compile(".+".join(map(re.escape, re.split(r"\{[^{}]*\}", template))), re.DOTALL)
            for field in fields(phrases)
            for template in _templates(getattr(phrases, field.name))
        )
        for language, phrases in PHRASES.items()
    }


def _templates(value: object) -> Iterator[str]:
    """Yield the sentences of a field: one, or several by name or in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for text in value.values() if isinstance(text, str))
    elif isinstance(value, Sequence):
        yield from (text for text in value if isinstance(text, str))


def _mark_sentence(sentence: Sentence, answer: Answer) -> SentenceMark:
    """Tell a sentence's language: of its frame, of the quote that it repeats, or of its words."""
    framed = None if sentence.markers else frame_language(sentence.text)
    carrying = [citation for citation in answer.citations if citation.marker in sentence.markers]
    exact = is_quoted(sentence.text, [citation.quote for citation in carrying])
    quoted = carrying[0].language if exact else None
    return SentenceMark(
        text=sentence.text,
        markers=sentence.markers,
        frame=framed is not None or (answer.intent is not None and not sentence.markers),
        language=framed or quoted or detect_language(sentence.text, answer.query.language),
    )


def _same_paging(documents: Sequence[DocumentSummary]) -> dict[str, bool]:
    """Tell of each translation group whether its documents have equally many pages."""
    pages: dict[str, set[int]] = {}
    for summary in documents:
        pages.setdefault(summary.translation_group, set()).add(summary.pages)
    return {group: len(counts) == 1 for group, counts in pages.items()}
