"""What is kept of an index is let go when another has taken its place."""

from __future__ import annotations

import gc
import weakref
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from twinbot.assistant import build_assistant
from twinbot.errors import IndexStoreError
from twinbot.indexing import ingest

QUESTION = "Wann wurde die Brücke gebaut?"


def test_a_replaced_index_is_let_go_without_the_garbage_collector(small_settings):
    ingest(small_settings)
    assistant = build_assistant(small_settings)
    assistant.answer(QUESTION)
    (old,) = map(weakref.ref, assistant._answering.values())
    generation = weakref.ref(old().generation)
    gc.disable()
    try:
        (small_settings.corpus / "de" / "new.md").write_text("# Neu\n\nNeu.\n", "utf-8")
        ingest(small_settings)
        assistant.answer(QUESTION)
        assert old() is None
        assert generation() is None
    finally:
        gc.enable()
        assistant.close()


def test_what_belongs_to_an_index_is_made_once_for_all_threads(small_settings):
    ingest(small_settings)
    assistant = build_assistant(small_settings)

    def ask(_):
        with assistant._index.generation() as generation:
            return assistant._answering_of(generation)

    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(ask, range(64)))
    assert len(set(map(id, made))) == 1
    assistant.close()


def test_what_read_an_index_too_long_opens_no_store_of_it_again(small_settings):
    ingest(small_settings)
    assistant = build_assistant(small_settings)
    with assistant._index.generation() as generation:
        nothing = np.zeros(generation.info.model.dimension, np.float32)
        assert generation.search_dense(nothing, "de", 1)
    assistant.close()
    with pytest.raises(IndexStoreError, match="closed"):
        generation.search_dense(nothing, "de", 1)
    with pytest.raises(IndexStoreError, match="closed"):
        generation.search_lexical(["bruecke"], "de", 1)
