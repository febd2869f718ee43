"""Learn how to choose and to abstain: writes ``src/twinbot/answering/scoring/calibration.json``.

Two small linear models are learned from questions whose answers are known:

* the weights of a sentence's signals, by a softmax over the sentences of each question (which of
  them holds the answer?), once over all sentences without the reader, to choose what it reads, and
  once over what it read;
* a logistic regression over an answer's signals (does the best sentence answer?). Each question
  is used twice: as it is, and with every passage that holds its answer taken away, so that the
  same question has no answer in what remains. Where staff keep known questions that would teach
  falsely: such a question stays as near to known ones as before, which nothing is that the
  documents do not tell. There it is used as it is, and what has no answer are questions that were
  written for it.

The thresholds of each language are then set on the dev split of ``eval/`` over the whole corpus,
and for corpora without known questions on its single documents and the training splits; the test
split is never opened. Example:

    python training/calibrate.py --squad ja=jaquad_train_0000.json --squad en=squad_train.json
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from invented import InventedDocument, holds_quote, read_invented
from numpy.typing import NDArray
from questions_asked import Asked, read_squad, write_articles
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from uncovered import UNCOVERED_FILE, read_uncovered

from twinbot.answering.scoring.confidence import (
    CALIBRATION_FILE,
    JUDGING,
    STATIC_CALIBRATION_FILE,
    answer_signals,
    load_calibration,
)
from twinbot.answering.scoring.contextual_reader import load_contextual_reader
from twinbot.answering.scoring.likeness_file import LIKENESS_FILE, load_known_questions
from twinbot.answering.scoring.meaning import MeaningComparer
from twinbot.answering.scoring.question_metric import load_question_metric
from twinbot.answering.scoring.reader import PieceReader, load_reader
from twinbot.answering.scoring.sentences import ScoredSentence, SentenceScorer, StatementReader
from twinbot.answering.scoring.signals import RULED, SIGNALS, Signals
from twinbot.answering.scoring.stored_reader import StoredStatementReader
from twinbot.embedding import BUILT_IN_FOLDER, JointEmbedder, StaticEmbedder
from twinbot.encoder import load_encoder
from twinbot.errors import IndexMissingError
from twinbot.evidence import PASSAGES_CONSIDERED, find_evidence
from twinbot.frequencies import FREQUENCIES_FILE, QuestionEmbedder, load_frequencies
from twinbot.glossary import GLOSSARY_FILE, parse_glossary
from twinbot.index import EncodedStatements, Generation, open_generation
from twinbot.indexing import ingest
from twinbot.pins import PINS_FILE
from twinbot.retrieval import HybridRetriever
from twinbot.settings import BUILT_IN_MODEL, STATIC_MODEL, Settings
from twinbot.types import LANGUAGES, Evidence, Hit, Language, Query

REPOSITORY = Path(__file__).parents[1]
SPARE_PASSAGES = 12
"""Fetched beyond those considered, to fill up what is taken away."""
SENTENCE_L2 = 6e-3
ANSWER_C = 0.03
WITHHELD = 0.09
"""Share of the right answers to dev questions that are withheld, so as to abstain elsewhere."""
UNSURE = {False: 0.3, True: 0.2}
"""Share of the right answers to dev questions that are given with a caution, or withheld, where no
questions are known, and where some are. With .3 there too, of 135 right answers to questions of
authors who did not know twinbot 56 came with a caution, which told little: of the 77 answers with
one, 21 were half or wrong, of the 91 without, 12."""
ANSWER_SIGNALS = (
    "interaction", "words", "most_words", "passage_words", "closeness", "coverage", "missing",
    "neighbour", "unnamed", "lacks", "adds", "margin", "standing", "agreement", "similarity",
    "foreign", "reader", "most_read", "rival", "meaning", "most_meant", "lead", "known",
    "most_known", "missed", "missed_anywhere", "near_miss",
)  # fmt: skip


@dataclass(frozen=True)
class Example:
    """A question with its sentences; an unanswerable one has no label set.

    Attributes:
        origin: Where it comes from.
        language: The question's.
        sentences: Best first.
        right: Which of them answer, bool of shape (sentences,).
        answerable: Whether one can.
        taken_away: Whether the passages that answer were taken away.
    """

    origin: str
    language: Language
    sentences: Sequence[ScoredSentence]
    right: NDArray[np.bool_]
    answerable: bool
    taken_away: bool


def main() -> None:
    """Read the sources, learn, write the file and tell the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--squad", action="append", default=[], metavar="LANGUAGE=FILE")
    parser.add_argument("--articles", type=int, default=80, help="at most, of each file")
    parser.add_argument("--questions", type=int, default=600, help="at most, of each language")
    parser.add_argument("--eval", type=Path, default=REPOSITORY / "eval" / "questions.jsonl")
    parser.add_argument("--corpus", type=Path, default=REPOSITORY / "corpus")
    parser.add_argument("--uncovered", type=Path, default=UNCOVERED_FILE)
    parser.add_argument("--model", choices=(BUILT_IN_MODEL, STATIC_MODEL), default=BUILT_IN_MODEL)
    parser.add_argument(
        "--judging-known",
        action="store_true",
        help="learn anew only when to answer where questions are known; the rest stays",
    )
    parser.add_argument("--output", type=Path, help="default: the file of the model")
    options = parser.parse_args()
    random.seed(1)
    path = calibration_path(options.model)
    if options.judging_known:
        record = json.loads(path.read_text("utf-8"))
        record |= learn_judging_known(options)
    else:
        record = learn_all(options)
    (options.output or path).write_text(json.dumps(record, indent=2) + "\n", "utf-8")


