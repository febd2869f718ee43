"""Where the gold quotes stand in the stored pages, and which of them say the same.

A unit is what retrieval has to find: a gold quote together with its translations. A passage
carries a unit when it overlaps one of the unit's quotes, so that units outlive another chunking
and a hit counts whichever language it is shown in.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from twinbot.evaluation.problems import Problem, raise_problems
from twinbot.evaluation.subjects import GoldQuote, QuestionSet, Subject
from twinbot.index.values import DocumentSummary
from twinbot.types import LANGUAGES, Language, Page, Passage, Span

HINT_CHARS = 60
"""So much of the page is shown where it comes nearest to a quote that is not in it."""


class StoredPages(Protocol):
    """Where the text of a page can be had: an index generation, or the corpus itself."""

    def page(self, document_id: str, number: int) -> Page:
        """Return one page; `LookupError` if there is none."""


class StoredCorpus(StoredPages, Protocol):
    """The part of an index generation that an evaluation needs."""

    def documents(self, document_ids: Sequence[str] | None = None) -> Sequence[DocumentSummary]:
        """Return summaries of all documents, or of those named."""

    def group_passages(
        self, translation_groups: Sequence[str], language: Language
    ) -> Mapping[str, Sequence[str]]:
        """Return the ids of translation groups' passages in one language, by group."""

    def passages(self, passage_ids: Sequence[str]) -> Sequence[Passage]:
        """Return passages, in the order asked."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a gold quote stands.

    Attributes:
        document_id: The document.
        page: Page number, from 1.
        spans: Every occurrence of the quote in the page.
        unit: The unit that it belongs to.
    """

    document_id: str
    page: int
    spans: tuple[Span, ...]
    unit: str

    def overlaps(self, document_id: str, page: int, span: Span) -> bool:
        """Tell whether a piece of a page shares at least one character with the quote."""
        return (self.document_id, self.page) == (document_id, page) and any(
            own.start < span.end and span.start < own.end for own in self.spans
        )


@dataclass(frozen=True, slots=True)
class Relevance:
    """What is relevant for one subject.

    Attributes:
        places: Its gold quotes, found in the stored pages.
        languages: The languages in which the gold has a quote.
        groups: The translation groups whose documents may carry the answer; empty allows all.
    """

    places: tuple[Place, ...]
    languages: frozenset[Language]
    groups: frozenset[str]

    @property
    def units(self) -> tuple[str, ...]:
        """What there is to be found, sorted."""
        return tuple(sorted({place.unit for place in self.places}))

    def unit_at(self, document_id: str, page: int, span: Span) -> str | None:
        """Return the unit that a piece of a page carries, if any."""
        return next(
            (place.unit for place in self.places if place.overlaps(document_id, page, span)), None
        )

    def allows(self, translation_group: str) -> bool:
        """Tell whether a document of this group may carry the answer."""
        return not self.groups or translation_group in self.groups


def check_gold(questions: QuestionSet, pages: StoredPages, where: str) -> None:
    """Check that every gold quote is in its page.

    Args:
        questions: The subjects.
        pages: Where their pages are.
        where: What to call that place in messages, such as ``corpus/``.

    Raises:
        EvaluationError: If a document or page is missing, or a quote is not in its page; the
            message names file, line and remedy for each.
    """
    raise_problems(
        questions.path,
        [
            Problem(subject.line, f"{subject.subject_id}: {what}")
            for subject in questions.subjects
            for gold in subject.gold
            for what in _gold_faults(gold, pages, where)
        ],
    )


