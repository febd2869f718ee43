"""Does a source carry a sentence? Checked without a language model, as the sentence is written.

Hard rules come first: the markers exist, every number, date, code, name and quotation stands in
what is cited, nothing is denied or turned round that the source does not, the language is the
asker's. What rules cannot see (a word that was added, a fact that belongs to another name) is
weighed from signals of the built-in embedding model against a bound calibrated on the ``dev``
part of ``eval/grounding.jsonl``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Final, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from twinbot.answering.binding import Anchor, bind, says_moment, says_quantity, unit_holds
from twinbot.answering.claims import Claims, Word, speaks, squeezed, stands_in, take_apart
from twinbot.answering.concepts import text_concepts, word_concepts
from twinbot.answering.names import NameFinder
from twinbot.answering.polarity import contradicts, scope
from twinbot.answering.sources import (
    Grounds,
    Source,
    TokenEmbedder,
    Unit,
    Vectors,
    normalised,
    prepare_grounds,
)
from twinbot.glossary import Glossary
from twinbot.types import Language, Span

Fault: TypeAlias = Literal[
    "marker", "language", "number", "date", "code", "name", "quotation", "negation", "meaning"
]

MAX_UNITS: Final = 3
"""Sentences of the sources that together may carry one sentence."""
_WELL_MATCHED: Final = 0.6
"""A word that matches this well counts as covered."""
_SURELY_MATCHED: Final = 0.75
"""A compound that matches this well as a whole need not be carried part by part."""
_STRANGE: Final = 0.42
"""A noun or name that matches nothing this well is not in the support."""
_ODD: Final = 0.30
"""Likewise for other words, which vectors know less well."""
_EVERYDAY: Final = 0.8
"""What sharing an everyday word's meaning counts as a match."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What is weighed when no rule was broken; shares are 0 to 1.

    Attributes:
        foreign: 1.0 where none of the cited passages is in the sentence's language.
        uncovered: Share of the weight of the sentence's words that match nothing in its support.
        worst: Weight of the worst matched word, times how little it matches.
        strange: Nouns, names and terms of the sentence that its support knows nothing of.
        odd: Other words likewise.
        closeness: Cosine of the sentence and its support.
        unbound: Pairs of names and figures that no sentence of the sources holds together.
        contradicted: Those of them whose parts stand in other pairs.
        mismatched: Those of the contradicted that pair a figure with a name of the text.
        contextual: Names that stand only in a title or heading, beside others.
        loose: Names that stand only as a part of others, or spread out.
        rival: How much better the rest of the sentence fits where another name or figure stands.
        apart: Names between two that the sentence puts side by side, at most 3.
        denied: 1.0 where the support denies something and the sentence does not.
        spread: Sentences of the support beyond the first.
        brevity: 1 / number of words weighed.
    """

    foreign: float
    uncovered: float
    worst: float
    strange: float
    odd: float
    closeness: float
    unbound: float
    contradicted: float
    mismatched: float
    contextual: float
    loose: float
    rival: float
    apart: float
    denied: float
    spread: float
    brevity: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence may be shown.

    Attributes:
        faults: Why not; empty for a sentence that its sources carry.
        support: Where its sources carry it: markers and spans of the sources' texts, by marker
            and place; only of markers that carry something.
        signals: What was weighed; ``None`` where a rule had already decided.
        doubt: Weighed signals; the sentence fails above 0.
    """

    faults: tuple[Fault, ...]
    support: tuple[tuple[int, Span], ...] = ()
    signals: Signals | None = None
    doubt: float = 0.0

    @property
    def passed(self) -> bool:
        """Tell whether the sentence may be shown."""
        return not self.faults


