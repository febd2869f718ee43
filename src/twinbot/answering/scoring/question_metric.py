"""The metric by which questions are compared, as it comes with the package.

``training/train_question_metric.py`` learns it from the near misses in ``corpus/questions.csv``.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from twinbot.encoder import check_there, tell_damaged
from twinbot.errors import EmbeddingError

METRIC_PATH: Final = Path(__file__).with_name("question_metric.safetensors")


@lru_cache(maxsize=1)
def load_question_metric(encoder: str, path: Path = METRIC_PATH) -> NDArray[np.float32]:
    """Return the metric that comes with the package, float32 of shape (384, 128).

    Args:
        encoder: Fingerprint of the encoder whose vectors it is to measure.
        path: Where it is.

    Raises:
        EmbeddingError: If the file is missing or damaged, or was learned on another encoder.
    """
    from safetensors import SafetensorError, safe_open

    check_there(path)
    try:
        with safe_open(path, "numpy") as file:
            learned_on = (file.metadata() or {}).get("encoder")
            metric: NDArray[np.float32] = file.get_tensor("metric").astype(np.float32)
    except SafetensorError as error:
        raise EmbeddingError(tell_damaged(path, error)) from error
    if learned_on != encoder:
        message = (
            f"{path} was learned on the encoder {learned_on!r}, wanted is {encoder!r}; "
            "run training/train_question_metric.py --all after training/pack_encoder.py"
        )
        raise EmbeddingError(message)
    return metric
