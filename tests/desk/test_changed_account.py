"""No port of an open desk reads or writes once its account was switched off, or its role or area changed elsewhere."""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from types import BuiltinFunctionType, CellType, FunctionType, MethodType
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete, update

from gridcenter.desk.ports import awaiting_applications, desk_ports
from gridcenter.desk.signed_in import SignedInStore
from gridcenter.desktop.import_ports import ImportWish
from gridcenter.desktop.ports import DeskPorts
from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.people import Actor, LookupRequest, Purpose
from gridcenter.services import audited_lists
from gridcenter.services.accounts import acting_account
from gridcenter.services.exporting import Export, export_rows
from gridcenter.services.person_index import index_changed_persons
from gridcenter.services.progress import unwatched
from gridcenter.services.roll_files import write_roll
from gridcenter.services.subject_report import subject_report
from gridcenter.services.visits import export_visits
from gridcenter.store.audit import AuditRow
from gridcenter.store.engine import Store, open_store
from gridcenter.store.models import Account, Scope
from tests.services import care_samples as care
from tests.services import resident_samples as sample
from tests.services.matters import DRAFT

ZONE = ZoneInfo("Asia/Shanghai")
REQUEST = LookupRequest(sample.NUMBER, Purpose.SERVICE, reason="办理老年优待证的资格核对")
SENTENCES = r"not active|changed meanwhile|switched off"
WITHOUT_STORE = {
    "questions.papers": "lists the papers that there are",
    "questions.read_categories_anew": "forgets what was read before",
    "attachments.rules": "the rules that the program ships with",
    "privacy.notice": "what the program keeps of people and why, as it ships",
}


def walls(
    store: Store, url: str, *, role: str | None = None, area: str | None = None, active: bool = True
) -> None:
    """Change the account from another desk: a store of its own on the same address."""
    with closing_store(open_store(url)) as other, other.begin() as session:
        mine = Account.id == care.SECOND.account_id
        session.execute(update(Account).where(mine).values(active=active, **({"role": role} if role else {})))
        if area is not None:
            session.execute(delete(Scope).where(Scope.account_id == care.SECOND.account_id))
            session.add(Scope(account_id=care.SECOND.account_id, division_code=area))


def closing_store(store: Store) -> Any:
    return closing(_Closed(store))


class _Closed:
    """Disposed of at the end."""

    def __init__(self, store: Store) -> None:
        self.begin, self.close = store.begin, store.dispose


CHANGES: dict[str, dict[str, Any]] = {
    "switched off": {"active": False},
    "another role": {"role": "handler"},
    "another area": {"area": sample.OTHER_COMMUNITY},
}


@pytest.fixture
def filled(store: Store) -> Store:
    care.fill(store)
    care.enrolled(store)
    with store.begin() as session:
        session.execute(delete(Scope).where(Scope.account_id == care.SECOND.account_id))
        session.add(Scope(account_id=care.SECOND.account_id, division_code=""))
        index_changed_persons(session)
    return store


def signed_in(store: Store) -> Actor:
    with store.read() as session:
        return acting_account(session, care.SECOND.login)


Port = tuple[str, Callable[..., Any], list[str]]


def ports_of(made: object, name: str = "") -> Iterator[Port]:
    """Yield every callable of a desk with the types of what it takes."""
    for one in dataclasses.fields(made):  # type: ignore[arg-type]
        value, path = getattr(made, one.name), f"{name}.{one.name}".lstrip(".")
        if callable(value):
            yield path, value, _taken(str(one.type))
        elif dataclasses.is_dataclass(value) and type(value).__module__.startswith("gridcenter.desktop"):
            yield from ports_of(value, path)


NAMED = {
    "KeepValue": ["int", "KeptValue", "LookupRequest"],
    "TellSubject | None": ["str", "str", "Path"],
}
"""Types of ports that have names of their own."""


def _taken(written: str) -> list[str]:
    """Return what a callable takes, as it is written: Callable[[int, tuple[int, int]], str]."""
    if not written.startswith("Callable[["):
        return NAMED.get(written, NAMED.get(written.removesuffix(" | None"), []))
    parts, depth = [""], 0
    for sign in written.removeprefix("Callable[["):
        if sign == "]" and not depth:
            break
        depth += {"[": 1, "]": -1}.get(sign, 0)
        if sign == "," and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts if part.strip()]


def arguments(name: str, taken: list[str], folder: Path) -> list[Any]:
    found = [anything(kind, folder) for kind in taken]
    return [*WORDS.get(name, []), *found[len(WORDS.get(name, [])) :]]


def told_by(ask: Callable[[], object]) -> str:
    try:
        return f"answered: {ask()!r:.40}"
    except RuleBroken as refusal:
        return str(refusal)
    except Exception as error:  # noqa: BLE001 - told by the test
        return repr(error)


WORDS: dict[str, list[Any]] = {
    "actions.print_paper": ["task_slip", 1, Path("x.pdf")],
    "cards.print": [1, (), REQUEST, Path("x.pdf")],
    "ledgers.page": ["LG01", "", REQUEST, ""],
    "ledgers.areas": ["LG01", ""],
    "ledgers.export": ["LG01", "", Path("x.csv"), REQUEST, unwatched],
    "merging.caller_history": ["13800001234"],
    "population.try_rules": ["2026-10", ""],
    "cards.organisations.tie_by_number": [{"id_number": sample.NUMBER}, REQUEST],
}
"""Words without which a port is refused before it asks the store; a few others are, too (see the next test)."""


