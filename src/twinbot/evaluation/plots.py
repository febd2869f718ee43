"""The plots of a report as inline SVG: interval bars, curves, the parity matrix; pure.

Colours come from the page's style sheet by class, so that light and dark follow the reader's
choice. No plot says anything that a table of the report does not say as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from twinbot.evaluation.curves import CurvePoint
from twinbot.evaluation.figures import FigureKind
from twinbot.evaluation.summarising import Figure
from twinbot.types import LANGUAGES, Language

SERIES: tuple[Language | None, ...] = (None, *LANGUAGES)
"""What is drawn beside each other: all languages, then each."""

_LABEL = 170
_WIDTH = 420
_LINE = 13
_GAP = 12


def series_name(language: Language | None) -> str:
    """Return the name of a series, also its class in the style sheet."""
    return language or "all"


def interval_bars(
    kinds: Sequence[FigureKind], figures: Mapping[tuple[str, Language | None], Figure]
) -> str:
    """Draw each share as a dot on its interval, one line a language.

    Args:
        kinds: Which figures, in order; only shares are drawn.
        figures: By name and language.
    """
    parts: list[str] = []
    top = 8
    for kind in kinds:
        drawn = [(name, f) for name in SERIES if (f := figures.get((kind.name, name)))]
        if kind.unit != "share" or not drawn:
            continue
        height = _LINE * len(drawn)
        parts.append(f'<text x="0" y="{top + height / 2 + 4}">{escape(kind.title)}</text>')
        for place, (language, figure) in enumerate(drawn):
            parts.append(_bar(series_name(language), figure, top + _LINE * (place + 0.5)))
        top += height + _GAP
    grid = "".join(
        f'<line class="axis" x1="{_x(tick)}" y1="0" x2="{_x(tick)}" y2="{top}"/>'
        f'<text class="label" x="{_x(tick)}" y="{top + 14}" text-anchor="middle">{tick:g}</text>'
        for tick in (0, 0.25, 0.5, 0.75, 1)
    )
    return _svg(
        _LABEL + _WIDTH + 60, top + 22, "Figures with their intervals", grid + "".join(parts)
    )


def curve_plot(curves: Mapping[Language | None, Sequence[CurvePoint]]) -> str:
    """Draw accuracy over coverage, one line a language."""
    size, left, bottom = 260, 36, 276
    dashes = {None: "", "de": "7 3", "en": "2 3", "ja": "9 3 2 3"}
    parts = [
        f'<line class="axis" x1="{left}" y1="{bottom - size * tick}" x2="{left + size}" '
        f'y2="{bottom - size * tick}"/><text class="label" x="{left - 6}" '
        f'y="{bottom - size * tick + 4}" text-anchor="end">{tick:g}</text>'
        f'<text class="label" x="{left + size * tick}" y="{bottom + 15}" '
        f'text-anchor="middle">{tick:g}</text>'
        for tick in (0, 0.25, 0.5, 0.75, 1)
    ]
    parts.append(
        f'<text class="label" x="{left + size / 2}" y="{bottom + 32}" text-anchor="middle">'
        "coverage: share of questions answered</text>"
    )
    for place, language in enumerate(SERIES):
        points = curves.get(language, ())
        name = series_name(language)
        places = [(left + size * p.coverage, bottom - size * p.accuracy) for p in points]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        parts.append(
            f'<polyline class="{name}" stroke-dasharray="{dashes[language]}" points="{line}"/>'
        )
        if places:
            x, y = places[-1]
            parts.append(f'<circle class="{name}-dot" cx="{x:.1f}" cy="{y:.1f}" r="4"/>')
        key = 30 + 18 * place
        parts.append(
            f'<line class="{name}" stroke-dasharray="{dashes[language]}" x1="{left + size + 16}" '
            f'y1="{key}" x2="{left + size + 46}" y2="{key}"/>'
            f'<text x="{left + size + 52}" y="{key + 4}">{name}</text>'
        )
    return _svg(left + size + 90, bottom + 40, "Accuracy over coverage", "".join(parts))


def parity_matrix(
    rows: Sequence[str],
    columns: Sequence[tuple[str, str]],
    shares: Mapping[tuple[str, tuple[str, str]], float | None],
) -> str:
    """Draw how often pairs of languages agree, as shaded cells with their share.

    Args:
        rows: Names of what they may agree in.
        columns: Pairs of languages.
        shares: By row and column, 0 to 1; ``None`` without a case.
    """
    width, height, left, top = 84, 40, 90, 24
    parts = [
        f'<text x="{left + width * (place + 0.5)}" y="16" text-anchor="middle">'
        f"{'–'.join(pair)}</text>"
        for place, pair in enumerate(columns)
    ]
    for line, name in enumerate(rows):
        y = top + height * line
        parts.append(f'<text x="0" y="{y + height / 2 + 4}">{escape(name)}</text>')
        for place, pair in enumerate(columns):
            share = shares.get((name, pair))
            x = left + width * place
            shown = "–" if share is None else f"{share:.2f}"
            parts.append(
                f'<rect class="cell" x="{x + 1}" y="{y + 1}" width="{width - 2}" '
                f'height="{height - 2}" fill-opacity="{0.05 + 0.30 * (share or 0):.3f}"/>'
                f'<text x="{x + width / 2}" y="{y + height / 2 + 4}" text-anchor="middle">'
                f"{shown}</text>"
            )
    return _svg(
        left + width * len(columns),
        top + height * len(rows) + 4,
        "How often two languages agree",
        "".join(parts),
    )


def _bar(name: str, figure: Figure, y: float) -> str:
    return (
        f'<line class="{name}" x1="{_x(figure.low):.1f}" y1="{y}" x2="{_x(figure.high):.1f}" '
        f'y2="{y}"/><circle class="{name}-dot" cx="{_x(figure.value):.1f}" cy="{y}" r="4.5"/>'
        f'<text class="label" x="{_x(1) + 10}" y="{y + 4}">{name} {figure.value:.2f}</text>'
    )


def _x(share: float) -> float:
    return _LABEL + (_WIDTH - 20) * share


def _svg(width: float, height: float, title: str, content: str) -> str:
    return (
        f'<svg role="img" aria-label="{escape(title)}" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}">{content}</svg>'
    )
