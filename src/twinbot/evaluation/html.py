"""``report.html``: one file that asks nothing of any server."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import combinations
from pathlib import Path

from twinbot.evaluation import plots
from twinbot.evaluation.comparing import Comparison, RunComparison
from twinbot.evaluation.curves import CurvePoint, answer_curve
from twinbot.evaluation.figures import (
    AGREEMENTS,
    FIGURES,
    Aspect,
    FigureKind,
    pair_agreement,
    wordings_by_subject,
)
from twinbot.evaluation.judging import ASPECTS, judged_figures
from twinbot.evaluation.question_html import write_question
from twinbot.evaluation.results import VERDICTS, QuestionResult
from twinbot.evaluation.runs import EvaluationRun, write_text
from twinbot.evaluation.subjects import KINDS, UNANSWERABLE
from twinbot.evaluation.summarising import Figure
from twinbot.types import LANGUAGES, Language

HTML_FILE = "report.html"
COVERAGE_STEP = 0.05
"""The table of thresholds has a row for each such step."""

_ASSETS = Path(__file__).parent / "assets"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
"""Nothing is fetched, whatever a document's words may hold."""

_FigureTable = Mapping[tuple[str, Language | None], Figure]


def write_html(
    run: EvaluationRun,
    figures: Sequence[Figure],
    comparison: RunComparison | None,
    folder: Path,
) -> None:
    """Write ``report.html`` into a folder, made if need be.

    Raises:
        EvaluationError: If it cannot be written.
    """
    write_text(folder / HTML_FILE, render(run, figures, comparison))


def render(
    run: EvaluationRun, figures: Sequence[Figure], comparison: RunComparison | None = None
) -> str:
    """Return the page.

    Args:
        run: What was asked and what came of it.
        figures: Of `summarise`.
        comparison: With an earlier run, if there is one.
    """
    table = {(f.name, f.of.language): f for f in figures if f.of.kind is None}
    parts = [
        *_head(run),
        *_figures(table),
        *_comparison(comparison),
        *_grades(run),
        *_plots(run.results, table),
        *_kinds(figures),
        *_questions(run, comparison),
    ]
    return "\n".join(parts) + "\n"


def _head(run: EvaluationRun) -> Iterator[str]:
    info = run.info
    style = (_ASSETS / "report.css").read_text("utf-8")
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>twinbot evaluation, {info.created_at:%Y-%m-%d %H:%M}</title>"
    yield f"<style>\n{style}</style>\n</head>\n<body>\n<main>\n<h1>twinbot evaluation</h1>"
    counts = ", ".join(f"{n} {language}" for language, n in info.documents.items())
    yield (
        f"<p>{len(run.results)} questions ({len(info.digests)} subjects, split "
        f"{info.split or 'all'}) of {escape(info.questions)}, asked on "
        f"{info.created_at:%Y-%m-%d %H:%M} UTC in {info.duration_s:.1f} s of twinbot "
        f"{escape(info.version)} with the model {escape(info.model)} over {counts} documents "
        f"({escape(info.generation)}).</p>"
    )
    ended = [result.verdict for result in run.results]
    told = ", ".join(
        f'<span class="{verdict}">{ended.count(verdict)} {verdict}</span>'
        for verdict in VERDICTS
        if verdict in ended
    )
    yield f"<p>Of all questions: {told}.</p>"


def _figures(table: _FigureTable) -> Iterator[str]:
    yield "<h2>Figures</h2>\n<div class='scroll' tabindex='0' role='region' aria-label='Figures'>"
    yield "<table><caption>Each with its 95 % bootstrap interval over subjects.</caption>"
    yield f"<thead><tr><th scope='col'>Figure</th>{_columns()}<th scope='col'>What it is</th></tr>"
    yield "</thead><tbody>"
    section = ""
    for kind in FIGURES:
        if kind.section != section:
            section = kind.section
            yield f"<tr class='section'><th colspan='6' scope='rowgroup'>{section}</th></tr>"
        cells = "".join(_cell(kind, table.get((kind.name, name))) for name in plots.SERIES)
        yield (
            f"<tr><th scope='row'>{kind.title}</th>{cells}"
            f"<td class='soft'>{escape(kind.meaning)}</td></tr>"
        )
    yield "</tbody></table></div>"