def relevance_of(subject: Subject, stored: StoredCorpus) -> Relevance:
    """Find the gold of a subject in the stored corpus.

    Quotes of one translation group that stand at the same place in their languages' lists are
    translations of each other and make one unit; where the languages list different numbers, the
    group is one unit. Units that meet in one stored passage are one, because one hit finds both.

    Raises:
        LookupError: If a gold page is not stored; `check_gold` says so in words.
    """
    summaries = {s.document_id: s for s in stored.documents(_documents(subject))}
    units = _translations(subject, summaries)
    places = [
        Place(
            gold.document_id,
            gold.page,
            find_quote(stored.page(gold.document_id, gold.page).text, gold.quote),
            unit,
        )
        for gold, unit in zip(subject.gold, units, strict=True)
    ]
    groups = frozenset(summary.translation_group for summary in summaries.values())
    return Relevance(
        places=tuple(_joined(places, _passages(sorted(groups), stored))),
        languages=frozenset(summary.language for summary in summaries.values()),
        groups=groups | set(subject.documents) if subject.documents else frozenset(),
    )


def find_quote(text: str, quote: str) -> tuple[Span, ...]:
    """Return every occurrence of ``quote`` in ``text``, also overlapping ones."""
    spans = []
    start = text.find(quote)
    while start >= 0:
        spans.append(Span(start, start + len(quote)))
        start = text.find(quote, start + 1)
    return tuple(spans)


def _documents(subject: Subject) -> list[str]:
    return sorted({gold.document_id for gold in subject.gold})


def _gold_faults(gold: GoldQuote, pages: StoredPages, where: str) -> Iterator[str]:
    try:
        text = pages.page(gold.document_id, gold.page).text
    except LookupError:
        yield (
            f"gold names {gold.document_id}, page {gold.page}, which {where} does not hold; "
            "correct the name or the page, or evaluate the corpus that the questions were "
            "written for"
        )
        return
    if not find_quote(text, gold.quote):
        yield (
            f"the quote {gold.quote!r:.80} is not in {gold.document_id}, page {gold.page} of "
            f"{where}{_nearest(text, gold.quote)}; copy the exact words of "
            f"'twinbot show {gold.document_id} --page {gold.page}'"
        )


def _nearest(text: str, quote: str) -> str:
    """Show where the page comes nearest to a quote, if it comes near at all."""
    match = difflib.SequenceMatcher(None, text, quote, autojunk=False).find_longest_match()
    if match.size * 4 < len(quote):
        return ""
    start = max(0, match.a - match.b)
    return f", which has {text[start : start + max(len(quote), HINT_CHARS)]!r:.120} there"


def _translations(subject: Subject, summaries: Mapping[str, DocumentSummary]) -> list[str]:
    """Return the unit of each gold quote, before units are joined by passage."""
    counted: dict[tuple[str, Language], int] = {}
    ordinals: list[tuple[str, int]] = []
    for gold in subject.gold:
        summary = summaries.get(gold.document_id)
        if summary is None:
            raise LookupError(gold.document_id)
        key = (summary.translation_group, summary.language)
        counted[key] = counted.get(key, 0) + 1
        ordinals.append((summary.translation_group, counted[key]))
    paired = {
        group: len(
            {counted[group, language] for language in LANGUAGES if (group, language) in counted}
        )
        == 1
        for group, _ in ordinals
    }
    return [f"{group}#{ordinal if paired[group] else 1}" for group, ordinal in ordinals]


def _passages(groups: Sequence[str], stored: StoredCorpus) -> list[Passage]:
    ids = [
        passage_id
        for language in LANGUAGES
        for found in stored.group_passages(groups, language).values()
        for passage_id in found
    ]
    return list(stored.passages(ids))


def _joined(places: Sequence[Place], passages: Sequence[Passage]) -> Iterator[Place]:
    """Yield the places with units that meet in one passage made one, named by the first."""
    names = {place.unit: place.unit for place in places}
    for passage in passages:
        met = {
            names[place.unit]
            for place in places
            if place.overlaps(passage.document_id, passage.page, passage.span)
        }
        if len(met) > 1:
            first = min(met)
            names = {unit: first if name in met else name for unit, name in names.items()}
    for place in places:
        yield Place(place.document_id, place.page, place.spans, names[place.unit])
