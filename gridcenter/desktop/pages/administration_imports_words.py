"""What the tab of the imports says of a batch, and where files are looked for first."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from gridcenter.domain.import_batches import Batch, Undone
from gridcenter.domain.indicators import thousands
from gridcenter.language import tr


def told(answer: object) -> str:
    if isinstance(answer, Undone):
        sentence = tr("Undone: removed {removed}, withdrawn {withdrawn}, put back {back}; {kept} stay.")
        return sentence.format(
            removed=thousands(answer.removed.total()),
            withdrawn=thousands(answer.withdrawn),
            back=thousands(answer.put_back.total()),
            kept=thousands(answer.kept.total()),
        )
    if isinstance(answer, Batch):
        return tr("{file} is stored: {n} rows.").format(file=answer.file_name, n=thousands(answer.accepted))
    return ""


def about(batch: Batch) -> str:
    return tr("{file}, rows {n}").format(file=batch.file_name, n=thousands(batch.rows))


def searched_text(row: Batch) -> str:
    return f"{row.id} {row.file_name} {row.kind} {row.actor} {row.source} {row.end_reason}"


def documents() -> Path:
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found and Path(found).is_dir() else Path.home()


def button_words() -> dict[str, str]:
    return {
        "N": tr("Bring a file in"),
        "A": tr("Apply"),
        "D": tr("Drop"),
        "S": tr("The same person"),
        "O": tr("Another person"),
        "U": tr("Undo"),
    }
