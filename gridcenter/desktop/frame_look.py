"""Switching theme, language and size while windows are open, and the dialogs that do it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QLibraryInfo, QObject, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.frame_dialogs import AboutDialog, PreferencesDialog
from gridcenter.desktop.frame_memory import WindowMemory
from gridcenter.desktop.role_words import role_word
from gridcenter.desktop.theme import Scheme, Theme, desk_scale
from gridcenter.desktop.widgets.text import unmarked
from gridcenter.domain.people import Actor
from gridcenter.language import Language, current_language, tr, use_language


class LookSwitch(QObject):
    """Every switch reaches all windows at once and is remembered for the next session."""

    def __init__(self, theme: Theme, memory: WindowMemory | None, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._memory = memory
        self._window = window
        self._translator = QTranslator(self)
        self.chosen_scale = memory.scale if memory is not None else 0.0
        """What the person chose; 0 follows the width of the window."""

    def use_scheme(self, scheme: Scheme) -> None:
        self._theme.use(scheme=scheme)
        self._keep()

    def use_scale(self, scale: float) -> None:
        """Use this size of text and panels from now on; 0 follows the width of the window."""
        self.chosen_scale = scale
        self.fit(self._window.width())
        self._keep()

    def fit(self, width: int) -> None:
        """Take the size that was chosen, or the one that suits a window of this width."""
        self._theme.use(scale=self.chosen_scale or desk_scale(width))

    def use_language(self, language: Language) -> None:
        """Speak another language from now on, and in the next session too."""
        self.speak(language)
        self._keep()

    def speak(self, language: Language) -> None:
        """Qt's own words (of file dialogs and text fields) come from Qt's catalogue."""
        use_language(language)
        self._theme.respell()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.removeTranslator(self._translator)
            folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            if language == "zh" and self._translator.load("qtbase_zh_CN", folder):
                application.installTranslator(self._translator)
            QApplication.sendEvent(application, QEvent(QEvent.Type.LanguageChange))

    def show_preferences(self) -> PreferencesDialog:
        dialog = PreferencesDialog(
            self._theme,
            scale=self.chosen_scale,
            use_scheme=self.use_scheme,
            use_language=self.use_language,
            use_scale=self.use_scale,
            parent=self._window,
        )
        _open(dialog)
        return dialog

    def show_about(self) -> AboutDialog:
        dialog = AboutDialog(self._window)
        _open(dialog)
        return dialog

    def commands(self) -> list[Command]:
        """Return what account menu and command palette offer; each is found in both languages."""
        group = tr("Window")
        other: Scheme = "light" if self._theme.dark else "dark"
        look = tr("Light theme") if self._theme.dark else tr("Dark theme")
        chinese = current_language() == "zh"
        language: Language = "en" if chinese else "zh"
        word = "English" if chinese else "中文"
        return [
            Command(look, group, lambda: self.use_scheme(other), more="theme light dark"),
            Command(word, group, lambda: self.use_language(language), more="language English 中文 语言"),
            Command(tr("Preferences…"), group, self.show_preferences, more="preferences settings"),
            Command(tr("About GridCenter"), group, self.show_about, more="about"),
        ]

    def _keep(self) -> None:
        if self._memory is not None:
            self._memory.keep_look(self._theme.scheme, current_language(), self.chosen_scale)


class AccountMenu(QMenu):
    """Who works here, then the commands; filled anew each time, because words and choices change."""

    def __init__(self, actor: Actor, commands: Callable[[], list[Command]], parent: QWidget) -> None:
        super().__init__(parent)
        self._actor = actor
        self._commands = commands
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        words = (self._actor.name, role_word(self._actor.role))
        self.addAction(unmarked(" · ".join(word for word in words if word))).setEnabled(False)
        self.addSeparator()
        for command in self._commands():
            action = self.addAction(unmarked(command.title))
            action.triggered.connect(lambda _on=False, run=command.run: run())


def _open(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
