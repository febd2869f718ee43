"""Step 2: train the tokenizer: sentencepiece Unigram pieces in a tokenizers pipeline.

The pipeline holds all normalising (NFKC, lower case, white space), so that whoever reads
tokenizer.json gets the same pieces. Umlauts are spelled out, so that "fuer" is "für", and
romanised Japanese loses its macrons. Words are cut off from punctuation: "(Rathaus" begins with
the same piece as "Rathaus". Runs of kana and kanji are cut off from other letters: "HAL" is the
same piece in 「ロボットスーツHALは」 as in an English sentence; they are also cut before each kanji
or katakana that follows hiragana, so that no piece joins a particle to the next word.

Latin and Japanese pieces are trained apart, each for its own share of the table. The commonest
Latin words are pieces whatever the training says, and so are the words of the city's own names and
what compounds are most often made of ("gebuehr" in "abfallgebuehr").

Usage: python training/train_tokenizer.py --work WORK [--latin 22000] [--words 14000]
    [--compounds 1500] [--japanese 14000] [--names corpus/glossary.csv]
"""

from __future__ import annotations

import argparse
import io
import json
import math
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
LONGEST_WITH_KANJI = 3
COVERAGE = 0.9996
_KANJI = re.compile("[一-鿿々〆]")
SPELLED = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ō": "o", "ū": "u", "’": "'"}
_NOT_A_WORD = rf"[^\w{SPACE}']"
_JAPANESE_WORD = "[ァ-ヺー一-鿿々〆]+[ぁ-ゖー]*|[ぁ-ゖー]+"
REPEATS = 300
FEWEST_OF_A_NAME = 8
FEWEST_LETTERS_BEFORE = 2
SHORTEST_PART = 4
SPARE = 1.15


def normalizer() -> normalizers.Normalizer:
    """Return what makes ＢＯＣＨＵＭ, Bochum and BOCHUM, ｶﾅ and カナ the same."""
    return normalizers.Sequence(
        [
            normalizers.NFKC(),
            normalizers.Lowercase(),
            *(normalizers.Replace(one, other) for one, other in SPELLED.items()),
            normalizers.Replace(Regex(rf"[\s{SPACE}]+"), " "),
            normalizers.Strip(),
            normalizers.Replace(Regex(rf"(?<=[{JAPANESE}])(?=[^{JAPANESE}\W])"), " "),
            normalizers.Replace(Regex(r"(?<=[^\w\s'])(?=\w)"), " "),
            normalizers.Prepend(SPACE),
            normalizers.Replace(" ", SPACE),
            normalizers.Replace(Regex(f"{SPACE}(?=[{JAPANESE}]|[^\\w{SPACE}])"), ""),
        ]
    )


def pre_tokenizer() -> pre_tokenizers.PreTokenizer:
    """Return what cuts at white space, around punctuation and between Japanese words."""
    return pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(SPACE, "merged_with_next"),
            pre_tokenizers.Split(Regex(_NOT_A_WORD), "isolated"),
            pre_tokenizers.Split(Regex(_JAPANESE_WORD), "isolated"),
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


def chunks(texts: list[str], letters: float = math.inf) -> Iterator[str]:
    """Yield the chunks, as the pipeline cuts them, of random texts of so many letters in all."""
    normalized, cut = normalizer(), pre_tokenizer()
    for text in random.Random(SEED).sample(texts, len(texts)):
        letters -= len(text)
        if letters < 0:
            return
        for chunk, _ in cut.pre_tokenize_str(normalized.normalize_str(text)):
            yield chunk


def lines(counts: Counter[str]) -> Iterator[str]:
    """Yield chunks with their counts, frequent ones spread over several lines.

    sentencepiece takes the candidates for pieces from the lines without a look at their counts: a
    word that always stands alone, however common, would be none.
    """
    for chunk, count in sorted(counts.items()):
        repeats = min(count, REPEATS)
        for turn in range(repeats):
            yield f"{chunk.replace(SPACE, ' ')}\t{(count + turn) // repeats}"


