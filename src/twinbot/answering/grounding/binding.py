"""Whether the names and figures of a sentence belong together in its sources as they do in it.

All of them may stand in a source and the sentence still be false: the year of one city beside the
name of another, the mayor of the one made mayor of the other.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np

from twinbot.answering.extraction.names import NameFinder
from twinbot.answering.extraction.numbers import Figures, Moment, Quantity
from twinbot.answering.extraction.polarity import poles
from twinbot.answering.grounding.claims import Claims, squeezed
from twinbot.answering.grounding.sources import Grounds, Unit, Vectors

Anchor: TypeAlias = frozenset[int] | Moment | Quantity
"""What a fact hangs on: a name (as glossary entries), a date or a quantity."""

NEARLY_WHOLE: Final = 0.75
"""How much of the rest of a sentence another sentence of the source must hold to be its rival."""
MOST_APART: Final = 3
_COMPARISONS: Final = frozenset({"later", "earlier", "more than", "less than"})
_NO_CODES: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Group:
    """A sentence of a source, or a part of one with a figure of its own.

    Attributes:
        places: Of its units in the grounds.
        names: Its mentions, with those taken over from before.
        order: Its own mentions of names in their order.
        form: Its matching form.
        figures: Its dates and quantities.
    """

    places: tuple[int, ...]
    names: frozenset[int]
    order: tuple[frozenset[int], ...]
    form: str
    figures: Figures

    def holds(self, anchor: Anchor, finder: NameFinder) -> bool:
        """Tell whether it holds a name or figure."""
        if isinstance(anchor, Moment):
            return says_moment(anchor, [self.figures])
        if isinstance(anchor, Quantity):
            return says_quantity(anchor, [self.figures])
        return bool(anchor & self.names) or finder.stands_in(anchor, self.form)

    def has_rival(self, anchor: Anchor) -> bool:
        """Tell whether it holds something of the anchor's kind."""
        if isinstance(anchor, Moment):
            return bool(self.figures.moments)
        if isinstance(anchor, Quantity):
            return bool(self.figures.quantities)
        return bool(self.order)


@dataclass(frozen=True, slots=True)
class Binding:
    """How the anchors of a sentence stand together in its sources.

    Attributes:
        unbound: Pairs that no sentence of the sources holds together.
        contradicted: Those of the unbound whose parts stand beside others of their kind instead.
        mismatched: Those of the contradicted that pair a figure with a name of the text.
        contextual: Names that stand only in a title or heading, beside others.
        loose: Names that stand only as a part of others, or spread out.
        rival: How much better the rest of the sentence fits where another name or figure stands.
        apart: Names between two that the sentence puts side by side, at most 3.
        turned: Whether a comparison has its two names the other way round.
    """

    unbound: int
    contradicted: int
    mismatched: int
    contextual: int
    loose: int
    rival: float
    apart: int
    turned: bool


def bind(
    claims: Claims,
    matches: Vectors,
    weights: Vectors,
    grounds: Grounds,
    places: Sequence[int],
    finder: NameFinder,
) -> Binding:
    """Hold the anchors of a sentence against its sources.

    Args:
        claims: The sentence.
        matches: How well each unit matches each word, shape (words, units of the grounds).
        weights: Share of each word in the sentence, sum 1.
        grounds: The sources.
        places: Of the units that are cited.
        finder: Knows the names.
    """
    groups = _grouped(claims, grounds, places)
    anchors: list[Anchor] = [*claims.names, *claims.figures.moments, *claims.figures.quantities]
    units = [grounds.units[place] for place in places]
    around = [unit for unit in units if not unit.marker]
    told = frozenset[int]().union(*(unit.own_names for unit in units if unit.marker))
    context = frozenset[int]().union(*(unit.own_names for unit in around))
    crowded = any(len(set(unit.order)) > 1 for unit in around)
    unbound, contradicted, mismatched = _pairs(anchors, groups, finder, context)
    return Binding(
        unbound=unbound,
        contradicted=contradicted,
        mismatched=mismatched,
        contextual=crowded * sum(not name & told and bool(name & context) for name in claims.names),
        loose=sum(not name & (told | context) for name in claims.names),
        rival=_rival(claims, anchors, matches, weights, groups, finder),
        apart=_apart(claims, groups),
        turned=_turned(claims, groups),
    )


def unit_holds(unit: Unit, anchor: Anchor, finder: NameFinder) -> bool:
    """Tell whether a unit holds a name or figure."""
    if isinstance(anchor, Moment):
        return says_moment(anchor, [unit.figures])
    if isinstance(anchor, Quantity):
        return says_quantity(anchor, [unit.figures])
    return bool(anchor & unit.names) or finder.stands_in(anchor, unit.form)


def says_moment(moment: Moment, told: Sequence[Figures]) -> bool:
    """Tell whether a date stands in the sources; a day without year may take it from elsewhere."""
    moments = [other for one in told for other in one.moments]
    if any(moment.within(other) for other in moments):
        return True
    if moment.day is None or moment.year is None:
        return False
    dayless = Moment(None, moment.month, moment.day)
    return any(other.year is None and dayless.within(other) for other in moments) and any(
        other.year == moment.year for other in moments
    )


