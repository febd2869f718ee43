"""Step 1: gather pairs, questions and paragraphs; keep test sentences out; set a dev piece aside.

Usage: python training/prepare.py --data DATA --out WORK [--klexikon DIR] [--anki-japanese FILE]
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from texts import Exclusion, fraction, is_japanese, letters, one_line, read_tsv, test_sentences

SEED = 7
DEV_SIZE = 500
DEV_PASSAGES = 0.06
LONGEST = 1_500
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÄÖÜ\"„])")
DEV_OF_SOURCE = {
    "tatoeba-anki": "tatoeba",
    "tatoeba-opus": "tatoeba",
    "tanaka-small": "tatoeba",
    "tatoeba-anki-ja": "tatoeba",
    "kyoto-wiki": "kyoto",
    "opensource-guide": "prose",
    "privacyguides": "prose",
    "mozilla-legal-docs": "prose",
    "bitcoin.org": "prose",
    "storybooks-de": "prose",
    "cs-unplugged": "prose",
    "ms-business-central": "manuals",
    "ms-alchemyinsights": "manuals",
}
FEWEST_WORDS_IN_DEV = 4


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


def anki(path: Path) -> Iterator[Pair]:
    """Yield the pairs of a manythings.org/anki file (English, Japanese, attribution)."""
    for english, japanese, *_ in read_tsv(path):
        yield Pair("pair", "en-ja", "tatoeba-anki-ja", english, japanese)


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


def _cut(text: str) -> str:
    """Shorten to the last whole word within the limit."""
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0]


def headings_as_paragraphs(pairs: Iterable[Pair]) -> Iterator[Paragraph]:
    """Yield the passages of monolingual pairs as paragraphs, where they have two sentences."""
    for pair in pairs:
        first, second = pair.languages.split("-")
        if pair.kind != "pair" and first == second and first != "ja":
            sentences = tuple(SENTENCE_END.split(pair.right))
            if len(sentences) > 1:
                yield Paragraph(pair.source, (first,), (sentences,))


def without_tests(
    pairs: Iterable[Pair], exclusion: Exclusion, left_out: Counter[str]
) -> list[Pair]:
    """Return the pairs that hold no test sentence, each once."""
    seen: set[tuple[str, str, str]] = set()
    kept: list[Pair] = []
    for pair in pairs:
        key = (pair.languages, letters(pair.left), letters(pair.right))
        if not pair.left or not pair.right or max(len(pair.left), len(pair.right)) > 2 * LONGEST:
            left_out["empty or too long"] += 1
        elif key in seen:
            left_out["twice"] += 1
        elif exclusion.holds(pair.left) or exclusion.holds(pair.right):
            left_out["test sentence"] += 1
        else:
            seen.add(key)
            kept.append(pair)
    return kept


def dev_pairs(pairs: list[Pair]) -> dict[str, list[Pair]]:
    """Choose the dev piece: 500 pairs of a kind of text, and a share of all passages."""
    chosen: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        name = DEV_OF_SOURCE.get(pair.source)
        if pair.kind == "pair" and name and _long_enough(pair):
            chosen[f"sentences.{name}.{pair.languages}"].append(pair)
        elif pair.kind != "pair" and fraction(pair.right, SEED) < DEV_PASSAGES:
            chosen[f"passages.{pair.kind}.{pair.languages}"].append(pair)
    limits = {name: DEV_SIZE if name.startswith("sentences") else 2_000 for name in chosen}
    return {
        name: sorted(rows, key=lambda pair: fraction(pair.left + pair.right, SEED))[: limits[name]]
        for name, rows in sorted(chosen.items())
        if len(rows) >= 4 * DEV_SIZE or not name.startswith("sentences")
    }


def _long_enough(pair: Pair) -> bool:
    return all(
        len(letters(text)) >= 2 * FEWEST_WORDS_IN_DEV
        if is_japanese(text)
        else len(text.split()) >= FEWEST_WORDS_IN_DEV
        for text in (pair.left, pair.right)
    )


def write_groups(pairs: Iterable[Pair], folder: Path) -> Counter[str]:
    """Write one TSV file a group and return their sizes."""
    folder.mkdir(parents=True)
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        groups[pair.group].append(pair)
    for name, rows in groups.items():
        text = "".join(f"{pair.left}\t{pair.right}\n" for pair in rows)
        (folder / f"{name}.tsv").write_text(text, "utf-8")
    return Counter({name: len(rows) for name, rows in groups.items()})


def write_paragraphs(paragraphs: Iterable[Paragraph], path: Path) -> int:
    """Write paragraphs as JSON lines and return their number."""
    lines = [
        json.dumps(
            {"source": one.source, "languages": one.languages, "sides": one.sides},
            ensure_ascii=False,
        )
        for one in paragraphs
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return len(lines)


def prepare(data: Path, out: Path, klexikon_folder: Path | None, anki_file: Path | None) -> None:
    """Write the train and dev files of a work folder."""
    left_out: Counter[str] = Counter()
    exclusion = Exclusion.of(test_sentences(data / "test"))
    pairs = [*translations(data), *questions(data)]
    paragraphs = list(kyoto_paragraphs(data))
    if anki_file:
        pairs += anki(anki_file)
    if klexikon_folder:
        more_pairs, more_paragraphs = klexikon(klexikon_folder)
        pairs += more_pairs
        paragraphs += more_paragraphs
    pairs = without_tests(pairs, exclusion, left_out)
    paragraphs += headings_as_paragraphs(pairs)
    paragraphs = [one for one in paragraphs if not _holds_test(one, exclusion.holds)]
    dev = dev_pairs(pairs)
    held = {letters(text) for rows in dev.values() for pair in rows for text in (pair.right,)}
    held |= {letters(p.left) for name, rows in dev.items() if "passages" not in name for p in rows}
    train = [p for p in pairs if letters(p.left) not in held and letters(p.right) not in held]
    dev_blocks = [one for one in paragraphs if fraction(one.sides[0][0], SEED) < DEV_PASSAGES]
    held_sentences = {letters(text) for one in dev_blocks for side in one.sides for text in side}
    long_held = {text for text in held_sentences if len(text) >= JAPANESE_LONG}
    held_anywhere = held | long_held
    train = [p for p in train if not {letters(p.left), letters(p.right)} & long_held]
    train_blocks = [
        one
        for one in paragraphs
        if fraction(one.sides[0][0], SEED) >= DEV_PASSAGES
        and not _holds_test(one, lambda text: letters(text) in held_anywhere)
    ]
    out.mkdir(parents=True, exist_ok=True)
    sizes = write_groups(train, out / "train")
    write_dev(dev, out / "dev")
    report = {
        "train": dict(sorted(sizes.items())),
        "dev": {name: len(rows) for name, rows in dev.items()},
        "left out": dict(left_out),
        "paragraphs": write_paragraphs(train_blocks, out / "paragraphs.jsonl"),
        "dev paragraphs": write_paragraphs(dev_blocks, out / "dev" / "paragraphs.jsonl"),
    }
    (out / "report.json").write_text(json.dumps(report, indent=1), "utf-8")
    print(json.dumps(report, indent=1))


JAPANESE_LONG = 10


def _holds_test(paragraph: Paragraph, holds: Callable[[str], bool]) -> bool:
    return any(holds(text) for side in paragraph.sides for text in side)


def write_dev(dev: dict[str, list[Pair]], folder: Path) -> None:
    """Write one TSV file a dev set."""
    folder.mkdir(parents=True)
    for name, rows in dev.items():
        text = "".join(f"{pair.left}\t{pair.right}\n" for pair in rows)
        (folder / f"{name}.tsv").write_text(text, "utf-8")


def main() -> None:
    """Read the command line and prepare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the parallel data")
    parser.add_argument("--out", type=Path, required=True, help="work folder, made anew")
    parser.add_argument("--klexikon", type=Path, help="clone of dennlinger/klexikon")
    parser.add_argument("--anki-japanese", type=Path, help="jpn.txt of manythings.org/anki")
    given = parser.parse_args()
    prepare(given.data, given.out, given.klexikon, given.anki_japanese)


if __name__ == "__main__":
    main()
