"""The command `cls-extractor`: arguments in; data on stdout, news on stderr, an exit code."""

import gc
import os
import sys
from contextlib import suppress
from importlib import import_module

import click

from extractor.version import __version__

# The help of the group is printed from here, so that it loads no command and no PDF engine.
COMMANDS = {
    "extract": "Read PDF files into JSON records.",
    "import": "Read folders of PDF files into a database.",
    "status": "Tell what a database of imports holds.",
    "explain": "Tell where a value was read, and what decided about it.",
    "inspect": "Draw what was understood on a page, or on all of them.",
    "serve": "Serve the HTTP API and the pages to check and correct.",
    "token": "Make, list and revoke tokens of the service.",
    "gold": "Make gold files of documents that people have checked.",
    "evaluate": "Score the records of a corpus against its gold.",
    "export": "Write documents of a database as json, csv, xlsx, parquet…",
    "schema": "Print the JSON Schema of a record, or the Table Schemas of exports.",
    "validate": "Check records made elsewhere against the schema.",
    "glossary": "Look a name or a sigle up in the glossaries, or check a file.",
    "compare": "Compare the territories of a database; tables or a report.",
    "territory": "Look names of territories up in the official reference.",
}
# A command that cannot be the name of a module.
MODULES = {"import": "batch_import"}


class LazyGroup(click.Group):
    """A group that imports `extractor.cli.NAME` only when that command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = MODULES.get(cmd_name, cmd_name)
        command: click.Command = import_module(f"extractor.cli.{module}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cls-extractor")
def main() -> None:
    """Read a contrat local de santé (PDF) into one exact, validated, sourced record.

    Exit code: 0 when all went well, 1 when a file failed or a score is below its floor, 2 for
    misuse of the command.
    """


def run() -> None:
    """The command's entry: run it, then leave at once.

    Taking a long document's words apart one by one at the end would cost more than printing them.
    Records are trees: what is dropped is freed at once, and looking for cycles costs a tenth.
    """
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # they are looked for everywhere
    try:
        main()
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
        sys.stdout.flush()
        sys.stderr.flush()
        _wait_for_helpers()
        os._exit(code)


def _wait_for_helpers() -> None:
    """Leave no process behind: one that has given its answer takes a few milliseconds to end."""
    with suppress(ChildProcessError):
        while hasattr(os, "fork"):
            os.waitpid(-1, 0)
