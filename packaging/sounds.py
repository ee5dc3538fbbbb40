"""Make the tones of resources/sounds: nothing foreign, two sine partials that fade.

python packaging/sounds.py           write the files
python packaging/sounds.py --check   change nothing; fail when a file is not what this gives
"""

from __future__ import annotations

import math
import sys
import wave
from array import array
from io import BytesIO
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "sounds"
RATE = 22_050
"""Samples a second: enough for the second partial, and half the bytes of a CD."""
PEAK = 0.5
"""Of full scale: the tone shall be heard in a room where people telephone, and startle nobody."""
STROKES = ((0.0, 659.26), (0.16, 880.0))
"""When each stroke begins (s) and its pitch (Hz): e″ and a″, a rising fourth."""
LENGTH = 0.75


def samples() -> array[int]:
    """Return the tone as 16-bit samples; it begins and ends at zero, so that no loudspeaker clicks."""
    count = int(RATE * LENGTH)
    return array("h", (round(32767 * PEAK * _level(place / RATE) / len(STROKES)) for place in range(count)))


def _level(seconds: float) -> float:
    return sum(_stroke(seconds - start, pitch) for start, pitch in STROKES if seconds >= start)


def _stroke(seconds: float, pitch: float) -> float:
    attack = min(1.0, seconds / 0.008)
    fade = math.exp(-6.5 * seconds) * min(1.0, max(0.0, (LENGTH - 0.16 - seconds) / 0.05))
    turn = 2 * math.pi * pitch * seconds
    return attack * fade * (math.sin(turn) + 0.25 * math.sin(2 * turn))


def wav() -> bytes:
    written = BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        made = samples()
        if sys.byteorder == "big":
            made.byteswap()
        file.writeframes(made.tobytes())
    return written.getvalue()


def main() -> int:
    path, wanted = FOLDER / "reminder.wav", wav()
    if "--check" in sys.argv[1:]:
        same = path.is_file() and path.read_bytes() == wanted
        sys.stderr.write("" if same else f"{path} is not current: run python packaging/sounds.py\n")
        return 0 if same else 1
    path.write_bytes(wanted)
    return 0


if __name__ == "__main__":
    sys.exit(main())
