"""Learn how to choose and to abstain: writes ``src/twinbot/answering/calibration.json``.

Two small linear models are learned from questions whose answers are known:

* the weights of a sentence's signals, by a softmax over the sentences of each question (which of
  them holds the answer?);
* a logistic regression over an answer's signals (does the best sentence answer?). Each question
  is used twice: as it is, and with every passage that holds its answer taken away, so that the
  same question has no answer in what remains.

The thresholds of each language are then set on the dev split of ``eval/``; the test split is
never opened. Example:

    python training/calibrate.py --squad ja=jaquad_train_0000.json --squad en=squad_train.json
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from twinbot.answering.confidence import CALIBRATION_FILE, answer_signals, load_calibration
from twinbot.answering.sentences import SIGNALS, ScoredSentence, SentenceScorer
from twinbot.assistant import PASSAGES_CONSIDERED
from twinbot.embedding import BUILT_IN_FOLDER, StaticEmbedder
from twinbot.glossary import GLOSSARY_FILE, parse_glossary
from twinbot.index import open_generation
from twinbot.indexing import ingest
from twinbot.language import matching_form
from twinbot.pins import PINS_FILE
from twinbot.retrieval import HybridRetriever
from twinbot.settings import Settings
from twinbot.types import LANGUAGES, Evidence, Hit, Language, Query

REPOSITORY = Path(__file__).parents[1]
SPARE_PASSAGES = 12
"""Fetched beyond those considered, to fill up what is taken away."""
SENTENCE_L2 = 1e-3
ANSWER_C = 0.1
WITHHELD = 0.08
"""Share of the right answers to dev questions that are withheld, so as to abstain elsewhere."""
UNSURE = 0.3
"""Share of the right answers to dev questions that are given with a caution."""
ANSWER_SIGNALS = (
    "interaction", "words", "most_words", "passage_words", "closeness", "coverage", "missing",
    "neighbour", "unnamed", "lacks", "adds", "margin", "standing", "agreement", "similarity",
    "foreign",
)  # fmt: skip


@dataclass(frozen=True)
class Example:
    """A question with its sentences; an unanswerable one has no label set."""

    origin: str
    language: Language
    sentences: Sequence[ScoredSentence]
    right: NDArray[np.bool_]
    answerable: bool


@dataclass(frozen=True)
class Asked:
    """A question and the test of whether a text holds its answer; ``None`` for no answer."""

    query: Query
    holds_answer: Callable[[Hit, str], bool] | None


def main() -> None:
    """Read the sources, learn, write the file and tell the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--squad", action="append", default=[], metavar="LANGUAGE=FILE")
    parser.add_argument("--articles", type=int, default=80, help="at most, of each file")
    parser.add_argument("--questions", type=int, default=600, help="at most, of each language")
    parser.add_argument("--eval", type=Path, default=REPOSITORY / "eval" / "questions.jsonl")
    parser.add_argument("--corpus", type=Path, default=REPOSITORY / "corpus")
    parser.add_argument(
        "--output", type=Path, default=REPOSITORY / "src/twinbot/answering" / CALIBRATION_FILE
    )
    options = parser.parse_args()
    random.seed(1)
    weights = dict(load_calibration().sentence)
    sources = [*_squad_sources(options), *_own_sources(options)]
    for _ in range(2):  # the margin depends on the weights, so the second round is the one kept
        examples = [example for source in sources for example in source.examples(weights)]
        weights = fit_sentences([e for e in examples if e.right.any() and _is_own(e)])
    examples = [example for source in sources for example in source.examples(weights)]
    answer, bias = fit_answers(examples)
    thresholds = choose_thresholds([e for e in examples if "eval" in e.origin], answer, bias)
    record = {"sentence": weights, "answer": answer, "bias": bias, "thresholds": thresholds}
    options.output.write_text(json.dumps(record, indent=2) + "\n", "utf-8")
    tell(examples, answer, bias)
    print(json.dumps(thresholds))


class Source:
    """An indexed corpus and its questions; signals are computed once."""

    def __init__(self, origin: str, settings: Settings, asked: Sequence[Asked]) -> None:
        """Index the corpus and score its sentences for every question, with and without answer."""
        self._origin = origin
        ingest(settings)
        embedder = StaticEmbedder(BUILT_IN_FOLDER)
        with open_generation(settings.index) as generation:
            content = generation.attachment(GLOSSARY_FILE)
            glossary = parse_glossary(content or b"", GLOSSARY_FILE)
            titles = {d.document_id: d.title for d in generation.documents()}
            retriever = HybridRetriever(generation, embedder, glossary)
            scorer = SentenceScorer(embedder, glossary, load_calibration().sentence)
            self._scored = [
                (question, scorer.score(question.query, evidence, titles), answerable)
                for question in asked
                for evidence, answerable in _with_and_without(
                    question,
                    retriever.retrieve(question.query, PASSAGES_CONSIDERED + SPARE_PASSAGES),
                )
            ]

    def examples(self, weights: dict[str, float]) -> Iterator[Example]:
        """Yield every question with its sentences, scored with these weights."""
        row = np.array([weights[name] for name in SIGNALS])
        for question, found, answerable in self._scored:
            scored = sorted(
                (replace(s, score=float(np.array(astuple(s.signals)) @ row)) for s in found),
                key=lambda s: -s.score,
            )
            test = question.holds_answer
            right = np.array(
                [bool(answerable and test and test(s.hit, s.text)) for s in scored], dtype=bool
            )
            yield Example(self._origin, question.query.language, scored, right, answerable)