class GroundingChecker:
    """Checks sentences against sources; pure, and safe to share between threads."""

    def __init__(self, embedder: TokenEmbedder, glossary: Glossary) -> None:
        """Check with the vectors of ``embedder`` and the names of ``glossary``."""
        self._embedder = embedder
        self._finder = NameFinder(glossary)

    def prepare(self, sources: Sequence[Source]) -> Grounds:
        """Take apart what the markers 1, 2, … of an answer stand for."""
        return prepare_grounds(sources, self._embedder, self._finder)

    def check(
        self, sentence: str, markers: Sequence[int], language: Language, grounds: Grounds
    ) -> Verdict:
        """Judge one sentence.

        Args:
            sentence: Its words without markers.
            markers: The markers that it cites.
            language: The language it has to be in.
            grounds: The sources.
        """
        known = {marker for marker in markers if 0 < marker <= len(grounds.sources)}
        if not known or known != set(markers):
            return Verdict(("marker",))
        if not speaks(sentence, language):
            return Verdict(("language",))
        claims = take_apart(sentence, language, self._finder)
        places = [i for i, unit in enumerate(grounds.units) if unit.owner in known]
        faults = self._broken_rules(claims, [grounds.units[i] for i in places])
        if faults:
            return Verdict(faults)
        return self._weigh(claims, sentence, language, grounds, places)

    def _broken_rules(self, claims: Claims, units: Sequence[Unit]) -> tuple[Fault, ...]:
        """Return which claims stand nowhere in the cited units."""
        text = "\n".join(unit.form for unit in units)
        carried = [unit.figures for unit in units]
        sides = frozenset[str]().union(*(unit.poles for unit in units))
        kept: dict[Fault, bool] = {
            "date": all(says_moment(moment, carried) for moment in claims.figures.moments),
            "number": all(says_quantity(n, carried) for n in claims.figures.quantities),
            "code": all(_says_code(code, text) for code in claims.figures.codes),
            "name": all(self._names(entries, units, text) for entries in claims.names),
            "quotation": all(self._quotes(quotation, text) for quotation in claims.quotations),
            "negation": not contradicts(claims.poles, sides),
        }
        return tuple(fault for fault, holds in kept.items() if not holds)

    def _names(self, entries: frozenset[int], units: Sequence[Unit], text: str) -> bool:
        if any(entries & unit.own_names for unit in units):
            return True
        return self._finder.stands_in(entries, text)

    def _quotes(self, quotation: str, text: str) -> bool:
        """Tell whether quoted words stand in the source, or name the same by the glossary."""
        if squeezed(quotation) in squeezed(text):
            return True
        mentions = self._finder.find(quotation)
        whole = bool(mentions.found) and not squeezed(mentions.rest)
        return whole and all(self._finder.stands_in(entries, text) for entries in mentions.found)

    def _weigh(
        self,
        claims: Claims,
        sentence: str,
        language: Language,
        grounds: Grounds,
        places: Sequence[int],
    ) -> Verdict:
        """Judge a sentence that breaks no rule by how well its support carries it."""
        words = claims.words
        parts = [part for word in words for part in word.parts]
        tokens = self._embedder.embed_tokens([sentence, *(word.text for word in words), *parts])
        sums = _sums(tokens.vectors, tokens.lengths)
        matches = _matches(words, sums[1:], grounds, places)
        weights = _weights(words, sums[1 : len(words) + 1])
        support = _support(claims, matches, weights, grounds, places, self._finder)
        units = [grounds.units[place] for place in support]
        if _flipped(claims, language, units, grounds, self._finder):
            return Verdict(("negation",))
        well = np.minimum(1.0, matches / _WELL_MATCHED)
        bound = bind(claims, well, weights, grounds, places, self._finder)
        if bound.turned:
            return Verdict(("negation",))
        best = matches[:, support].max(axis=1) if support else np.zeros(len(weights))
        cited = [grounds.units[place] for place in places]
        own_languages = {grounds.sources[unit.owner - 1].language for unit in cited}
        matched = list(zip(best.tolist(), claims.words, strict=True))
        lacking = 1.0 - np.minimum(1.0, best / _WELL_MATCHED)
        signals = Signals(
            foreign=float(language not in own_languages),
            uncovered=float(weights @ lacking),
            worst=float((lacking * weights * len(weights)).max(initial=0.0)),
            strange=float(
                sum(match < _STRANGE for match, word in matched if word.telling)
                + sum(not _knows(term, cited, self._finder) for term in claims.terms)
            ),
            odd=float(sum(match < _ODD for match, word in matched if not word.telling)),
            closeness=_closeness(sums[0], grounds, places, support),
            unbound=float(bound.unbound),
            contradicted=float(bound.contradicted),
            mismatched=float(bound.mismatched),
            contextual=float(bound.contextual),
            loose=float(bound.loose),
            rival=bound.rival,
            apart=float(bound.apart),
            denied=float(not claims.negations and bool(units) and bool(units[0].negations)),
            spread=float(max(0, len({(unit.owner, unit.span) for unit in units}) - 1)),
            brevity=1.0 / max(1, len(weights)),
        )
        doubt = doubt_of(signals)
        spans = tuple(sorted({(unit.marker, unit.span) for unit in units if unit.marker}))
        return Verdict(() if doubt <= 0 and spans else ("meaning",), spans, signals, doubt)


