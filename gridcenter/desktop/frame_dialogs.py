"""The window's dialogs, drawn in ui/forms: preferences and about."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QDialog, QWidget

from gridcenter import __version__
from gridcenter.desktop._forms.about import Ui_About
from gridcenter.desktop._forms.preferences import Ui_Preferences
from gridcenter.desktop.theme import Scheme, Theme
from gridcenter.desktop.widgets.text import set_button_text
from gridcenter.language import Language, current_language, tr

SCALES = (0.9, 1.0, 1.1, 1.25, 1.5, 2.0)


class PreferencesDialog(QDialog):
    """Every choice takes effect at once; closing only closes."""

    def __init__(
        self,
        theme: Theme,
        *,
        scale: float,
        use_scheme: Callable[[Scheme], None],
        use_language: Callable[[Language], None],
        use_scale: Callable[[float], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.form = Ui_Preferences()
        self.form.setupUi(self)  # type: ignore[no-untyped-call]
        self._theme = theme
        self._scale = scale
        self.retranslate()
        self.form.scheme.currentIndexChanged.connect(lambda: use_scheme(self.form.scheme.currentData()))
        self.form.scale.currentIndexChanged.connect(lambda: use_scale(self.form.scale.currentData()))
        self.form.language.currentIndexChanged.connect(lambda: use_language(self.form.language.currentData()))

    def retranslate(self) -> None:
        form = self.form
        self.setWindowTitle(tr("Preferences"))
        form.schemeLabel.setText(tr("Theme"))
        form.languageLabel.setText(tr("Language"))
        form.scaleLabel.setText(tr("Size of text and panels"))
        form.note.setText(tr("Kept for this account on this machine."))
        set_button_text(form.done, tr("Close"))
        _fill(form.scheme, [(tr("Light theme"), "light"), (tr("Dark theme"), "dark")], self._theme.scheme)
        _fill(form.language, [("中文", "zh"), ("English", "en")], current_language())
        sizes: list[tuple[str, object]] = [(f"{scale:.0%}", scale) for scale in SCALES]
        _fill(form.scale, [(tr("Follows the window"), 0.0), *sizes], self._scale)


class AboutDialog(QDialog):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        form = Ui_About()
        form.setupUi(self)  # type: ignore[no-untyped-call]
        self.setWindowTitle(tr("About GridCenter"))
        form.name.setText("GridCenter")
        form.version.setText(tr("Version {number}").format(number=__version__))
        form.purpose.setText(tr("The desk and the wall of a grid-management command centre."))
        form.parts.setText(
            tr(
                "Apache License 2.0. Built with Qt for Python, Leaflet and pyqtgraph under their own licences."
            )
        )
        set_button_text(form.done, tr("Close"))


def _fill(box: QComboBox, choices: list[tuple[str, object]], chosen: object) -> None:
    """Put the choices into a box without telling anybody that the choice changed."""
    box.blockSignals(True)
    box.clear()
    for word, value in choices:
        box.addItem(word, value)
    box.setCurrentIndex(max(box.findData(chosen), 0))
    box.blockSignals(False)