def _with_and_without(asked: Asked, found: Evidence) -> Iterator[tuple[Evidence, bool]]:
    """Yield the evidence as found, and with every passage taken away that holds the answer."""
    test = asked.holds_answer
    yield _considered(found, found.hits), test is not None
    if test is not None:
        rest = [hit for hit in found.hits if not test(hit, hit.passage.text)]
        yield _considered(found, rest), False


def _considered(found: Evidence, hits: Sequence[Hit]) -> Evidence:
    kept = hits[:PASSAGES_CONSIDERED]
    return replace(
        found, hits=tuple(replace(hit, rank=rank) for rank, hit in enumerate(kept, start=1))
    )


def _squad_sources(options: argparse.Namespace) -> Iterator[Source]:
    """Yield one source a language from files in the format of SQuAD."""
    by_language: dict[Language, list[dict[str, object]]] = {}
    for given in options.squad:
        language, _, path = given.partition("=")
        articles = json.loads(Path(path).read_text("utf-8"))
        articles = articles["data"] if isinstance(articles, dict) else articles
        by_language.setdefault(language, []).extend(articles[: options.articles])
    for language, articles in by_language.items():
        folder = Path(tempfile.mkdtemp(prefix="calibrate-"))
        asked = list(_write_articles(folder / "corpus" / language, language, articles))
        random.shuffle(asked)
        settings = Settings(corpus=folder / "corpus", index=folder / "index")
        yield Source(f"squad-{language}", settings, asked[: options.questions])


def _write_articles(
    folder: Path, language: Language, articles: Sequence[dict[str, object]]
) -> Iterator[Asked]:
    """Write each article as a document; yield its questions."""
    folder.mkdir(parents=True)
    for number, article in enumerate(articles):
        title = str(article["title"]).replace("_", " ")
        paragraphs = article["paragraphs"]
        texts = [re.sub(r"[#*_<>\[\]`|\n]", " ", p["context"]) for p in paragraphs]  # type: ignore[attr-defined]
        head = f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n\n"
        (folder / f"{number:04}.md").write_text(head + "\n\n".join(texts) + "\n", "utf-8")
        for paragraph in paragraphs:  # type: ignore[attr-defined]
            for question in paragraph["qas"]:
                answers = [_bare(answer["text"]) for answer in question["answers"]]
                unanswerable = question.get("is_impossible", False) or not answers
                yield Asked(
                    Query(question["question"], language),
                    None if unanswerable else _holds_any(answers),
                )


def _holds_any(answers: Sequence[str]) -> Callable[[Hit, str], bool]:
    return lambda _, text: any(answer in _bare(text) for answer in answers)


def _own_sources(options: argparse.Namespace) -> Iterator[Source]:
    """Yield the dev questions of ``eval/`` over the repository's corpus.

    First over the whole corpus, then each language's questions over the documents in the other
    two languages alone, which is how answers across languages are learned.
    """
    subjects = [
        subject
        for subject in map(json.loads, options.eval.read_text("utf-8").splitlines())
        if subject["split"] == "dev" and not subject.get("history") and not subject.get("attack")
    ]
    index = Path(tempfile.mkdtemp(prefix="calibrate-"))
    settings = Settings(corpus=options.corpus, index=index / "index")
    yield Source("eval", settings, [a for own in LANGUAGES for a in _asked(subjects, own)])
    for language in LANGUAGES:
        folder = Path(tempfile.mkdtemp(prefix="calibrate-"))
        ignored = shutil.ignore_patterns(language, PINS_FILE)
        shutil.copytree(options.corpus, folder / "corpus", ignore=ignored)
        settings = Settings(corpus=folder / "corpus", index=folder / "index")
        yield Source("eval-foreign", settings, list(_asked(subjects, language)))


def _asked(subjects: Sequence[dict[str, Any]], language: Language) -> Iterator[Asked]:
    for subject in subjects:
        facts = [re.compile("|".join(f.values()), re.IGNORECASE) for f in subject["facts"]]
        test = _holds_fact(facts, subject.get("documents", [])) if facts else None
        yield Asked(Query(subject["questions"][language], language), test)


def _holds_fact(
    facts: Sequence[re.Pattern[str]], groups: Sequence[str]
) -> Callable[[Hit, str], bool]:
    """A sentence answers if it holds a fact and stands in a document that may carry it."""
    return lambda hit, text: (
        (not groups or hit.passage.translation_group in groups)
        and any(fact.search(text) for fact in facts)
    )


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", matching_form(text))


