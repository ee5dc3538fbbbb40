"""Everything that speaks Qt: pages, models, map, wall."""

from gridcenter.desktop.lasting_singletons import keep_singletons_alive

# Done at import because every Qt call before it may already take a reference too many.
keep_singletons_alive()