def doubt_of(signals: Signals) -> float:
    """Return the weighed signals; above 0 a sentence is not believed."""
    weights = _FOREIGN if signals.foreign else _DOMESTIC
    return weights["bias"] + math.fsum(
        weights.get(field.name, 0.0) * float(getattr(signals, field.name))
        for field in fields(signals)
    )


_DOMESTIC: Final[Mapping[str, float]] = {
    "bias": -1.77,
    "uncovered": 1.10,
    "worst": 2.25,
    "strange": 2.61,
    "odd": 0.79,
    "closeness": -1.56,
    "unbound": 0.77,
    "contradicted": 0.51,
    "mismatched": 0.21,
    "rival": 2.21,
    "denied": 0.71,
    "spread": 1.16,
    "brevity": 0.53,
}
_FOREIGN: Final[Mapping[str, float]] = {
    "bias": -3.10,
    "uncovered": 1.24,
    "worst": 2.52,
    "strange": 2.02,
    "odd": 0.77,
    "closeness": -1.48,
    "mismatched": 0.20,
    "contextual": 1.36,
    "loose": 0.50,
    "rival": 3.06,
    "denied": 0.25,
    "spread": 1.92,
    "brevity": 0.75,
}


def _matches(
    words: Sequence[Word], vectors: Vectors, grounds: Grounds, places: Sequence[int]
) -> Vectors:
    """Return how well each unit matches each word, 0 to 1, shape (words, units).

    Args:
        words: The words.
        vectors: Sums of their pieces, then those of their parts, shape (words + parts, dimension).
        grounds: The sources.
        places: The units that are cited; others are matched by vector alone.
    """
    if not words:
        return np.zeros((0, len(grounds.units)), np.float32)
    cosines = normalised(vectors) @ grounds.windows.T
    every: Vectors = np.maximum.reduceat(cosines, grounds.starts, axis=1).clip(min=0.0)
    found = every[: len(words)]
    part = len(words)
    for row, word in enumerate(words):
        if word.parts:
            halves = every[part : part + len(word.parts)]
            part += len(word.parts)
            for half, text in zip(halves, word.parts, strict=True):
                _match_literally(half, Word(text, text, (), *_NOTHING), grounds, places)
            whole = np.where(found[row] >= _SURELY_MATCHED, found[row], 0.0)
            found[row] = np.maximum(whole, halves.min(axis=0))
        _match_literally(found[row], word, grounds, places)
    return found


_NOTHING: Final = (frozenset[int](), frozenset[int](), True)


def _match_literally(row: Vectors, word: Word, grounds: Grounds, places: Sequence[int]) -> None:
    """Raise a word's matches where a unit holds it, a form of it or an everyday word for it."""
    for place in places:
        unit = grounds.units[place]
        literal = 1.0 if word.entries & unit.own_names else stands_in(word.form, unit.form)
        if not literal and (word.concepts or word_concepts(word.form)) & unit.concepts:
            literal = _EVERYDAY
        row[place] = max(row[place], literal)


