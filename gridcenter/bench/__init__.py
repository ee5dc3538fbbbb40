"""Measurements as ratios within one run: each file answers one `gridcenter bench NAME`."""
