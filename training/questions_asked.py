"""Questions whose answers are known, over documents made of what they were asked about."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from twinbot.language import matching_form
from twinbot.types import Hit, Language, Query


@dataclass(frozen=True)
class Asked:
    """A question and the tests of what may answer it.

    Attributes:
        query: The question.
        holds_answer: Whether a text of a passage holds the answer; ``None`` for no answer.
        paragraph: Start of the paragraph it was asked about, where that is known.
        subject: What tells its wordings in several languages from other questions, likewise.
    """

    query: Query
    holds_answer: Callable[[Hit, str], bool] | None
    paragraph: str = ""
    subject: str = ""


def read_squad(path: Path) -> list[dict[str, Any]]:
    """Return the articles of a file in the format of SQuAD."""
    content = json.loads(path.read_text("utf-8"))
    articles: list[dict[str, Any]] = content["data"] if isinstance(content, dict) else content
    return articles


def write_articles(
    folder: Path, language: Language, articles: Sequence[dict[str, Any]]
) -> Iterator[Asked]:
    """Write each article as a document; yield its questions.

    Args:
        folder: Where the documents go, made anew.
        language: Of articles and questions.
        articles: In the format of SQuAD.
    """
    folder.mkdir(parents=True)
    for number, article in enumerate(articles):
        title = str(article["title"]).replace("_", " ")
        texts = [_one_block(paragraph["context"]) for paragraph in article["paragraphs"]]
        head = f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n\n"
        (folder / f"{number:04}.md").write_text(head + "\n\n".join(texts) + "\n", "utf-8")
        for paragraph, text in zip(article["paragraphs"], texts, strict=True):
            for question in paragraph["qas"]:
                answers = [bare(answer["text"]) for answer in question["answers"]]
                unanswerable = question.get("is_impossible", False) or not answers
                yield Asked(
                    Query(question["question"], language),
                    None if unanswerable else _holds_any(answers),
                    text,
                )


def _one_block(text: str) -> str:
    return re.sub(r"[#*_<>\[\]`|\n]", " ", text)


def _holds_any(answers: Sequence[str]) -> Callable[[Hit, str], bool]:
    return lambda _, text: any(answer in bare(text) for answer in answers)


def bare(text: str) -> str:
    """Return a text without white space and all that `matching_form` evens out."""
    return re.sub(r"\s+", "", matching_form(text))
