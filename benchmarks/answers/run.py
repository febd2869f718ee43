"""How well twinbot answers over documents that it was never tuned on.

    python benchmarks/answers/run.py --texts de=xquad.de.json --questions en=xquad.en.json
    python benchmarks/answers/run.py --texts ja=jsquad.json --articles 40

Files are in the format of SQuAD (XQuAD, JSQuAD, GermanQuAD and the like). Each article becomes a
corpus of its own, made of every other paragraph, and is asked all of its questions: those about the
paragraphs it holds have an answer there, those about the ones it lacks have none, though they are
about the same subject. Questions may come from another language's file with the same question ids.

Printed, with 95 % bootstrap intervals over articles: of the answerable questions, the share whose
first quote, and any quote, holds the answer's words, and the share declined; of the others, the
share declined; and the milliseconds of a question.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from twinbot.assistant import build_assistant
from twinbot.indexing import ingest
from twinbot.language import matching_form
from twinbot.settings import Settings
from twinbot.types import LANGUAGES, Language

SAMPLES = 1_000
SEED = 7
SHOWN = ("grounded", "partial")


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of one question.

    Attributes:
        article: Number of its article.
        answerable: Whether the corpus held the paragraph it was asked about.
        declined: Whether it was declined.
        first: Whether the first quote holds the answer's words.
        any_quote: Whether one of the quotes does.
        elapsed_ms: What answering took.
    """

    article: int
    answerable: bool
    declined: bool
    first: bool
    any_quote: bool
    elapsed_ms: float


def read_articles(path: Path) -> list[dict[str, Any]]:
    """Return the articles of a file in the format of SQuAD."""
    content = json.loads(path.read_text("utf-8"))
    articles: list[dict[str, Any]] = content["data"] if isinstance(content, dict) else content
    return articles


def wordings(path: Path) -> dict[str, str]:
    """Return the questions of a file by their ids."""
    return {
        str(asked["id"]): asked["question"]
        for article in read_articles(path)
        for paragraph in article["paragraphs"]
        for asked in paragraph["qas"]
    }


def bare(text: str) -> str:
    """Return a text without white space and all that `matching_form` evens out."""
    return re.sub(r"\s+", "", matching_form(text))


def ask_article(
    number: int,
    article: dict[str, Any],
    texts: Language,
    questions: Language,
    wording: dict[str, str],
) -> Iterator[Asked]:
    """Index every other paragraph of an article and ask all of its questions."""
    paragraphs = article["paragraphs"]
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(corpus=Path(folder, "corpus"), index=Path(folder, "index"))
        document = settings.corpus / texts / "article.md"
        document.parent.mkdir(parents=True)
        blocks = [re.sub(r"[#*_<>\[\]`|\n]", " ", p["context"]) for p in paragraphs[::2]]
        title = json.dumps(str(article.get("title", "")).replace("_", " "), ensure_ascii=False)
        head = f"---\ntitle: {title}\n---\n\n"
        document.write_text(head + "\n\n".join(blocks) + "\n", "utf-8")
        ingest(settings)
        assistant = build_assistant(settings)
        for place, paragraph in enumerate(paragraphs):
            for asked in paragraph["qas"]:
                question = wording.get(str(asked["id"]), "")
                answers = [bare(answer["text"]) for answer in asked["answers"]]
                if not question or not answers:
                    continue
                began = time.perf_counter()
                answer = assistant.answer(question, questions)
                elapsed_ms = 1_000 * (time.perf_counter() - began)
                holds = [
                    any(text in bare(citation.quote) for text in answers)
                    for citation in answer.citations
                ]
                yield Asked(
                    article=number,
                    answerable=place % 2 == 0,
                    declined=answer.outcome not in SHOWN,
                    first=any(holds[:1]),
                    any_quote=any(holds),
                    elapsed_ms=elapsed_ms,
                )
        assistant.close()


def share(rows: Sequence[Asked], what: str) -> str:
    """Return a mean with its interval, in percent, drawing whole articles."""
    articles = sorted({row.article for row in rows})
    hits = np.array([sum(getattr(r, what) for r in rows if r.article == a) for a in articles])
    sizes = np.array([sum(r.article == a for r in rows) for a in articles])
    drawn = np.random.default_rng(SEED).integers(len(articles), size=(SAMPLES, len(articles)))
    low, high = np.quantile(hits[drawn].sum(1) / sizes[drawn].sum(1), [0.025, 0.975])
    return f"{100 * hits.sum() / sizes.sum():.1f} ({100 * low:.1f}–{100 * high:.1f})"


def main() -> None:
    """Read the command line, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--texts", required=True, metavar="LANGUAGE=FILE")
    parser.add_argument("--questions", metavar="LANGUAGE=FILE", help="default: those of --texts")
    parser.add_argument("--articles", type=int, default=1_000, help="at most so many")
    given = parser.parse_args()
    texts, _, texts_file = given.texts.partition("=")
    questions, _, questions_file = (given.questions or given.texts).partition("=")
    if texts not in LANGUAGES or questions not in LANGUAGES:
        parser.error(f"a language is one of {', '.join(LANGUAGES)}, as in de=xquad.de.json")
    wording = wordings(Path(questions_file))
    articles = [a for a in read_articles(Path(texts_file)) if len(a["paragraphs"]) > 1]
    rows = [
        row
        for number, article in enumerate(articles[: given.articles])
        for row in ask_article(number, article, texts, questions, wording)
    ]
    answerable = [row for row in rows if row.answerable]
    others = [row for row in rows if not row.answerable]
    print(
        f"{questions} → {texts}: {len(answerable)} questions with an answer, {len(others)} without"
    )
    print(f"  right in the first quote  {share(answerable, 'first')}")
    print(f"  right in any quote        {share(answerable, 'any_quote')}")
    print(f"  declined with an answer   {share(answerable, 'declined')}")
    print(f"  declined without one      {share(others, 'declined')}")
    times = [row.elapsed_ms for row in rows]
    print(
        "  a question takes p50 {:.0f} ms, p95 {:.0f} ms".format(*np.quantile(times, [0.5, 0.95]))
    )


if __name__ == "__main__":
    main()
