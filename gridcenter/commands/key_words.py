"""What is said of the key file wherever a store has been encrypted."""

from __future__ import annotations

from gridcenter.commands.context import terminal
from gridcenter.language import tr
from gridcenter.store.keys import key_file


def tell_key_file() -> None:
    sentence = tr(
        "It is encrypted. Its key is in {file}: keep a copy in a safe, away from the backups; without it nobody "
        "reads the store again. Files attached to incidents are encrypted with it too."
    )
    terminal().print(sentence.format(file=key_file()), markup=False)
