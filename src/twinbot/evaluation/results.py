"""What was asked, answered and expected, question by question: all that figures are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from twinbot.evaluation.subjects import UNANSWERABLE, Kind, Split
from twinbot.types import Intent, Language, Outcome

Verdict: TypeAlias = Literal[
    "right", "incomplete", "wrong", "missed", "declined", "overreached", "failed"
]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
"""What became of a question.

right: answered with every expected fact inside a right citation and nothing forbidden;
incomplete: answered, with some of the facts so; wrong: answered without any, or with something
forbidden; missed: abstained though there is an answer; declined: abstained where there is none;
overreached: answered where there is none; failed: it could not be asked.
"""


@dataclass(frozen=True, slots=True)
class CitationMark:
    """A citation and what was found of it.

    Attributes:
        marker: The number shown.
        document_id: The document cited.
        translation_group: The document's group, or the id itself for a document not stored.
        language: Language of the stored document; of the citation for one not stored.
        page: Page number.
        same_paging: Whether the group's documents all have as many pages, so that page numbers
            mean the same in each.
        quote: The words quoted.
        verbatim: Whether they are the stored page's words at the span given.
        unit: The gold unit that the span overlaps, if the quote is verbatim.
        facts: Places in the subject's facts, from 0, of those that the quote states.
        allowed: Whether the document may carry the answer.
    """

    marker: int
    document_id: str
    translation_group: str
    language: str
    page: int
    same_paging: bool
    quote: str
    verbatim: bool
    unit: str | None
    facts: tuple[int, ...]
    allowed: bool

    @property
    def right(self) -> bool:
        """Whether the quote is verbatim and states a fact, or overlaps a gold quote."""
        return self.verbatim and (self.unit is not None or (self.allowed and bool(self.facts)))


@dataclass(frozen=True, slots=True)
class SentenceMark:
    """A sentence of an answer.

    Attributes:
        text: The sentence.
        markers: The citations behind it.
        frame: Whether it is one of twinbot's own fixed sentences, which state no fact.
        language: Language that it is in.
    """

    text: str
    markers: tuple[int, ...]
    frame: bool
    language: Language


def is_quoted(text: str, quotes: Sequence[str]) -> bool:
    """Tell whether a sentence is a quote as it stands, or the rows of a table below each other."""
    return bool(quotes) and (text in quotes or text == "\n".join(quotes))


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """One wording of one subject, asked.

    Attributes:
        subject_id: The subject.
        split: Its split.
        kind: Its kind.
        language: The wording's language.
        question: The wording.
        attack: What an adversarial question tries; empty for the others.
        expected: The pattern of each expected fact in this language, for readers.
        answered_in: The language that the assistant took the question to be in.
        outcome: How the assistant ended; ``None`` if the question could not be asked.
        confidence: How sure it was that it answers, 0 to 1.
        intent: Why a fixed reply was given, if one was.
        sentences: The answer.
        citations: What stands behind it.
        facts: For each expected fact, whether the answer states it.
        forbidden: For each forbidden statement, whether the answer makes it.
        gold_languages: The languages in which the gold has a quote.
        relevant: The units to be found.
        ranking: What retrieval found, best first: the name of a unit where a hit is the first to
            carry it, else the id of the passage.
        duration_ms: Wall time of the answer, warm, in one process.
        error: Why the question could not be asked.
    """

    subject_id: str
    split: Split
    kind: Kind
    language: Language
    question: str
    attack: str
    expected: tuple[str, ...]
    answered_in: Language
    outcome: Outcome | None
    confidence: float
    intent: Intent | None
    sentences: tuple[SentenceMark, ...]
    citations: tuple[CitationMark, ...]
    facts: tuple[bool, ...]
    forbidden: tuple[bool, ...]
    gold_languages: tuple[Language, ...]
    relevant: tuple[str, ...]
    ranking: tuple[str, ...]
    duration_ms: float
    error: str | None = None

    @property
    def query_id(self) -> str:
        """The name of the question in TREC files."""
        return f"{self.subject_id}.{self.language}"

    @property
    def answerable(self) -> bool:
        """Whether the corpus holds an answer."""
        return self.kind not in UNANSWERABLE

    @property
    def answered(self) -> bool:
        """Whether an answer was given, be it only a partial one."""
        return self.outcome in ("grounded", "partial")

    @property
    def abstained(self) -> bool:
        """Whether no answer was given, on purpose."""
        return self.outcome in ("abstained", "refused")

    @property
    def cited_facts(self) -> frozenset[int]:
        """Places of the facts that stand in a verbatim quote of an allowed document."""
        return frozenset(
            place
            for citation in self.citations
            if citation.verbatim and citation.allowed
            for place in citation.facts
        )

    @property
    def verdict(self) -> Verdict:
        """What became of the question; see `VERDICTS`."""
        if self.outcome is None:
            return "failed"
        if self.abstained:
            return "missed" if self.answerable else "wrong" if any(self.forbidden) else "declined"
        if not self.answerable:
            return "wrong" if any(self.forbidden) else "overreached"
        if any(self.forbidden) or not self.cited_facts:
            return "wrong"
        return "right" if len(self.cited_facts) == len(self.facts) else "incomplete"
