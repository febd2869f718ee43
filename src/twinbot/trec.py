"""Lines of the text formats that trec_eval and ir_measures read. Pure."""

from __future__ import annotations

from collections.abc import Sequence

RUN_NAME = "twinbot"


def run_lines(query_id: str, ranking: Sequence[str]) -> list[str]:
    """Return what was found for a query as lines ``query Q0 document rank score name`` of a run.

    Scores fall by one a rank: trec_eval orders by score alone, and equal scores by name.

    Args:
        query_id: Of the query.
        ranking: Ids of what was found, best first.
    """
    return [
        f"{_named(query_id)} Q0 {_named(found)} {rank} {len(ranking) + 1 - rank} {RUN_NAME}"
        for rank, found in enumerate(ranking, start=1)
    ]


def qrels_lines(query_id: str, relevant: Sequence[str]) -> list[str]:
    """Return what is relevant to a query as lines ``query 0 document 1`` of a qrels file."""
    return [f"{_named(query_id)} 0 {_named(unit)} 1" for unit in relevant]


def _named(text: str) -> str:
    return text.replace(" ", "%20")  # the formats separate fields by blanks
