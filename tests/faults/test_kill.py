"""An ingest run that is killed loses nothing and is never half seen."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time

from twinbot.assistant import build_assistant
from twinbot.index import open_generation, read_current
from twinbot.indexing import ingest

KILLS = 6


def start_ingest(settings):
    code = (
        "from pathlib import Path\n"
        "from twinbot.settings import Settings\n"
        "from twinbot.indexing import ingest\n"
        f"ingest(Settings(corpus=Path({str(settings.corpus)!r}), "
        f"index=Path({str(settings.index)!r})), rebuild=True)"
    )
    return subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL)


def test_a_killed_run_is_never_seen_and_the_next_one_succeeds(small_settings):
    ingest(small_settings)
    assistant = build_assistant(small_settings)
    chance = random.Random(7)
    for number in range(KILLS):
        path = small_settings.corpus / "de" / f"new{number}.md"
        path.write_text(f"# Neu\n\nDas Haus {number} steht am Markt.\n", "utf-8")
        before = read_current(small_settings.index)
        run = start_ingest(small_settings)
        time.sleep(chance.uniform(0.3, 2.5))
        run.send_signal(signal.SIGKILL)
        run.wait()
        after = read_current(small_settings.index)
        with open_generation(small_settings.index) as generation:
            generation.verify()
            assert len(generation.documents()) == sum(after.documents.values())
        assert after == before or after.documents["de"] == number + 2
        assert "1998" in assistant.answer("Wann wurde die Brücke eröffnet?").text
    report = ingest(small_settings)
    assert report.count("unchanged") + report.count("added") == 3 + KILLS
    assert len(list(small_settings.index.glob("gen-*"))) <= 2
    assert "Das Haus 5" in assistant.answer("Was steht am Markt, welches Haus 5?").text
    assistant.close()


def test_a_running_assistant_answers_from_a_document_dropped_in(small_settings):
    ingest(small_settings)
    assistant = build_assistant(small_settings)
    asked = "Wer hat den Leuchtturm gebaut?"
    assert "Ingenieurin" not in assistant.answer(asked).text
    (small_settings.corpus / "de" / "tower.md").write_text(
        "# Leuchtturm\n\nDen Leuchtturm hat die Ingenieurin Berta Kolk gebaut.\n", "utf-8"
    )
    ingest(small_settings)
    assert "Ingenieurin Berta Kolk" in assistant.answer(asked).text
    (small_settings.corpus / "de" / "tower.md").unlink()
    ingest(small_settings)
    assert "Ingenieurin" not in assistant.answer(asked).text
    assistant.close()
