"""Everything that speaks Qt: pages, models, map, wall."""
