"""How like a question is to those of which staff know what answers them, and what does not.

People ask the same in many words, and a sentence is often unlike the questions that it answers;
questions are more like each other. So a question is held against those in
``corpus/questions.csv``: the likeness of two questions beside the relevance of a question and an
answer is that of Sakata et al. 2019 (doi:10.1145/3331184.3331326). The encoder compares them across
languages, and what is known of a sentence is known of its translation.

To the encoder, questions are near that ask about the same. Whether they ask for the same is told by
a metric on its vectors (`twinbot.answering.scoring.question_metric`), learned from the same table:
two questions that a sentence answers are drawn together, those that it does not are pushed away.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from twinbot.answering.extraction.statements import Statement
from twinbot.kept import Kept
from twinbot.language import matching_form, spell_with_kanji
from twinbot.types import LANGUAGES, Hit, Language, Span

HALF_AS_LIKE: Final = 0.07
"""A sentence whose known questions are by so much of cosine less like the question than those of
the best sentence counts half as much."""

NOT_TIED: Final = 0.25
"""What the likeness of a statement counts that no known question is tied to, beside others that
have some: with 0 what staff have just added was found too seldom, with .5 it was quoted too often
for what it does not answer (``docs/learning.md``)."""

NONE_KNOWN: Final = 0.0
"""What it counts where nothing at hand has any, or a statement only near misses."""

LANGUAGE_GAP: Final = 0.1
"""So much of cosine a known question in another language is taken to be more like. By what is asked
for the nearest question to one of the same statement has .83 in its language, .75 in another."""

SUGGESTED_FROM: Final = 0.65
"""Cosine from which on a known question is near enough to be suggested: of 420 questions that the
corpus does not answer nine in ten have one where it tells of their matter, else half."""

SUGGESTED_BELOW: Final = 0.95
"""From here on a known question asks for what was asked, and suggests nothing new."""

ASKS_THE_SAME = 0.84
"""By what is asked for, two questions this near ask for the same: "Who is mayor of A?" and "What is
the mayor of A called?" have .87, "Who invented HAL?" and "How does HAL work?" .73."""

MISSES_LOOKED_AT: Final = 20
"""So many of the nearest near misses are looked at for what they ask beyond the question."""

QUESTIONS_KEPT: Final = 8
"""The last questions as held against all known ones: what is found by it is also weighed by it."""

_PRINTABLE: Final[Mapping[Language, re.Pattern[str]]] = {
    "de": re.compile(r"[A-ZÄÖÜ0-9„][^?!:;…]{9,100}\?"),
    "en": re.compile(r"[A-Z0-9“][^?!:;…]{9,100}\?"),
    "ja": re.compile(r"(?=.*[\u4e00-\u9fff])[^?？!！。…　 ]{7,45}か[?？。]?"),
}
"""What may be offered to be asked next: one whole question, not too long, begun as a sentence is;
in Japanese with kanji and without the blanks of those who write in kana."""

LEAST_SHARED: Final = 0.5
"""A statement holds a quote if they share so much of the shorter of the two."""

_BETWEEN_WORDS: Final = re.compile(r"[\W_]+")

StatementKey: TypeAlias = tuple[str, Span]
"""Id of a passage and span in it."""


@dataclass(frozen=True, eq=False)
class Likeness:
    """How like a question is to the known ones, of each statement at hand.

    All are float64 of shape (statements,). Cosines are by what is asked for, those of questions in
    another language raised by `LANGUAGE_GAP`. Of a statement that no known question is tied to
    nothing is known, and its cosines are 0: what staff have only just added must not be held for
    what does not answer, because of near misses written before.

    Attributes:
        known: How like it is to those that the statement answers, against the most like of all at
            hand, which gets 1: 0 to 1, `NOT_TIED` where the statement has none but others have.
            Among questions to one corpus, what a cosine of .8 tells depends on how many ask for
            nearly the same.
        missed: How much nearer than these is the nearest that statements at hand do not answer, in
            cosine, -2.1 to 2.1; the same for all, 0 where one of the two kinds is lacking.
        missed_anywhere: How much nearer the nearest near miss of all is than the nearest question
            that any statement answers, likewise; of a follow-up it is told with what that is about.
        near_miss: Cosine of the nearest near miss of all, -1 to 1.1; 0 where none is known.
    """

    known: NDArray[np.float64]
    missed: NDArray[np.float64]
    missed_anywhere: NDArray[np.float64]
    near_miss: NDArray[np.float64]

    @classmethod
    def unknown(cls, statements: int) -> Likeness:
        """Return that nothing is known of so many statements."""
        return cls(*np.zeros((4, statements)))


