"""Answers and what they rest on, as the command line writes them."""

from __future__ import annotations

import json
from dataclasses import asdict

import typer

from twinbot.answering.quoting.judging import Judgement
from twinbot.assistant import Explanation
from twinbot.types import Answer, Citation, Evidence, Reference

SENTENCES_SHOWN = 8
PASSAGES_SHOWN = 8


def answer_record(answer: Answer) -> dict[str, object]:
    """Return an answer as the command line writes it in JSON."""
    return {
        "language": answer.query.language,
        "outcome": answer.outcome,
        "confidence": round(answer.confidence, 4),
        "intent": answer.intent,
        "suggestions": list(answer.suggestions),
        "nearest": _place_record(answer.nearest) if answer.nearest else None,
        "text": answer.text,
        "sentences": [
            {"text": sentence.text, "markers": list(sentence.markers)}
            for sentence in answer.sentences
        ],
        "citations": [
            {
                "marker": citation.marker,
                **_place_record(citation),
                "quote": citation.quote,
                "source": f"{citation.document_id}#page={citation.page}",
            }
            for citation in answer.citations
        ],
    }


def _place_record(place: Citation | Reference) -> dict[str, object]:
    return {
        "document_id": place.document_id,
        "title": place.title,
        "language": place.language,
        "page": place.page,
        "start": place.span.start,
        "end": place.span.end,
    }


def print_answer(answer: Answer) -> None:
    """Print an answer for people: the sentences, then what stands behind the markers."""
    typer.echo(answer.text)
    for citation in answer.citations:
        dated = f", {citation.date.isoformat()}" if citation.date else ""
        typer.echo(
            f"\n[{citation.marker}] {citation.title} ({citation.language}{dated})\n"
            f"    {citation.document_id}, page {citation.page}, "
            f"characters {citation.span.start}-{citation.span.end}"
        )
    if answer.nearest:
        nearest = answer.nearest
        typer.echo(
            f"\nnearest: {nearest.document_id}, page {nearest.page}, "
            f"characters {nearest.span.start}-{nearest.span.end}"
        )


def print_explanation(explained: Explanation, *, as_json: bool) -> None:
    """Print an answer with the passages, the sentences and the signals that led to it."""
    if as_json:
        typer.echo(json.dumps(explanation_record(explained), ensure_ascii=False))
        return
    answer, thresholds = explained.answer, explained.thresholds
    query = answer.evidence.query
    print_answer(answer)
    typer.echo(
        f"\nOutcome: {answer.outcome}; confidence {answer.confidence:.2f}, "
        f"answered from {thresholds.partial:.2f}, surely from {thresholds.grounded:.2f}"
        + (f"; intent: {answer.intent}" if answer.intent else "")
        + (f"\nTaken over from earlier turns: {query.carried}" if query.carried else "")
    )
    for part, judged in explained.parts:
        typer.echo(f"\nPart: {part.query.text}")
        _print_considered(part, judged)
    if explained.parts:
        typer.echo("\nThe question as a whole, which counts where a part is declined")
    _print_considered(answer.evidence, explained.judgement)


def _print_considered(evidence: Evidence, judged: Judgement) -> None:
    """Print the passages and sentences considered for a question or a part of one."""
    typer.echo(f"Judged: {judged.outcome}, confidence {judged.confidence:.2f}")
    typer.echo("\nPassages (rank, fused score, cosine, BM25):")
    for hit in evidence.hits[:PASSAGES_SHOWN]:
        place = f"{hit.passage.document_id}, page {hit.passage.page}, {hit.passage.heading}"
        scores = f"{hit.score:6.2f}  {hit.similarity:5.2f}  {hit.lexical_score:6.2f}"
        typer.echo(f"{hit.rank:>3}  {scores}  {place}")
    typer.echo("\nSentences (score, then each signal):")
    for sentence in judged.scored[:SENTENCES_SHOWN]:
        signals = ", ".join(
            f"{name} {value:.2f}" for name, value in asdict(sentence.signals).items() if value
        )
        typer.echo(f"  {sentence.score:5.2f}  {sentence.text}\n         {signals}")


def explanation_record(explained: Explanation) -> dict[str, object]:
    """Return an explanation as the command line writes it in JSON."""
    answer = explained.answer
    return {
        **answer_record(answer),
        "thresholds": asdict(explained.thresholds),
        "carried": answer.evidence.query.carried,
        **_considered_record(answer.evidence, explained.judgement),
        "parts": [
            {
                "question": part.query.text,
                "outcome": judged.outcome,
                "confidence": round(judged.confidence, 4),
                **_considered_record(part, judged),
            }
            for part, judged in explained.parts
        ],
    }


def _considered_record(evidence: Evidence, judged: Judgement) -> dict[str, object]:
    """Return the passages and sentences considered for a question or a part of one."""
    return {
        "passages": [
            {
                "rank": hit.rank,
                "score": round(hit.score, 4),
                "similarity": round(hit.similarity, 4),
                "lexical_score": round(hit.lexical_score, 4),
                "document_id": hit.passage.document_id,
                "page": hit.passage.page,
                "heading": hit.passage.heading,
            }
            for hit in evidence.hits
        ],
        "considered": [
            {
                "text": sentence.text,
                "score": round(sentence.score, 4),
                "document_id": sentence.hit.passage.document_id,
                "signals": {k: round(v, 4) for k, v in asdict(sentence.signals).items()},
            }
            for sentence in judged.scored[:SENTENCES_SHOWN]
        ],
    }
