"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Index = Annotated[
    Path | None, typer.Option("--index", help="Folder of the index \\[default: index].")
]
Corpus = Annotated[
    Path | None, typer.Option("--corpus", help="Folder of the documents \\[default: corpus].")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
LanguageOption = Annotated[
    str | None,
    typer.Option("--language", "-l", help="de, en or ja \\[default: that of the question]."),
]
