"""Files that cannot be read are refused with a reason; the others are still published."""

from __future__ import annotations

import errno
import io
import os
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from twinbot.assistant import build_assistant
from twinbot.errors import CorpusError, IndexWriteError
from twinbot.index import read_current
from twinbot.index import writer as writer_module
from twinbot.indexing import ingest


def pdf_of(text="Der Hafen wurde 1901 gebaut.", pages=1):
    buffer = io.BytesIO()
    drawn = canvas.Canvas(buffer)
    for _ in range(pages):
        drawn.drawString(72, 700, text)
        drawn.showPage()
    drawn.save()
    return buffer.getvalue()


def encrypted_pdf(password):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of())))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def scanned_pdf():
    from PIL import Image

    buffer = io.BytesIO()
    drawn = canvas.Canvas(buffer)
    drawn.drawImage(ImageReader(Image.new("L", (40, 40), 128)), 0, 0, 500, 700)
    drawn.showPage()
    drawn.save()
    return buffer.getvalue()


REFUSED = {
    "broken.pdf": (b"%PDF-1.7\nno objects follow", "pdf"),
    "truncated.pdf": (pdf_of()[:300], "pdf"),
    "empty.pdf": (b"", "pdf"),
    "locked.pdf": (encrypted_pdf("secret"), "password"),
    "scan.pdf": (scanned_pdf(), "OCR"),
    "empty.md": (b"", "no text"),
    "blank.txt": (b" \n\n ", "no text"),
    "binary.txt": (bytes(range(256)) * 50, "UTF-8"),
    "broken.docx": (b"PK\x03\x04 no archive", "Word"),
    "old.docx": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, ".docx"),
    "bad-date.md": (b"---\ndate: gestern\n---\nText.", "year-month-day"),
    "bad-yaml.md": (b"---\ntitle: [a\n---\nText.", "YAML"),
    "table.xlsx": (b"PK", ".xlsx"),
}


def test_each_bad_file_is_refused_with_its_reason_and_the_others_are_published(small_settings):
    folder = small_settings.corpus / "de"
    for name, (content, _) in REFUSED.items():
        (folder / name).write_bytes(content)
    (folder / "good.pdf").write_bytes(pdf_of())
    (folder / "open.pdf").write_bytes(encrypted_pdf(""))
    report = ingest(small_settings)
    reasons = {r.document_id.removeprefix("de/"): " ".join(r.reasons) for r in report.refused}
    assert sorted(reasons) == sorted(REFUSED)
    for name, (_, word) in REFUSED.items():
        assert word.lower() in reasons[name].lower(), (name, reasons[name])
    assert report.published
    assert report.count("added") == 5
    assistant = build_assistant(small_settings)
    answer = assistant.answer("Wann wurde der Hafen gebaut?")
    assert "1901" in answer.text
    assistant.close()


def test_a_name_that_is_not_utf8_a_file_without_permission_and_a_side_car_in_latin1_are_refused(
    small_settings, monkeypatch
):
    folder = small_settings.corpus / "de"
    (folder / os.fsdecode("Geb\xfchren.md".encode("cp1252"))).write_text("Text.", "utf-8")
    (folder / "closed.md").write_text("Text.", "utf-8")
    (folder / "old.md").write_text("Text.", "utf-8")
    (folder / "old.md.yaml").write_bytes("title: Geb\xfchren".encode("cp1252"))
    opened = Path.open

    def refusing(path, *arguments, **options):
        if path.name == "closed.md":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", refusing)
    report = ingest(small_settings)
    reasons = {r.document_id: r.reasons[0] for r in report.refused}
    assert "not UTF-8" in reasons.pop("de/Geb\ufffdhren.md")
    assert "Permission denied" in reasons.pop("de/closed.md")
    assert "not UTF-8" in reasons.pop("de/old.md")
    assert not reasons
    assert report.count("added") == 3


def test_a_file_over_the_limits_is_refused(small_settings):
    from dataclasses import replace

    folder = small_settings.corpus / "de"
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(3 * 1024 * 1024)
    (folder / "long.pdf").write_bytes(pdf_of(pages=12))
    report = ingest(replace(small_settings, max_file_mb=2, max_pages=10))
    reasons = {r.document_id: r.reasons[0] for r in report.refused}
    assert "max_file_mb" in reasons["de/huge.txt"]
    assert "max_pages" in reasons["de/long.pdf"]


def test_a_file_that_became_unreadable_keeps_its_last_good_version(small_settings):
    ingest(small_settings)
    path = small_settings.corpus / "de" / "bridge.md"
    path.write_bytes(b"")
    report = ingest(small_settings)
    (refused,) = report.refused
    assert "last version" in " ".join(refused.reasons)
    assistant = build_assistant(small_settings)
    assert "1998" in assistant.answer("Wann wurde die Brücke eröffnet?").text
    assistant.close()


def test_two_files_with_the_same_id_are_both_named(small_settings):
    folder = small_settings.corpus / "de"
    (folder / "Bu\u0308cher.md").write_text("Die Bücher stehen oben.\n", "utf-8")
    (folder / "B\u00fccher.md").write_text("Die Bücher stehen unten.\n", "utf-8")
    if len(list(folder.iterdir())) < 3:
        pytest.fail("this file system folds names, so the case cannot be made here")
    (refused,) = ingest(small_settings).refused
    assert refused.document_id == "de/B\u00fccher.md"
    assert "two files have this id" in refused.reasons[0]


@pytest.mark.parametrize("content", [None, b""])
def test_a_corpus_without_anything_to_read_changes_nothing(small_settings, tmp_path, content):
    from dataclasses import replace

    before = ingest(small_settings).generation
    other = tmp_path / "other"
    other.mkdir()
    if content is not None:
        (other / "empty.md").write_bytes(content)
    # The documents of the old corpus are not in the new one; without anything new this is a slip.
    with pytest.raises(CorpusError):
        ingest(replace(small_settings, corpus=other))
    from twinbot.index import read_current

    assert read_current(small_settings.index).generation == before


def test_a_run_with_nothing_to_do_needs_no_room_for_a_copy(small_settings, monkeypatch):
    ingest(small_settings)

    def no_room(source, folder):
        raise OSError(errno.ENOSPC, "No space left on device", str(folder))

    monkeypatch.setattr(writer_module, "copy_generation", no_room)
    (small_settings.corpus / "de" / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    report = ingest(small_settings)
    assert (report.published, report.count("unchanged"), report.count("refused")) == (False, 3, 1)
    (small_settings.corpus / "de" / "new.md").write_text("# Neu\n\nEin Satz steht hier.\n", "utf-8")
    with pytest.raises(IndexWriteError, match=r"No space left .* Free space on that disk"):
        ingest(small_settings)
    assert read_current(small_settings.index).generation == report.generation
