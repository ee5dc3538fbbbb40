"""Turn the Qt Designer forms of ui/forms into gridcenter/desktop/_forms/*.py.

python packaging/forms.py           write what has changed, remove what has no form any more
python packaging/forms.py --check   change nothing; fail when a file is not what its form gives
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FORMS = ROOT / "ui" / "forms"
CODE = ROOT / "gridcenter" / "desktop" / "_forms"
_VERSION_LINE = re.compile(r"^## Created by: .*\n", re.MULTILINE)
_PACKAGE_TEXT = '"""Made from ui/forms by `make forms`; not edited by hand."""\n'


def wanted_files() -> dict[Path, str]:
    forms = sorted(FORMS.glob("*.ui"))
    wanted = {CODE / f"{form.stem}.py": python_of(form) for form in forms}
    return {CODE / "__init__.py": _PACKAGE_TEXT, **wanted} if forms else {}


def python_of(form: Path) -> str:
    """Return the form's Python without the line that names the Qt version, which differs between machines."""
    uic = Path(sys.executable).with_name("pyside6-uic")
    made = subprocess.run([str(uic), str(form)], check=True, capture_output=True, text=True, encoding="utf-8")
    return _VERSION_LINE.sub("", made.stdout)


def main() -> int:
    wanted = wanted_files()
    found = {path: path.read_text("utf-8") for path in CODE.glob("*.py")}
    stale = sorted(path for path in wanted.keys() | found.keys() if wanted.get(path) != found.get(path))
    if "--check" in sys.argv[1:]:
        sys.stderr.write(
            "".join(f"{path.relative_to(ROOT)} is not current: run `make forms`\n" for path in stale)
        )
        return 1 if stale else 0
    for path in stale:
        if path in wanted:
            path.parent.mkdir(exist_ok=True)
            path.write_text(wanted[path], "utf-8", newline="\n")
        else:
            path.unlink()
    sys.stdout.write(f"{len(wanted)} files, {len(stale)} changed\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
