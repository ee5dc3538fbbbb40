"""The `gc:` scheme: what a page can load, what it cannot, and that refusing never leaves it waiting."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineSettings
from PySide6.QtWebEngineWidgets import QWebEngineView
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from gridcenter.desktop.map.shell_page import shell_page
from gridcenter.desktop.webscheme import (
    ORIGIN,
    Documents,
    LocalPage,
    LocalSite,
    leaflet_folder,
    map_documents,
    register_scheme,
)

PATIENCE_MS = 15_000
pytestmark = pytest.mark.qt_log_ignore(
    "QRhiGles2", "RHI", "Vulkan", "GPUInfo", "GBM", "GPU vendor", "This plugin"
)
Ask = Any


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[LocalPage]:
    """A page at gc://app/blank.html with nothing on it."""
    documents = map_documents()
    documents.made["blank.html"] = lambda: b"<!DOCTYPE html><title>blank</title><p id='here'>here</p>"
    documents.made["figures.json"] = lambda: b'{"open":426}'
    view = QWebEngineView()
    qtbot.addWidget(view)
    site = LocalSite(documents)
    made = LocalPage(site.profile, view)
    view.setPage(made)
    made.site = site  # type: ignore[attr-defined]
    with qtbot.waitSignal(made.loadFinished, timeout=PATIENCE_MS) as loaded:
        made.load(QUrl(f"{ORIGIN}blank.html"))
    assert loaded.args == [True]
    yield made
    delete(made)
    delete(site)


@pytest.fixture
def ask(page: LocalPage, qtbot: QtBot) -> Ask:
    """Return the settled value of a JavaScript promise."""

    def settled(script: str) -> Any:
        page.runJavaScript(
            f"window.answer = undefined; Promise.resolve({script}).then(v => window.answer = JSON.stringify([v]),"
            "e => window.answer = JSON.stringify(['failed']))"
        )
        answers: list[Any] = []

        def arrived() -> bool:
            page.runJavaScript("window.answer", answers.append)
            return any(answers)

        qtbot.waitUntil(arrived, timeout=PATIENCE_MS)
        return json.loads(next(filter(None, answers)))[0]

    return settled


def test_documents_made_on_demand_are_fetched_as_what_they_are(ask: Ask) -> None:
    assert ask("fetch('gc://app/figures.json').then(r => r.json())") == {"open": 426}
    assert "json" in ask("fetch('gc://app/figures.json').then(r => r.headers.get('content-type'))")


def test_leaflet_and_the_channel_script_come_from_their_packages(ask: Ask) -> None:
    assert "Leaflet 1.9.3" in ask("fetch('gc://app/leaflet/leaflet.js').then(r => r.text())")
    assert "QWebChannel" in ask("fetch('gc://app/qwebchannel.js').then(r => r.text())")


def test_an_unknown_address_gets_an_answer_and_not_an_endless_wait(ask: Ask, expect_log: Any) -> None:
    expect_log("does not exist: nowhere.json")
    assert ask("fetch('gc://app/nowhere.json').then(r => r.json())") == {"error": "unknown address"}


def test_outside_addresses_are_refused_and_remembered(page: LocalPage, ask: Ask, expect_log: Any) -> None:
    expect_log("Content Security Policy|outside address")
    for address in ("https://example.org/x.js", "http://127.0.0.1:1/x", "file:///etc/passwd"):
        assert ask(f"fetch('{address}')") == "failed"


def test_the_gate_refuses_whatever_the_page_would_allow(qtbot: QtBot, expect_log: Any) -> None:
    expect_log("outside address")
    view = QWebEngineView()
    qtbot.addWidget(view)
    site = LocalSite(Documents())
    page = QWebEnginePage(site.profile, view)
    view.setPage(page)
    page.load(QUrl("http://127.0.0.1:9/x.png"))
    qtbot.waitUntil(lambda: site.blocked == ["http://127.0.0.1:9/x.png"], timeout=PATIENCE_MS)
    delete(page)
    delete(site)


def test_a_script_written_into_the_page_does_not_run(page: LocalPage, ask: Ask, expect_log: Any) -> None:
    expect_log("Content Security Policy")
    inserted = (
        "(() => { const s = document.createElement('script'); s.textContent = 'window.hit = 1';"
        "document.body.append(s); return typeof window.hit })()"
    )
    assert ask(inserted) == "undefined"


def test_a_page_stays_where_it_is(page: LocalPage, ask: Ask, qtbot: QtBot) -> None:
    page.runJavaScript("location.href = 'https://example.org/'; window.open('https://example.org/')")
    assert ask("document.getElementById('here').textContent") == "here"
    assert page.url().toString() == f"{ORIGIN}blank.html"


def test_the_console_reaches_the_log(page: LocalPage, ask: Ask, expect_log: Any) -> None:
    expect_log("something is wrong here")
    ask("console.error('something is wrong here')")
    assert page.complaints == ["something is wrong here"]


def test_the_profile_writes_nothing_and_has_its_openings_shut(page: LocalPage) -> None:
    assert page.profile().isOffTheRecord()
    settings = page.settings()
    for attribute in ("LocalContentCanAccessFileUrls", "LocalContentCanAccessRemoteUrls", "PluginsEnabled"):
        assert not settings.testAttribute(QWebEngineSettings.WebAttribute[attribute])


@pytest.mark.parametrize(
    "path",
    ["leaflet/../../../../etc/passwd", "leaflet//etc/passwd", "ui/../tokens.yaml", "ui", "ui/", "", ".."],
)
def test_no_path_leads_out_of_the_folders(path: str) -> None:
    assert map_documents().find(path) is None


def test_a_link_inside_a_folder_does_not_lead_out(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x", encoding="utf-8")
    (tmp_path / "served").mkdir()
    (tmp_path / "served" / "link").symlink_to(tmp_path / "secret")
    assert Documents({"ui": tmp_path / "served"}).find("ui/link") is None


def test_the_shell_page_names_no_outside_address_and_holds_no_script() -> None:
    page = shell_page().html.decode()
    addresses = [part.split('"')[0] for part in page.split('src="')[1:] + page.split('href="')[1:]]
    assert addresses
    assert all(address.startswith(ORIGIN) for address in addresses)
    assert "http://" not in page.replace("http-equiv", "")
    assert "https://" not in page
    assert "<script>" not in page
    assert "<style>" not in page


def test_every_asset_of_the_shell_page_exists() -> None:
    documents = map_documents()
    shell = shell_page()
    documents.made.update({"map.js": lambda: shell.script, "folium.css": lambda: shell.style})
    page = shell.html.decode()
    addresses = [part.split('"')[0] for part in page.split('src="')[1:] + page.split('href="')[1:]]
    assert all(documents.find(address.removeprefix(ORIGIN)) for address in addresses)


def test_registering_twice_is_harmless() -> None:
    register_scheme()
    assert (leaflet_folder() / "leaflet.js").is_file()
