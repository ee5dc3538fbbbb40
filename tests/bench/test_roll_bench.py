"""The benchmark of rolls writes whole files of both kinds from both stores."""

from __future__ import annotations

from gridcenter.bench import roll


def test_both_forms_are_measured_on_both_stores_against_the_raw_library() -> None:
    figures = roll.run(rows=300)
    for name in ("sqlite", "postgresql"):
        for form in roll.FORMS:
            assert figures[name][f"{form}_ratio"] > 0
            assert figures[name][f"{form}_megabytes"] > 0
