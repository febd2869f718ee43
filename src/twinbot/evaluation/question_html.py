"""One question of ``report.html``: answer, citations, what was expected, and the verdict."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from twinbot.evaluation.results import CitationMark, QuestionResult


def write_question(
    result: QuestionResult, earlier: QuestionResult | None, *, compared: bool
) -> str:
    """Return the question as a block that opens.

    Args:
        result: What came of it.
        earlier: What came of it in the earlier run, if it was asked there.
        compared: Whether there is an earlier run.
    """
    change = "" if not compared else "new" if earlier is None else _change(result, earlier)
    return "".join(
        [
            f"<details data-language='{result.language}' data-kind='{result.kind}'",
            f" data-verdict='{result.verdict}' data-change='{change}'>",
            f"<summary><span class='{result.verdict}'>{result.verdict}</span>",
            _was(result, earlier),
            f"<span class='question' lang='{result.language}'>{escape(result.question)}</span> ",
            f"<span class='soft'>{escape(result.subject_id)}, {result.language}, {result.kind}",
            "</span></summary><div class='body'>",
            *_answer(result),
            *map(_citation, result.citations),
            *_expected(result),
            *_earlier(earlier if change == "changed" else None),
            "</div></details>",
        ]
    )


def _change(result: QuestionResult, earlier: QuestionResult) -> str:
    same = result.verdict == earlier.verdict and result.sentences == earlier.sentences
    return "same" if same else "changed"


def _was(result: QuestionResult, earlier: QuestionResult | None) -> str:
    if earlier is None or earlier.verdict == result.verdict:
        return ""
    return f" <span class='soft'>(was {earlier.verdict})</span>"


def _answer(result: QuestionResult) -> Iterator[str]:
    if result.error is not None:
        yield f"<p class='failed'>{escape(result.error)}</p>"
    yield "<p>"
    for sentence in result.sentences:
        markers = "".join(f"[{marker}]" for marker in sentence.markers)
        yield f"<span lang='{sentence.language}'>{escape(sentence.text)}</span>{markers} "
    yield "</p>"


def _citation(citation: CitationMark) -> str:
    told = [
        "verbatim" if citation.verbatim else "not the stored words",
        "right" if citation.right else "carries no expected fact",
    ]
    name = "right" if citation.right else "wrong"
    return (
        f"<blockquote><span lang='{citation.language}'>{escape(citation.quote)}</span><br>"
        f"<span class='soft'>[{citation.marker}] {escape(citation.document_id)}, page "
        f"{citation.page}: </span><span class='{name}'>{', '.join(told)}</span></blockquote>"
    )


def _expected(result: QuestionResult) -> Iterator[str]:
    yield "<dl>"
    for place, (pattern, said) in enumerate(zip(result.expected, result.facts, strict=True)):
        state = "cited" if place in result.cited_facts else "said, not cited" if said else "missing"
        name = {"cited": "right", "missing": "wrong"}.get(state, "incomplete")
        yield f"<dt>expected</dt><dd><code>{escape(pattern)}</code>: "
        yield f"<span class='{name}'>{state}</span></dd>"
    if not result.answerable:
        attack = f" ({escape(result.attack)})" if result.attack else ""
        yield f"<dt>expected</dt><dd>to be declined{attack}</dd>"
    if any(result.forbidden):
        yield "<dt>forbidden</dt><dd class='wrong'>said</dd>"
    if result.relevant:
        ranks = [
            f"{unit} at rank {result.ranking.index(unit) + 1}"
            if unit in result.ranking
            else f"{unit} not found"
            for unit in result.relevant
        ]
        yield f"<dt>retrieval</dt><dd>{escape('; '.join(ranks))}</dd>"
    yield f"<dt>outcome</dt><dd>{result.outcome or 'failed'}, confidence {result.confidence:.2f}"
    yield f"{', ' + result.intent if result.intent else ''}, {result.duration_ms:.0f} ms</dd></dl>"


def _earlier(earlier: QuestionResult | None) -> Iterator[str]:
    if earlier is None:
        return
    yield f"<h3>Earlier: <span class='{earlier.verdict}'>{earlier.verdict}</span></h3>"
    yield from _answer(earlier)
    yield from map(_citation, earlier.citations)
