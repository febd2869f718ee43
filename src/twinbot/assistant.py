"""The assistant: a question and its conversation in, the events of a cited answer out."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from twinbot.answering.quoting.judging import Judgement
from twinbot.answering.scoring.confidence import Thresholds
from twinbot.answering.understanding.wording.asking import make_query
from twinbot.embedding import Embedder, load_embedder, static_of
from twinbot.generation_answering import GenerationAnswering
from twinbot.index import DocumentSummary, Generation, GenerationInfo, LiveIndex
from twinbot.settings import Settings
from twinbot.site import Site
from twinbot.types import (
    LANGUAGES,
    Answer,
    AnswerEvent,
    Document,
    Evidence,
    Finished,
    Language,
    Page,
    Turn,
)

if TYPE_CHECKING:
    from twinbot.language_model import LanguageModel

WARMED_PASSAGES = 3_000
"""A corpus of at most so many passages is cut up before it is asked about: a second's work."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a question was answered as it was.

    Attributes:
        answer: The answer.
        judgement: Every sentence considered with its signals, and the confidence; of a question
            with parts it counts only where a part is declined.
        parts: What was found for each part of the question, and how that was judged.
        thresholds: The confidence from which on the language's questions are answered.
    """

    answer: Answer
    judgement: Judgement
    parts: tuple[tuple[Evidence, Judgement], ...]
    thresholds: Thresholds


class Assistant:
    """Answers questions from the index that is published at the time of asking.

    All methods may be called from many threads at once.
    """

    def __init__(
        self,
        index: LiveIndex,
        embedder: Embedder,
        settings: Settings,
        model: LanguageModel | None = None,
    ) -> None:
        """Answer from ``index``, whose vectors ``embedder`` made, in the words of ``model``."""
        self._index = index
        self._embedder = embedder
        self._sentence_embedder = static_of(embedder)
        self._settings = settings
        self._model = model
        self._answering: dict[Generation, GenerationAnswering] = {}
        self._making = threading.Lock()

    def ask(
        self,
        question: str,
        language: Language | None = None,
        history: Sequence[Turn] = (),
        *,
        hint: Language | None = None,
    ) -> Iterator[AnswerEvent]:
        """Yield the events of an answer; the last is `Finished`.

        Args:
            question: What the asker wrote.
            language: The language to answer in; ``None`` answers in the question's own.
            history: Earlier turns of the conversation, oldest first.
            hint: The language to assume where a short question could be any: the page's.

        Raises:
            QuestionError: If the question is empty or too long.
            IndexStoreError: If there is no index, or it belongs to another model.
        """
        query = make_query(question, self._settings, language, history, hint)
        with self._index.generation() as generation:
            answering = self._answering_of(generation)
            if language is None and hint and answering.glossary.is_called_so(question, hint):
                # A name alone is of no language, though it may look like one of another.
                query = make_query(question, self._settings, hint, history)
            found = answering.find(query, question)
            yield from answering.writer.answer(
                found.query, found.evidence, generation, found.decision
            )

    def answer(
        self,
        question: str,
        language: Language | None = None,
        history: Sequence[Turn] = (),
        *,
        hint: Language | None = None,
    ) -> Answer:
        """Return the complete answer; arguments and errors as for `ask`."""
        for event in self.ask(question, language, history, hint=hint):
            if isinstance(event, Finished):
                return event.answer
        message = "the answerer ended without an answer"
        raise RuntimeError(message)

    def explain(
        self,
        question: str,
        language: Language | None = None,
        history: Sequence[Turn] = (),
    ) -> Explanation:
        """Return why a question is answered as it is; arguments and errors as for `ask`."""
        answer = self.answer(question, language, history)
        with self._index.generation() as generation:
            answering = self._answering_of(generation)
            every = (answer.evidence, *answer.evidence.parts)
            ids = sorted({hit.passage.document_id for evidence in every for hit in evidence.hits})
            titles = {s.document_id: s.title for s in generation.documents(ids)}
            judge = answering.answerer.judge
            whole = judge.judge(replace(answer.query, parts=()), answer.evidence, titles)
            parts = tuple(
                (replace(part, query=query), judged)
                for part, (query, judged) in zip(
                    answer.evidence.parts,
                    judge.judge_parts(answer.evidence, titles),
                    strict=True,
                )
            )
            thresholds = answering.calibration.thresholds[answer.query.language]
        return Explanation(answer, whole, parts, thresholds)

    def search(self, question: str, language: Language | None = None, k: int = 10) -> Evidence:
        """Return the passages found for a question; errors as for `ask`."""
        query = make_query(question, self._settings, language)
        with self._index.generation() as generation:
            return self._answering_of(generation).search(query, k)

    def document(self, document_id: str) -> Document:
        """Return a stored document.

        Raises:
            LookupError: If the index holds none of that id.
        """
        with self._index.generation() as generation:
            return generation.document(document_id)

    def page(self, document_id: str, number: int) -> Page:
        """Return one stored page.

        Raises:
            LookupError: If the index holds no such page.
        """
        with self._index.generation() as generation:
            return generation.page(document_id, number)

    def documents(self) -> list[DocumentSummary]:
        """Return a summary of every stored document, ordered by id."""
        with self._index.generation() as generation:
            return generation.documents()

    def site(self, language: Language) -> Site:
        """Return what the city says of itself on the page."""
        with self._index.generation() as generation:
            return self._answering_of(generation).sites[language]

    def status(self) -> GenerationInfo:
        """Return which generation is served.

        Raises:
            IndexStoreError: If none can be.
        """
        with self._index.generation() as generation:
            return generation.info

    def warm_up(self) -> None:
        """Load what the first questions need, and of a small corpus cut up every passage.

        Raises:
            IndexStoreError: If there is no index, or it belongs to another model.
        """
        with self._index.generation() as generation:
            answering = self._answering_of(generation)
            for language, site in answering.sites.items():
                for example in site.examples[:1]:
                    query = make_query(example, self._settings, language)
                    evidence = answering.retrieve(query)
                    for _ in answering.answerer.answer(query, evidence, generation):
                        pass
            groups = sorted({one.translation_group for one in generation.documents()})
            ids = [
                passage_id
                for language in LANGUAGES
                for of_group in generation.group_passages(groups, language).values()
                for passage_id in of_group
            ]
            if len(ids) <= WARMED_PASSAGES:
                generation.vectors(ids)
                generation.statements(ids)
                answering.answerer.warm_up(generation.passages(ids))

    def close(self) -> None:
        """Close the index; the assistant answers no more."""
        self._index.close()

    def _answering_of(self, generation: Generation) -> GenerationAnswering:
        """Return what belongs to ``generation``, made once for each that is open."""
        with self._making:
            self._answering = {one: own for one, own in self._answering.items() if not one.closed}
            if generation not in self._answering:
                self._answering[generation] = GenerationAnswering(
                    generation,
                    self._embedder,
                    self._sentence_embedder,
                    self._model,
                    self._settings.llm_prompt_tokens,
                )
            return self._answering[generation]


def build_assistant(settings: Settings) -> Assistant:
    """Build everything that answering needs, from settings alone.

    Raises:
        EmbeddingError: If the embedding model is unusable.
        SettingsError: If the language model that is named cannot be opened.
    """
    embedder = load_embedder(settings)
    model = None
    if settings.llm is not None:
        from twinbot.language_model import load_language_model

        model = load_language_model(settings)
    return Assistant(LiveIndex(settings.index, embedder.identity), embedder, settings, model)
