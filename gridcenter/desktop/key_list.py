"""Every key of the program in one place, as the window of keys shows them."""

from __future__ import annotations

from dataclasses import dataclass

from gridcenter.language import tr

ADMINISTRATION = frozenset({"administration"})
IN_WINDOWS = frozenset({""})
"""Of keys that work in a window of their own, over whichever page it stands."""


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Where keys work, and what each does. Keys of one line are parted by two spaces.

    `pages` are keys of the rail; none: the group works everywhere.
    """

    title: str
    lines: tuple[tuple[str, str], ...]
    pages: frozenset[str] = frozenset()


def key_groups() -> tuple[KeyGroup, ...]:
    """Return all groups in the language of the moment, those that work everywhere first."""
    return (
        everywhere(),
        KeyGroup(tr("Reminders and saved filters"), _reminders()),
        KeyGroup(tr("Lists"), _lists()),
        KeyGroup(tr("Incidents"), _incidents(), frozenset({"incidents"})),
        KeyGroup(tr("New incident"), _report(), IN_WINDOWS),
        KeyGroup(tr("Overview, Map, Residents"), _look_up(), frozenset({"overview", "map", "residents"})),
        KeyGroup(tr("Residents: values and visits"), _keeping(), frozenset({"residents"})),
        KeyGroup(tr("Checks and rolls"), _checks(), frozenset({"residents"})),
        KeyGroup(tr("Population changes"), _changes(), frozenset({"residents"})),
        KeyGroup(tr("Ledgers"), _ledgers(), frozenset({"residents"})),
        KeyGroup(tr("Care"), _care(), frozenset({"residents"})),
        KeyGroup(tr("Supervision"), _supervision(), frozenset({"supervision"})),
        KeyGroup(tr("Administration"), _administration(), ADMINISTRATION),
        KeyGroup(tr("Units, privacy"), _units(), ADMINISTRATION),
        KeyGroup(tr("Imports"), _imports(), ADMINISTRATION),
        KeyGroup(tr("Windows"), _windows(), IN_WINDOWS),
    )


def everywhere() -> KeyGroup:
    return KeyGroup(
        tr("On every page"),
        (
            ("F1", tr("this list of keys")),
            ("Ctrl+K", tr("find and do anything")),
            ("Ctrl+1 … Ctrl+7", tr("the pages of the rail")),
            ("Ctrl+N", tr("report a new incident")),
            ("Ctrl+P", tr("print a paper of what is chosen")),
            ("Ctrl+Shift+A", tr("applications that await your decision")),
            ("Ctrl+Shift+E", tr("closed incidents that await evaluation")),
            ("Ctrl+Shift+U", tr("notices about look-ups, for the auditor")),
            ("Ctrl+Alt+L", tr("lock the desk")),
            ("Esc", tr("take back the newest filter; leave a window")),
            ("F5", tr("reconnect to the store now")),
            ("F11", tr("full screen")),
            ("Ctrl+Q", tr("close the window")),
        ),
    )


def _reminders() -> tuple[tuple[str, str], ...]:
    return (
        ("F7", tr("open the incident of the reminder")),
        ("F8  Shift+F8", tr("take note of it, of all of them")),
        ("F9", tr("silence the desk")),
        ("Alt+1 … Alt+9", tr("use a saved filter")),
        ("Ctrl+S", tr("save the present filter")),
        ("Ctrl+Shift+S", tr("all saved filters")),
    )


def _lists() -> tuple[tuple[str, str], ...]:
    return (
        ("J  K  ↓  ↑  Home  End", tr("next row, row before, first, last")),
        ("Enter", tr("opens the chosen row")),
        ("Ctrl+C", tr("copy rows, they paste as columns")),
    )


def _incidents() -> tuple[tuple[str, str], ...]:
    return (
        ("A … Z", tr("take a move: the letter stands on its button")),
        ("C  F  X", tr("issue a card, reply to it, withdraw it")),
        ("M  U", tr("merge, take apart")),
        ("4  5", tr("correct the category, adjust the urgency")),
        ("1  2  3", tr("approve, refuse, withdraw an application")),
        ("Ctrl+E", tr("attachments")),
        ("Ctrl+B", tr("reports behind the incident")),
        ("Alt+←  Alt+→", tr("the incident before, the one it went on as")),
    )


def _report() -> tuple[tuple[str, str], ...]:
    return (
        ("Ctrl+G", tr("the place on the map: arrows, Enter")),
        ("Ctrl+T", tr("the phone of the caller")),
        ("Ctrl+M", tr("add it to the incident at the right")),
        ("Ctrl+R  Ctrl+D", tr("take up the draft, throw it away")),
    )


def _look_up() -> tuple[tuple[str, str], ...]:
    return (
        ("Ctrl+I", tr("look up a resident")),
        ("Enter  Esc", tr("open who was found, back to the list")),
        ("PgUp  PgDn", tr("through the open card")),
        ("Ctrl+F", tr("find a place on the map")),
        ("Ctrl+O  Ctrl+Shift+O", tr("open what a card names, an organisation by code")),
        ("Alt+←  Alt+→", tr("the card opened before, the one after it")),
        ("Ctrl+C  Ctrl+P", tr("copy, print the card as it is masked")),
        ("Ctrl+Shift+I", tr("who looked at a person")),
    )


def _keeping() -> tuple[tuple[str, str], ...]:
    return (
        ("Ctrl+L  Ctrl+Shift+L", tr("next tab, tab before")),
        ("Ctrl+Shift+V  Ctrl+Shift+W", tr("verify a value, take one back")),
        ("Ctrl+Shift+D", tr("state a new value")),
        ("F2  Shift+F2", tr("correct, enter an organisation")),
        ("F3  Shift+F3", tr("tie a person to it, end a tie")),
        ("F4  Shift+F4", tr("keep a home, its history")),
        ("Ctrl+Shift+M", tr("rows that are one person")),
        ("R  H  M", tr("visits: record, last ones, further")),
        ("O  C", tr("visits: what I noted, correct one")),
        ("X  G  /", tr("visits: export, grid, search")),
    )


def _checks() -> tuple[tuple[str, str], ...]:
    return (
        ("R  T  S", tr("check now, try a rule, switch it")),
        ("C  F  V  U", tr("a hit: corrected, false alarm, visit; undecided")),
        ("M", tr("further hits of the rule")),
        ("Esc", tr("from the lower list or the search back to the upper list")),
        ("N  A  X  W", tr("a roll: ask for, approve, refuse, write")),
    )


def _changes() -> tuple[tuple[str, str], ...]:
    return (
        ("F  B  M  T", tr("find changes, board, a month, try rules")),
        ("L", tr("further changes, or tasks of the board")),
        ("D  P", tr("complete a task, let its clock stand or run")),
        ("N  Enter", tr("masked names, look the resident up")),
        ("1 … 5  /", tr("rows behind a number of the board, search")),
    )


def _supervision() -> tuple[tuple[str, str], ...]:
    return (
        ("L  C", tr("trend of the marked unit, a card to it")),
        ("Ctrl+L", tr("next list: cards, passed around, handovers")),
        ("Ctrl+Shift+L", tr("parked, or awaiting a decision")),
        ("Ctrl+H", tr("write a shift handover")),
        ("Ctrl+Shift+H", tr("read and sign a handover")),
        ("Ctrl+R", tr("draw a month for re-checks")),
        ("Ctrl+Shift+R", tr("record re-checks: P  F  O  V")),
    )


def _administration() -> tuple[tuple[str, str], ...]:
    return (
        ("Ctrl+L  Ctrl+Shift+L", tr("next tab, tab before")),
        ("N  E  D", tr("a line of the list: new, change, end")),
        ("R  X", tr("of a ruling: make a line, do not follow")),
        ("M  /", tr("most misses first, search")),
    )


def _windows() -> tuple[tuple[str, str], ...]:
    return (
        ("Ctrl+Enter", tr("send what the window asks")),
        ("A  S", tr("attachments: add, save")),
        ("F2", tr("saved filters: rename")),
        ("Del", tr("remove what is marked")),
    )


def _units() -> tuple[tuple[str, str], ...]:
    return (
        ("B  O  F", tr("say busy, off duty, free again")),
        ("C  U", tr("room for tasks, only those without room")),
        ("N  S  P  W", tr("privacy: record, step, print, notice")),
    )


def _imports() -> tuple[tuple[str, str], ...]:
    return (
        ("N", tr("bring a file in: Ctrl+O file, Ctrl+M put aside")),
        ("A  D  U", tr("apply, drop, undo an import")),
        ("S  O", tr("a row in conflict: the same person, another one")),
    )


def _ledgers() -> tuple[tuple[str, str], ...]:
    return (
        ("Enter  Backspace", tr("go down to the grid and its rows, go up")),
        ("R  N  P", tr("rows of the place, next page, page before")),
        ("X", tr("write the rows to a file, stop it")),
    )


def _care() -> tuple[tuple[str, str], ...]:
    return (
        ("N  R  E", tr("of a care file: open one, renew, end")),
        ("V  P  B", tr("record a visit, plan one, record a benefit")),
        ("G  U  I", tr("name who may know, take off, look up")),
    )
