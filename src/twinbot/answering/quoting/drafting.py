"""An answer of quotes on its way: the fixed words around them, and what to ask next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from twinbot.answering.quoting.phrases import PHRASES
from twinbot.chunking import HEADING_GLUE
from twinbot.types import (
    Answer,
    AnswerEvent,
    Citation,
    Evidence,
    Finished,
    Intent,
    Language,
    Outcome,
    Passage,
    Query,
    Reference,
    Sentence,
    SentenceReady,
)

MAX_SUGGESTIONS = 3

_CIVILITIES: frozenset[Intent] = frozenset(
    {"greeting", "thanks", "abilities", "source", "objection", "unclear"}
)


@dataclass(frozen=True)
class Draft:
    """An answer on its way: yields its sentences, then itself.

    Attributes:
        query: The question.
        evidence: What retrieval found.
        confidence: How sure it is, 0 to 1.
    """

    query: Query
    evidence: Evidence
    confidence: float = 0.0

    def reply(self, examples: tuple[str, ...]) -> Iterator[AnswerEvent]:
        """Give the fixed reply to the query's intent."""
        intent = self.query.intent
        frame = [PHRASES[self.query.language].replies[intent]] if intent else []
        outcome: Outcome = "abstained" if intent in _CIVILITIES else "refused"
        yield from self._finish(frame, (), outcome, intent, examples)

    def abstain(
        self, nearest: Reference | None, contact: str | None, examples: tuple[str, ...]
    ) -> Iterator[AnswerEvent]:
        """Say that the documents do not answer, which comes nearest, and whom to ask."""
        phrases = PHRASES[self.query.language]
        if self.query.intent:
            frame = [phrases.replies[self.query.intent]]
        else:
            frame = [phrases.not_covered]
            frame += [phrases.nearest.format(nearest.title)] if nearest else []
        frame += [phrases.ask.format(contact)] if contact else []
        outcome: Outcome = "refused" if self.query.intent else "abstained"
        named = None if self.query.intent else nearest
        yield from self._finish(frame, (), outcome, self.query.intent, examples, named)

    def quote(
        self,
        frame: list[str],
        quotes: Sequence[Sequence[Citation]],
        outcome: Outcome,
        intent: Intent | None,
        related: tuple[str, ...] = (),
    ) -> Iterator[AnswerEvent]:
        """Quote behind the frame; advice is refused first, then what the sources say follows.

        Args:
            frame: Fixed words before the quotes.
            quotes: What is read as one sentence each: one citation, or the rows of a table.
            outcome: Of the answer.
            intent: Why it is framed so, if anything.
            related: What to ask next; without it headings of other passages.
        """
        if self.query.intent:
            phrases = PHRASES[self.query.language]
            frame = [phrases.replies[self.query.intent], phrases.sources_say]
            outcome, intent = "refused", self.query.intent
        cited = [citation for joined in quotes for citation in joined]
        suggestions = related or suggest(self.evidence, cited, self.query.language)
        yield from self._finish(frame, quotes, outcome, intent, suggestions)

    def _finish(
        self,
        frame: Sequence[str],
        quotes: Sequence[Sequence[Citation]],
        outcome: Outcome,
        intent: Intent | None,
        suggestions: tuple[str, ...],
        nearest: Reference | None = None,
    ) -> Iterator[AnswerEvent]:
        warning = [PHRASES[self.query.language].own_data] if self.query.redacted else []
        framing = [Sentence(text, ()) for text in [*warning, *frame]]
        quoted = [
            Sentence("\n".join(c.quote for c in joined), tuple(c.marker for c in joined))
            for joined in quotes
        ]
        for sentence in framing:
            yield SentenceReady(sentence, ())
        for sentence, joined in zip(quoted, quotes, strict=True):
            yield SentenceReady(sentence, tuple(joined))
        yield Finished(
            Answer(
                query=self.query,
                sentences=(*framing, *quoted),
                citations=tuple(citation for joined in quotes for citation in joined),
                outcome=outcome,
                evidence=replace(self.evidence, query=self.query),
                confidence=self.confidence,
                intent=intent,
                suggestions=suggestions,
                nearest=nearest,
            )
        )


def frame_quotes(
    asker: Language, quoted: Language, outcome: Outcome, unfounded: str | None
) -> list[str]:
    """Return the fixed words before the quotes."""
    phrases = PHRASES[asker]
    frame = []
    if unfounded:
        frame.append(phrases.premise.format(unfounded))
    elif outcome == "partial":
        frame.append(phrases.may_help)
    if quoted != asker:
        frame.append(phrases.stands_in.format(phrases.languages[quoted]))
    return frame


def suggest(evidence: Evidence, quotes: Sequence[Citation], language: Language) -> tuple[str, ...]:
    """Return the headings of other passages found, which can be asked for as they stand."""
    leaves: dict[str, None] = {}
    told: set[str] = set()
    for hit in evidence.hits:
        passage = hit.passage
        leaf = passage.heading.rpartition(HEADING_GLUE)[2]
        if any(_stands_in(passage, quote) for quote in quotes):
            told.add(leaf)
        elif leaf and passage.language == language:
            leaves.setdefault(leaf)
    return tuple(leaf for leaf in leaves if leaf not in told)[:MAX_SUGGESTIONS]


def _stands_in(passage: Passage, quote: Citation) -> bool:
    """Tell whether a passage holds the beginning of a quote."""
    return (
        passage.document_id == quote.document_id
        and passage.page == quote.page
        and passage.span.start <= quote.span.start < passage.span.end
    )