def _is_own(example: Example) -> bool:
    """Tell whether the sentences are in the question's language: most signals mean less else."""
    return example.origin != "eval-foreign"


def fit_sentences(examples: Sequence[Example]) -> dict[str, float]:
    """Return the weights under which the right sentences win, each origin counting alike."""
    matrices = [
        np.array([[getattr(s.signals, name) for name in SIGNALS] for s in e.sentences])
        for e in examples
    ]
    spread = np.concatenate(matrices).std(axis=0) + 1e-9
    scaled = [matrix / spread for matrix in matrices]
    shares = _equal_shares([e.origin for e in examples])

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, gradient = SENTENCE_L2 * weights @ weights, 2 * SENTENCE_L2 * weights
        for matrix, example, part in zip(scaled, examples, shares, strict=True):
            scores = matrix @ weights
            every = np.exp(scores - scores.max())
            right = every * example.right
            total -= part * np.log(right.sum() / every.sum())
            gradient += part * (matrix.T @ (every / every.sum() - right / right.sum()))
        return float(total), gradient

    found = minimize(loss, np.zeros(len(SIGNALS)), jac=True, method="L-BFGS-B").x / spread
    # Only ratios matter: let a typical best score be of the size of 1.
    size = float(np.mean([(m @ found).max() for m in matrices]))
    return {name: round(float(w) / abs(size), 4) for name, w in zip(SIGNALS, found, strict=True)}


def fit_answers(examples: Sequence[Example]) -> tuple[dict[str, float], float]:
    """Return weights and bias of the logistic regression, each origin counting alike.

    A question that is answerable but whose best sentence is wrong teaches nothing and is left out.
    """
    kept = [e for e in examples if e.sentences and (not e.answerable or e.right[:2].any())]
    matrix, labels = _answer_matrix(kept), np.array([e.answerable for e in kept])
    spread = matrix.std(axis=0) + 1e-9
    groups = [f"{e.origin}{e.language}{e.answerable}" for e in kept]
    model = LogisticRegression(C=ANSWER_C * len(kept), max_iter=5_000)
    model.fit(matrix / spread, labels, sample_weight=_equal_shares(groups))
    weights = model.coef_[0] / spread
    named = {n: round(float(w), 4) for n, w in zip(ANSWER_SIGNALS, weights, strict=True)}
    return named, round(float(model.intercept_[0]), 4)


def choose_thresholds(
    examples: Sequence[Example], weights: dict[str, float], bias: float
) -> dict[str, dict[str, float]]:
    """Return, by language, from which confidence on dev questions are answered.

    Below "partial" lie at most `WITHHELD` of the answers to dev questions that would be right,
    below "grounded" at most `UNSURE`.
    """
    thresholds = {}
    for language in LANGUAGES:
        own = [e for e in examples if e.language == language and e.answerable]
        right = _confidence([e for e in own if e.right[:2].any()], weights, bias)
        partial, grounded = np.quantile(right, [WITHHELD, UNSURE])
        thresholds[language] = {
            "partial": round(float(partial), 3),
            "grounded": round(float(grounded), 3),
        }
    return thresholds


def tell(examples: Sequence[Example], weights: dict[str, float], bias: float) -> None:
    """Print, for each origin and language, how well both models do on what they learned from."""
    for origin, language in sorted({(e.origin, e.language) for e in examples}):
        own = [e for e in examples if (e.origin, e.language) == (origin, language) and e.sentences]
        answerable = [e for e in own if e.answerable]
        first = np.mean([e.right[0] for e in answerable])
        three = np.mean([e.right[:3].any() for e in answerable])
        right = [e for e in answerable if e.right[:2].any()]
        yes = _confidence(right, weights, bias)
        no = _confidence([e for e in own if not e.answerable], weights, bias)
        area = float(np.mean(yes[:, None] > no[None, :]))
        caught = [float((no < np.quantile(yes, share)).mean()) for share in (0.05, 0.1)]
        print(
            f"{origin:10} {language}: {len(answerable):4} answerable, right first {first:.3f}, in "
            f"three {three:.3f}; {len(no):4} without, AUC {area:.3f}, abstained {caught[0]:.3f} / "
            f"{caught[1]:.3f} where 5 / 10 % of the right ones are"
        )


def _confidence(
    examples: Sequence[Example], weights: dict[str, float], bias: float
) -> NDArray[np.float64]:
    total = _answer_matrix(examples) @ np.array([weights[name] for name in ANSWER_SIGNALS]) + bias
    confidence: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-total))
    return confidence


def _answer_matrix(examples: Sequence[Example]) -> NDArray[np.float64]:
    signals = [answer_signals(e.sentences, e.language) for e in examples]
    return np.array([[s[name] for name in ANSWER_SIGNALS] for s in signals])


def _equal_shares(groups: Sequence[str]) -> NDArray[np.float64]:
    """Return weights that sum to 1 and give each group the same."""
    names, inverse, counts = np.unique(groups, return_inverse=True, return_counts=True)
    shares: NDArray[np.float64] = 1.0 / (len(names) * counts[inverse])
    return shares


if __name__ == "__main__":
    main()