def _columns() -> str:
    return "".join(f"<th scope='col'>{plots.series_name(name)}</th>" for name in plots.SERIES)


def _cell(kind: FigureKind, figure: Figure | None) -> str:
    if figure is None:
        return "<td class='soft'>–</td>"
    low, high = kind.shown(figure.low), kind.shown(figure.high)
    return (
        f"<td title='{figure.cases} cases, {figure.subjects} subjects'>"
        f"{kind.shown(figure.value)} <span class='interval'>[{low}, {high}]</span></td>"
    )


def _plots(results: Sequence[QuestionResult], table: _FigureTable) -> Iterator[str]:
    shares = [kind for kind in FIGURES if kind.unit == "share"]
    curves = {name: answer_curve(results, name) for name in plots.SERIES}
    yield "<h2>Intervals</h2>"
    yield plots.interval_bars(shares, table)
    yield "<h2>Abstention and parity</h2>\n<div class='plots'><div>"
    yield "<h3>If only surer answers were given</h3>"
    yield plots.curve_plot(curves)
    yield "<p class='soft'>The dot is where the assistant stands; it cannot be judged beyond.</p>"
    yield from _curve_table(curves)
    yield "</div><div><h3>How often two languages agree</h3>"
    yield _parity(results)
    yield "</div></div>"


def _curve_table(curves: Mapping[Language | None, Sequence[CurvePoint]]) -> Iterator[str]:
    yield "<details><summary>Thresholds as a table</summary><div class='body scroll'><table>"
    yield (
        "<thead><tr><th scope='col'>language</th><th scope='col'>confidence from</th>"
        "<th scope='col'>coverage</th><th scope='col'>accuracy</th>"
        "<th scope='col'>answerable answered</th><th scope='col'>unanswerable declined</th></tr>"
        "</thead><tbody>"
    )
    for language, points in curves.items():
        for point in _thinned(points):
            cells = "".join(
                f"<td>{value:.3f}</td>"
                for value in (
                    point.threshold,
                    point.coverage,
                    point.accuracy,
                    point.answered,
                    point.declined,
                )
            )
            yield f"<tr><th scope='row'>{plots.series_name(language)}</th>{cells}</tr>"
    yield "</tbody></table></div></details>"


def _thinned(points: Sequence[CurvePoint]) -> list[CurvePoint]:
    """Return the last point of each step of coverage: hundreds of rows help nobody."""
    return list({int(point.coverage / COVERAGE_STEP): point for point in points}.values())


def _parity(results: Sequence[QuestionResult]) -> str:
    subjects = wordings_by_subject(results)
    pairs = list(combinations(LANGUAGES, 2))
    shares: dict[tuple[str, tuple[str, str]], float | None] = {}
    for aspect in AGREEMENTS:
        for pair in pairs:
            shares[aspect, pair] = _agreement(subjects, aspect, *pair)
    return plots.parity_matrix(list(AGREEMENTS), pairs, shares)


def _agreement(
    subjects: Sequence[Sequence[QuestionResult]], aspect: Aspect, one: Language, other: Language
) -> float | None:
    found = pair_agreement(subjects, aspect, one, other)
    return found.reached / found.possible if found.possible else None


def _kinds(figures: Sequence[Figure]) -> Iterator[str]:
    """Yield, by kind, right answers or, where there is no answer, rightly declined questions."""
    table = {(f.name, f.of.kind, f.of.language): f for f in figures}
    titles = {kind.name: kind for kind in FIGURES}
    yield "<h2>By kind of question</h2>\n<div class='scroll' tabindex='0' role='region' "
    yield "aria-label='By kind'><table><caption>Right answers; for kinds without an answer, "
    yield f"questions declined.</caption><thead><tr><th scope='col'>Kind</th>{_columns()}"
    yield "</tr></thead><tbody>"
    for kind in KINDS:
        name = "abstention_recall" if kind in UNANSWERABLE else "right"
        found = [table.get((name, kind, language)) for language in plots.SERIES]
        if any(found):
            cells = "".join(_cell(titles[name], figure) for figure in found)
            yield f"<tr><th scope='row'>{kind}</th>{cells}</tr>"
    yield "</tbody></table></div>"


