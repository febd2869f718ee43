"""Evaluation that needs no language model: questions in, figures with intervals out.

Read in this order: `subjects` and `loading` (what is asked), `gold` (what is relevant), `running`
and `marking` (what came of it), `figures`, `statistics` and `summarising` (what that amounts to),
`comparing` and `gate` (what may be concluded), `runs` and `html` (what people and programs read).
"""

from twinbot.evaluation.comparing import Comparison, RunComparison, compare
from twinbot.evaluation.corpora import check_against_corpus, check_index, missing_languages
from twinbot.evaluation.evaluate import evaluate
from twinbot.evaluation.figures import FIGURES, FigureKind
from twinbot.evaluation.gate import (
    BASELINE_FILE,
    fallen,
    make_baseline,
    read_baseline,
    write_baseline,
)
from twinbot.evaluation.html import write_html
from twinbot.evaluation.loading import load_questions
from twinbot.evaluation.runs import EvaluationRun, make_folder, read_run, write_run
from twinbot.evaluation.subjects import SPLITS, QuestionSet, Split, Subject
from twinbot.evaluation.summarising import Figure, summarise

__all__ = [
    "BASELINE_FILE",
    "FIGURES",
    "SPLITS",
    "Comparison",
    "EvaluationRun",
    "Figure",
    "FigureKind",
    "QuestionSet",
    "RunComparison",
    "Split",
    "Subject",
    "check_against_corpus",
    "check_index",
    "compare",
    "evaluate",
    "fallen",
    "load_questions",
    "make_baseline",
    "make_folder",
    "missing_languages",
    "read_baseline",
    "read_run",
    "summarise",
    "write_baseline",
    "write_html",
    "write_run",
]
