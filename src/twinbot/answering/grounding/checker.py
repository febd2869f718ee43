"""Does a source carry a sentence? Checked without a language model, as the sentence is written.

Hard rules come first: the markers exist, every number, date, code, name and quotation stands in
what is cited or follows from it, nothing is denied or turned round that it does not deny, the
language is the asker's. What rules cannot see (a word that was added, a fact that belongs to
another name) is weighed from signals of the static embedding model and of single words against a
bound calibrated on the ``dev`` parts of ``eval/grounding.jsonl`` and ``eval/written.jsonl``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import numpy as np

from twinbot.answering.extraction.concepts import text_concepts
from twinbot.answering.extraction.names import NameFinder
from twinbot.answering.extraction.numbers import Quantity
from twinbot.answering.extraction.polarity import contradicts, scope
from twinbot.answering.grounding.binding import bind, says_moment, says_quantity
from twinbot.answering.grounding.claims import Claims, Word, speaks, squeezed, stands_in, take_apart
from twinbot.answering.grounding.derived_figures import follows
from twinbot.answering.grounding.fragments import share_reordered
from twinbot.answering.grounding.overstatement import count_overstatements
from twinbot.answering.grounding.sources import (
    Grounds,
    Source,
    TokenEmbedder,
    Unit,
    prepare_grounds,
)
from twinbot.answering.grounding.support import (
    WELL_MATCHED,
    choose_support,
    closeness,
    match_words,
    sum_pieces,
    weigh_words,
)
from twinbot.answering.grounding.weighing import Signals, doubt_of
from twinbot.glossary import Glossary
from twinbot.language.scripts import KATAKANA
from twinbot.types import Language, Span

Fault: TypeAlias = Literal[
    "marker", "language", "number", "date", "code", "name", "quotation", "negation", "meaning"
]

_STRANGE: Final = 0.42
"""A noun or name that matches nothing this well is not in the support."""
_KATAKANA_WORD: Final = re.compile(rf"[{KATAKANA}]{{3,}}")
_ODD: Final = 0.30
"""Likewise for other words, which vectors know less well."""


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
        text = _joined(units)
        carried = [unit.figures for unit in units]
        sides = frozenset[str]().union(*(unit.poles for unit in units))
        kept: dict[Fault, bool] = {
            "date": all(says_moment(moment, carried) for moment in claims.figures.moments),
            "number": all(
                says_quantity(quantity, carried) or follows(quantity, claims.form, carried)
                for quantity in claims.figures.quantities
            )
            and (not claims.both or _tell_of_two(units)),
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
        sums = sum_pieces(tokens.vectors, tokens.lengths)
        matches = match_words(words, sums[1:], grounds, places)
        weights = weigh_words(words, sums[1 : len(words) + 1])
        support = choose_support(claims, matches, weights, grounds, places, self._finder)
        units = [grounds.units[place] for place in support]
        if _flipped(claims, language, units, grounds, self._finder):
            return Verdict(("negation",))
        well = np.minimum(1.0, matches / WELL_MATCHED)
        bound = bind(claims, well, weights, grounds, places, self._finder)
        if bound.turned:
            return Verdict(("negation",))
        best = matches[:, support].max(axis=1) if support else np.zeros(len(weights))
        cited = [grounds.units[place] for place in places]
        domestic = language in {grounds.sources[unit.owner - 1].language for unit in cited}
        matched = list(zip(best.tolist(), claims.words, strict=True))
        lacking = 1.0 - np.minimum(1.0, best / WELL_MATCHED)
        signals = Signals(
            foreign=float(not domestic),
            uncovered=float(weights @ lacking),
            worst=float((lacking * weights * len(weights)).max(initial=0.0)),
            strange=float(
                _count_strange(matched, cited, domestic=domestic)
                + sum(not _knows(term, cited, self._finder) for term in claims.terms)
            ),
            odd=float(sum(match < _ODD for match, word in matched if not word.telling)),
            closeness=closeness(sums[0], grounds, places, support),
            unbound=float(bound.unbound),
            contradicted=float(bound.contradicted),
            mismatched=float(bound.mismatched),
            contextual=float(bound.contextual),
            loose=float(bound.loose),
            rival=bound.rival,
            apart=float(bound.apart),
            overstated=float(count_overstatements(claims.form, _joined(units), _joined(cited))),
            reordered=_reordered(claims.form, language, cited, grounds),
            denied=float(not claims.negations and bool(units) and bool(units[0].negations)),
            spread=float(max(0, len({(unit.owner, unit.span) for unit in units}) - 1)),
            brevity=1.0 / max(1, len(weights)),
        )
        doubt = doubt_of(signals, language)
        spans = tuple(sorted({(unit.marker, unit.span) for unit in units if unit.marker}))
        return Verdict(() if doubt <= 0 and spans else ("meaning",), spans, signals, doubt)


def _count_strange(
    matched: Sequence[tuple[float, Word]], cited: Sequence[Unit], *, domestic: bool
) -> int:
    """Return how many telling words, each with how well it matches, the sources know nothing of."""
    return sum(
        match < _STRANGE or (domestic and _is_unknown_name(word, cited))
        for match, word in matched
        if word.telling
    )


def _joined(units: Sequence[Unit]) -> str:
    return "\n".join(unit.form for unit in units)


def _reordered(form: str, language: Language, cited: Sequence[Unit], grounds: Grounds) -> float:
    """Return how far a sentence turns the order of words round, of sources in its language."""
    owners = sorted({unit.owner for unit in cited})
    own = [
        [unit.form for unit in cited if unit.owner == owner]
        for owner in owners
        if grounds.sources[owner - 1].language == language
    ]
    return share_reordered(form, own, language)


def _tell_of_two(units: Sequence[Unit]) -> bool:
    """Tell whether sources name two of something, or say "two" or "both"."""
    named = {name for unit in units for name in unit.order}
    return len(named) > 1 or says_quantity(Quantity(2.0), [unit.figures for unit in units])


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


def _is_unknown_name(word: Word, units: Sequence[Unit]) -> bool:
    """Tell whether a katakana word stands nowhere: vectors of cities are close to each other."""
    if word.entries or word.concepts or not _KATAKANA_WORD.fullmatch(word.form):
        return False
    return not any(word.form in unit.form for unit in units)


def _says_code(code: str, text: str) -> bool:
    dashed = re.sub("[‐-―〜～−]", "-", text)
    return re.search(rf"(?<![a-z0-9]){re.escape(code)}(?![0-9])", dashed) is not None
