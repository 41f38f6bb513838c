"""`cls-extractor token`: who may use the service."""

import sys
from datetime import UTC, datetime, timedelta
from functools import partial

import click

from extractor.cli.failures import say, take_file

db_option = click.option(
    "--db", required=True, envvar="CLS_DB", metavar="URL", help="Of the service [CLS_DB]."
)


@click.group()
def command() -> None:
    """Make, list and revoke tokens of the service."""


@command.command()
@db_option
@click.option(
    "--role",
    required=True,
    type=click.Choice(["lire", "corriger", "administrer"]),
    help="lire reads, without contacts; corriger uploads and corrects too.",
)
@click.option("--days", type=click.IntRange(1), default=365, show_default=True, help="It is valid.")
@click.argument("name")
def create(db: str, role: str, days: int, name: str) -> None:
    """Make a token for NAME (a service or an office); it is printed once and kept nowhere."""
    from extractor.store.access import Role, create_token, note
    from extractor.store.store import open_store

    with take_file(partial(open_store, db)) as store:
        until = datetime.now(UTC) + timedelta(days=days)
        token, text = create_token(store, name, Role(role), until)
        note(store, "command", "token-created", token.id, role)
    click.echo(text)
    click.echo(f"{token.id}: role {role}, until {until:%Y-%m-%d}", err=True)


@command.command(name="list")
@db_option
def list_tokens(db: str) -> None:
    """List tokens, without their secrets."""
    from extractor.store import access
    from extractor.store.store import open_existing_store

    with take_file(partial(open_existing_store, db)) as store:
        for token in access.list_tokens(store):
            until = f"{token.expires_at:%Y-%m-%d}" if token.expires_at else "-"
            state = "revoked" if token.revoked_at else f"until {until}"
            click.echo(f"{token.id}\t{token.role}\t{state}\t{token.nom}")


@command.command()
@db_option
@click.argument("id")
def revoke(db: str, id: str) -> None:
    """End a token; within five seconds no server takes it any more."""
    from extractor.store.access import note, revoke_token
    from extractor.store.store import open_existing_store

    with take_file(partial(open_existing_store, db)) as store:
        if not revoke_token(store, id):
            say(f"{id}: no token that is valid has this id")
            sys.exit(1)
        note(store, "command", "token-revoked", id)
