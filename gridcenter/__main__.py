"""`python -m gridcenter`; a frozen program is also the reader of workbooks, which needs nothing else of it."""

from __future__ import annotations

import sys

from gridcenter.services import workbook_reader

if __name__ == "__main__":
    if sys.argv[1:2] == [workbook_reader.OPTION]:
        workbook_reader.main(sys.argv[2])
    else:
        from gridcenter.cli import main

        main()