def learn_judging_known(options: argparse.Namespace) -> dict[str, Any]:
    """Return what tells whether sentences answer where questions are known, see `learn_all`.

    Sentences are put in order by the weights that come with the package.
    """
    shipped = load_calibration(known=True)
    sources = [*_own_sources(options), *_newcomer_sources(options)]
    weights = dict(shipped.sentence)
    examples = [
        example
        for one in sources
        for example in one.examples([*one.score(shipped.first, read=True)], weights)
    ]
    return _judge_known(examples)


def learn_all(options: argparse.Namespace) -> dict[str, Any]:
    """Return all that is learned, by name, as `load_calibration` reads it."""
    sources = [
        *_squad_sources(options),
        *_own_sources(options),
        *_single_sources(options),
        *_invented_sources(options),
        *(() if options.model == STATIC_MODEL else _newcomer_sources(options)),
    ]
    first = (
        dict.fromkeys(SIGNALS, 0.0)
        | load_calibration(encoded=options.model != STATIC_MODEL).first
        | dict(RULED)
    )
    examples = [e for one in sources for e in one.examples([*one.score(first, read=False)], first)]
    first = fit_sentences([e for e in examples if _teaches_choosing(e)])
    found = [(source, list(source.score(first, read=True))) for source in sources]
    weights = first
    for _ in range(2):  # the margin depends on the weights, so the second round is the one kept
        examples = [example for one, asked in found for example in one.examples(asked, weights)]
        weights = fit_sentences([e for e in examples if _teaches_choosing(e)])
    examples = [example for one, asked in found for example in one.examples(asked, weights)]
    plain = [e for e in examples if not _knows(e)]
    judging = {JUDGING[False]: fit_judging(plain, plain, UNSURE[False])}
    _tell_judging(plain, JUDGING[False], judging)
    judging |= _judge_known(examples)
    adding = load_calibration(encoded=options.model != STATIC_MODEL).adding  # calibrate_adding.py's
    return {"first": first, "sentence": weights, "adding": adding, **judging}


def _judge_known(examples: Sequence[Example]) -> dict[str, Any]:
    """Return what is learned of those with known questions, by its name; empty without any."""
    knowing = [e for e in examples if _knows(e) and not e.taken_away]
    if not knowing:
        return {}
    whole = [e for e in examples if e.origin in ("eval", "eval-foreign")]
    judging = {JUDGING[True]: fit_judging(knowing, whole, UNSURE[True])}
    _tell_judging(knowing, JUDGING[True], judging)
    return judging


