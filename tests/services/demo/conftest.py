"""The street of a Wednesday afternoon, made once on each kind of store and lent as copies."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from gridcenter.store.engine import Store, open_store
from tests.conftest import DatabaseLike
from tests.services.demo.wednesday import Street, make_street


@pytest.fixture(scope="session")
def sqlite_street(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Street:
    path = tmp_path_factory.mktemp("wednesday") / "street.db"
    shutil.copyfile(sqlite_template, path)
    return make_street(f"sqlite:///{path.as_posix()}")


@pytest.fixture(scope="session")
def postgres_street(database_like: DatabaseLike, postgres_template: str) -> Iterator[Street]:
    with database_like(template=postgres_template) as address:
        yield make_street(address)


@pytest.fixture
def sqlite_wednesday(sqlite_street: Street, tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "wednesday.db"
    shutil.copyfile(sqlite_street.address.removeprefix("sqlite:///"), path)
    store = open_store(f"sqlite:///{path.as_posix()}")
    yield store
    store.dispose()


@pytest.fixture
def postgres_wednesday(postgres_street: Street, database_like: DatabaseLike) -> Iterator[Store]:
    name = postgres_street.address.partition("@/")[2].partition("?")[0]
    with database_like(template=name) as address:
        store = open_store(address)
        yield store
        store.dispose()


@pytest.fixture(params=["sqlite", "postgres"])
def street(request: pytest.FixtureRequest) -> Street:
    """The street that `wednesday` is a copy of."""
    made: Street = request.getfixturevalue(f"{request.param}_street")
    return made


@pytest.fixture
def wednesday(street: Street, request: pytest.FixtureRequest) -> Store:
    """A copy of the street, which the test may change; the test runs once on each kind."""
    kind = "sqlite" if street.address.startswith("sqlite") else "postgres"
    store: Store = request.getfixturevalue(f"{kind}_wednesday")
    return store
