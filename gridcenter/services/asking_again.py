"""Asking again for the reason at random: who looks people up knows that any look-up may be the one (随机复核事由).

The draw is the keyed hash of the account's latest look-up. Its key lies in the store, so the account cannot work it
out; refusing to answer and trying again draws the same, and an auditor can draw every one of them once more.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from gridcenter.domain.people import Actor, AskedAgain, LookupRequest
from gridcenter.language import tr
from gridcenter.services.audit_rules import audit_rules
from gridcenter.services.tickets import write_line
from gridcenter.store.audit import AuditRow, ChainEnd, locked_chain_end

REASON_AGAIN, ANSWERED = "reason_again", "answered"
"""Action and outcome of the audit row that holds the answer; it stands right before its look-up."""
MINIMUM_ANSWER, MINIMUM_DIFFERENT = 10, 4


def one_in() -> int:
    """Return of how many look-ups one is asked again; 0: none is."""
    return audit_rules().ask_again


def is_drawn(key: bytes, account_id: int, last: datetime | None) -> bool:
    """Tell whether the look-up after the one at `last` is asked again; an account's very first is not."""
    most = one_in()
    if not most or last is None:
        return False
    text = f"ask again {account_id} {last.astimezone(UTC).isoformat(timespec='microseconds')}"
    drawn = hmac.new(key, text.encode(), hashlib.sha256).digest()
    return int.from_bytes(drawn, "big") % most == 0


def answered(
    session: Session,
    end: ChainEnd,
    request: LookupRequest,
    row: AuditRow,
    *,
    last: datetime | None,
    by: Actor,
) -> ChainEnd:
    """Return the end of the chain behind which `row` is written: the answer stands before it where one was drawn.

    Raises:
        AskedAgain: The look-up was drawn, and no answer came with it, or one that says nothing new.
    """
    if not is_drawn(end.key, by.account_id, last):
        return end
    answer = request.again.strip()
    if (
        len(answer) < MINIMUM_ANSWER
        or len(set(answer)) < MINIMUM_DIFFERENT
        or answer == request.reason.strip()
    ):
        raise AskedAgain(
            tr(
                "Asked again, at random: what is this look-up for? Write it in your own words, at least {n} "
                "characters; it stands in the audit."
            ).format(n=MINIMUM_ANSWER)
        )
    line = row._replace(action=REASON_AGAIN, outcome=ANSWERED, reason=answer[:400], fields="")
    write_line(session, end, line)
    behind = locked_chain_end(session, by.account_id)
    assert behind is not None
    return behind
