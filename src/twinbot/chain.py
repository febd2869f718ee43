"""twinbot as LangChain parts: a retriever and a runnable chain, for use in other programs.

The web page and the command line call the assistant directly; these are thin faces of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableLambda
from pydantic import ConfigDict

from twinbot.assistant import Assistant
from twinbot.types import Answer, Language, Turn


class ChainInput(TypedDict, total=False):
    """What the chain is invoked with; only ``question`` is needed."""

    question: str
    language: Language | None
    history: Sequence[Turn]


class PassageRetriever(BaseRetriever):
    """Hybrid retrieval over the published index as a LangChain retriever.

    Attributes:
        assistant: Whose index is searched.
        k: How many passages at the most, from 1.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Assistant
    k: int = 10

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        """Return the passages as LangChain documents, best first."""
        del run_manager  # nothing below reports to it
        return [
            LangChainDocument(
                id=hit.passage.passage_id,
                page_content=hit.passage.text,
                metadata={
                    "document_id": hit.passage.document_id,
                    "language": hit.passage.language,
                    "page": hit.passage.page,
                    "start": hit.passage.span.start,
                    "end": hit.passage.span.end,
                    "heading": hit.passage.heading,
                    "score": hit.score,
                },
            )
            for hit in self.assistant.search(query, k=self.k).hits
        ]


def build_chain(assistant: Assistant) -> Runnable[ChainInput, Answer]:
    """Return the retrieval chain: question in, answer with verified citations out.

    It can be invoked, batched and composed like any runnable.
    """

    def answer(asked: ChainInput) -> Answer:
        return assistant.answer(asked["question"], asked.get("language"), asked.get("history", ()))

    return RunnableLambda(answer, name="twinbot")
