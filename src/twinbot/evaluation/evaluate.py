"""The whole evaluation: questions and settings in, a finished run out."""

from __future__ import annotations

import time
from contextlib import closing
from datetime import UTC, datetime

from twinbot import __version__
from twinbot.assistant import build_assistant
from twinbot.evaluation.corpora import check_index
from twinbot.evaluation.running import Progress, ask_all
from twinbot.evaluation.runs import EvaluationRun, RunInfo, digest_of
from twinbot.evaluation.subjects import QuestionSet, Split
from twinbot.index import open_generation
from twinbot.settings import Settings


def evaluate(
    questions: QuestionSet,
    settings: Settings,
    split: Split | None = None,
    progress: Progress | None = None,
) -> EvaluationRun:
    """Ask the assistant that ``settings`` describe, and mark its answers.

    Args:
        questions: What to ask; checked against the index first.
        settings: Which index and model; the corpus, where there is one, must be the index's.
        split: Which split to ask; ``None`` for both.
        progress: Called after each question.

    Raises:
        EvaluationError: If the split is empty, or questions, corpus and index do not belong
            together.
        IndexStoreError: If there is no index, or it belongs to another model.
        EmbeddingError: If the embedding model is unusable.
    """
    chosen = questions.of_split(split)
    check_index(chosen, settings)
    with (
        closing(build_assistant(settings)) as assistant,
        open_generation(settings.index) as generation,
    ):
        created_at = datetime.now(UTC)
        started = time.monotonic()
        results = ask_all(chosen.subjects, assistant, generation, progress)
        info = RunInfo(
            created_at=created_at,
            version=__version__,
            generation=generation.info.generation,
            model=generation.info.model.name,
            documents=dict(generation.info.documents),
            passages=dict(generation.info.passages),
            questions=questions.path.name,
            split=split,
            duration_s=time.monotonic() - started,
            digests={subject.subject_id: digest_of(subject) for subject in chosen.subjects},
        )
    return EvaluationRun(info, tuple(results))
