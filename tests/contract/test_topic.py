"""What the last answer of a conversation was about is found by its words."""

from __future__ import annotations

import pytest

from twinbot.assistant import build_assistant
from twinbot.indexing import ingest
from twinbot.settings import Settings
from twinbot.types import Query

TOLD = {
    "de": ("Die Brücke über den Fluss wurde 1912 gebaut.", "Wer hat sie bezahlt?"),
    "en": ("The bridge across the river was built in 1912.", "Who paid for it?"),
    "ja": ("川にかかる橋は1912年に造られました。", "費用は誰が払いましたか。"),
}
BESIDE = {
    "de": "Im Schwimmbad baden Kinder umsonst.",
    "en": "Children swim at the pool for free.",
    "ja": "子どもはプールを無料で利用できます。",
}


@pytest.mark.parametrize("asked", TOLD)
@pytest.mark.parametrize("told", TOLD)
def test_the_passage_that_was_quoted_comes_first_whatever_language_goes_on(tmp_path, asked, told):
    corpus = tmp_path / "corpus"
    (corpus / told).mkdir(parents=True)
    (corpus / told / "a.md").write_text(f"# A\n\n{TOLD[told][0]}\n", "utf-8")
    (corpus / told / "b.md").write_text(f"# B\n\n{BESIDE[told]}\n", "utf-8")
    settings = Settings(corpus=corpus, index=tmp_path / "index")
    ingest(settings)
    assistant = build_assistant(settings)
    with assistant._index.generation() as generation:
        retriever = assistant._answering_of(generation).retriever
        for topic in (TOLD[told][0], f"… {TOLD[told][0]} ？！"):
            first, *_ = retriever.retrieve_topic(Query(TOLD[asked][1], asked, topic=topic), 3)
            assert TOLD[told][0] in first.passage.text
        assert retriever.retrieve_topic(Query(TOLD[asked][1], asked, topic="？！…"), 3)
    assistant.close()
