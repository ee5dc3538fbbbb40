"""Which area an account may see (辖区): who lacks one, and who gives it; every change stands in the audit."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.people import Actor, NoArea
from gridcenter.domain.role_names import ROLE_NAMES
from gridcenter.language import listed, pick, tr
from gridcenter.services.accounts import acting_account
from gridcenter.services.people_access import people_access
from gridcenter.services.recording import DONE
from gridcenter.services.tickets import write_line
from gridcenter.services.whole_store import refuse_part
from gridcenter.store import audit
from gridcenter.store.audit import AuditRow
from gridcenter.store.engine import Store, store_time
from gridcenter.store.units import AccountRow, account_rows, replace_areas, unknown_areas

ACCOUNT_AREA = "account_area"
"""Action of the audit rows."""
EVERYWHERE = "*"
"""Stands in the audit for the whole store."""


def without_area(rows: Sequence[AccountRow]) -> list[str]:
    """Return the logins of active accounts that have no area."""
    return [one.login for one in rows if one.active and not one.areas]


def give_area(store: Store, login: str, codes: Sequence[str], *, acting: str) -> AccountRow:
    """Let an account see these areas and no others, written down first; return it as it is then.

    `codes` are those of divisions or grids, an empty one is the whole store. `acting` is the login of whoever gives.
    Opens its own transaction.

    Raises:
        BadInput: There is no such account or area, or none is named.
        RuleBroken: Whoever acts may not.
    """
    wanted = sorted({code.strip() for code in codes})
    if not wanted:
        raise BadInput(tr("Name the code of an area, or --everywhere."))
    with store.begin() as session:
        rows = account_rows(session)
        giver = _giver(session, rows, acting)
        named = next((one for one in rows if one.login == login), None)
        if named is None:
            known = listed(one.login for one in rows)
            raise BadInput(
                tr("There is no account “{login}”. There are: {known}.").format(login=login, known=known)
            )
        _refuse_unknown(session, wanted)
        _write_down(session, giver, login, wanted)
        replace_areas(session, named.id, [""] if "" in wanted else wanted)
        return next(one for one in account_rows(session) if one.login == login)


def _refuse_unknown(session: Session, wanted: Sequence[str]) -> None:
    unknown = unknown_areas(session, wanted)
    if unknown:
        sentence = tr(
            "There is no division or grid with the code: {codes}. Import divisions and grids first."
        )
        raise BadInput(sentence.format(codes=listed(unknown)))


def _giver(session: Session, rows: Sequence[AccountRow], acting: str) -> int:
    """Return the account under which the change stands in the audit.

    Raises:
        RuleBroken: Not this one.
    """
    givers = people_access().area_givers
    try:
        by = acting_account(session, acting)
    except NoArea as lacking:
        own = next(one for one in rows if one.login == lacking.login)
        if any(one.active and "" in one.areas and one.role in givers for one in rows):
            raise
        return own.id  # nobody is left who could: the store's keeper begins anew
    _refuse_role(by, givers)
    refuse_part(session, by)
    return by.account_id


def _refuse_role(by: Actor, givers: frozenset[str]) -> None:
    if by.role not in givers:
        roles = listed(pick(ROLE_NAMES[role]) for role in sorted(givers))
        raise RuleBroken(tr("Areas are given to accounts by: {roles}.").format(roles=roles))


def _write_down(session: Session, giver: int, login: str, wanted: Sequence[str]) -> None:
    end = audit.locked_chain_end(session, giver)
    if end is None or not end.active:
        raise RuleBroken(tr("This account is not active; ask the administrator."))
    said = " ".join(code or EVERYWHERE for code in wanted)
    row = AuditRow(
        store_time(session), giver, ACCOUNT_AREA, DONE, "", "", "", "", fields=f"{login} {said}"[:200]
    )
    write_line(session, end, row)