def _tell_judging(examples: Sequence[Example], name: str, judging: Mapping[str, Any]) -> None:
    print(name, json.dumps(judging[name]["thresholds"]))
    tell(examples, judging[name]["answer"], judging[name]["bias"])


def calibration_path(model: str) -> Path:
    """Return the file of a model that the package brings."""
    name = STATIC_CALIBRATION_FILE if model == STATIC_MODEL else CALIBRATION_FILE
    return REPOSITORY / "src" / "twinbot" / "answering" / "scoring" / name


@dataclass(frozen=True)
class Found:
    """A question with its sentences; whether an answer is among its passages."""

    asked: Asked
    sentences: Sequence[ScoredSentence]
    answerable: bool


@dataclass(frozen=True)
class Remembered:
    """The statements of passages, and of their translations, after their index was closed."""

    known: Mapping[str, EncodedStatements]
    groups: Mapping[Language, Mapping[str, Sequence[str]]]

    def statements(self, passage_ids: Sequence[str]) -> list[EncodedStatements]:
        """Return what of each passage can be quoted alone, with its vectors."""
        return [self.known[passage_id] for passage_id in passage_ids]

    def group_passages(
        self, translation_groups: Sequence[str], language: Language
    ) -> Mapping[str, Sequence[str]]:
        """Return the ids of translation groups' passages in one language, by group."""
        return {group: self.groups[language].get(group, ()) for group in translation_groups}


def _remember(generation: Generation, hits: Iterable[Hit]) -> Remembered:
    found = sorted({hit.passage.translation_group for hit in hits})
    groups = {one: generation.group_passages(found, one) for one in LANGUAGES}
    ids = [key for own in groups.values() for of_group in own.values() for key in of_group]
    return Remembered(dict(zip(ids, generation.statements(ids), strict=True)), groups)


class Source:
    """An indexed corpus and what retrieval finds in it for its questions.

    Attributes:
        origin: Where the questions come from.
    """

    def __init__(self, origin: str, settings: Settings, asked: Sequence[Asked]) -> None:
        """Index the corpus and retrieve for every question, with and without its answer."""
        self.origin = origin
        self._embedder = _built_in()
        ingest(settings)
        with open_generation(settings.index) as generation:
            content = generation.attachment(GLOSSARY_FILE)
            self._glossary = parse_glossary(content or b"", GLOSSARY_FILE)
            self._titles = {d.document_id: d.title for d in generation.documents()}
            content = generation.attachment(LIKENESS_FILE)
            self._known_questions = (
                load_known_questions(content, load_question_metric(load_encoder().fingerprint))
                if content
                else None
            )
            content = generation.attachment(FREQUENCIES_FILE)
            frequencies = load_frequencies(content, self._embedder)
            if frequencies is None:
                message = f"{settings.index} holds no frequencies of this model's pieces"
                raise IndexMissingError(message)
            self._asking = QuestionEmbedder(self._embedder, frequencies)
            encoded = settings.embedding_model != STATIC_MODEL
            embedder = JointEmbedder(self._asking, load_encoder()) if encoded else self._asking
            retriever = HybridRetriever(generation, embedder, self._glossary)
            asking = MeaningComparer(load_encoder(), generation, self._known_questions)
            self._retrieved = [
                (question, evidence, answerable)
                for question in asked
                for evidence, answerable in _with_and_without(
                    question,
                    find_evidence(question.query, retriever, asking, generation, SPARE_PASSAGES),
                )
            ]
            hits = (hit for _, evidence, _ in self._retrieved for hit in evidence.hits)
            self._known = _remember(generation, hits) if encoded else None

    def score(
        self, first: Mapping[str, float], *, read: bool, weights: Mapping[str, float] | None = None
    ) -> Iterator[Found]:
        """Yield every question with its sentences, all of them or those that are read.

        Args:
            first: Weights by which the sentences to be read are chosen.
            read: Whether the reader reads them; otherwise unanswerable questions are left out.
            weights: By which they are scored and put in order; ``first`` if ``None``.
        """
        meanings = (
            MeaningComparer(load_encoder(), self._known, self._known_questions)
            if self._known
            else None
        )
        scorer = SentenceScorer(
            self._embedder,
            self._asking,
            self._glossary,
            first,
            weights or first,
            self._reader() if read else None,
            meanings,
        )
        for asked, evidence, answerable in self._retrieved:
            if read or answerable:
                yield Found(asked, scorer.score(asked.query, evidence, self._titles), answerable)

    def _reader(self) -> StatementReader:
        if self._known:
            return StoredStatementReader(load_contextual_reader(), load_encoder(), self._known)
        return PieceReader(load_reader(self._embedder.identity.fingerprint), self._embedder)

    def examples(self, found: Sequence[Found], weights: dict[str, float]) -> Iterator[Example]:
        """Yield questions with their sentences, scored with these weights."""
        row = np.array([weights[name] for name in SIGNALS])
        for one in found:
            scored = sorted(
                (
                    replace(s, score=float(np.array(astuple(s.signals)) @ row))
                    for s in one.sentences
                ),
                key=lambda s: -s.score,
            )
            test = one.asked.holds_answer
            right = np.array(
                [bool(one.answerable and test and test(s.hit, s.text)) for s in scored], dtype=bool
            )
            yield Example(
                self.origin,
                one.asked.query.language,
                scored,
                right,
                answerable=one.answerable,
                taken_away=test is not None and not one.answerable,
            )


