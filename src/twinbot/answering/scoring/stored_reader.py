"""Reads statements of an index as the contextual reader stored them, with their translations.

A question may be nearer to how a translation words what is told. Each statement is therefore read
in every language that tells it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from twinbot.answering.scoring.aligning import (
    SAME_STATEMENT,
    SURELY_SAME,
    StatementAligner,
    StatementKey,
    StoredTranslations,
    Translated,
)
from twinbot.answering.scoring.contextual_reader import UNSEEN, ContextualReader, Logits
from twinbot.answering.scoring.gathered import Statements
from twinbot.answering.scoring.signals import LOG_ODDS_RANGE
from twinbot.encoder import Encoder
from twinbot.types import Language, Query

TRANSLATED_GAIN = {True: 2.3, False: 0.9}
"""Added to the logit of a translation, where Japanese is one of the two languages and where not: a
question is read less surely in another language. Of 18,000 pairs on dev, a statement answers as
often whose translation has a logit of 0 as one that has this much itself."""

TRANSLATED_SHARE = 0.5
"""What the logit of a sure translation counts beside that of the statement itself: a logistic
regression over the same pairs gives translations a third to three quarters of the weight."""


class StoredStatementReader:
    """Reads the statements of evidence as they were stored when they were indexed.

    Each is read together with its translations: how they word it may be nearer to the question.
    """

    most = 10
    """With 12 no dev question more is answered rightly."""

    def __init__(
        self, reader: ContextualReader, encoder: Encoder, stored: StoredTranslations
    ) -> None:
        """Read with ``reader`` what it and ``encoder`` made of the statements in ``stored``."""
        self._reader = reader
        self._encoder = encoder
        self._stored = stored
        self._aligner = StatementAligner(stored)

    def read(self, query: Query, statements: Statements, chosen: NDArray[np.intp]) -> Logits:
        """Return the log-odds that chosen statements answer; one not stored cannot be read.

        They are the mean of those of the statement and of its translations, weighted by how surely
        these are such.
        """
        found = [statements.found[place] for place in chosen.tolist()]
        own = [(hit.passage.passage_id, one.span) for hit, one in found]
        translated = self._aligner.find([(hit.passage, one.span) for hit, one in found])
        keys = list(dict.fromkeys([*own, *(one.key for same in translated for one in same)]))
        logits = self._read(query, keys)
        readable = {key for key, one in zip(keys, logits.tolist(), strict=True) if np.isfinite(one)}
        held = dict(zip(keys, logits.clip(-LOG_ODDS_RANGE, LOG_ODDS_RANGE).tolist(), strict=True))
        return np.array(
            [
                _weighted_mean(
                    held[key],
                    [
                        _weigh(one, held[one.key], query.language)
                        for one in same
                        if one.key in readable
                    ],
                )
                for key, same in zip(own, translated, strict=True)
            ]
        )

    def _read(self, query: Query, keys: Sequence[StatementKey]) -> Logits:
        ids = list(dict.fromkeys(passage_id for passage_id, _ in keys))
        seen = {
            (passage_id, span): pieces
            for passage_id, own in zip(ids, self._stored.statements(ids), strict=True)
            for span, pieces in zip(own.spans, own.seen, strict=True)
        }
        question = self._encoder.read_queries([query.text])[0]
        return self._reader.read(question, query.language, [seen.get(key, UNSEEN) for key in keys])


def _weigh(translated: Translated, logit: float, language: Language) -> tuple[float, float]:
    """Return what a translation tells to a question in a language, and how far that counts."""
    trust = min(1.0, (translated.cosine - SAME_STATEMENT) / (SURELY_SAME - SAME_STATEMENT))
    gain = 0.0
    if language != translated.language:
        gain = TRANSLATED_GAIN["ja" in (language, translated.language)]
    return logit + gain, TRANSLATED_SHARE * trust


def _weighted_mean(own: float, others: Sequence[tuple[float, float]]) -> float:
    """Return the mean of a value that counts 1 and of others with their weights."""
    weights = 1.0 + sum(weight for _, weight in others)
    return (own + sum(value * weight for value, weight in others)) / weights
