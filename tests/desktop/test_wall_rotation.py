"""The scenes of a wall are data: their order, names and dwells stand in files."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gridcenter.desktop import wall_rotation
from gridcenter.desktop.wall_rotation import Rotation, Scene, read_scenes
from gridcenter.domain.names import Name


def test_the_overview_comes_first_and_stands_most_of_the_time() -> None:
    scenes = read_scenes()
    assert [scene.key for scene in scenes] == ["overview", "situation"]
    assert all(scene.name.zh and scene.name.en for scene in scenes)
    assert scenes[0].dwell_ms > 2 * sum(scene.dwell_ms for scene in scenes[1:])


def test_a_scene_without_a_dwell_is_named_in_the_error(tmp_path: Path) -> None:
    (tmp_path / "overview.yaml").write_text("place: 1\nname: {zh: 总览, en: Overview}\n", encoding="utf-8")
    with pytest.raises(KeyError, match="dwell_s"):
        read_scenes(tmp_path)


def test_a_single_scene_stays(qtbot: QtBot) -> None:
    rotation = Rotation([Scene("overview", Name("总览"), 10)])
    rotation.start()
    with qtbot.assertNotEmitted(rotation.turned, wait=100):
        assert rotation.scene.key == "overview"


def test_a_scene_has_its_whole_dwell_again_after_a_rest(qtbot: QtBot) -> None:
    rotation = Rotation([Scene("overview", Name("总览"), 60), Scene("situation", Name("态势"), 60_000)])
    rotation.start()
    rotation.rest(True)
    with qtbot.assertNotEmitted(rotation.turned, wait=150):
        assert rotation.place == 0
    with qtbot.waitSignal(rotation.turned, timeout=5000) as turned:
        rotation.rest(False)
    assert turned.args == [1]
    rotation.stop()


def test_the_next_scene_is_announced_before_its_turn_and_not_while_the_present_one_stays(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wall_rotation, "AHEAD_MS", 100)
    rotation = Rotation([Scene("overview", Name("总览"), 300), Scene("situation", Name("态势"), 60_000)])
    told: list[tuple[str, int]] = []
    rotation.coming.connect(lambda place: told.append(("coming", place)))
    rotation.turned.connect(lambda place: told.append(("turned", place)))
    rotation.start()
    with qtbot.waitSignal(rotation.turned, timeout=5000):
        pass
    assert told == [("coming", 1), ("turned", 1)]
    rotation.go_to("overview")
    rotation.rest(True)
    with qtbot.assertNotEmitted(rotation.coming, wait=400):
        assert rotation.place == 0
    rotation.stop()


def test_a_scene_can_be_asked_for_and_an_unknown_one_changes_nothing() -> None:
    rotation = Rotation([Scene("overview", Name("总览"), 60_000), Scene("situation", Name("态势"), 60_000)])
    rotation.go_to("situation")
    assert rotation.scene.key == "situation"
    rotation.go_to("kitchen")
    assert rotation.scene.key == "situation"
    rotation.stop()
