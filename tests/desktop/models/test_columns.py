"""Rows copied as lines and tabs: what stands in a cell makes neither a new line nor a formula."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication

from gridcenter.desktop.models.columns import tab_separated


@pytest.mark.parametrize("sign", ["\r", "\n", "\r\n", "\t", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029"])
def test_no_sign_in_a_cell_begins_another_line_or_cell(qapp: QApplication, sign: str) -> None:
    model = QStandardItemModel()
    model.appendRow([QStandardItem(f"渡口路{sign}=cmd|' /C calc'!A0"), QStandardItem("2")])
    copied = tab_separated([model.index(0, 0), model.index(0, 1)])
    assert copied == "渡口路 =cmd|' /C calc'!A0\t2"
