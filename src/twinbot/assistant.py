"""The assistant: a question and its conversation in, the events of a cited answer out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from twinbot.answering.extraction.names import is_town
from twinbot.answering.extraction.tense import without_latest
from twinbot.answering.quoting.answerer import Judgement, QuotingAnswerer
from twinbot.answering.scoring.confidence import Calibration, Thresholds, load_calibration
from twinbot.answering.scoring.contextual_reader import (
    StoredStatementReader,
    load_contextual_reader,
)
from twinbot.answering.scoring.encoded_statements import StatementEncoder
from twinbot.answering.scoring.likeness_file import LIKENESS_FILE, load_known_questions
from twinbot.answering.scoring.meaning import MeaningComparer
from twinbot.answering.scoring.question_metric import load_question_metric
from twinbot.answering.scoring.reader import PieceReader, load_reader
from twinbot.answering.scoring.sentences import SentenceScorer, StatementReader
from twinbot.answering.understanding.conversation import resolve
from twinbot.answering.understanding.intents import detect_intent
from twinbot.answering.understanding.parts import split_question
from twinbot.embedding import (
    Embedder,
    JointEmbedder,
    StaticEmbedder,
    load_embedder,
    static_of,
)
from twinbot.encoder import load_encoder
from twinbot.errors import QuestionError
from twinbot.frequencies import FREQUENCIES_FILE, QuestionEmbedder, load_frequencies
from twinbot.glossary import GLOSSARY_FILE, Glossary, GlossaryEntry, parse_glossary
from twinbot.index import DocumentSummary, Generation, GenerationInfo, LiveIndex
from twinbot.language import detect_language, spell_with_kanji
from twinbot.personal_data import redact
from twinbot.pins import PINS_FILE, Pins, parse_pins
from twinbot.retrieval import HybridRetriever
from twinbot.settings import Settings
from twinbot.site import SITE_FILE, Site, parse_site
from twinbot.types import (
    LANGUAGES,
    Answer,
    AnswerEvent,
    Document,
    Evidence,
    Finished,
    Hit,
    Language,
    Page,
    Query,
    Turn,
)

if TYPE_CHECKING:
    from twinbot.answering.writing.answerer import WritingAnswerer
    from twinbot.language_model import LanguageModel

WARMED_PASSAGES = 3_000
"""A corpus of at most so many passages is cut up before it is asked about: a second's work."""

PASSAGES_CONSIDERED = 24
"""Passages whose sentences are weighed for an answer."""

TOPIC_PASSAGES = 8
"""So many come from around the last answer, and so many from its document, for a follow-up."""


