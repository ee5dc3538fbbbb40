"""Everything that speaks SQL: engine, tables, change feed, one file of queries per subject."""