@cache
def _built_in() -> StaticEmbedder:
    return StaticEmbedder(BUILT_IN_FOLDER)


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
    by_language: dict[Language, list[dict[str, Any]]] = {}
    for given in options.squad:
        language, _, path = given.partition("=")
        articles = read_squad(Path(path))
        by_language.setdefault(language, []).extend(articles[: options.articles])
    for language, articles in by_language.items():
        folder = Path(tempfile.mkdtemp(prefix="calibrate-"))
        asked = list(write_articles(folder / "corpus" / language, language, articles))
        random.shuffle(asked)
        settings = Settings(
            corpus=folder / "corpus", index=folder / "index", embedding_model=options.model
        )
        yield Source(f"squad-{language}", settings, asked[: options.questions])


def _own_sources(options: argparse.Namespace) -> Iterator[Source]:
    """Yield the dev questions of ``eval/`` over the repository's corpus.

    First over the whole corpus, together with questions that it does not answer, then each
    language's questions over the documents in the other two languages alone, which is how answers
    across languages are learned.
    """
    subjects = _dev_subjects(options.eval)
    whole = _whole_corpus(options)
    yield whole_source(options, whole)
    yield Source("uncovered", whole, list(_uncovered(options.uncovered)))
    for language in LANGUAGES:
        folder = Path(tempfile.mkdtemp(prefix="calibrate-"))
        ignored = shutil.ignore_patterns(language, PINS_FILE)
        shutil.copytree(options.corpus, folder / "corpus", ignore=ignored)
        settings = Settings(
            corpus=folder / "corpus", index=folder / "index", embedding_model=options.model
        )
        yield Source("eval-foreign", settings, list(_asked(subjects, language)))


def _whole_corpus(options: argparse.Namespace) -> Settings:
    folder = Path(tempfile.mkdtemp(prefix="calibrate-"))
    return Settings(corpus=options.corpus, index=folder / "index", embedding_model=options.model)


def whole_source(options: argparse.Namespace, settings: Settings | None = None) -> Source:
    """Return the dev questions of ``eval/`` over the whole corpus of the repository."""
    subjects = _dev_subjects(options.eval)
    asked = [one for language in LANGUAGES for one in _asked(subjects, language)]
    return Source("eval", settings or _whole_corpus(options), asked)


def _uncovered(path: Path) -> Iterator[Asked]:
    """Yield questions that sound as if the documents answered them, of which no reader learned."""
    for language, question in read_uncovered(path, "calibration"):
        yield Asked(Query(question, language), None)


