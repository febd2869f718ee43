"""The figures of a report: what each means, and what one question or subject adds to it.

A figure is what was reached over what could be reached, each summed over questions. The tables
below are the only place that names figures: reports, comparisons and the gate follow them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from twinbot.evaluation.measures import ndcg_at, recall_at, reciprocal_rank_at
from twinbot.evaluation.results import QuestionResult, is_quoted
from twinbot.types import LANGUAGES, Language

Better: TypeAlias = Literal["higher", "lower", "neither"]
Section: TypeAlias = Literal["retrieval", "answers", "abstention", "parity", "time"]
Unit: TypeAlias = Literal["share", "characters", "ms"]
Aspect: TypeAlias = Literal["outcome", "facts", "citations"]
Agreement: TypeAlias = Callable[[Sequence[QuestionResult]], "Contribution"]

DEPTH = 10
"""Cut-off of MRR and nDCG."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a question, or a subject, adds to a figure."""

    reached: float
    possible: float


NOTHING = Contribution(0.0, 0.0)
"""Of a question to which a figure does not apply."""


@dataclass(frozen=True, slots=True)
class FigureKind:
    """What a figure is.

    Attributes:
        name: Its key in ``report.json`` and the baseline.
        title: What readers see.
        section: Where it stands in a report.
        better: Which way is better.
        unit: A share from 0 to 1, characters, or milliseconds.
        meaning: A sentence for readers.
        of_question: What a question adds; ``None`` for figures that need several.
        of_subject: What the wordings of a subject add together, likewise.
        quantile: For a quantile of times, which; such a figure has neither of the two.
    """

    name: str
    title: str
    section: Section
    better: Better
    unit: Unit
    meaning: str
    of_question: Callable[[QuestionResult], Contribution] | None = None
    of_subject: Agreement | None = None
    quantile: float | None = None

    def shown(self, value: float, *, signed: bool = False) -> str:
        """Return a value with the digits that its unit deserves."""
        digits = ".2f" if self.unit == "share" else ",.0f"
        return format(value, f"+{digits}" if signed else digits)


def _when(applies: bool, reached: float, possible: float = 1.0) -> Contribution:
    return Contribution(reached, possible) if applies else NOTHING


def _ranked(
    measure: Callable[[Sequence[str], Sequence[str], int], float], k: int
) -> Callable[[QuestionResult], Contribution]:
    def contribution(result: QuestionResult) -> Contribution:
        if not result.relevant:
            return NOTHING
        return Contribution(measure(result.ranking, result.relevant, k), 1.0)

    return contribution


def _right(result: QuestionResult) -> Contribution:
    return _when(result.answerable, result.verdict == "right")


def _facts_recalled(result: QuestionResult) -> Contribution:
    return _when(bool(result.facts), sum(result.facts) / max(1, len(result.facts)))


def _facts_cited(result: QuestionResult) -> Contribution:
    return _when(bool(result.facts), len(result.cited_facts) / max(1, len(result.facts)))


def _contradicted(result: QuestionResult) -> Contribution:
    return _when(bool(result.forbidden), any(result.forbidden))


def _citation_recall(result: QuestionResult) -> Contribution:
    stating = [sentence for sentence in result.sentences if not sentence.frame]
    known = {citation.marker for citation in result.citations}
    cited = [s for s in stating if s.markers and known.issuperset(s.markers)]
    return _when(result.answered, len(cited), len(stating))


def _citation_precision(result: QuestionResult) -> Contribution:
    right = sum(citation.right for citation in result.citations)
    return _when(result.answered and result.answerable, right, len(result.citations))


def _verbatim(result: QuestionResult) -> Contribution:
    return Contribution(sum(c.verbatim for c in result.citations), len(result.citations))


def _length(result: QuestionResult) -> Contribution:
    return _when(result.answered, sum(len(sentence.text) for sentence in result.sentences))


def _frame_language(result: QuestionResult) -> Contribution:
    quotes = {citation.marker: citation.quote for citation in result.citations}
    own = [
        sentence
        for sentence in result.sentences
        if not is_quoted(sentence.text, [quotes[m] for m in sentence.markers if m in quotes])
    ]
    right = all(sentence.language == result.language for sentence in own)
    return _when(result.outcome is not None, right and result.answered_in == result.language)


def _quote_language(result: QuestionResult) -> Contribution:
    applies = result.answered and result.language in result.gold_languages
    own = sum(citation.language == result.language for citation in result.citations)
    return _when(applies, own, len(result.citations))


def _abstention_precision(result: QuestionResult) -> Contribution:
    return _when(result.abstained, not result.answerable)


def _abstention_recall(result: QuestionResult) -> Contribution:
    return _when(not result.answerable, result.abstained)


def _coverage(result: QuestionResult) -> Contribution:
    return _when(result.answerable, result.answered)


def _accuracy(result: QuestionResult) -> Contribution:
    return _when(result.answered, result.verdict == "right")


def outcome_class(result: QuestionResult) -> str:
    """Return what a reader got: an answer, none on purpose, or a failure."""
    return "answered" if result.answered else "abstained" if result.abstained else "failed"


def cited_places(result: QuestionResult) -> frozenset[tuple[str, int]]:
    """Return the translation groups cited, with pages where they mean the same in each."""
    return frozenset(
        (citation.translation_group, citation.page if citation.same_paging else 0)
        for citation in result.citations
    )


def _same_outcome(wordings: Sequence[QuestionResult]) -> Contribution:
    return Contribution(len({outcome_class(w) for w in wordings}) == 1, 1.0)


def _same_facts(wordings: Sequence[QuestionResult]) -> Contribution:
    """Wordings none of which states a fact agree on nothing: they would hide disagreement."""
    return _when(any(any(w.facts) for w in wordings), len({w.facts for w in wordings}) == 1)


