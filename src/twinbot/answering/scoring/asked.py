"""The question as every sentence is held against it, taken apart once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from twinbot.answering.extraction.concepts import word_concepts
from twinbot.answering.extraction.names import NameFinder
from twinbot.answering.extraction.persons import (
    names_office,
    tells_of_deputy,
    tells_only_of_deputy,
)
from twinbot.answering.extraction.statements import Mentioned, Statement
from twinbot.answering.extraction.tense import asks_of_now, tells_of_past
from twinbot.answering.scoring.interaction import (
    Vectors,
    best_matches,
    normalise,
    share,
    sum_pieces,
)
from twinbot.answering.understanding.particulars.identities import asks_identity
from twinbot.answering.understanding.particulars.kinds import (
    CHANGING_KINDS,
    QuestionKind,
    abbreviation_asked,
    question_kind,
)
from twinbot.answering.understanding.particulars.particulars import find_particular
from twinbot.answering.understanding.particulars.quantities import (
    asks_age,
    asks_between,
    asks_certain_measure,
    measure_words,
)
from twinbot.answering.understanding.particulars.questions import (
    adds_kind,
    can_hold,
    names_and_numbers,
)
from twinbot.answering.understanding.particulars.settling import find_settling
from twinbot.answering.understanding.particulars.subjects import asked_subject
from twinbot.embedding import TokenVectors
from twinbot.glossary import Glossary
from twinbot.language import content_words, detect_language, matching_form
from twinbot.types import Hit, Query

SAME_DOCUMENT = 0.85
"""How far a passage is on the topic of the last answer that shares a document with it."""

CARRIED_WEIGHT = 0.5
"""What a word counts that a follow-up takes over from an earlier turn."""

LEFT_UNSAID = np.float32(0.6)
"""What it counts to be on the topic of the last answer without a word of the question itself: at .5
and at 1, fewer follow-ups of dev are answered rightly."""

MEASURE_MATCH = np.float32(0.9)
"""How far "9,250 km" answers the word "far"."""

ENTRY_MATCH = 0.9
"""How far a word of a glossary entry stands in a text that holds another of the entry's names."""

CONCEPT_MATCH = 0.9
"""How far a word stands in a text that holds another word of the same meaning."""

STEM_CHARS = 5
"""Latin words that share this many first letters count as forms of one word."""

STEM_MATCH = 0.8
"""How far a word stands in a text that holds another form of it."""


class QuestionTokens(Protocol):
    """The built-in model as questions are put to it."""

    def embed_tokens(self, texts: Sequence[str]) -> TokenVectors:
        """Return the vectors of the pieces of texts, longer where a piece tells more."""


