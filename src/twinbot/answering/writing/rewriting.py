"""A follow-up rewritten by the language model so that it stands alone, if it can be believed."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, Protocol

from twinbot.answering.extraction.names import NameFinder
from twinbot.answering.grounding.binding import says_moment, says_quantity
from twinbot.answering.grounding.claims import speaks, take_apart
from twinbot.answering.writing.prompting import TURNS, build_rewriting
from twinbot.errors import LanguageModelError
from twinbot.language_model import Message
from twinbot.types import Intent, Query

LONGEST_CHARS: Final = 300
_SEARCHED_INTENTS: Final[frozenset[Intent | None]] = frozenset({None, "advice"})
"""Only for these are the documents searched; rewriting anything else would be a wasted call."""
_LOGGER: Final = logging.getLogger("twinbot.answering")


class CompletingModel(Protocol):
    """The part of a language model that rewriting needs."""

    def complete(self, messages: Sequence[Message]) -> str:
        """Return a whole answer."""


def rewrite(query: Query, model: CompletingModel, finder: NameFinder) -> Query:
    """Return the query with what it leaves unsaid in the model's words.

    A rewriting is believed only if it is one line in the question's language and brings in no
    name and no figure that the conversation does not hold. Otherwise the query comes back as it
    was, and where the model fails, with a note of that.

    Args:
        query: A question with what earlier turns carry into it already; one that stands alone is
            not rewritten, nor is one that gets a fixed reply.
        model: Rewrites.
        finder: Knows the names.
    """
    if not query.history or not query.carried or query.intent not in _SEARCHED_INTENTS:
        return query
    try:
        written = model.complete(build_rewriting(query)).strip()
    except LanguageModelError as error:
        _LOGGER.warning("the follow-up was not rewritten: %s", error)
        return replace(query, model_failed=True)
    line = written.removeprefix("<question>").removesuffix("</question>").strip()
    if not line or "\n" in line or len(line) > LONGEST_CHARS or "<" in line:
        return query
    if not speaks(line, query.language) or not _is_known(line, query, finder):
        return query
    return replace(query, carried=line)


def _is_known(line: str, query: Query, finder: NameFinder) -> bool:
    """Tell whether every name and figure of a line stands in the conversation."""
    told = [query.text, query.carried]
    told += [text for turn in query.history[-TURNS:] for text in (turn.question, turn.words)]
    known = [take_apart(text, query.language, finder) for text in told]
    claims = take_apart(line, query.language, finder)
    carried = [claim.figures for claim in known]
    names = frozenset[int]().union(*(name for claim in known for name in claim.names))
    return (
        all(says_moment(moment, carried) for moment in claims.figures.moments)
        and all(says_quantity(number, carried) for number in claims.figures.quantities)
        and all(name & names for name in claims.names)
    )