def _dev_subjects(questions: Path) -> list[dict[str, Any]]:
    return [
        subject
        for subject in map(json.loads, questions.read_text("utf-8").splitlines())
        if subject["split"] == "dev" and not subject.get("history") and not subject.get("attack")
    ]


def _single_sources(options: argparse.Namespace) -> Iterator[Source]:
    """Yield each document of the repository's corpus as a corpus of its own, without a glossary.

    It is asked the dev questions that it answers, in all three languages: documents of others are
    few as well, and come without what staff add. Every other one is enough.
    """
    subjects = _dev_subjects(options.eval)
    told: dict[str, list[dict[str, Any]]] = {}
    for subject in subjects:
        for document_id in sorted({gold["document_id"] for gold in subject["gold"]}):
            told.setdefault(document_id, []).append(subject)
    for document_id, about in sorted(told.items())[::2]:
        folder = Path(tempfile.mkdtemp(prefix="calibrate-"))
        written = Path(document_id).parent.name
        copied = folder / "corpus" / document_id
        copied.parent.mkdir(parents=True)
        for name in (copied.name, f"{copied.name}.yaml"):
            if (options.corpus / written / name).exists():
                shutil.copy(options.corpus / written / name, copied.parent / name)
        settings = Settings(
            corpus=folder / "corpus", index=folder / "index", embedding_model=options.model
        )
        own = list(_asked(about, written))
        foreign = [
            a for language in LANGUAGES if language != written for a in _asked(about, language)
        ]
        yield Source("eval-single", settings, own)
        yield Source("eval-single-foreign", settings, foreign)


def _invented_sources(options: argparse.Namespace) -> Iterator[Source]:
    """Yield invented documents that no reader learned from, each as a corpus of its own.

    They are asked in other words than theirs, and for what they do not tell.
    """
    for document in read_invented("calibration"):
        folder = Path(tempfile.mkdtemp(prefix="calibrate-"))
        settings = Settings(
            corpus=folder / "corpus", index=folder / "index", embedding_model=options.model
        )
        document.write(settings.corpus)
        foreign = [one for one in LANGUAGES if one != document.language]
        yield Source("invented", settings, list(_asked_of(document, [document.language])))
        yield Source("invented-foreign", settings, list(_asked_of(document, foreign)))


def _newcomer_sources(options: argparse.Namespace) -> Iterator[Source]:
    """Yield the same documents put into the repository's corpus, as what staff have just added.

    The known questions know nothing of them.
    """
    folder = Path(tempfile.mkdtemp(prefix="calibrate-"))
    shutil.copytree(options.corpus, folder / "corpus", ignore=shutil.ignore_patterns(PINS_FILE))
    documents = list(read_invented("calibration"))
    for document in documents:
        path = folder / "corpus" / document.language / f"new-{document.document_id}.md"
        path.write_text(document.text, "utf-8")
    settings = Settings(
        corpus=folder / "corpus", index=folder / "index", embedding_model=options.model
    )
    own = [a for document in documents for a in _asked_of(document, [document.language])]
    foreign = [
        asked
        for document in documents
        for asked in _asked_of(document, [one for one in LANGUAGES if one != document.language])
    ]
    yield Source("newcomers", settings, own)
    yield Source("newcomers-foreign", settings, foreign)


def _asked_of(document: InventedDocument, languages: Sequence[Language]) -> Iterator[Asked]:
    for subject in document.subjects:
        test = _holds_one_of(subject.quotes) if subject.quotes else None
        for language in languages:
            yield Asked(Query(subject.questions[language], language), test)


def _holds_one_of(quotes: Sequence[str]) -> Callable[[Hit, str], bool]:
    return lambda _, text: holds_quote(text, quotes)