def _comparison(comparison: RunComparison | None) -> Iterator[str]:
    if comparison is None:
        return
    before = comparison.before.info
    yield f"<h2>Compared with the run of {before.created_at:%Y-%m-%d %H:%M} UTC</h2>"
    yield (
        f"<p>twinbot {escape(before.version)}, {escape(before.model)}, "
        f"{escape(before.generation)}; {comparison.subjects} subjects paired"
        + (f", {len(comparison.left_out)} left out" if comparison.left_out else "")
        + ". A finding needs a randomisation test below 0.05, adjusted for three languages.</p>"
    )
    yield "<div class='scroll' tabindex='0' role='region' aria-label='Comparison'><table><thead>"
    yield f"<tr><th scope='col'>Figure</th>{_columns()}</tr></thead><tbody>"
    found = {(c.name, c.language): c for c in comparison.comparisons}
    for kind in FIGURES:
        cells = [_compared(kind, found.get((kind.name, name))) for name in plots.SERIES]
        if any((kind.name, name) in found for name in plots.SERIES):
            yield f"<tr><th scope='row'>{kind.title}</th>{''.join(cells)}</tr>"
    yield "</tbody></table></div>"


def _compared(kind: FigureKind, comparison: Comparison | None) -> str:
    if comparison is None:
        return "<td class='soft'>–</td>"
    name = comparison.finding if comparison.finding != "cannot tell" else "soft"
    return (
        f"<td><span class='{name}'>{comparison.finding}</span> "
        f"{kind.shown(comparison.before)} → {kind.shown(comparison.after)}<br>"
        f"<span class='interval'>[{kind.shown(comparison.low, signed=True)}, "
        f"{kind.shown(comparison.high, signed=True)}], p {comparison.p_value:.3f}</span></td>"
    )


def _grades(run: EvaluationRun) -> Iterator[str]:
    """Yield a judge's mean grades, in a section of their own: they are no measurement."""
    found = judged_figures(run.results, run.grades)
    for judge in sorted({figure.judge for figure in found}):
        yield f"<h2>Graded by {escape(judge)}</h2>"
        yield "<p class='soft'>Opinions of a model, from 0 to 1; part of no figure above.</p>"
        yield f"<table><thead><tr><th scope='col'>Grade</th>{_columns()}</tr></thead><tbody>"
        means = {(f.aspect, f.language): f for f in found if f.judge == judge}
        for aspect in ASPECTS:
            cells = "".join(
                f"<td>{f.value:.2f} <span class='interval'>[{f.low:.2f}, {f.high:.2f}]</span></td>"
                if (f := means.get((aspect, language)))
                else "<td class='soft'>–</td>"
                for language in plots.SERIES
            )
            yield f"<tr><th scope='row'>{aspect}</th>{cells}</tr>"
        yield "</tbody></table>"


def _questions(run: EvaluationRun, comparison: RunComparison | None) -> Iterator[str]:
    earlier = {r.query_id: r for r in comparison.before.results} if comparison else {}
    yield "<h2 id='questions'>Questions</h2>"
    yield "<form id='filter' hidden>"
    yield _choice("language", LANGUAGES)
    yield _choice("kind", KINDS)
    yield _choice("verdict", VERDICTS)
    if comparison:
        yield _choice("change", ("changed", "same", "new"))
    yield "<label>words <input name='words' type='search'></label></form>"
    yield "<p id='told' role='status' class='soft'></p>"
    for result in run.results:
        yield write_question(result, earlier.get(result.query_id), compared=bool(comparison))
    script = (_ASSETS / "report.js").read_text("utf-8")
    yield f"</main>\n<script>\n{script}</script>\n</body>\n</html>"


def _choice(name: str, values: Sequence[str]) -> str:
    options = "".join(f"<option>{value}</option>" for value in values)
    every = "<option value=''>all</option>"
    return f"<label>{name} <select name='{name}'>{every}{options}</select></label>"