def _same_citations(wordings: Sequence[QuestionResult]) -> Contribution:
    return _when(all(w.answered for w in wordings), len({cited_places(w) for w in wordings}) == 1)


AGREEMENTS: Mapping[Aspect, Agreement] = {
    "outcome": _same_outcome,
    "facts": _same_facts,
    "citations": _same_citations,
}
"""In what the wordings of a subject may agree."""

FIGURES: tuple[FigureKind, ...] = (
    *(
        FigureKind(
            f"recall_at_{k}", f"R@{k}", "retrieval", "higher", "share",
            f"Share of the gold units among the first {k} hits.", _ranked(recall_at, k),
        )
        for k in (1, 5, DEPTH)
    ),
    FigureKind(
        "mrr_at_10", f"MRR@{DEPTH}", "retrieval", "higher", "share",
        "1 over the rank of the first relevant hit.", _ranked(reciprocal_rank_at, DEPTH),
    ),
    FigureKind(
        "ndcg_at_10", f"nDCG@{DEPTH}", "retrieval", "higher", "share",
        "Gain of relevant hits, discounted by rank, over the best possible.",
        _ranked(ndcg_at, DEPTH),
    ),
    FigureKind(
        "right", "Right answers", "answers", "higher", "share",
        "Answerable questions whose answer has every fact in a right citation.", _right,
    ),
    FigureKind(
        "facts_recalled", "Facts recalled", "answers", "higher", "share",
        "Share of the expected facts in answer or quotes.", _facts_recalled,
    ),
    FigureKind(
        "facts_cited", "Facts cited", "answers", "higher", "share",
        "Share of the expected facts inside a verbatim quote of an allowed document.",
        _facts_cited,
    ),
    FigureKind(
        "facts_contradicted", "Facts contradicted", "answers", "lower", "share",
        "Questions with forbidden statements whose answer makes one.", _contradicted,
    ),
    FigureKind(
        "citation_recall", "Citation recall", "answers", "higher", "share",
        "Share of the sentences that state something which carry citations.", _citation_recall,
    ),
    FigureKind(
        "citation_precision", "Citation precision", "answers", "higher", "share",
        "Share of the citations that are verbatim and carry a fact or a gold quote.",
        _citation_precision,
    ),
    FigureKind(
        "quotes_verbatim", "Quotes verbatim", "answers", "higher", "share",
        "Share of the quotes that are the stored page, character for character.", _verbatim,
    ),
    FigureKind(
        "language_frame", "Own language", "answers", "higher", "share",
        "Answers and abstentions whose own words are in the language asked in.", _frame_language,
    ),
    FigureKind(
        "language_quotes", "Quotes in own language", "answers", "higher", "share",
        "Quotes in the language asked in, where the gold has that language.", _quote_language,
    ),
    FigureKind(
        "length_chars", "Characters an answer", "answers", "neither", "characters",
        "Its sentences, quotes included, markers not.", _length,
    ),
    FigureKind(
        "coverage", "Answered", "abstention", "higher", "share",
        "Answerable questions that were answered.", _coverage,
    ),
    FigureKind(
        "accuracy", "Accuracy of answers", "abstention", "higher", "share",
        "Right answers among all that were given.", _accuracy,
    ),
    FigureKind(
        "abstention_precision", "Abstention precision", "abstention", "higher", "share",
        "Abstentions and refusals where there is no answer.", _abstention_precision,
    ),
    FigureKind(
        "abstention_recall", "Abstention recall", "abstention", "higher", "share",
        "Questions without an answer that were declined.", _abstention_recall,
    ),
    FigureKind(
        "parity_outcome", "Same outcome", "parity", "higher", "share",
        "Subjects whose three wordings were all answered or all declined.",
        of_subject=_same_outcome,
    ),
    FigureKind(
        "parity_facts", "Same facts", "parity", "higher", "share",
        "Subjects any of whose three answers states an expected fact where all state the same.",
        of_subject=_same_facts,
    ),
    FigureKind(
        "parity_citations", "Same citations", "parity", "higher", "share",
        "Subjects answered three times that cite the same documents or their translations.",
        of_subject=_same_citations,
    ),
    FigureKind(
        "time_p50_ms", "Median time, ms", "time", "lower", "ms",
        "Half of the questions take no longer.", quantile=0.50,
    ),
    FigureKind(
        "time_p95_ms", "95 % time, ms", "time", "lower", "ms",
        "95 of 100 questions take no longer.", quantile=0.95,
    ),
)  # fmt: skip
"""Every figure, in the order of reports."""


def pair_agreement(
    subjects: Sequence[Sequence[QuestionResult]], aspect: Aspect, one: Language, other: Language
) -> Contribution:
    """Return how often two languages agree, and of how many subjects.

    Args:
        subjects: The wordings of each subject.
        aspect: In what they may agree.
        one: A language.
        other: Another.
    """
    reached = possible = 0.0
    for wordings in subjects:
        pair = [w for w in wordings if w.language in (one, other)]
        if len(pair) == len({one, other}):
            added = AGREEMENTS[aspect](pair)
            reached, possible = reached + added.reached, possible + added.possible
    return Contribution(reached, possible)


def wordings_by_subject(results: Sequence[QuestionResult]) -> list[list[QuestionResult]]:
    """Return the results of each subject, languages in order, subjects as they first come."""
    subjects: dict[str, list[QuestionResult]] = {}
    for result in results:
        subjects.setdefault(result.subject_id, []).append(result)
    for wordings in subjects.values():
        wordings.sort(key=lambda result: LANGUAGES.index(result.language))
    return list(subjects.values())