def _asked(subjects: Sequence[dict[str, Any]], language: Language) -> Iterator[Asked]:
    for subject in subjects:
        facts = [re.compile("|".join(f.values()), re.IGNORECASE) for f in subject["facts"]]
        test = _holds_fact(facts, subject.get("documents", [])) if facts else None
        query = Query(subject["questions"][language], language)
        yield Asked(query, test, subject=subject["id"])


def _holds_fact(
    facts: Sequence[re.Pattern[str]], groups: Sequence[str]
) -> Callable[[Hit, str], bool]:
    """A sentence answers if it holds a fact and stands in a document that may carry it."""
    return lambda hit, text: (
        (not groups or hit.passage.translation_group in groups)
        and any(fact.search(text) for fact in facts)
    )


def _teaches_choosing(example: Example) -> bool:
    """Tell whether the weights of sentences are learned from a question.

    Cross-validated, those over all documents in the two other languages harm more than they help;
    so do those to documents just added, which no known question speaks for.
    """
    spared = ("eval-foreign", "newcomers", "newcomers-foreign")
    return bool(example.right.any()) and example.origin not in spared


def fit_sentences(examples: Sequence[Example]) -> dict[str, float]:
    """Return the weights under which the right sentences win, each origin counting alike."""
    matrices = [
        np.array([[_learned(s.signals, name) for name in SIGNALS] for s in e.sentences])
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
    named = zip(SIGNALS, found, strict=True)
    return {name: round(float(w) / abs(size), 4) for name, w in named} | dict(RULED)


def _learned(signals: Signals, name: str) -> float:
    """Return a signal's value, 0 where its weight is not to be learned."""
    return 0.0 if name in RULED else float(getattr(signals, name))


def fit_judging(
    learned: Sequence[Example], held: Sequence[Example], unsure: float
) -> dict[str, Any]:
    """Return what tells whether the best sentence answers, as `load_calibration` reads it.

    Args:
        learned: What the regression is learned from.
        held: What its thresholds are chosen on.
        unsure: One of `UNSURE`.
    """
    answer, bias = fit_answers(learned)
    thresholds = choose_thresholds(held, answer, bias, unsure)
    return {"answer": answer, "bias": bias, "thresholds": thresholds}


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


def _knows(example: Example) -> bool:
    """Tell whether it was asked of a corpus whose staff keep known questions."""
    return any(sentence.signals.known for sentence in example.sentences)


def choose_thresholds(
    examples: Sequence[Example], weights: dict[str, float], bias: float, unsure: float
) -> dict[str, dict[str, float]]:
    """Return, by language, from which confidence on questions are answered.

    Below "partial" lie about `WITHHELD` of the answers that would be right, below "grounded" about
    ``unsure``. Of the whole corpus each language has some seventy such answers, too few for a
    quantile of its own, so that its threshold is half its own quantile and half that of all three.

    Args:
        examples: Of the whole corpus with its known questions, or of single documents and of the
            training splits without any, whose answers are told apart at other confidences.
        weights: Of the signals.
        bias: Added to their sum.
        unsure: One of `UNSURE`.
    """
    right = {
        language: _confidence(
            [e for e in examples if e.language == language and e.answerable and e.right[:2].any()],
            weights,
            bias,
        )
        for language in LANGUAGES
    }
    pooled = np.quantile(np.concatenate(list(right.values())), [WITHHELD, unsure])
    thresholds = {}
    for language in LANGUAGES:
        partial, grounded = (np.quantile(right[language], [WITHHELD, unsure]) + pooled) / 2
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
        if not answerable:
            print(f"{origin:19} {language}: {len(own):4} without")
            continue
        first = np.mean([e.right[0] for e in answerable])
        three = np.mean([e.right[:3].any() for e in answerable])
        right = [e for e in answerable if e.right[:2].any()]
        yes = _confidence(right, weights, bias)
        no = _confidence([e for e in own if not e.answerable], weights, bias)
        area = float(np.mean(yes[:, None] > no[None, :]))
        caught = [float((no < np.quantile(yes, share)).mean()) for share in (0.05, 0.1)]
        print(
            f"{origin:19} {language}: {len(answerable):4} answerable, right first {first:.3f}, in "
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
