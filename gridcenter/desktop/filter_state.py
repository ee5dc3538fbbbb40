"""What the desk has narrowed to: one state, heard by every panel. Panels never call each other."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from gridcenter.domain.board import Filter
from gridcenter.domain.lights import Light

_PARTS = ("area", "lights", "major_code", "unit_id", "text")


class FilterState(QObject):
    """Holds the filter and the order in which its parts were set, so that Esc takes the newest back first."""

    changed = Signal(object)
    """The new `Filter`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._filter = Filter()
        self._order: list[str] = []

    @property
    def current(self) -> Filter:
        return self._filter

    def set(self, chosen: Filter) -> None:
        """Take a whole filter, e.g. one kept from the last session."""
        if chosen == self._filter:
            return
        parts = [part for part in _PARTS if getattr(chosen, part) != getattr(Filter(), part)]
        self._order = [part for part in self._order if part in parts]
        self._order += [part for part in parts if part not in self._order]
        self._filter = chosen
        self.changed.emit(chosen)

    def toggle_area(self, code: str) -> None:
        self._toggle("area", code)

    def narrow_to(self, area: str) -> None:
        """Narrow to an area whatever was narrowed before; '' lifts the restriction."""
        self._put("area", area)

    def toggle_lights(self, *lights: Light) -> None:
        self._toggle("lights", frozenset(lights))

    def toggle_major(self, code: str) -> None:
        self._toggle("major_code", code)

    def toggle_unit(self, unit_id: int | None) -> None:
        self._toggle("unit_id", unit_id)

    def clear_newest(self) -> bool:
        """Take back the part set last; False when nothing is narrowed."""
        if not self._order:
            return False
        self.clear(self._order[-1])
        return True

    def clear(self, part: str) -> None:
        self._put(part, getattr(Filter(), part))

    def clear_all(self) -> None:
        self.set(Filter())

    def _toggle(self, part: str, value: object) -> None:
        """Narrow to a value; the same value again takes the part back."""
        same = getattr(self._filter, part) == value
        self._put(part, getattr(Filter(), part) if same else value)

    def _put(self, part: str, value: object) -> None:
        if part in self._order:
            self._order.remove(part)
        if value != getattr(Filter(), part):
            self._order.append(part)
        self.set(replace(self._filter, **{part: value}))  # type: ignore[arg-type]
