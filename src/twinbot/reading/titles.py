"""Titles that programs made up: a city's documents are not named after them; pure."""

from __future__ import annotations

import re

_MADE_UP = re.compile(
    # a file name; what ends in figures alone is a date or a version ("Stand 11.2025")
    r"\.(?=\d{0,3}[a-z])[a-z\d]{2,4}$"
    r"|^(?:untitled|unbenannt|無題)"
    # "Microsoft Word - Einladung", which printers write, "Word Document"
    r"|^(?:microsoft (?:office )?)?(?:word|excel|powerpoint)"
    r"(?:$|-? ?(?:do[ck]ument|文書|pr(?:ä|ae)sentation|presentation|プレゼンテーション)| ?[-–] )"
    r"|^(?:do[ck]ument|文書|folie|slide|スライド|pr(?:ä|ae)sentation|presentation"
    r"|プレゼンテーション) ?\d+$",
    re.IGNORECASE,
)


def is_made_up(title: str) -> bool:
    """Tell whether a title is a file name, or what a program writes where nobody gives one."""
    return bool(_MADE_UP.search(title))
