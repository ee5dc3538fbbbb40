"""Addresses of stores: what may be typed, what it means, and what of it may be shown."""

from __future__ import annotations

import re

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from gridcenter.domain.errors import StoreRefused
from gridcenter.language import tr

_SECRET = frozenset({"password", "sslpassword"})
_USER_S = re.compile(r"(://[^/:@]*):.*@")
_OPTION_S = re.compile(r"((?:ssl)?password=)[^&]*")


def parse_address(text: str) -> URL:
    """Return the URL of a store address; a plain file name means SQLite.

    Raises:
        StoreRefused: It is no address of a kind this program can open.
    """
    try:
        url = make_url(text if "://" in text else f"sqlite:///{text}")
    except (ArgumentError, ValueError) as error:
        raise StoreRefused(_address_help(text)) from error
    kind = url.get_backend_name()
    if kind == "sqlite" and url.database and url.database != ":memory:" and not url.query:
        return url.set(drivername="sqlite")
    if kind == "postgresql" and url.database:
        return url.set(drivername="postgresql+psycopg")
    raise StoreRefused(_address_help(text))


def shown_address(url: URL) -> str:
    """Return the address as it may be shown and logged: as one types it, without a password, wherever it stands."""
    hidden = {name: "hidden" for name in url.query if name in _SECRET}
    typed = url.set(drivername=url.get_backend_name()).update_query_dict(hidden)
    return typed.render_as_string(hide_password=True)


def _address_help(text: str) -> str:
    """Such a text may be no URL at all, so that its password is found by its place only."""
    shown = _OPTION_S.sub(r"\1…", _USER_S.sub(r"\1:…@", text))
    return tr(
        "“{text}” is not an address of a store. Use a file such as sqlite:///district.db, "
        "or postgresql://user@server/database."
    ).format(text=shown)
