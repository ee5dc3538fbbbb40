"""What the forms of residences, households and tenures ask, and how a line stands in them before it is put right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtWidgets import QComboBox, QLineEdit

from gridcenter.desktop.pages.administration_forms import reason_field
from gridcenter.desktop.pages.incidents_dialog import MoveDialog
from gridcenter.domain.home_keeping import (
    TENURE_NAMES,
    VOID,
    VOID_NAME,
    HomeDeed,
    MembershipLine,
    Spell,
    TenureLine,
    days_of,
    seal_of,
)
from gridcenter.domain.move_choices import FieldChoice, MoveField
from gridcenter.domain.names import Name
from gridcenter.domain.people import RESIDENCE_NAMES, PersonCard, ResidenceLine
from gridcenter.language import pick

SOURCE = MoveField("source", Name("来源", "source"), "line", required=False)
PREMISES = Name("房屋编码", "premises code")
Codes = Sequence[tuple[str, Name]]


@dataclass(frozen=True, slots=True)
class Line:
    """A line that can be ended or put right: how it is chosen, and what stands in the form for it."""

    key: str
    words: str
    seal: str
    stands: Mapping[str, str] = field(default_factory=dict)


def home_lines(card: PersonCard, *, present: bool) -> list[Line]:
    return [_home(one) for one in card.residences if one.id and (not present or one.until is None)]


def _home(one: ResidenceLine) -> Line:
    words = " · ".join((one.premises, pick(one.kind), days_of(one)))
    stands = {"premises_code": one.premises, "kind": one.code, **_days(one)}
    return Line(str(one.id), words, seal_of(f"{one.premises} {one.code}", one), stands)


def membership_lines(card: PersonCard) -> list[Line]:
    return [_membership(one) for one in card.memberships]


def _membership(one: MembershipLine) -> Line:
    words = " · ".join((one.number, pick(one.relation_name) or one.relation, days_of(one)))
    stands = {"relation": one.relation, **_days(one)}
    return Line(str(one.household_id), words, seal_of(f"{one.number} {one.relation}", one), stands)


def tenure_lines(tenures: Sequence[TenureLine]) -> list[Line]:
    return [_tenure(one) for one in tenures]


def _tenure(one: TenureLine) -> Line:
    words = " · ".join((tenure_name(one.tenure), days_of(one)))
    return Line(str(one.id), words, seal_of(one.tenure, one), {"tenure": one.tenure, **_days(one)})


def tenure_name(code: str) -> str:
    return pick(TENURE_NAMES.get(code, Name(code)))


def _days(one: Spell) -> dict[str, str]:
    return {
        "since": one.since.isoformat() if one.since is not None else "",
        "until": one.until.isoformat() if one.until is not None else "",
    }


def fields_of(deed: HomeDeed, lines: Sequence[Line], relations: Codes, premises: str = "") -> list[MoveField]:
    """Return what is asked; `premises` are those on show, which then need not be named."""
    which = MoveField("line", Name("记录", "line"), "choice", _choices(lines))
    since = MoveField("since", Name("开始日期", "since"), "line")
    until = MoveField("until", Name("结束日期", "until"), "line")
    code = [] if premises else [MoveField("premises_code", PREMISES, "line")]
    asked: Mapping[HomeDeed, Callable[[], list[MoveField]]] = {
        HomeDeed.MOVED_IN: lambda: [*code, _kinds(), since, SOURCE],
        HomeDeed.MOVED_OUT: lambda: [which, until],
        HomeDeed.HOME_CORRECTED: lambda: [
            which,
            MoveField("premises_code", PREMISES, "line"),
            _kinds(void=True),
            *_free_days(),
            reason_field(),
        ],
        HomeDeed.JOINED: lambda: [
            MoveField("household", Name("户号", "household number"), "line"),
            _relations(relations),
            since,
            MoveField(
                "premises_code",
                Name("新立户的房屋编码", "premises of a new household"),
                "line",
                required=False,
            ),
        ],
        HomeDeed.LEFT: lambda: [which, until],
        HomeDeed.MEMBER_CORRECTED: lambda: [
            which,
            _relations(relations, void=True),
            *_free_days(),
            reason_field(),
        ],
        HomeDeed.TENURE_SET: lambda: [*code, _tenures(), since, SOURCE],
        HomeDeed.TENURE_ENDED: lambda: [*code, until],
        HomeDeed.TENURE_CORRECTED: lambda: [which, _tenures(void=True), *_free_days(), reason_field()],
    }
    return asked[deed]()


def _free_days() -> tuple[MoveField, MoveField]:
    return (
        MoveField("since", Name("开始日期（不详则留空）", "since (empty: unknown)"), "line", required=False),
        MoveField(
            "until", Name("结束日期（仍在则留空）", "until (empty: it goes on)"), "line", required=False
        ),
    )


def _choices(lines: Sequence[Line]) -> tuple[FieldChoice, ...]:
    return tuple(FieldChoice(one.key, Name(one.words, one.words)) for one in lines)


def _kinds(*, void: bool = False) -> MoveField:
    return MoveField("kind", Name("居住关系", "residence"), "choice", _named(RESIDENCE_NAMES, void=void))


def _tenures(*, void: bool = False) -> MoveField:
    return MoveField("tenure", Name("房屋性质", "tenure"), "choice", _named(TENURE_NAMES, void=void))


def _relations(relations: Codes, *, void: bool = False) -> MoveField:
    name = Name("与户主关系", "relation to the head")
    return MoveField("relation", name, "choice", _named(dict(relations), void=void))


def _named(names: Mapping[str, Name], *, void: bool) -> tuple[FieldChoice, ...]:
    every = {**names, VOID: VOID_NAME} if void else names
    return tuple(FieldChoice(code, name) for code, name in every.items())


def show_line(form: MoveDialog, lines: Sequence[Line]) -> None:
    """Let the chosen line stand in the form as it stands in the register, and follow another choice."""
    box = form.fields.get("line")
    if not isinstance(box, QComboBox) or not lines or not lines[0].stands:
        return

    def fill(place: int) -> None:
        for code, text in lines[place].stands.items() if 0 <= place < len(lines) else ():
            editor = form.fields.get(code)
            if isinstance(editor, QComboBox):
                editor.setCurrentIndex(editor.findData(text))
            elif isinstance(editor, QLineEdit):
                editor.setText(text)

    box.currentIndexChanged.connect(fill)
    fill(box.currentIndex())