@dataclass(frozen=True, eq=False)
class KnownQuestions:
    """Known questions, the statements that answer them and those that do not.

    Attributes:
        texts: The questions, before all others those that some statement answers.
        languages: Theirs.
        vectors: Theirs, float32 of shape (questions, dimension), rows of length 1.
        answered: The numbers of the questions that a statement answers.
        missed: The numbers of those that lead to a statement which does not answer them.
        metric: What brings vectors to where those of questions that ask for the same are near each
            other, float32 of shape (dimension, any); ``None`` leaves them as they are.
    """

    texts: Sequence[str]
    languages: Sequence[Language]
    vectors: NDArray[np.float32]
    answered: Mapping[StatementKey, NDArray[np.intp]]
    missed: Mapping[StatementKey, NDArray[np.intp]]
    metric: NDArray[np.float32] | None = None

    @cached_property
    def _asking(self) -> NDArray[np.float32]:
        """The vectors by what is asked for, rows of length 1."""
        return self._measured(self.vectors)

    @cached_property
    def _kept(self) -> Kept[tuple[bytes, Language], NDArray[np.float32]]:
        return Kept(QUESTIONS_KEPT)

    @cached_property
    def _answerable(self) -> int:
        """So many of the questions are answered by some statement."""
        return 1 + max((int(own.max()) for own in self.answered.values()), default=-1)

    @cached_property
    def _spoken(self) -> Mapping[Language, NDArray[np.bool_]]:
        """Which of the questions are in each language."""
        languages = np.array(self.languages, dtype=np.str_)
        return {language: languages == language for language in LANGUAGES}

    @cached_property
    def _offered(self) -> Mapping[Language, tuple[NDArray[np.intp], NDArray[np.float32]]]:
        """Which may be offered to be asked next: of each statement the first printable ones.

        By language, their numbers and their vectors side by side: to hold a question against all
        vectors takes twenty times as long.
        """
        offered: dict[Language, set[int]] = {language: set() for language in LANGUAGES}
        for own in self.answered.values():
            first: dict[Language, int] = {}
            for number in sorted(own.tolist()):
                language = self.languages[number]
                if _PRINTABLE[language].fullmatch(self.texts[number]):
                    first.setdefault(language, number)
            for language, number in first.items():
                offered[language].add(number)
        numbers = {language: np.array(sorted(own), np.intp) for language, own in offered.items()}
        return {language: (own, self.vectors[own]) for language, own in numbers.items()}

    @cached_property
    def _by_form(self) -> Mapping[str, frozenset[int]]:
        """The numbers of the questions by what tells them apart."""
        numbers: defaultdict[str, set[int]] = defaultdict(set)
        for number, text in enumerate(self.texts):
            numbers[_comparable(text)].add(number)
        return {form: frozenset(own) for form, own in numbers.items()}

    @cached_property
    def _of_passage(self) -> Mapping[str, Sequence[tuple[Span, NDArray[np.intp]]]]:
        """The statements of each passage, with the questions that they answer."""
        found: defaultdict[str, list[tuple[Span, NDArray[np.intp]]]] = defaultdict(list)
        for (passage_id, span), questions in self.answered.items():
            found[passage_id].append((span, questions))
        return found

    @cached_property
    def _answers(self) -> Mapping[int, frozenset[StatementKey]]:
        """The statements that answer each question."""
        return _by_number(self.answered)

    @cached_property
    def _misses(self) -> Mapping[int, frozenset[StatementKey]]:
        """The statements that do not answer each question."""
        return _by_number(self.missed)

    def compare(
        self,
        question: NDArray[np.float32],
        language: Language,
        found: Sequence[tuple[Hit, Statement]],
        is_of_its_own: Callable[[str], bool] | None = None,
    ) -> Likeness:
        """Return how like a question is to those known of statements, and known at all.

        Args:
            question: The question's vector, float32 of shape (dimension,).
            language: The question's.
            found: Statements with their passages.
            is_of_its_own: Tells of a near miss whether it asks for what the question does not, and
                so says nothing about it; asked of the nearest.
        """
        cosines = self._like(question, language)
        keys = [(hit.passage.passage_id, statement.span) for hit, statement in found]
        answered = _highest(cosines, self.answered, keys)
        of_all = cosines[: self._answerable].max(initial=-np.inf)
        if is_of_its_own:
            cosines = cosines.copy()
            near = self._answerable + find_highest(cosines[self._answerable :], MISSES_LOOKED_AT)
            cosines[[one for one in near.tolist() if is_of_its_own(self.texts[one])]] = -np.inf
        missed = _highest(cosines, self.missed, keys)
        nearest, misses = (highest.max(initial=-np.inf) for highest in (answered, missed))
        near_miss = cosines[self._answerable :].max(initial=-np.inf)
        is_tied = np.isfinite(answered) | np.isfinite(missed)
        tied = is_tied.astype(np.float64)
        known = np.full(len(found), NONE_KNOWN)
        if nearest > -np.inf:
            known = np.where(is_tied, 0.5 ** ((nearest - answered) / HALF_AS_LIKE), NOT_TIED)
        return Likeness(
            known,
            tied * _difference(misses, nearest),
            tied * _difference(near_miss, of_all),
            tied * _difference(near_miss, 0.0),
        )

    def most_like(self, question: NDArray[np.float32], language: Language) -> float:
        """Return the cosine of the nearest question that any statement answers; -1 without any."""
        return float(self._like(question, language)[: self._answerable].max(initial=-1.0))

    def lean_to_misses(self, question: NDArray[np.float32], language: Language) -> float:
        """Return how much nearer the nearest near miss is than the nearest answered question.

        In cosine, -2.1 to 2.1; 0 where one of both kinds is lacking.
        """
        cosines = self._like(question, language)
        answered, missed = cosines[: self._answerable], cosines[self._answerable :]
        return _difference(missed.max(initial=-np.inf), answered.max(initial=-np.inf))

    def rank_passages(
        self, question: NDArray[np.float32], language: Language, questions: int
    ) -> list[frozenset[str]]:
        """Return the passages that answer the known questions most like a question, nearest first.

        Args:
            question: The question's vector, float32 of shape (dimension,).
            language: The question's.
            questions: How many of the known ones at the most.

        Returns:
            For each its passages: of the document that staff quoted and of its translations.
        """
        cosines = self._like(question, language)[: self._answerable]
        nearest = find_highest(cosines, questions)
        return [
            frozenset(passage_id for passage_id, _ in self._answers[number])
            for number in nearest.tolist()
        ]

    def find_answers(self, question: str) -> frozenset[StatementKey]:
        """Return the statements that are known to answer this very question.

        Width, case, umlauts, blanks and punctuation do not matter.
        """
        return self._find(question, self._answers)

    def find_misses(self, question: str) -> frozenset[StatementKey]:
        """Return the statements that are known not to answer this very question, likewise."""
        return self._find(question, self._misses)

    def _find(
        self, question: str, of_number: Mapping[int, frozenset[StatementKey]]
    ) -> frozenset[StatementKey]:
        same = self._by_form.get(_comparable(spell_with_kanji(question)), frozenset())
        return frozenset[StatementKey]().union(
            *(of_number.get(number, frozenset()) for number in same)
        )

    def suggest(
        self,
        question: NDArray[np.float32],
        language: Language,
        told: Iterable[tuple[str, Span]],
        most: int,
    ) -> tuple[str, ...]:
        """Return known questions near a question that other statements answer, nearest first.

        Of each statement only the first that is written as one would print it: the others are how
        people ask too, chatty or in catchwords.

        Args:
            question: The question's vector, float32 of shape (dimension,).
            language: Of the questions wanted.
            told: What the reader was told already: ids of passages and spans in them.
            most: How many at the most; of a statement's questions one is taken.
        """
        numbers, vectors = self._offered[language]
        cosines = vectors @ question
        known = {
            number
            for passage_id, quoted in told
            for span, questions in self._of_passage.get(passage_id, ())
            if holds_quote(span, quoted)
            for number in questions.tolist()
        }
        asked_for: set[StatementKey] = set()
        asked = [self._measured(question[None])[0]]
        texts: list[str] = []
        near = np.flatnonzero((cosines >= SUGGESTED_FROM) & (cosines < SUGGESTED_BELOW))
        for number in numbers[near[np.argsort(-cosines[near])]].tolist():
            answers, asking = self._answers[number], self._asking[number]
            if (
                number not in known
                and not answers & asked_for
                and not any(self._asks_the_same(asking, other) for other in asked)
            ):
                texts.append(self.texts[number])
                asked_for |= answers
                asked.append(asking)
            if len(texts) == most:
                break
        return tuple(texts)

    def _like(self, question: NDArray[np.float32], language: Language) -> NDArray[np.float32]:
        """Return how like a question is to each of the known ones; to be read, not changed."""
        key = (np.asarray(question, np.float32).tobytes(), language)
        return self._kept.look_up([key], lambda _: {key: self._measure_likeness(*key)})[0]

    def _measure_likeness(self, question: bytes, language: Language) -> NDArray[np.float32]:
        vector = np.frombuffer(question, np.float32)
        cosines: NDArray[np.float32] = self._asking @ self._measured(vector[None])[0]
        cosines += np.float32(LANGUAGE_GAP) * ~self._spoken[language]
        return cosines

    def _asks_the_same(self, one: NDArray[np.float32], other: NDArray[np.float32]) -> bool:
        return self.metric is not None and float(one @ other) >= ASKS_THE_SAME

    def _measured(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return vectors by what is asked for, rows of length 1; a row of zeros stays one."""
        if self.metric is None:
            return vectors
        brought: NDArray[np.float32] = vectors @ self.metric
        lengths = np.linalg.norm(brought, axis=1, keepdims=True)
        lengths[lengths == 0] = 1.0
        brought /= lengths
        return brought


def find_highest(values: NDArray[np.float32], most: int) -> NDArray[np.intp]:
    """Return where the highest values stand, the highest first; sorting all would take longer.

    Args:
        values: Shape (n,).
        most: How many are returned, fewer where there are fewer.
    """
    most = min(most, len(values))
    highest = np.argpartition(-values, max(most - 1, 0))[:most] if len(values) else np.arange(0)
    return highest[np.argsort(-values[highest], kind="stable")]


def _by_number(
    of_statement: Mapping[StatementKey, NDArray[np.intp]],
) -> Mapping[int, frozenset[StatementKey]]:
    """Return the statements of each question."""
    keys: defaultdict[int, set[StatementKey]] = defaultdict(set)
    for key, questions in of_statement.items():
        for question in questions.tolist():
            keys[question].add(key)
    return {question: frozenset(own) for question, own in keys.items()}


def _difference(one: float, other: float) -> float:
    """Return how much more one is, 0 where one of both is lacking, which is minus infinity."""
    return float(one - other) if np.isfinite(one) and np.isfinite(other) else 0.0


def _highest(
    cosines: NDArray[np.float32],
    of_statement: Mapping[StatementKey, NDArray[np.intp]],
    keys: Sequence[StatementKey],
) -> NDArray[np.float64]:
    """Return the highest cosine of each statement's questions, minus infinity without any."""
    highest = np.full(len(keys), -np.inf)
    own = {place: of_statement[key] for place, key in enumerate(keys) if key in of_statement}
    if own:
        begins = np.cumsum([0, *map(len, own.values())])[:-1]
        highest[list(own)] = np.maximum.reduceat(
            cosines[np.concatenate(list(own.values()))], begins
        )
    return highest


def _comparable(question: str) -> str:
    return _BETWEEN_WORDS.sub("", matching_form(question))


def holds_quote(statement: Span, quote: Span) -> bool:
    """Tell whether a statement is what was quoted, or most of it, or lies in it for the most."""
    shared = min(quote.end, statement.end) - max(quote.start, statement.start)
    shorter = min(quote.end - quote.start, statement.end - statement.start)
    return shared >= LEAST_SHARED * shorter > 0
