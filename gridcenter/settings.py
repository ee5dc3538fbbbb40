"""What a person or an administrator sets: `settings.toml` in the user's configuration folder, or GRIDCENTER_… .

The environment wins over the file, and an option of a command over both.
"""

from __future__ import annotations

import re
from pathlib import Path
from tomllib import TOMLDecodeError
from typing import Literal, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from gridcenter.domain.errors import BadInput, reason_of
from gridcenter.language import Language, system_language, tr
from gridcenter.paths import config_dir, data_dir

_PLACE = re.compile(r"at line (\d+), column (\d+)")
"""Where a TOML file is broken, in the words of Python's reader."""


class Settings(BaseSettings):
    model_config = SettingsConfigDict(
        env_prefix="GRIDCENTER_", env_ignore_empty=True, extra="forbid", frozen=True
    )

    store: str = ""
    """Address of the store; empty means the file `gridcenter.db` in the user's data folder."""
    key_file: str = ""
    """File with the keys of encrypted stores, empty: `store.keys` beside the settings. Named, no plain store opens."""
    language: Literal["system", "zh", "en"] = "system"
    theme: Literal["dark", "light"] = "dark"
    time_zone: str = "Asia/Shanghai"
    """The district's zone: days, hours and shifts are cut by it, whatever this machine is set to."""
    account: str = ""
    """The desk account to work as; empty means the first account of the store."""
    attachments: str = ""
    """Folder of attachments; empty means beside an embedded store's file. Desks of a shared store name the same one."""
    sound: Literal["on", "off"] = "on"
    """Whether reminders sound; the strip shows them in any case."""
    sound_volume: int = 70
    """How loud, in percent."""
    lock_after_minutes: int = 5
    """After so long without a touch the desk is locked and what is shown about people closed; 0 never does either."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(tr("there is no time zone “{name}”").format(name=name)) from error
        return name

    @field_validator("sound_volume")
    @classmethod
    def _audible(cls, volume: int) -> int:
        if not 1 <= volume <= 100:
            raise ValueError(tr('a percentage from 1 to 100; switch the sound off with sound = "off"'))
        return volume

    @field_validator("lock_after_minutes")
    @classmethod
    def _a_working_day(cls, minutes: int) -> int:
        if not 0 <= minutes <= 480:
            raise ValueError(tr("a number of minutes from 0 to 480; 0 closes nothing"))
        return minutes

    @field_validator("attachments", "key_file")
    @classmethod
    def _whole_path(cls, place: str) -> str:
        """A place that depends on where the program is started from would be another one each time."""
        if place and not Path(place).is_absolute():
            raise ValueError(tr("write the whole path, from the root or the drive on"))
        return place

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the library's signature
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, toml_file=settings_file())

    @property
    def store_address(self) -> str:
        return self.store or f"sqlite:///{(data_dir() / 'gridcenter.db').as_posix()}"

    @property
    def chosen_language(self) -> Language:
        return system_language() if self.language == "system" else self.language

    @property
    def tone_volume(self) -> int:
        """Return how loud reminders sound, 0 when they do not."""
        return self.sound_volume if self.sound == "on" else 0

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


def settings_file() -> Path:
    return config_dir() / "settings.toml"


def load_settings() -> Settings:
    """Read the settings of this process.

    Raises:
        BadInput: The file cannot be read or is no TOML, or a setting is unknown or has an impossible value.
    """
    try:
        return Settings()
    except ValidationError as error:
        raise BadInput(_sentence(error)) from error
    except (TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise BadInput(
            tr("The settings file {path} cannot be read: {why}. Correct it or delete it.").format(
                path=settings_file(), why=_fault(error)
            )
        ) from error


def _fault(error: Exception) -> str:
    if isinstance(error, OSError):
        return reason_of(error)
    if found := _PLACE.search(str(error)):
        return tr("line {line}, column {column} is no TOML").format(line=found[1], column=found[2])
    return tr("it is no TOML") if isinstance(error, TOMLDecodeError) else tr("it is not written in UTF-8")


def _reason(error: ErrorDetails) -> str:
    """Return what is wrong with the value, in the reader's language; the library knows English only."""
    if error["type"] == "literal_error":
        known = ", ".join(get_args(Settings.model_fields[str(error["loc"][0])].annotation))
        return tr("it must be one of {known}").format(known=known)
    if error["type"] == "string_type":
        return tr("a text in quotation marks is wanted")
    return str(error.get("ctx", {}).get("error", error["msg"]))


def _sentence(error: ValidationError) -> str:
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        known = ", ".join(Settings.model_fields)
        return tr("{path} names an unknown setting “{name}”. Known are: {known}.").format(
            path=settings_file(), name=name, known=known
        )
    return tr(
        "The setting “{name}” has an impossible value: {why}. Correct it in {path} or in the variable {variable}."
    ).format(name=name, why=_reason(first), path=settings_file(), variable=f"GRIDCENTER_{name.upper()}")
