"""What a desk asks and does: fills the ports of `gridcenter.desktop` with callables on one store, for one account."""
