"""How well twinbot answers over invented documents that nothing learned from.

    python benchmarks/answers/unseen_documents.py

Each document of the test split of ``training/invented_documents.jsonl`` becomes a corpus of its
own, without a glossary or known questions, and is asked its subjects in three languages: in words
near to its own, in everyday words that it does not use, and for what it does not tell although it
tells of the very person or place.

Printed, in the document's own language and in the two others, with 95 % bootstrap intervals over
documents: of the answerable questions, the share whose first quote, and any quote, is the sentence
that answers, and the share declined; of the others, the share declined.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from run import SHOWN, Asked, share

from twinbot.assistant import build_assistant
from twinbot.indexing import ingest
from twinbot.settings import Settings

sys.path.append(str(Path(__file__).parents[2] / "training"))

from invented import InventedDocument, holds_quote, read_invented


def ask(number: int, document: InventedDocument) -> Iterator[tuple[tuple[str, str], Asked]]:
    """Yield what became of each question, with whether it is in the document's language."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(corpus=Path(folder, "corpus"), index=Path(folder, "index"))
        document.write(settings.corpus)
        ingest(settings)
        assistant = build_assistant(settings)
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
        assistant.close()


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
    argparse.ArgumentParser(description=__doc__).parse_args()
    asked = [row for pair in enumerate(read_invented("test")) for row in ask(*pair)]
    for where in ("its language", "another language"):
        tell(f"asked in {where}", [row for key, row in asked if key[0] == where])
        for wording in ("near", "free"):
            own = [row for key, row in asked if key == (where, wording)]
            tell(f"asked in {where}, {wording} wording", own)


if __name__ == "__main__":
    main()
