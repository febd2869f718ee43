"""Step 1: gather pairs, questions and paragraphs; keep test sentences out; set a dev piece aside.

Usage: python training/prepare.py --data DATA --out WORK [--klexikon DIR] [--anki-japanese FILE]
    [--anki-german FILE] [--sentences FILE] [--jmdict FILE] [--wiktionary DIR]
    [--squad FILE …]
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import dictionaries
import sources
from sources import LONGEST, Pair, Paragraph
from texts import Exclusion, fraction, is_japanese, letters, test_sentences

SEED = 7
DEV_SIZE = 500
DEV_PASSAGES = 0.06
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
FEWEST_LETTERS_HELD = 10


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


@dataclass(frozen=True, slots=True)
class Places:
    """Where the sources lie; all but the first may be missing."""

    data: Path
    klexikon: Path | None = None
    anki_japanese: Path | None = None
    anki_german: Path | None = None
    sentences: Path | None = None
    jmdict: Path | None = None
    wiktionary: Path | None = None
    squad: tuple[Path, ...] = ()


def gather(places: Places, exclusion: Exclusion) -> tuple[list[Pair], list[Paragraph]]:
    """Return all pairs and paragraphs; dev piece and most test sentences still among them."""
    pairs = [*sources.translations(places.data), *sources.questions(places.data)]
    paragraphs = list(sources.kyoto_paragraphs(places.data))
    if places.anki_japanese:
        pairs += sources.anki(places.anki_japanese, "en-ja", "tatoeba-anki-ja")
    if places.anki_german:
        pairs += sources.anki(places.anki_german, "en-de", "tatoeba-anki-de")
    if places.klexikon:
        more_pairs, more_paragraphs = sources.klexikon(places.klexikon)
        pairs += more_pairs
        paragraphs += more_paragraphs
    if places.sentences:
        pairs += dictionaries.tatoeba_rows(places.sentences, exclusion)
    for path in places.squad:
        pairs += sources.squad(path)
    if places.wiktionary:
        pairs += dictionaries.wiktionary(places.wiktionary)
    if places.jmdict:
        pairs += dictionaries.jmdict(places.jmdict)
    return pairs, paragraphs


def holds_any(paragraph: Paragraph, holds: Callable[[str], bool]) -> bool:
    """Tell whether a sentence of a paragraph is one to keep out."""
    return any(holds(text) for side in paragraph.sides for text in side)


def split(
    pairs: list[Pair], paragraphs: list[Paragraph], dev: dict[str, list[Pair]]
) -> tuple[list[Pair], list[Paragraph], list[Paragraph]]:
    """Return train pairs, train paragraphs and dev paragraphs; train repeats no text of dev.

    A question may be asked of several passages, so only its passage is kept out of train.
    """
    held = {letters(pair.right) for rows in dev.values() for pair in rows}
    held |= {letters(p.left) for name, rows in dev.items() if "passages" not in name for p in rows}
    is_dev = [fraction(one.sides[0][0], SEED) < DEV_PASSAGES for one in paragraphs]
    dev_blocks = [one for one, held_out in zip(paragraphs, is_dev, strict=True) if held_out]
    sentences = {letters(text) for one in dev_blocks for side in one.sides for text in side}
    held |= {text for text in sentences if len(text) >= FEWEST_LETTERS_HELD}
    train = [p for p in pairs if letters(p.left) not in held and letters(p.right) not in held]
    train_blocks = [
        one
        for one, held_out in zip(paragraphs, is_dev, strict=True)
        if not held_out and not holds_any(one, lambda text: letters(text) in held)
    ]
    return train, train_blocks, dev_blocks


def prepare(places: Places, out: Path) -> None:
    """Write the train and dev files of a work folder."""
    left_out: Counter[str] = Counter()
    exclusion = Exclusion.of(test_sentences(places.data / "test"))
    found, paragraphs = gather(places, exclusion)
    pairs = without_tests(found, exclusion, left_out)
    paragraphs += headings_as_paragraphs(pairs)
    paragraphs = [one for one in paragraphs if not holds_any(one, exclusion.holds)]
    dev = dev_pairs(pairs)
    train, train_blocks, dev_blocks = split(pairs, paragraphs, dev)
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
    parser.add_argument("--anki-german", type=Path, help="deu.txt of manythings.org/anki")
    parser.add_argument("--sentences", type=Path, help="Tatoeba rows: number, ja, en, nl, de")
    parser.add_argument("--jmdict", type=Path, help="JMdict as gzipped XML")
    parser.add_argument("--wiktionary", type=Path, help="folder of en-de-enwiktionary.txt, …")
    parser.add_argument("--squad", type=Path, action="append", default=[], help="SQuAD train")
    given = parser.parse_args()
    places = Places(
        given.data,
        given.klexikon,
        given.anki_japanese,
        given.anki_german,
        given.sentences,
        given.jmdict,
        given.wiktionary,
        tuple(given.squad),
    )
    prepare(places, given.out)


if __name__ == "__main__":
    main()