def anything(kind: str, folder: Path) -> Any:
    """Return a value such as a port takes there; it is refused before it is looked at."""
    made: dict[str, Any] = {
        "int": 1,
        "str": "2026-11",
        "bool": False,
        "Path": folder / "x.csv",
        "LookupRequest": REQUEST,
        "IncidentDraft": DRAFT,
        "dict[str, str]": defaultdict(str, until="2027-06-30", number=sample.NUMBER),
        "ImportWish": ImportWish("persons", folder / "x.csv", {}),
        "Watch": lambda *_: True,
        "OnProgress": lambda *_: None,
    }
    return (1, 1) if kind.startswith("tuple") else made.get(kind)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_port_of_the_desk_refuses(
    filled: Store, store_url: str, tmp_path: Path, change: dict[str, Any], english: None
) -> None:
    by = signed_in(filled)
    ports = desk_ports(filled, by, ZONE)
    assert ports.actions.look_up(REQUEST) is not None, "the control: nothing has changed yet"
    walls(filled, store_url, **change)
    every = list(ports_of(ports))
    assert len(every) > 120, "the control: the ports are found"
    answers = {}
    for name, port, taken in every:
        (tmp_path / name).mkdir()
        answers[name] = told_by(partial(port, *arguments(name, taken, tmp_path / name)))
    refused = [name for name, said in answers.items() if re.search(SENTENCES, said)]
    answered = {name for name, said in answers.items() if said.startswith("answered")}
    assert answered == WITHOUT_STORE.keys(), answered
    assert len(refused) > 100, sorted(answers.keys() - refused)
    assert {path.parent.name for path in tmp_path.rglob("*.csv")} == {"privacy.notice"}


def stores_behind(thing: object, seen: set[int]) -> Iterator[Store]:
    """Yield the stores that a callable holds, in whatever it closes over."""
    if id(thing) in seen or isinstance(thing, type | str | int | BuiltinFunctionType):
        return
    seen.add(id(thing))
    if isinstance(thing, Store):
        yield thing
        return
    for part in _held_by(thing):
        yield from stores_behind(part, seen)


def _held_by(thing: object) -> Iterator[object]:
    if isinstance(thing, partial):
        yield from (thing.func, *thing.args, *thing.keywords.values())
    elif isinstance(thing, MethodType):
        yield from (thing.__self__, thing.__func__)
    elif isinstance(thing, FunctionType):
        yield from thing.__closure__ or ()
    elif isinstance(thing, CellType):
        yield thing.cell_contents
    elif isinstance(thing, tuple | list):
        yield from thing
    elif type(thing).__module__.startswith("gridcenter.desk"):
        names = [*getattr(thing, "__dict__", {}), *getattr(type(thing), "__slots__", ())]
        yield from (getattr(thing, name) for name in names)


def test_no_port_holds_a_store_that_asks_nothing(filled: Store) -> None:
    ports: DeskPorts = desk_ports(filled, signed_in(filled), ZONE)
    found = [one for _, port, _ in ports_of(ports) for one in stores_behind(port, set())]
    assert len(found) > 110
    assert {type(one) for one in found} == {SignedInStore}
    assert {type(one) for one in stores_behind(awaiting_applications(filled, signed_in(filled)), set())} == {
        Store
    }, "the control: another one would be seen"


EXPORTS: dict[str, Callable[[Store, Path, Actor], object]] = {
    "residents": lambda store, out, by: export_rows(store, Export.PERSONS, out, by=by),
    "visits": lambda store, out, by: export_visits(store, sample.GRID, out, by=by),
    "report to a person": lambda store, _out, by: subject_report(store, sample.NUMBER, by=by),
    "roll": lambda store, out, by: write_roll(store, 1, out, by=by, zone=ZONE),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("name", EXPORTS)
def test_no_file_is_begun_by_a_command_that_signed_in_before(
    filled: Store, store_url: str, tmp_path: Path, name: str, change: dict[str, Any]
) -> None:
    by = signed_in(filled)
    walls(filled, store_url, **change)
    with pytest.raises(RuleBroken):
        EXPORTS[name](filled, tmp_path / "out.csv", by)
    assert not list(tmp_path.glob("*out*"))


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_file_that_is_being_written_goes_no_further(
    filled: Store, store_url: str, monkeypatch: pytest.MonkeyPatch, change: dict[str, Any], english: None
) -> None:
    monkeypatch.setattr(audited_lists, "NAMED_AT_ONCE", 1)
    by = signed_in(filled)
    line = AuditRow(sample.NOW, by.account_id, "export", "shown", "other", "", "", "")
    rows = audited_lists.named_rows(filled, iter((1, 2)), lambda one: one, line, "persons", by=by)
    assert next(rows) == 1
    walls(filled, store_url, **change)
    with pytest.raises(RuleBroken, match=SENTENCES):
        next(rows)
