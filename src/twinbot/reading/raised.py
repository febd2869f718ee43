"""Digits set above or below the line, as footnotes, powers, minutes and formulas have them; pure.

Plain text knows no height: taken as they are, the footnote of "365.000<sup>1</sup>" would be one
more digit of the number.
"""

from __future__ import annotations

import re

_MARKS = re.compile(r"[\d+\-−–=()*,;.\s]*\d[\d+\-−–=()*,;.\s]*")
_DIGITS = "0123456789+-−–=()"
_RAISED = str.maketrans(_DIGITS, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾")
_LOWERED = str.maketrans(_DIGITS, "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
_MEASURE = re.compile(r"(?<![^\W\d_])[kcdm]?m$")
_TEN = re.compile(r"(?<![\d.,])10$")
_HOUR = re.compile(r"(?<![\d.,])[012]?\d$")
_MINUTES = re.compile(r"[0-5]\d")
_POWER = re.compile(r"[-−–]?\d+")


def raise_digits(text: str, before: str) -> str:
    """Return what stands above the line, its digits as such ("m²", "10⁶", "9³⁰ Uhr").

    A footnote is set apart by a blank: texts are compared in the Unicode form NFKC, in which raised
    digits are digits, and belong to the number or word that they follow.

    Args:
        text: What stands above the line; what is more than digits and signs stays as it is.
        before: What stands before it on the line.
    """
    if not _MARKS.fullmatch(text):
        return text
    is_time = _HOUR.search(before) and _MINUTES.fullmatch(text)
    is_power = _TEN.search(before) and _POWER.fullmatch(text)
    belongs = is_time or is_power or _MEASURE.search(before)
    return ("" if belongs or not before.strip() else " ") + text.strip().translate(_RAISED)


def lower_digits(text: str) -> str:
    """Return what stands below the line, its digits as such ("CO₂")."""
    return text.strip().translate(_LOWERED) if _MARKS.fullmatch(text) else text