class AskedQuestion:
    """What of the question is used for every sentence, computed once."""

    def __init__(
        self, query: Query, embedder: QuestionTokens, glossary: Glossary, finder: NameFinder
    ) -> None:
        """Take ``query`` apart; ``finder`` finds the names of ``glossary``."""
        kind = question_kind(query.text, query.language)
        if kind == "other" and query.carried:
            kind = question_kind(query.carried, query.language)
        if asks_identity(query.text, query.language, finder):  # どんな人 asks for no list
            kind = "identity"
        self.kind: QuestionKind = kind
        self._measured = kind == "count" and asks_certain_measure(query.text)
        # A follow-up may leave unsaid of whom it asks, so another name says nothing against it.
        self.asks_measure = self._measured and not query.carried
        # An age is told by a birth, which is past.
        self._of_now = (
            kind in CHANGING_KINDS and asks_of_now(query.text) and not asks_age(query.text)
        )
        self._of_office = names_office(query.text)
        self._text = query.text
        self.language = query.language
        names = glossary.expand(query.search_text, query.language)
        self._names = [matching_form(name) for name in names]
        self.finder = finder
        mentioned = finder.find(query.search_text)
        self.asked_about = [entries & finder.names for entries in mentioned.found]
        places = frozenset[int]().union(*self.asked_about)
        self.leaves_out = find_particular(query, kind, finder)
        self.settles = find_settling(query, kind, finder)
        self.asks_between = self.asks_measure and asks_between(query.text) and len(places) > 1
        self._set_pieces(query, embedder)
        self._set_words(query, embedder)
        by_name = list(zip(mentioned.found, mentioned.forms, strict=True))
        self._word_entries = [_entries_of(form, by_name) for form in self._forms]
        self.called = {
            name: _entries_of(name, by_name)
            for name in names_and_numbers(query.text, query.language)
        }

    def _set_pieces(self, query: Query, embedder: QuestionTokens) -> None:
        tokens = embedder.embed_tokens([query.carried, query.text])
        weights = np.linalg.norm(tokens.vectors, axis=1)
        weights[: tokens.lengths[0]] *= CARRIED_WEIGHT
        self.carried_pieces = np.arange(len(weights)) < tokens.lengths[0]
        self.topic = sum_pieces(embedder.embed_tokens([query.topic]))[0]
        sums = sum_pieces(tokens)
        self.pieces = normalise(tokens.vectors)
        self.piece_shares = share(weights)
        self.vector: Vectors = normalise(CARRIED_WEIGHT * sums[:1] + sums[1:])[0]

    def _set_words(self, query: Query, embedder: QuestionTokens) -> None:
        own = content_words(query.text, query.language)
        carried = []
        if query.carried:
            language = detect_language(query.carried, query.language)
            carried = [w for w in content_words(query.carried, language) if w not in own]
        self._forms = [*own, *carried]
        vectors = sum_pieces(embedder.embed_tokens(self._forms))
        weights = np.linalg.norm(vectors, axis=1)
        weights[len(own) :] *= CARRIED_WEIGHT
        self.words = normalise(vectors)
        self.word_shares = share(weights)
        self.word_ranks = weights / max(float(weights.max(initial=0.0)), 1e-9)
        self._measure = np.array([self._asks_for_fact(w, query) for w in self._forms], dtype=bool)
        self.carried_words = np.arange(len(weights)) >= len(own)
        self._own_words = len(own)
        thing = "" if query.carried or query.parts else asked_subject(query.text, query.language)
        named = [place for place, word in enumerate(own) if word in matching_form(thing)]
        # Of the words that call it the last is what it is: "town hall" is a hall.
        self.subject: int | None = named[-1] if named else None
        self.subject_word = own[named[-1]] if named else ""
        self._concepts = [word_concepts(word) for word in self._forms]

    def _asks_for_fact(self, word: str, query: Query) -> bool:
        """Tell whether a word asks for the fact, as "far" and "letters" do, and names nothing."""
        if self.kind == "count":
            return word in matching_form(measure_words(query.text))
        abbreviation = abbreviation_asked(query.text)
        return bool(abbreviation) and word != matching_form(abbreviation)

    def stand_in(self, forms: Sequence[str]) -> Vectors:
        """Return how far each content word stands in each matching form, float32 (texts, words)."""
        return np.array(
            [[_stands_in(word, form) for word in self._forms] for form in forms], dtype=np.float32
        ).reshape(len(forms), len(self._forms))

    def meant_in(self, concepts: Sequence[frozenset[int]]) -> Vectors:
        """Return how far texts of these concepts mean each content word, float32 (texts, words)."""
        rows = [[CONCEPT_MATCH * bool(own & one) for own in self._concepts] for one in concepts]
        return np.array(rows, dtype=np.float32).reshape(len(concepts), len(self._forms))

    def called_in(self, mentions: Sequence[Mentioned]) -> Vectors:
        """Return how far each text calls each content word by a name, float32 (texts, words)."""
        rows = [
            [ENTRY_MATCH * bool(entries & one.entries) for entries in self._word_entries]
            for one in mentions
        ]
        return np.array(rows, dtype=np.float32).reshape(len(mentions), len(self._forms))

    def match(self, tokens: TokenVectors) -> tuple[Vectors, Vectors]:
        """Return the best matches of the question's pieces and of its content words in texts."""
        both = best_matches(np.concatenate([self.pieces, self.words]), tokens)
        return both[:, : len(self.pieces)], both[:, len(self.pieces) :]

    def topical(self, found: Sequence[tuple[Hit, Statement]], sums: Vectors) -> Vectors:
        """Return how far each sentence's passage is on the topic of the last answer, 0 to 1.

        The passage closest to that answer has 1, others of its document at least
        `SAME_DOCUMENT`. Zeros where the question stands alone.

        Args:
            found: The sentences.
            sums: Sums of their pieces.
        """
        topics = np.zeros(len(found), dtype=np.float32)
        if not self.topic.any():
            return topics
        passages: dict[str, Vectors] = {}
        for (hit, _), vector in zip(found, sums, strict=True):
            key = hit.passage.passage_id
            passages[key] = passages.get(key, 0) + vector
        closeness = dict(
            zip(
                passages,
                normalise(np.stack(list(passages.values()))) @ normalise(self.topic[None])[0],
                strict=True,
            )
        )
        highest = max(closeness.values())
        closest = next(
            hit.passage.document_id
            for hit, _ in found
            if closeness[hit.passage.passage_id] == highest
        )
        for place, (hit, _) in enumerate(found):
            topics[place] = max(0.0, closeness[hit.passage.passage_id] / max(highest, 1e-9))
            if hit.passage.document_id == closest:
                topics[place] = max(topics[place], SAME_DOCUMENT)
        return topics

    def told_itself(self, matched: Vectors) -> Vectors:
        """Return how far each sentence holds what a question says itself, from `LEFT_UNSAID` to 1.

        Of a follow-up that says nothing of its own, as "When?", every sentence holds it all.

        Args:
            matched: How far each content word is found, float32 of shape (sentences, words).
        """
        weights = self.word_shares[: self._own_words]
        if not weights.any():
            return np.ones(len(matched), dtype=np.float32)
        own: Vectors = matched[:, : self._own_words] @ share(weights)
        return LEFT_UNSAID + (1.0 - LEFT_UNSAID) * own

    def coverage(
        self,
        found: Sequence[tuple[Hit, Statement]],
        standing: Vectors,
        words: Vectors,
    ) -> list[float]:
        """Return the share of the question's content words that stand in each sentence.

        In another language only names can be found letter for letter, so there the soft share
        of ``words`` counts instead, if it is higher.
        """
        own = standing[:, : self._own_words] if self._own_words else standing
        shares = own.mean(axis=1) if own.shape[1] else np.zeros(len(found))
        covered = list(map(float, shares))
        for place, (hit, statement) in enumerate(found):
            if hit.passage.language != self.language:
                known = sum(name in statement.form for name in self._names) / max(
                    1, len(self._forms)
                )
                covered[place] = max(float(words[place]), min(1.0, known))
        return covered

    def measured(self, kinds: NDArray[np.float64]) -> Vectors:
        """Return how far each sentence answers words such as "far" by the fact it holds.

        Args:
            kinds: What `kind_signals` tells of each sentence, shape (sentences, 6).

        Returns:
            float32 of shape (sentences, content words).
        """
        holds = kinds[:, :1] > 0
        found: Vectors = (holds & self._measure[None, :]).astype(np.float32) * MEASURE_MATCH
        return found

    def kind_signals(self, text: str) -> tuple[float, ...]:
        """Return the signals that depend on the kind of question: holds to unmeasured."""
        holds = can_hold(self.kind, self._text, text)
        adds = adds_kind(self.kind, self._text, text)
        lists = self.kind == "list" and holds is True
        beside = (self._of_now and (tells_of_past(text) or tells_of_deputy(self._text, text))) or (
            self._of_office and tells_only_of_deputy(self._text, text)
        )
        unmeasured = holds is False and self._measured
        told = (holds is True, holds is False, adds is True, lists, beside, unmeasured)
        return tuple(map(float, told))


def _entries_of(word: str, by_name: Sequence[tuple[frozenset[int], str]]) -> frozenset[int]:
    """Return the glossary entries that a word of the question names, alone or with others."""
    return frozenset[int]().union(*(entries for entries, name in by_name if word in name))


def _stands_in(word: str, form: str) -> float:
    """Tell how far a content word stands in a text's matching form: 1, its stem's share, or 0."""
    if word in form:
        return 1.0
    if word.isascii() and len(word) > STEM_CHARS and word[:STEM_CHARS] in form:
        return STEM_MATCH
    return 0.0
