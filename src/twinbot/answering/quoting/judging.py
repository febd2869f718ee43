"""Whether the evidence answers, and which of its sentences: judged whole and part by part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from twinbot.answering.extraction.names import is_person
from twinbot.answering.extraction.persons import latin_persons
from twinbot.answering.extraction.tense import asks_of_event
from twinbot.answering.quoting.alike import repeats
from twinbot.answering.quoting.choosing import MAX_QUOTES, Choice, choose
from twinbot.answering.quoting.leading import (
    leaves_out,
    prefer_fitting,
    prefer_language,
    without_told,
)
from twinbot.answering.quoting.premises import names_year
from twinbot.answering.scoring.confidence import Calibration, estimate_confidence
from twinbot.answering.scoring.sentences import ScoredSentence, SentenceScorer
from twinbot.answering.understanding.following.referring import put_name
from twinbot.answering.understanding.particulars.kinds import CHANGING_KINDS, question_kind
from twinbot.glossary import GlossaryEntry
from twinbot.types import Evidence, Language, Outcome, Query

QUOTES_A_PART = 2
"""Of a question with several parts each gets at most so many quotes."""

SURE_OF_RIVAL = 0.7
"""From this confidence on it is no matter that the best sentence names others than the question:
"the mayor" may be called by name there. On dev 14 of 16 such answers are right."""

AS_GOOD = 0.85
"""A sentence with this share of the best one's score tells as well whom a question asks for."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the evidence allows.

    Attributes:
        scored: Every sentence, best first.
        confidence: Probability that the best one answers.
        outcome: What follows from it.
    """

    scored: tuple[ScoredSentence, ...]
    confidence: float
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Decision:
    """What is answered.

    Attributes:
        judged: The judgement of the whole.
        choice: What is quoted; empty where it abstains.
        unproven: The parts, or the question itself, that it answers though staff do not know that
            it does: those whose premises are to be checked.
    """

    judged: Judgement
    choice: Choice
    unproven: Sequence[Query]


class EvidenceJudge:
    """Tells what evidence allows to answer."""

    def __init__(self, scorer: SentenceScorer, calibration: Calibration) -> None:
        """Score sentences by ``scorer`` and abstain below the thresholds of ``calibration``."""
        self._scorer = scorer
        self._calibration = calibration

    def judge(self, query: Query, evidence: Evidence, titles: Mapping[str, str]) -> Judgement:
        """Score every sentence and tell whether the best one answers.

        Args:
            query: The question.
            evidence: What retrieval found.
            titles: Titles by document id.
        """
        ranked = without_told(self._scorer.score(query, evidence, titles), query.told)
        scored = tuple(prefer_language(prefer_fitting(ranked), query.language))
        confidence = estimate_confidence(
            scored, query.language, self._calibration, goes_on=bool(query.about)
        )
        thresholds = self._calibration.thresholds[query.language]
        outcome: Outcome = "grounded"
        if scored and (scored[0].known or scored[0].settles):
            return Judgement(scored, max(confidence, thresholds.grounded), outcome)
        if not scored or confidence < thresholds.partial or leaves_out(scored[0]):
            outcome = "abstained"
        elif query.redacted and confidence < thresholds.grounded:
            outcome = "abstained"  # who leaves personal data wants a service, not a near miss
        elif confidence < max(thresholds.grounded, SURE_OF_RIVAL * scored[0].signals.rival):
            outcome = "partial"
        return Judgement(scored, confidence, outcome)

    def judge_parts(
        self, evidence: Evidence, titles: Mapping[str, str]
    ) -> Sequence[tuple[Query, Judgement]]:
        """Judge each part of a question by itself, see `judge`.

        "And what was his job before?" is judged with the name of whom the answer to the part before
        names, on the passages that were found without it. A part that leaves something unsaid goes
        on from the answer to the first, as a follow-up does: often it stands right beside.

        Returns:
            Each part as it was judged, which may name whom it only calls "he", and how.
        """
        judged: list[tuple[Query, Judgement]] = []
        name = ""
        for part in evidence.parts:
            query = part.query
            if name and not query.known and not self._persons_in(query.search_text, query.language):
                query = replace(query, text=put_name(query.text, query.language, name))
            found = part
            if judged and self._leaves_unsaid(query, evidence.query):
                query, found = _go_on(query, part, evidence.parts[0], judged[0][1])
            judgement = self.judge(query, found, titles)
            judged.append((query, judgement))
            if question_kind(query.text, query.language) == "who":
                name = self._who_is_named(query, judgement)
        return judged

    def decide(self, query: Query, evidence: Evidence, titles: Mapping[str, str]) -> Decision:
        """Judge a question and choose what is quoted; of several parts, for each by itself.

        Where not all parts are answered, the whole is judged too, as if it asked one thing.
        """
        judged_parts = self.judge_parts(evidence, titles)
        parts = [
            (part.query, judged)
            for part, (_, judged) in zip(evidence.parts, judged_parts, strict=True)
        ]
        told = [(part, judged) for part, judged in parts if judged.outcome != "abstained"]
        all_told = bool(parts) and len(told) == len(parts)
        whole_query = replace(query, parts=())
        judged = (
            Judgement((), 0.0, "abstained")
            if all_told
            else self.judge(whole_query, evidence, titles)
        )
        if not told:
            answered = judged.outcome != "abstained"
            choice = self._choose(judged, query) if answered else Choice(())
            known = bool(judged.scored and judged.scored[0].known)
            return Decision(judged, choice, () if known else (query,))
        if judged.outcome != "abstained":
            told.append((whole_query, judged))  # what a part leaves unsaid the whole may say
        sentences: list[ScoredSentence] = []
        for part, judged in told:
            chosen = self._choose(judged, part, QUOTES_A_PART)
            for one in chosen.sentences:
                if not repeats(one, sentences, counted=True):
                    sentences.append(one)
        confidence = sum(judged.confidence for _, judged in parts) / len(parts)
        sure = all_told and confidence >= self._calibration.thresholds[query.language].grounded
        whole = Judgement(told[0][1].scored, confidence, "grounded" if sure else "partial")
        unproven = [part for part, judged in told if not judged.scored[0].known]
        return Decision(whole, Choice(tuple(sentences)), unproven)

    def _choose(self, judged: Judgement, query: Query, most: int = MAX_QUOTES) -> Choice:
        adding = self._calibration.adding
        return choose(judged.scored, adding, dated=_changes(query), latest=query.latest, most=most)

    def _who_is_named(self, query: Query, judged: Judgement) -> str:
        """Return the one person whom the answer to a question for somebody names; else empty."""
        language = query.language
        if judged.outcome != "grounded" or self._persons_in(query.search_text, language):
            return ""
        best = judged.scored[0]
        for sentence in judged.scored[:QUOTES_A_PART]:
            persons = self._persons_in(sentence.text, language)
            others = {*latin_persons(sentence.text)}  # one of them may not be in the glossary
            if len(persons) == 1 and len(others) <= 1 and sentence.score >= AS_GOOD * best.score:
                return (persons[0].names[language] or persons[0].names["en"])[0]
        return ""

    def _leaves_unsaid(self, part: Query, whole: Query) -> bool:
        """Tell whether a part does not say what it is about: not what was asked of each of two."""
        if part.known or part.carried:
            return not part.known
        is_clause = part.text in whole.text
        return is_clause and not self._scorer.glossary.names_in(part.text, part.language)

    def _persons_in(self, text: str, language: Language) -> Sequence[GlossaryEntry]:
        return [one for one in self._scorer.glossary.names_in(text, language) if is_person(one)]


def _go_on(
    query: Query, evidence: Evidence, first: Evidence, judged: Judgement
) -> tuple[Query, Evidence]:
    """Return a part of a question and what was found for it, going on from the first part's answer.

    Args:
        query: The part.
        evidence: What was found for it.
        first: What was found for the first part.
        judged: How that was judged; if it is not answered, there is nothing to go on from.
    """
    if judged.outcome == "abstained":
        return query, evidence
    answer = judged.scored[0]
    found = {hit.passage.passage_id for hit in evidence.hits}
    beside = [
        hit
        for hit in first.hits
        if hit.passage.document_id == answer.hit.passage.document_id
        and hit.passage.passage_id not in found
    ]
    return replace(query, topic=answer.text), replace(evidence, hits=(*evidence.hits, *beside))


def _changes(query: Query) -> bool:
    """Tell whether a question asks for what changes with the years, and not of a certain one."""
    kind = question_kind(query.text, query.language)
    changing = kind in CHANGING_KINDS and not asks_of_event(query.text)
    return (changing or query.latest) and not names_year(query.text)
