"""Questions that sound as if the documents answered them, and are not among what they tell.

They were written by authors who had read the whole corpus and looked for them in it: most ask of
its very persons and places what is not told (near), some what is told, but of others (swapped),
some what citizens ask besides (beside). One half teaches the contextual reader, the other when to
abstain, because a reader is surer of what it has learned.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from twinbot.staff_table import read_rows
from twinbot.types import LANGUAGES, Language

UNCOVERED_FILE = Path(__file__).with_name("uncovered_questions.csv")
Use: TypeAlias = Literal["reader", "calibration"]

_KINDS = ("near", "swapped", "beside")
_HEADER = ("language", "kind", "use", "question")


def read_uncovered(path: Path, use: Use | None = None) -> Iterator[tuple[Language, str]]:
    """Yield language and question of those for one use, or of all.

    Args:
        path: CSV with the columns language, kind, use and question.
        use: ``reader`` or ``calibration``; ``None`` for all.

    Raises:
        SystemExit: If a line has another language, kind or use; it is named.
    """
    for where, (language, kind, of_use, question) in read_rows(
        path.read_bytes(), _HEADER, str(path)
    ):
        if language not in LANGUAGES or kind not in _KINDS or of_use not in get_args(Use):
            message = (
                f"{where}: found {language!r}, {kind!r}, {of_use!r}; wanted are one of "
                f"{', '.join(LANGUAGES)}, of {', '.join(_KINDS)} and of {', '.join(get_args(Use))}"
            )
            raise SystemExit(message)
        if use in (None, of_use):
            yield language, question
