"""Whether a statement speaks of others than those that a question asks about."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from twinbot.answering.extraction.names import NameFinder
from twinbot.answering.scoring.asked import AskedQuestion
from twinbot.answering.scoring.gathered import Statements

_BOTH = re.compile(r"\bbeide[nr]?\b|\bboth\b|\bthe two\b|両市|両都市|二つの市", re.IGNORECASE)


def find_rivals(question: AskedQuestion, statements: Statements) -> NDArray[np.float64]:
    """Return 1 for each statement that speaks of others than those asked about."""
    wanted = [frozenset(entries) for entries in question.asked_about if entries]
    own = frozenset[int]().union(*wanted)
    shares = np.zeros(len(statements.found))
    for place, (_, statement) in enumerate(statements.found):
        others = statement.mentioned.names - own
        context = statements.contexts[statements.title_of[place]]
        # A title that names both says nothing of which of them the sentence is about.
        known = "" if others & context.mentioned.names else context.form
        if any(
            _is_rival(entries, others, question.finder)
            and not (entries & statement.mentioned.names)
            and not question.finder.stands_in(entries, f"{known} {statement.form}")
            for entries in wanted
        ):
            shares[place] = 1.0
        elif question.asks_between and not (
            own <= statement.mentioned.names or _BOTH.search(statement.text)
        ):
            shares[place] = 1.0  # how far one of the two places is from a third
    return shares


def _is_rival(wanted: frozenset[int], others: frozenset[int], finder: NameFinder) -> bool:
    """Tell whether what is told of others may be wrong of what is asked about.

    Where that is a town, a firm or station says nothing against a statement, unless it is named
    after another town, nor does what is named after that very town.
    """
    if not wanted & finder.towns:
        return bool(others)
    for other in others:
        towns = finder.named_after(other)
        if not towns & wanted and (towns or other not in finder.things):
            return True
    return False
