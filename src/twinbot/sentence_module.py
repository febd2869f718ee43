"""The built-in model for sentence-transformers, as ``joint_model/modules.json`` names it.

``SentenceTransformer("src/twinbot/joint_model", trust_remote_code=True)`` loads it: other programs
can compare, evaluate and search with the vectors that twinbot finds passages by. twinbot itself
does not import this: it needs no torch.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from sentence_transformers.base.modules import InputModule

from twinbot.embedding import BUILT_IN_FOLDER, JointEmbedder, StaticEmbedder
from twinbot.encoder import PASSAGE_PREFIX, QUERY_PREFIX, load_encoder


class JointModule(InputModule):
    """The static model and the encoder side by side, see `twinbot.embedding.JointEmbedder`."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._embedder = JointEmbedder(StaticEmbedder(BUILT_IN_FOLDER), load_encoder())

    def get_embedding_dimension(self) -> int:
        """Return the length of a vector."""
        return self._embedder.identity.dimension

    def preprocess(
        self,
        inputs: Sequence[Any],
        prompt: str | None = None,
        **_kwargs: Any,  # noqa: ANN401 - whatever sentence-transformers passes on
    ) -> dict[str, torch.Tensor]:
        """Embed texts, float32 of shape (texts, dimension), rows of length 1 or 0.

        Args:
            inputs: The texts.
            prompt: ``"passage: "`` where they are what documents say, ``"query: "`` or nothing
                where they are asked.

        Raises:
            ValueError: For another prompt, which the model has not learned.
        """
        texts: list[str] = list(inputs)
        if prompt == PASSAGE_PREFIX:
            vectors = self._embedder.embed_passages(texts)
        elif prompt in (None, "", QUERY_PREFIX):
            vectors = self._embedder.embed_queries(texts)
        else:
            known = f"{QUERY_PREFIX!r} and {PASSAGE_PREFIX!r}"
            message = f"the prompt is {prompt!r}; this model knows {known}"
            raise ValueError(message)
        return {"sentence_embedding": torch.from_numpy(vectors)}

    def forward(
        self,
        features: dict[str, torch.Tensor],
        **_kwargs: Any,  # noqa: ANN401 - likewise
    ) -> dict[str, torch.Tensor]:
        """Return what `preprocess` made: no part of the model runs in torch."""
        return features

    @classmethod
    def load(cls, *_args: Any, **_kwargs: Any) -> JointModule:  # noqa: ANN401 - likewise
        """Return the model that comes with the package."""
        return cls()

    def save(self, *_args: Any, **_kwargs: Any) -> None:  # noqa: ANN401 - likewise
        """Save nothing: the weights come with the package."""
