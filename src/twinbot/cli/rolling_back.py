"""``twinbot rollback``: serve an earlier generation of the index again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twinbot.cli import options
from twinbot.settings import load_settings

if TYPE_CHECKING:
    from twinbot.index.rollback import KeptGeneration


def rollback(
    to: Annotated[
        str | None,
        typer.Option("--to", help="Generation \\[default: the one before what is served]."),
    ] = None,
    only_list: Annotated[
        bool, typer.Option("--list", help="List the generations that are kept, change nothing.")
    ] = False,
    index: options.Index = None,
    as_json: options.Json = False,
) -> None:
    """Serve an earlier generation of the index again, at once and without a restart.

    Damaged generations are refused. The corpus stays as it is, and so the next twinbot ingest
    brings its documents online again: mend or remove them first.

    Examples:
      twinbot rollback --list

      twinbot rollback

      twinbot rollback --to gen-20261120T090000000000-4711
    """
    from twinbot.embedding import load_embedder
    from twinbot.index.rollback import kept_generations, roll_back

    if only_list and to is not None:
        message = "give --list or --to, not both"
        raise typer.BadParameter(message)
    settings = load_settings({"index": index})
    served = None
    if not only_list:
        served = roll_back(settings.index, load_embedder(settings).identity, to)
    _print_kept(kept_generations(settings.index), settings.index, as_json=as_json)
    if served is not None and not as_json:
        typer.echo(
            f"{served.generation} is served now. The corpus is unchanged: mend it before the next "
            "twinbot ingest, which indexes it as it stands"
        )


def _print_kept(kept: list[KeptGeneration], folder: Path, *, as_json: bool) -> None:
    """Print which generations there are, the newest first."""
    records = [
        {
            "generation": one.name,
            "served": one.served,
            "created_at": one.info.created_at.isoformat() if one.info else None,
            "documents": sum(one.info.documents.values()) if one.info else None,
        }
        for one in reversed(kept)
    ]
    if as_json:
        typer.echo(json.dumps(records, indent=2))
        return
    for record, one in zip(records, reversed(kept), strict=True):
        mark = "served" if one.served else ""
        held = (
            f"{one.info.created_at:%Y-%m-%d %H:%M} UTC, {record['documents']} documents"
            if one.info
            else f"cannot be served: {folder / one.name} has no readable manifest"
        )
        typer.echo(f"{mark:<7} {one.name}  {held}")