def _support(
    claims: Claims,
    matches: Vectors,
    weights: Vectors,
    grounds: Grounds,
    places: Sequence[int],
    finder: NameFinder,
) -> list[int]:
    """Choose the fewest units that together hold the claims and match the words best."""
    chosen: list[int] = []
    covered = np.zeros(len(weights), np.float32)
    missing: set[Anchor] = {
        *claims.names,
        *claims.figures.moments,
        *claims.figures.quantities,
    }
    while len(chosen) < MAX_UNITS:
        best, best_gain = -1, 0.05
        for place in places:
            if place in chosen:
                continue
            unit = grounds.units[place]
            held = sum(unit_holds(unit, claim, finder) for claim in missing)
            gain = float(weights @ np.maximum(covered, matches[:, place]) - weights @ covered)
            gain += 0.3 * held - (0.1 if not unit.marker else 0.0)
            if chosen:
                near = any(abs(place - other) == 1 for other in chosen)
                gain -= 0.12 if near else 0.2
            if gain > best_gain:
                best, best_gain = place, gain
        if best < 0:
            break
        chosen.append(best)
        covered = np.maximum(covered, matches[:, best])
        missing = {claim for claim in missing if not unit_holds(grounds.units[best], claim, finder)}
    return chosen


def _flipped(
    claims: Claims,
    language: Language,
    support: Sequence[Unit],
    grounds: Grounds,
    finder: NameFinder,
) -> bool:
    """Tell whether the sentence denies what its support does not, or asserts what it denies."""
    denied = [
        scope(unit.form, place, grounds.sources[unit.owner - 1].language)
        for unit in support
        for place in unit.negations
    ]
    if claims.negations:
        mine = [scope(claims.form, place, language) for place in claims.negations]
        return not any(_share(one, other, finder) for one in mine for other in denied)
    asserted = [entries for entries in claims.names if denied]
    return any(
        entries & other
        for text in denied
        for entries in finder.find(text).found
        for other in asserted
    )


def _share(one: str, other: str, finder: NameFinder) -> bool:
    """Tell whether two denials deny the same: a name, an everyday word or a word."""
    mine, theirs = (frozenset[int]().union(*finder.find(text).found) for text in (one, other))
    if mine or theirs:
        return bool(mine & theirs)
    if text_concepts(one) & text_concepts(other):
        return True
    return any(stands_in(word, other) for word in re.findall(r"[a-z]{3,}|[^\W\da-z]{2,}", one))


def _knows(term: frozenset[int], units: Sequence[Unit], finder: NameFinder) -> bool:
    """Tell whether the units hold a term of the glossary, or an everyday word for it."""
    if any(term & unit.own_names or finder.stands_in(term, unit.form) for unit in units):
        return True
    meant = frozenset[int]().union(
        *(text_concepts(form) for number in term for form in finder.forms[number])
    )
    return any(meant & unit.concepts for unit in units)


def _closeness(
    vector: Vectors, grounds: Grounds, places: Sequence[int], support: Sequence[int]
) -> float:
    """Return the cosine of a sentence and its support, or the one unit that is closer."""
    own = vector / max(float(np.linalg.norm(vector)), 1e-9)
    together = grounds.sums[list(support)].sum(axis=0)
    length = max(float(np.linalg.norm(together)), 1e-9)
    nearest = (grounds.sums[list(places)] @ own).max(initial=0.0)
    return max(float(own @ together) / length, float(nearest))


def _says_code(code: str, text: str) -> bool:
    dashed = re.sub("[‐-―〜～−]", "-", text)
    return re.search(rf"(?<![a-z0-9]){re.escape(code)}(?![0-9])", dashed) is not None


def _sums(vectors: Vectors, lengths: NDArray[np.intp]) -> Vectors:
    """Return the sum of each text's pieces, shape (texts, dimension)."""
    sums = np.zeros((len(lengths), vectors.shape[1]), np.float32)
    place = 0
    for row, length in enumerate(lengths.tolist()):
        sums[row] = vectors[place : place + length].sum(axis=0)
        place += length
    return sums


def _weights(words: Sequence[Word], sums: Vectors) -> Vectors:
    """Return the share of each word in the sentence, by how telling its vector is."""
    if not words:
        return np.zeros(0, np.float32)
    single = np.array([0.4 if len(word.form) == 1 else 1.0 for word in words], np.float32)
    weighed = np.sqrt(np.linalg.norm(sums, axis=1)) * single + 1e-6
    shares: Vectors = (weighed / weighed.sum()).astype(np.float32)
    return shares
