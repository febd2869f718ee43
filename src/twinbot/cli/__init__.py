"""The command line: each command of ``twinbot`` is a function of one of these modules.

Exit codes: 0 done, 1 one of our errors (a sentence on standard error), 2 wrong usage.
"""

from __future__ import annotations

import sys

import typer

from twinbot import __version__
from twinbot.cli import (
    asking,
    doctor,
    evaluating,
    grounding,
    inspecting,
    operating,
    reviewing,
    rolling_back,
)
from twinbot.errors import TwinbotError

app = typer.Typer(
    name="twinbot",
    help="Cited answers from a folder of documents, in German, English and Japanese.\n\n"
    "Start with: twinbot ingest, then twinbot ask 'QUESTION' or twinbot serve.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("ingest")(operating.ingest)
app.command("ask")(asking.ask)
app.command("search")(asking.search)
app.command("show")(inspecting.show)
app.command("status")(inspecting.status)
app.command("rollback")(rolling_back.rollback)
app.command("serve")(operating.serve)
app.command("doctor")(doctor.doctor)
app.command("feedback")(reviewing.feedback)
app.command("eval")(evaluating.evaluate)
app.command("eval-grounding")(grounding.evaluate_grounding)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"twinbot {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(
        False, "--version", callback=_print_version, is_eager=True, help="Print the version."
    ),
) -> None:
    """Options before the command."""


def main() -> None:
    """Run the command line; our errors become a sentence and exit code 1."""
    try:
        app()
    except TwinbotError as error:
        typer.echo(f"twinbot: {error}", err=True)
        sys.exit(1)
