"""Readers of the training sources: each yields pairs or paragraphs."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from texts import one_line, read_tsv

LONGEST = 1_500


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that belong together.

    Attributes:
        kind: "pair" (translations), "question" (question, passage) or "heading" (heading, passage).
        languages: Such as "en-de".
        source: Where it is from; README.md says under which licence.
    """

    kind: str
    languages: str
    source: str
    left: str
    right: str

    @property
    def group(self) -> str:
        """Name of the training file it goes to."""
        return f"{self.kind}.{self.languages}.{self.source}"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The sentences of a paragraph, in one language or aligned in two."""

    source: str
    languages: tuple[str, ...]
    sides: tuple[tuple[str, ...], ...]


def translations(data: Path) -> Iterator[Pair]:
    """Yield the pairs of both sets."""
    for folder in (data, data / "more"):
        for languages in ("en-de", "en-ja", "de-ja"):
            path = folder / f"{languages}.tsv.gz"
            for left, right, source in read_tsv(path) if path.exists() else ():
                yield Pair("pair", languages, source, left, right)


def questions(data: Path) -> Iterator[Pair]:
    """Yield questions and headings with their passages."""
    for question, passage, *_ in read_tsv(data / "qa-ja.tsv.gz"):
        yield Pair("question", "ja-ja", "jaquad", question, passage)
    more = data / "more"
    for heading, passage, source in read_tsv(more / "mono-de.tsv.gz"):
        yield Pair("heading", "de-de", source, heading, passage)
    for question, passage, languages, source in read_tsv(more / "qa.tsv.gz"):
        yield Pair(_kind_of(source), languages, source.removesuffix("-title"), question, passage)


def _kind_of(source: str) -> str:
    if source == "jsts-train-sim4":
        return "pair"
    return "heading" if source.endswith("-title") or source == "glosario-def" else "question"


def anki(path: Path, languages: str, source: str) -> Iterator[Pair]:
    """Yield the pairs of a manythings.org/anki file (English, the other, perhaps attribution)."""
    for english, other, *_ in read_tsv(path):
        yield Pair("pair", languages, source, english, other)


def kyoto_paragraphs(data: Path) -> Iterator[Paragraph]:
    """Yield the aligned paragraphs of the Kyoto corpus."""
    with gzip.open(data / "kyoto-paragraphs.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            sides = tuple(tuple(one_line(text) for text in row[key]) for key in ("j", "e"))
            yield Paragraph("kyoto-paragraphs", ("ja", "en"), sides)


def klexikon_articles(folder: Path) -> Iterator[tuple[str, list[list[str]], list[list[str]]]]:
    """Yield title, Wikipedia and Klexikon paragraphs of each article, by sentences."""
    for path in sorted((folder / "data/splits/train/wiki").glob("*.txt")):
        simple = folder / "data/splits/train/klexikon" / path.name
        if simple.exists():
            yield path.stem.replace("_", " "), _paragraphs(path), _paragraphs(simple)


def _paragraphs(path: Path) -> list[list[str]]:
    """Split a Klexikon file: a sentence a line, paragraphs apart by empty lines."""
    blocks = re.split(r"\n\s*\n", path.read_text("utf-8"))
    lines = [[one_line(line) for line in block.splitlines() if line.strip()] for block in blocks]
    return [block for block in lines if block and not block[0].startswith("==")]


def klexikon(folder: Path) -> tuple[list[Pair], list[Paragraph]]:
    """Return headings with passages, simple with full openings, and German paragraphs."""
    pairs: list[Pair] = []
    paragraphs: list[Paragraph] = []
    for title, full, simple in klexikon_articles(folder):
        blocks = full[:12] + simple
        paragraphs += [Paragraph("klexikon", ("de",), (tuple(block),)) for block in blocks]
        openings = [_cut(" ".join(version[0])) for version in (full, simple) if version]
        pairs += [Pair("heading", "de-de", "klexikon", title, opening) for opening in openings]
        for block in simple[:6]:  # easy words about the same subject as the full opening
            pairs.append(Pair("question", "de-de", "klexikon", _cut(" ".join(block)), openings[0]))
    return pairs, paragraphs


def squad(path: Path) -> Iterator[Pair]:
    """Yield the English questions of a file in the format of SQuAD with what answers them.

    That is the sentence where the file gives a whole sentence as the answer, else the paragraph.
    """
    for article in json.loads(path.read_text("utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            for asked in paragraph["qas"]:
                for answer in asked["answers"][:1]:
                    whole = answer["text"].endswith((".", "!", '."'))
                    passage = answer["text"] if whole else paragraph["context"]
                    question = one_line(asked["question"])
                    yield Pair("question", "en-en", "squad", question, _cut(one_line(passage)))


def _cut(text: str) -> str:
    """Shorten to the last whole word within the limit."""
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0]
