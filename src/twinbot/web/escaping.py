"""Text from outside as HTML in which it can be nothing but text.

The chat component renders Markdown with HTML inside. Text of documents and users therefore has
every character that either would read written as a character reference (HTML 5.2, 8.1.4).
"""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"[^\w\s。、「」『』（）・ー！？，．：；]|_")
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
MAX_MARKS = 8
"""Accents stacked on one letter; more of them would cover the lines around."""
_STACKED = re.compile(rf"([\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff\ufe20-\ufe2f]{{{MAX_MARKS}}})"
                      r"[\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff\ufe20-\ufe2f]+")  # fmt: skip


def escape(text: str) -> str:
    """Return text that neither HTML nor Markdown can read as anything but text.

    Characters that turn the direction of writing are dropped: they can make a quote read
    differently from what it says. So are accents stacked without end.
    """
    plain = _STACKED.sub(r"\1", _DIRECTION.sub("", text))
    return _SPECIAL.sub(lambda match: f"&#{ord(match.group())};", plain)


def escape_attribute(text: str) -> str:
    """Return text for a quoted attribute."""
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
