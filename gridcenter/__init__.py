"""GridCenter: the desktop program of a grid-management command centre."""

__version__ = "0.1.0"