def says_quantity(quantity: Quantity, told: Sequence[Figures]) -> bool:
    """Tell whether a quantity stands in the sources."""
    return any(quantity.matches(other) for one in told for other in one.quantities)


def _grouped(claims: Claims, grounds: Grounds, places: Sequence[int]) -> list[Group]:
    """Return whole sentences where the claim itself holds several figures, else their parts."""
    whole = len(claims.figures.moments) > 1 or len(claims.figures.quantities) > 1
    groups: dict[object, list[int]] = {}
    for place in places:
        unit = grounds.units[place]
        if unit.marker:
            groups.setdefault((unit.marker, unit.span) if whole else place, []).append(place)
    return [
        _group(members, [grounds.units[place] for place in members]) for members in groups.values()
    ]


def _group(members: Sequence[int], units: Sequence[Unit]) -> Group:
    return Group(
        places=tuple(members),
        names=frozenset[int]().union(*(unit.names for unit in units)),
        order=tuple(name for unit in units for name in unit.order),
        form=" ".join(unit.form for unit in units),
        figures=Figures(
            frozenset[Moment]().union(*(unit.figures.moments for unit in units)),
            frozenset[Quantity]().union(*(unit.figures.quantities for unit in units)),
            _NO_CODES,
        ),
    )


def _pairs(
    anchors: Sequence[Anchor],
    groups: Sequence[Group],
    finder: NameFinder,
    context: frozenset[int],
) -> tuple[int, int, int]:
    """Count pairs that no group holds together, those contradicted, those of figure and name."""
    held = [[group for group in groups if group.holds(anchor, finder)] for anchor in anchors]
    unbound = contradicted = mismatched = 0
    for (one, mine), (other, theirs) in itertools.combinations(zip(anchors, held, strict=True), 2):
        if not mine or not theirs or any(group in theirs for group in mine):
            continue
        if isinstance(one, (Moment, Quantity)) and type(one) is type(other):
            continue  # "eight hours in winter, seven in summer": each hangs on words of its own
        unbound += 1
        if not all(group.has_rival(other) for group in mine):
            continue
        if not all(group.has_rival(one) for group in theirs):
            continue
        contradicted += 1
        named = [anchor for anchor in (one, other) if isinstance(anchor, frozenset)]
        mismatched += len(named) == 1 and not named[0] & context
    return unbound, contradicted, mismatched


def _rival(
    claims: Claims,
    anchors: Sequence[Anchor],
    matches: Vectors,
    weights: Vectors,
    groups: Sequence[Group],
    finder: NameFinder,
) -> float:
    """Return how much better a group without one of the anchors fits all the rest.

    Counted only where it fits the rest nearly whole and holds another in the anchor's place.
    """
    told = min(2.0, len(weights) * 0.5)
    quoted = [squeezed(quotation) for quotation in claims.quotations]
    parts = told + len(anchors) - 1 + len(quoted)
    if not anchors or not groups or parts <= 0:
        return 0.0
    words = np.array(
        [
            float(weights @ matches[:, list(group.places)].max(axis=1)) if len(weights) else 0.0
            for group in groups
        ]
    )
    quotes = np.array([sum(q in squeezed(group.form) for q in quoted) for group in groups])
    held = np.array([[group.holds(anchor, finder) for group in groups] for anchor in anchors])
    worst = 0.0
    for row, anchor in enumerate(anchors):
        if not held[row].any():
            continue
        fit = (told * words + held.sum(axis=0) - held[row] + quotes) / parts
        rivals = [
            float(fit[column])
            for column, group in enumerate(groups)
            if not held[row, column] and group.has_rival(anchor)
        ]
        best = max(rivals, default=0.0)
        if best >= NEARLY_WHOLE:
            worst = max(worst, best - float(fit[held[row]].max()))
    return worst


def _apart(claims: Claims, groups: Sequence[Group]) -> int:
    """Return how many other names stand between two that the sentence puts side by side."""
    worst = 0
    for one, other in itertools.pairwise(claims.order):
        if one & other:
            continue
        distances = [
            abs(first - second) - 1
            for group in groups
            for first, left in enumerate(group.order)
            if left & one
            for second, right in enumerate(group.order)
            if right & other
        ]
        worst = max(worst, min(distances, default=0))
    return min(worst, MOST_APART)


def _turned(claims: Claims, groups: Sequence[Group]) -> bool:
    """Tell whether a comparison of two names has them the other way round."""
    compared = claims.poles & _COMPARISONS
    if not compared or len(claims.order) != 2:  # noqa: PLR2004 - one against the other
        return False
    first, second = claims.order
    for group in groups:
        if not poles(group.form) & compared:
            continue
        starts = [place for place, name in enumerate(group.order) if name & first]
        ends = [place for place, name in enumerate(group.order) if name & second]
        if starts and ends:
            return min(starts) > min(ends)
    return False