def train(counts: Counter[str], size: int) -> list[tuple[str, float]]:
    """Train Unigram pieces on counted chunks; return so many, best first."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=lines(counts),
        model_writer=model,
        input_format="tsv",
        vocab_size=round(size * SPARE),
        model_type="unigram",
        character_coverage=COVERAGE,
        max_sentencepiece_length=LONGEST_PIECE,
        normalization_rule_name="identity",
        add_dummy_prefix=False,
        remove_extra_whitespaces=False,
        seed_sentencepiece_size=400_000,
        num_threads=1,
        bos_id=-1,
        eos_id=-1,
        hard_vocab_limit=False,
        minloglevel=1,
    )
    trained = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    pieces = [(trained.id_to_piece(i), trained.get_score(i)) for i in range(len(trained))]
    single = [(piece, score) for piece, score in pieces if len(piece) == 1]
    longer = [(piece, score) for piece, score in pieces if len(piece) > 1 and keeps(piece)]
    longer.sort(key=lambda pair: -pair[1])
    return longer[: size - len(single)] + single


def train_around(
    counts: Counter[str], names: set[str], size: int, words: int
) -> list[tuple[str, float]]:
    """Return names and the commonest chunks as pieces, with what the others are made of.

    Args:
        counts: Of all chunks.
        names: Chunks that become pieces even if rare.
        size: Pieces in all.
        words: How many are chunks taken whole.
    """
    whole = {chunk: counts[chunk] for chunk in names if counts[chunk] >= FEWEST_OF_A_NAME}
    for chunk, count in counts.most_common(words):
        if len(chunk) > 1 and len(whole) < words:
            whole[chunk] = count
    total = counts.total()
    rest = 1 - sum(whole.values()) / total
    pieces = [(chunk, math.log(count / total)) for chunk, count in whole.items()]
    others = train(counts - Counter(whole), size - len(pieces))
    kept = [(piece, score + math.log(rest)) for piece, score in others if piece not in whole]
    return pieces + kept


def inner_words(counts: Counter[str], words: set[str], size: int) -> list[tuple[str, float]]:
    """Return the words that stand inside or at the end of the most other words, as pieces.

    Args:
        counts: Of all chunks.
        words: Chunks that are pieces already; what stands inside of them needs none.
        size: Pieces in all.
    """
    known = {word.removeprefix(SPACE) for word in words}
    inside: Counter[str] = Counter()
    for chunk, count in counts.items():
        if chunk not in words and chunk.startswith(SPACE):
            for part in _longest_parts(chunk.removeprefix(SPACE), known):
                inside[part] += count
    total = counts.total()
    return [(part, math.log(count / total)) for part, count in inside.most_common(size)]


def _longest_parts(word: str, known: set[str]) -> Iterator[str]:
    start = FEWEST_LETTERS_BEFORE
    while start + SHORTEST_PART <= len(word):
        ends = range(len(word), start + SHORTEST_PART - 1, -1)
        end = next((end for end in ends if word[start:end] in known), start)
        if end > start:
            yield word[start:end]
        start = max(end, start + 1)


def merge(*vocabularies: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """Return the unknown piece and the pieces of all vocabularies, each once."""
    merged: dict[str, float] = {UNKNOWN: 0.0}
    for pieces in vocabularies:
        for piece, score in pieces:
            merged.setdefault(piece, score)
    return list(merged.items())


def keeps(piece: str) -> bool:
    """Tell whether a piece stays; phrases around a kanji, which hide their words, do not."""
    phrase = _KANJI.search(piece) is not None and len(piece) > LONGEST_WITH_KANJI
    return piece != UNKNOWN and not phrase


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--latin", type=int, default=22_000, help="pieces of Latin script")
    parser.add_argument("--words", type=int, default=14_000, help="of them whole words")
    parser.add_argument("--compounds", type=int, default=1_500, help="inner words besides")
    parser.add_argument("--japanese", type=int, default=14_000, help="pieces of kana and kanji")
    parser.add_argument("--names", type=Path, help="text whose words become pieces")
    given = parser.parse_args()
    counts: Counter[str] = Counter()
    for language, texts in texts_by_language(given.work).items():
        counts.update(chunks(texts, LETTERS[language]))
    japanese = Counter({chunk: n for chunk, n in counts.items() if is_japanese(chunk)})
    latin = counts - japanese
    names = set(chunks(given.names.read_text("utf-8").splitlines()) if given.names else ())
    whole = train_around(latin, names & latin.keys(), given.latin, given.words)
    words = {piece for piece, _ in whole if piece.startswith(SPACE)}
    pieces = merge(
        whole,
        inner_words(latin, words, given.compounds),
        train_around(japanese, names & japanese.keys(), given.japanese, 0),
    )
    tokenizer = build(pieces)
    save(tokenizer, given.work / "tokenizer.json")
    print(f"{tokenizer.get_vocab_size()} pieces of {len(counts)} chunks")


if __name__ == "__main__":
    main()
