"""`python -m gridcenter`."""

from __future__ import annotations

from gridcenter.cli import main

if __name__ == "__main__":
    main()
