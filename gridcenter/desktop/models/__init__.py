"""Item models: columns declared as data, one role with raw values to sort by, one with the id. No SQL."""