@dataclass(frozen=True)
class _Reading:
    """What answering needs of one index generation, made when it is first asked."""

    generation: Generation
    embedder: Embedder
    sentence_embedder: StaticEmbedder
    model: LanguageModel | None
    prompt_tokens: int

    @cached_property
    def glossary(self) -> Glossary:
        content = self.generation.attachment(GLOSSARY_FILE)
        return parse_glossary(content or b"", GLOSSARY_FILE)

    @cached_property
    def retriever(self) -> HybridRetriever:
        embedder = self.embedder
        if isinstance(embedder, StaticEmbedder):
            embedder = self.question_embedder
        elif isinstance(embedder, JointEmbedder):
            embedder = JointEmbedder(self.question_embedder, load_encoder())
        return HybridRetriever(self.generation, embedder, self.glossary)

    @property
    def encoded(self) -> bool:
        """Whether sentences are compared by the encoder too; the static model goes without.

        So does an index that another version's models made, until it is made anew.
        """
        if isinstance(self.embedder, StaticEmbedder):
            return False
        return StatementEncoder().identity.fingerprint in self.generation.info.recipe.split("/")

    @cached_property
    def question_embedder(self) -> StaticEmbedder | QuestionEmbedder:
        """The built-in model, in which what is common in this corpus counts less of a question."""
        content = self.generation.attachment(FREQUENCIES_FILE)
        frequencies = load_frequencies(content, self.sentence_embedder)
        if frequencies is None:
            return self.sentence_embedder
        return QuestionEmbedder(self.sentence_embedder, frequencies)

    def retrieve(self, query: Query) -> Evidence:
        """Return the passages that an answer is chosen from.

        Of a question with parts these are the best of what is found for each; what is known to
        answer is among what is found for it. For a follow-up its topic is searched for too.
        """
        if query.intent not in (None, "advice"):
            return Evidence(query, ())
        if query.parts:
            parts = tuple(map(self._search, query.parts))
            in_turn = chain.from_iterable(zip_longest(*(part.hits for part in parts)))
            hits = list({hit.passage.passage_id: hit for hit in in_turn if hit}.values())
            return Evidence(query, _ranked(hits[:PASSAGES_CONSIDERED]), parts)
        if query.topic:
            return self._search(query, self.retriever.retrieve_topic(query, TOPIC_PASSAGES))
        return self._search(query)

    def _search(self, query: Query, more: Sequence[Hit] = ()) -> Evidence:
        """Return what is found for a question, what is known to answer it, and ``more``."""
        evidence = self.retriever.retrieve(query, PASSAGES_CONSIDERED)
        if query.known:
            passages = self.generation.passages(sorted({key for key, _ in query.known}))
            more = [*more, *(Hit(passage, 0.0, 1, 0.0, 0.0) for passage in passages)]
        if not more:
            return evidence
        seen = {hit.passage.passage_id for hit in evidence.hits}
        unseen = {hit.passage.passage_id: hit for hit in reversed(more)}
        added = [hit for key, hit in reversed(unseen.items()) if key not in seen]
        kept = [*evidence.hits[: max(0, PASSAGES_CONSIDERED - len(added))], *added]
        return Evidence(query, _ranked(kept))

    @property
    def statement_reader(self) -> StatementReader:
        """What reads sentences: as they were stored, or by the static model's pieces."""
        if self.encoded:
            return StoredStatementReader(load_contextual_reader(), load_encoder(), self.generation)
        embedder = self.sentence_embedder
        return PieceReader(load_reader(embedder.identity.fingerprint), embedder)

    @cached_property
    def calibration(self) -> Calibration:
        known = self._meanings is not None and self._meanings.knows_both_kinds
        return load_calibration(encoded=self.encoded, known=known)

    @cached_property
    def answerer(self) -> QuotingAnswerer:
        calibration = self.calibration
        embedder = self.sentence_embedder
        scorer = SentenceScorer(
            embedder,
            self.question_embedder,
            self.glossary,
            calibration.first,
            calibration.sentence,
            self.statement_reader,
            self._meanings,
        )
        return QuotingAnswerer(scorer, calibration, self.sites, self.pins, self._meanings)

    @cached_property
    def _meanings(self) -> MeaningComparer | None:
        if not self.encoded:
            return None
        content = self.generation.attachment(LIKENESS_FILE)
        known = (
            load_known_questions(content, load_question_metric(load_encoder().fingerprint))
            if content
            else None
        )
        return MeaningComparer(load_encoder(), self.generation, known)

    @cached_property
    def writer(self) -> QuotingAnswerer | WritingAnswerer:
        """What answers: the quotes alone, or a language model's sentences checked against them."""
        if self.model is None:
            return self.answerer
        from twinbot.answering.grounding.checker import GroundingChecker
        from twinbot.answering.writing.answerer import WritingAnswerer

        checker = GroundingChecker(self.sentence_embedder, self.glossary)
        return WritingAnswerer(self.answerer, self.model, checker, self.prompt_tokens)

    def resolve(self, query: Query, question: str) -> Query:
        """Return a question with what it leaves unsaid, and with its parts.

        One that staff know stays as it was asked.

        Args:
            query: The question.
            question: What the asker wrote.
        """
        if self._meanings:
            query = self._meanings.recall(query, question)
        if query.known:
            text = unicodedata.normalize("NFC", question).strip()
            return replace(query, text=text, intent=None, redacted=False)
        resolved = resolve(query, self.glossary)
        text = without_latest(resolved.text)
        if text != resolved.text:
            resolved = replace(resolved, text=text, latest=True)
        parts = split_question(resolved, self.glossary, self._towns)
        if self._meanings:
            parts = tuple(self._meanings.recall(part, part.text) for part in parts)
        resolved = replace(resolved, parts=parts)
        if self.model is None or not resolved.carried:
            return resolved
        from twinbot.answering.extraction.names import NameFinder
        from twinbot.answering.writing.rewriting import rewrite

        return rewrite(resolved, self.model, NameFinder(self.glossary))

    @cached_property
    def _towns(self) -> Sequence[GlossaryEntry]:
        """The two towns that the page's title names, in any language; else none."""
        for language, site in self.sites.items():
            named = self.glossary.names_in(site.title or "", language)
            if len(towns := [entry for entry in named if is_town(entry)]) == 2:  # noqa: PLR2004
                return towns
        return ()

    @cached_property
    def pins(self) -> Pins:
        return parse_pins(self.generation.attachment(PINS_FILE) or b"", PINS_FILE)

    @cached_property
    def sites(self) -> Mapping[Language, Site]:
        return parse_site(self.generation.attachment(SITE_FILE) or b"", SITE_FILE)


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
        self._reading: _Reading | None = None

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
        query = self._query(question, language, history, hint)
        with self._index.generation() as generation:
            reading = self._read(generation)
            query = reading.resolve(query, question)
            evidence = reading.retrieve(query)
            yield from reading.writer.answer(query, evidence, generation)

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
            reading = self._read(generation)
            every = (answer.evidence, *answer.evidence.parts)
            ids = sorted({hit.passage.document_id for evidence in every for hit in evidence.hits})
            titles = {s.document_id: s.title for s in generation.documents(ids)}
            judge = reading.answerer.judge
            whole = judge(replace(answer.query, parts=()), answer.evidence, titles)
            parts = tuple((part, judge(part.query, part, titles)) for part in answer.evidence.parts)
            thresholds = reading.calibration.thresholds[answer.query.language]
        return Explanation(answer, whole, parts, thresholds)

    def search(self, question: str, language: Language | None = None, k: int = 10) -> Evidence:
        """Return the passages found for a question; errors as for `ask`."""
        query = self._query(question, language, (), None)
        with self._index.generation() as generation:
            return self._read(generation).retriever.retrieve(query, k)

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
            return self._read(generation).sites[language]

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
            reading = self._read(generation)
            for language, site in reading.sites.items():
                for example in site.examples[:1]:
                    query = self._query(example, language, (), None)
                    for _ in reading.answerer.answer(query, reading.retrieve(query), generation):
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
                reading.answerer.warm_up(generation.passages(ids))

    def close(self) -> None:
        """Close the index; the assistant answers no more."""
        self._index.close()

    def _read(self, generation: Generation) -> _Reading:
        """Return what belongs to ``generation``, made once for each."""
        reading = self._reading
        if reading is None or reading.generation is not generation:
            reading = _Reading(
                generation,
                self._embedder,
                self._sentence_embedder,
                self._model,
                self._settings.llm_prompt_tokens,
            )
            self._reading = reading
        return reading

    def _query(
        self,
        question: str,
        language: Language | None,
        history: Sequence[Turn],
        hint: Language | None,
    ) -> Query:
        """Check a question and find its language."""
        text = unicodedata.normalize("NFC", question).strip()
        limit = self._settings.max_question_chars
        if not text:
            message = "the question is empty; write one in German, English or Japanese"
            raise QuestionError(message)
        if len(text) > limit:
            message = (
                f"the question has {len(text):,} characters, at most {limit:,} are allowed "
                "(setting max_question_chars); shorten it"
            )
            raise QuestionError(message)
        if language is not None and language not in LANGUAGES:
            message = f"language is {language!r}, allowed are {', '.join(LANGUAGES)}"
            raise QuestionError(message)
        fallback = hint or self._settings.default_language
        spoken = language or detect_language(text, fallback)
        text = spell_with_kanji(text) if spoken == "ja" else text
        intent = detect_intent(text, spoken)
        redacted = redact(text)
        return Query(redacted, spoken, tuple(history), intent=intent, redacted=redacted != text)


def _ranked(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return hits with their places as ranks."""
    return tuple(replace(hit, rank=rank) for rank, hit in enumerate(hits, start=1))


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
