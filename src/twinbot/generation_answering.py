"""What answering needs of one index generation: found, weighed and told apart by its own files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from twinbot.answering.extraction.names import NameFinder
from twinbot.answering.quoting.answerer import QuotingAnswerer
from twinbot.answering.quoting.judging import Decision
from twinbot.answering.scoring.confidence import Calibration, load_calibration
from twinbot.answering.scoring.contextual_reader import load_contextual_reader
from twinbot.answering.scoring.encoded_statements import StatementEncoder
from twinbot.answering.scoring.likeness_file import LIKENESS_FILE, load_known_questions
from twinbot.answering.scoring.meaning import MeaningComparer
from twinbot.answering.scoring.question_metric import load_question_metric
from twinbot.answering.scoring.reader import PieceReader, load_reader
from twinbot.answering.scoring.sentences import SentenceScorer, StatementReader
from twinbot.answering.scoring.stored_reader import StoredStatementReader
from twinbot.answering.understanding.wording.japanese_names import JapaneseNameSpeller
from twinbot.answering.understanding.wording.spelling import NameSpeller
from twinbot.embedding import Embedder, JointEmbedder, StaticEmbedder
from twinbot.encoder import load_encoder
from twinbot.evidence import PASSAGES_CONSIDERED, find_evidence, find_known
from twinbot.frequencies import FREQUENCIES_FILE, QuestionEmbedder, load_frequencies
from twinbot.glossary import GLOSSARY_FILE, Glossary, GlossaryEntry, parse_glossary
from twinbot.index import Generation
from twinbot.pins import PINS_FILE, Pins, parse_pins
from twinbot.resolution import QuestionResolver, Weighed, find_towns
from twinbot.retrieval import HybridRetriever
from twinbot.site import SITE_FILE, Site, parse_site
from twinbot.types import LANGUAGES, Evidence, Hit, Language, Query

if TYPE_CHECKING:
    from twinbot.answering.writing.answerer import WritingAnswerer
    from twinbot.language_model import LanguageModel

TOPIC_PASSAGES = 8
"""So many come from around the last answer, and so many from its document, for a follow-up."""


@dataclass(frozen=True)
class GenerationAnswering:
    """What answering needs of one index generation, each part made when it is first asked.

    Attributes:
        generation: The generation.
        embedder: The model that made its vectors.
        sentence_embedder: The built-in static model, which sentences are scored with.
        model: A language model that writes, if there is one.
        prompt_tokens: How long its prompts may be.
    """

    generation: Generation
    embedder: Embedder
    sentence_embedder: StaticEmbedder
    model: LanguageModel | None
    prompt_tokens: int

    @cached_property
    def glossary(self) -> Glossary:
        """The names that the generation was made with."""
        content = self.generation.attachment(GLOSSARY_FILE)
        return parse_glossary(content or b"", GLOSSARY_FILE)

    @cached_property
    def retriever(self) -> HybridRetriever:
        """What finds passages for a question."""
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

    def search(self, query: Query, k: int) -> Evidence:
        """Return the best ``k`` passages, ranked by search and by known questions alike."""
        known = find_known(query, self._meanings, self.generation) if self._meanings else []
        evidence = self.retriever.retrieve(query, k, known)
        return replace(evidence, hits=evidence.hits[:k])

    def _search(self, query: Query, more: Sequence[Hit] = ()) -> Evidence:
        """Return what is found for a question, what is known to answer it, and ``more``."""
        evidence = find_evidence(query, self.retriever, self._meanings, self.generation)
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

    @cached_property
    def statement_reader(self) -> StatementReader:
        """What reads sentences: as they were stored, or by the static model's pieces."""
        if self.encoded:
            return StoredStatementReader(load_contextual_reader(), load_encoder(), self.generation)
        embedder = self.sentence_embedder
        return PieceReader(load_reader(embedder.identity.fingerprint), embedder)

    @cached_property
    def calibration(self) -> Calibration:
        """What was learned for a corpus like this one, with known questions or without."""
        known = self._meanings is not None and self._meanings.knows_both_kinds
        return load_calibration(encoded=self.encoded, known=known)

    @cached_property
    def answerer(self) -> QuotingAnswerer:
        """What answers with quotes."""
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

    def find(self, query: Query, question: str) -> Weighed:
        """Return a question with what it leaves unsaid, its parts, and what is found for it.

        Args:
            query: The question.
            question: What the asker wrote.
        """
        resolver = QuestionResolver(
            self.glossary,
            self._finder,
            self._towns,
            self.sites,
            self._speller,
            self._japanese_speller,
            self._meanings,
            self.model,
            self._weigh,
        )
        resolved = resolver.resolve(query, question)
        weighed = (one for one in resolver.weighed if one.query == resolved)
        return next(weighed, None) or Weighed(resolved, self.retrieve(resolved))

    @cached_property
    def _finder(self) -> NameFinder:
        return NameFinder(self.glossary)

    @cached_property
    def _towns(self) -> Sequence[GlossaryEntry]:
        return find_towns(self.sites, self.glossary)

    @cached_property
    def _japanese_speller(self) -> JapaneseNameSpeller:
        return JapaneseNameSpeller(self.glossary)

    @cached_property
    def _speller(self) -> NameSpeller:
        return NameSpeller(self.glossary, partial(_is_told, self.generation))

    def _weigh(self, query: Query) -> tuple[Evidence, Decision]:
        """Return what is found for a question, and what that allows to answer."""
        evidence = self.retrieve(query)
        every = (evidence, *evidence.parts)
        ids = sorted({hit.passage.document_id for one in every for hit in one.hits})
        titles = {one.document_id: one.title for one in self.generation.documents(ids)}
        return evidence, self.answerer.judge.decide(query, evidence, titles)

    @cached_property
    def pins(self) -> Pins:
        """The answers that staff pinned."""
        return parse_pins(self.generation.attachment(PINS_FILE) or b"", PINS_FILE)

    @cached_property
    def sites(self) -> Mapping[Language, Site]:
        """The city's words, by language."""
        return parse_site(self.generation.attachment(SITE_FILE) or b"", SITE_FILE)


def _is_told(generation: Generation, form: str) -> bool:
    """Tell whether a word, in matching form, stands in a document."""
    return any(generation.search_lexical([form], language, 1) for language in LANGUAGES)


def _ranked(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return hits with their places as ranks."""
    return tuple(replace(hit, rank=rank) for rank, hit in enumerate(hits, start=1))
