"""How well twinbot answers over invented documents that nothing learned from.

    python benchmarks/answers/unseen_documents.py
    python benchmarks/answers/unseen_documents.py --beside corpus

Each document of the test split of ``training/invented_documents.jsonl`` becomes a corpus of its
own, without a glossary or known questions, and is asked its subjects in three languages: in words
near to its own, in everyday words that it does not use, and for what it does not tell although it
tells of the very person or place. With ``--beside`` all of them are put into a copy of that corpus,
as staff add a document: nobody has written down yet how people ask about it.

Printed, in the document's own language and in the two others, with 95 % bootstrap intervals over
documents: of the answerable questions, the share whose first quote, and any quote, is the sentence
that answers, and the share declined; of the others, the share declined.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from run import SHOWN, Asked, share

from twinbot.assistant import Assistant, build_assistant
from twinbot.indexing import ingest
from twinbot.settings import Settings

sys.path.append(str(Path(__file__).parents[2] / "training"))

from invented import InventedDocument, holds_quote, read_invented

Row: TypeAlias = tuple[tuple[str, str], Asked]
"""Whether it was asked in the document's language, in which wording, and what became of it."""


def ask_alone(number: int, document: InventedDocument) -> Iterator[Row]:
    """Yield what became of each question to a corpus of one document."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(corpus=Path(folder, "corpus"), index=Path(folder, "index"))
        document.write(settings.corpus)
        ingest(settings)
        assistant = build_assistant(settings)
        yield from ask(assistant, number, document)
        assistant.close()


def ask_beside(corpus: Path, documents: Sequence[InventedDocument]) -> Iterator[Row]:
    """Yield what became of each question to a corpus with all the documents added."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(corpus=Path(folder, "corpus"), index=Path(folder, "index"))
        shutil.copytree(corpus, settings.corpus)
        for number, document in enumerate(documents):
            path = settings.corpus / document.language / f"new-{number}.md"
            path.write_text(document.text, "utf-8")
        ingest(settings)
        assistant = build_assistant(settings)
        for number, document in enumerate(documents):
            yield from ask(assistant, number, document)
        assistant.close()


def ask(assistant: Assistant, number: int, document: InventedDocument) -> Iterator[Row]:
    """Yield what became of each question about a document."""
    for subject in document.subjects:
        for language, question in subject.questions.items():
            answer = assistant.answer(question, language)
            holds = [holds_quote(cited.quote, subject.quotes) for cited in answer.citations]
            where = "its language" if language == document.language else "another language"
            yield (
                (where, subject.wording),
                Asked(
                    article=number,
                    answerable=bool(subject.quotes),
                    declined=answer.outcome not in SHOWN,
                    first=any(holds[:1]),
                    any_quote=any(holds),
                    elapsed_ms=0.0,
                ),
            )


def tell(name: str, rows: Sequence[Asked]) -> None:
    """Print the shares of some questions."""
    answerable = [row for row in rows if row.answerable]
    others = [row for row in rows if not row.answerable]
    print(f"{name}: {len(answerable)} questions with an answer, {len(others)} without")
    print(f"  right in the first quote  {share(answerable, 'first')}")
    print(f"  right in any quote        {share(answerable, 'any_quote')}")
    print(f"  declined with an answer   {share(answerable, 'declined')}")
    print(f"  declined without one      {share(others, 'declined')}")


def main() -> None:
    """Ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--beside", type=Path, help="a corpus that the documents are added to")
    corpus: Path | None = parser.parse_args().beside
    documents = list(read_invented("test"))
    asked = (
        list(ask_beside(corpus, documents))
        if corpus
        else [row for pair in enumerate(documents) for row in ask_alone(*pair)]
    )
    for where in ("its language", "another language"):
        tell(f"asked in {where}", [row for key, row in asked if key[0] == where])
        for wording in ("near", "free"):
            own = [row for key, row in asked if key == (where, wording)]
            tell(f"asked in {where}, {wording} wording", own)


if __name__ == "__main__":
    main()
