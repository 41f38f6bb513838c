"""The commands, as click knows them → the page of reference."""

from collections.abc import Iterator

import click

from docs.generate.markdown import cell, table
from extractor.cli import COMMANDS, main

NAME = "cls-extractor"
HEAD = f"""# Command line

Generated from the commands themselves; `{NAME} COMMAND --help` prints the same. Records and
tables go to stdout, news to stderr. Exit code: 0 when all went well, 1 when a file failed (the
others are still read) or a score is below its floor, 2 for misuse.

"""


def page() -> str:
    """The page, a section for each command."""
    context = click.Context(main, info_name=NAME)
    rows = [(f"[`{name}`](#{name})", told) for name, told in COMMANDS.items()]
    sections = "".join(_section(name, context, 2) for name in COMMANDS)
    return f"{HEAD}{table(('command', 'what it does'), rows)}{sections}"


def _section(name: str, parent: click.Context, level: int) -> str:
    assert isinstance(parent.command, click.Group)
    command = parent.command.get_command(parent, name)
    assert command is not None
    context = click.Context(command, info_name=name, parent=parent)
    path = context.command_path.removeprefix(f"{NAME} ")
    anchor = path.replace(" ", "-")
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    parts = [f"{'#' * level} {path} {{#{anchor}}}", f"```text\n{usage}\n```", _help(command)]
    options = list(_options(command, context))
    if options:
        parts.append(table(("option", "meaning", "default"), options))
    text = "\n\n".join(part for part in parts if part) + "\n\n"
    if isinstance(command, click.Group):
        below = command.list_commands(context)
        text += "".join(_section(child, context, level + 1) for child in below)
    return text


def _help(command: click.Command) -> str:
    """Its paragraphs; what click must not wrap stays as it is."""
    paragraphs = (command.help or "").replace("\b\n", "").split("\n\n")
    return "\n\n".join(" ".join(_plain(text).split()) for text in paragraphs)


def _options(command: click.Command, context: click.Context) -> Iterator[tuple[str, str, str]]:
    for parameter in command.params:
        if not isinstance(parameter, click.Option) or parameter.hidden:
            continue
        names = ", ".join(f"`{name}`" for name in (*parameter.opts, *parameter.secondary_opts))
        kind = "" if parameter.is_flag else f" `{parameter.make_metavar(context)}`"
        told = _plain(parameter.help or "")
        told += " **Required.**" if parameter.required else ""
        told += " Repeatable." if parameter.multiple and "epeat" not in told else ""
        default = parameter.default if parameter.show_default else None
        yield f"{names}{kind}", cell(told), f"`{default}`" if default is not None else ""


def _plain(text: str) -> str:
    """Text of a help that Markdown must not take for marks: FILE_OR_URL, <x>, [x]."""
    for mark in ("<", "*", "_"):
        text = text.replace(mark, f"\\{mark}")
    return text
