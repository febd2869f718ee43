"""A server that waits for an index knows how far it is."""

import os
import time

from twinbot.index import read_progress, telling_progress
from twinbot.index.progress import PROGRESS_FILE, STALE_S


def test_progress_is_there_while_the_run_is_and_gone_afterwards(tmp_path):
    with telling_progress(tmp_path) as tell:
        tell(3, 12)
        progress = read_progress(tmp_path)
        assert (progress.done, progress.total) == (3, 12)
    assert read_progress(tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_progress_of_a_run_that_died_is_not_believed(tmp_path):
    path = tmp_path / PROGRESS_FILE
    path.write_text('{"done": 1, "total": 2}', "utf-8")
    old = time.time() - STALE_S - 1
    os.utime(path, (old, old))
    assert read_progress(tmp_path) is None


def test_a_broken_file_is_no_progress(tmp_path):
    for content in ("", "[]", "{", '{"done": "x", "total": 1}', "\0"):
        (tmp_path / PROGRESS_FILE).write_text(content, "utf-8")
        assert read_progress(tmp_path) is None


def test_a_folder_that_cannot_be_written_does_not_stop_the_run(tmp_path):
    with telling_progress(tmp_path / "missing") as tell:
        tell(1, 2)
