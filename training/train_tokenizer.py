"""Step 2: train the tokenizer: sentencepiece Unigram pieces in a tokenizers pipeline.

The pipeline holds all normalising (NFKC, lower case, white space), so that whoever reads
tokenizer.json gets the same pieces. Runs of kana and kanji are cut off from other letters: "HAL"
is the same piece in 「ロボットスーツHALは」 as in an English sentence.

Usage: python training/train_tokenizer.py --work WORK [--pieces 32000]
"""

from __future__ import annotations

import argparse
import io
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import sentencepiece  # type: ignore[import-untyped]
from texts import JAPANESE, is_japanese, read_tsv
from tokenizers import Regex, Tokenizer, normalizers, pre_tokenizers
from tokenizers.models import Unigram

SEED = 7
SPACE = "▁"
UNKNOWN = "<unk>"
LETTERS = {"en": 11_000_000, "de": 11_000_000, "ja": 9_000_000}
LONGEST_PIECE = 14
COVERAGE = 0.9998
_CHUNK = re.compile(f"{SPACE}[^{SPACE}{JAPANESE}]*|[{JAPANESE}]+|[^{SPACE}{JAPANESE}]+")


def normalizer() -> normalizers.Normalizer:
    """Return what makes ＢＯＣＨＵＭ, Bochum and BOCHUM, ｶﾅ and カナ the same."""
    return normalizers.Sequence(
        [
            normalizers.NFKC(),
            normalizers.Lowercase(),
            normalizers.Replace(Regex(rf"[\s{SPACE}]+"), " "),
            normalizers.Strip(),
            normalizers.Replace(Regex(rf"(?<=[{JAPANESE}])(?=[^{JAPANESE}\W])"), " "),
            normalizers.Prepend(SPACE),
            normalizers.Replace(" ", SPACE),
            normalizers.Replace(Regex(f"{SPACE}(?=[{JAPANESE}])"), ""),
        ]
    )


def pre_tokenizer() -> pre_tokenizers.PreTokenizer:
    """Return what cuts at white space and around runs of kana and kanji."""
    return pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(SPACE, "merged_with_next"),
            pre_tokenizers.Split(Regex(f"[{JAPANESE}]+"), "isolated"),
        ]
    )


def build(pieces: list[tuple[str, float]]) -> Tokenizer:
    """Return a tokenizer of pieces with their log probabilities; the first is the unknown."""
    tokenizer = Tokenizer(Unigram(pieces, unk_id=0, byte_fallback=False))
    tokenizer.normalizer = normalizer()
    tokenizer.pre_tokenizer = pre_tokenizer()
    return tokenizer


def save(tokenizer: Tokenizer, path: Path) -> None:
    """Write a tokenizer compactly: a third of the size that the library writes."""
    content = json.loads(tokenizer.to_str())
    vocabulary = content["model"]["vocab"]
    content["model"]["vocab"] = [[piece, round(score, 4)] for piece, score in vocabulary]
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), "utf-8")


def texts_by_language(work: Path) -> dict[str, list[str]]:
    """Return the distinct texts of all training groups and paragraphs."""
    texts: dict[str, set[str]] = {language: set() for language in LETTERS}
    for path in sorted((work / "train").glob("*.tsv")):
        first, second = path.stem.split(".")[1].split("-")
        for left, right in read_tsv(path):
            texts[first].add(left)
            texts[second].add(right)
    with (work / "paragraphs.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            for language, side in zip(row["languages"], row["sides"], strict=True):
                texts[language].update(side)
    return {language: sorted(found) for language, found in texts.items()}


def chunks(texts: list[str], letters: int) -> Iterator[str]:
    """Yield the chunks, as the pipeline cuts them, of random texts of so many letters in all."""
    pipeline = normalizer()
    shuffled = random.Random(SEED).sample(texts, len(texts))
    for text in shuffled:
        letters -= len(text)
        if letters < 0:
            return
        yield from _CHUNK.findall(pipeline.normalize_str(text))


def train(counts: Counter[str], size: int) -> list[tuple[str, float]]:
    """Train Unigram pieces on counted chunks."""
    lines = (f"{chunk.replace(SPACE, ' ')}\t{count}" for chunk, count in sorted(counts.items()))
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=lines,
        model_writer=model,
        input_format="tsv",
        vocab_size=size,
        model_type="unigram",
        character_coverage=COVERAGE,
        max_sentencepiece_length=LONGEST_PIECE,
        normalization_rule_name="identity",
        add_dummy_prefix=False,
        remove_extra_whitespaces=False,
        seed_sentencepiece_size=250_000,
        num_threads=1,
        bos_id=-1,
        eos_id=-1,
        hard_vocab_limit=False,
        minloglevel=1,
    )
    trained = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    pieces = [(trained.id_to_piece(i), trained.get_score(i)) for i in range(len(trained))]
    return [(UNKNOWN, 0.0), *(pair for pair in pieces if pair[0] != UNKNOWN)]


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--pieces", type=int, default=32_000)
    given = parser.parse_args()
    counts: Counter[str] = Counter()
    for language, texts in texts_by_language(given.work).items():
        counts.update(chunks(texts, LETTERS[language]))
    tokenizer = build(train(counts, given.pieces))
    save(tokenizer, given.work / "tokenizer.json")
    japanese = sum(is_japanese(piece) for piece in tokenizer.get_vocab())
    print(f"{tokenizer.get_vocab_size()} pieces, {japanese} of them Japanese")


if __name__ == "__main__":
    main()
