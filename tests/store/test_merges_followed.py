"""Whoever asks for persons follows the rows that are seen as one, or says here why a row alone is meant."""

from __future__ import annotations

from tests.store.person_readers import askers, followers

_OF_A_BATCH = "what a file made or changed is rows, whoever they are seen as"
_A_ROW = "about one row: its reader (card, visits, detection, index) brings all rows of the person"
_A_CHANGE = "about a change or hit; whom it is about is told by `persons_of`, `person_of` or the card"
_A_PLACE = "a condition on the place of a person whom the statement joins as seen"
_FOUND = "search rows stand under the person as whom rows are seen: `person_rows` makes them so"
ALONE: dict[str, dict[str, str]] = {
    "services.batch_undo": dict.fromkeys(("LINKS", "MADE", "_CHANGED", "_Undoing"), _OF_A_BATCH),
    "services.person_index": {"index_is_of_before": "whether there are persons at all"},
    "services.integrity_hits": dict.fromkeys(("_audit_decision", "_inside", "_locked"), _A_CHANGE),
    "services.people_search": {"_require_index": "whether there are persons at all"},
    "services.population_detection": dict.fromkeys(("_record", "_withdraw"), _A_CHANGE),
    "services.record_keeping": dict.fromkeys(("_own_row", "_state"), "writes beside the row that is meant"),
    "services.visits": dict.fromkeys(
        ("_correctable", "_note_down"), "writes a visit, or reads one by its id"
    ),
    "store.address_search": dict.fromkeys(
        ("_ORDER", "_ROWS", "_by_places", "_few_rooms", "address_rows", "persons_at"), _FOUND
    ),
    "store.batch_undo": dict.fromkeys(
        (
            *("kept_values", "open_tie_again", "put_back_relation", "referring", "remove_links"),
            *("remove_made", "remove_ties", "shown_keys", "withdraw_values"),
        ),
        _OF_A_BATCH,
    ),
    "store.care": {
        **dict.fromkeys(
            ("LAST_DAY", "_renewed", "_term_by", "end_file", "known_to", "lock_file"), "about a file"
        ),
        **dict.fromkeys(("in_area", "visible"), _A_PLACE),
    },
    "store.contents": {"_COUNTED": "counts rows"},
    "store.home_keeping": {
        **dict.fromkeys(("homes_of", "memberships_of"), "the caller names all rows of the person"),
        **dict.fromkeys(("add_home", "change_home", "remove_home"), "about one line of the register"),
        **dict.fromkeys(("add_member", "change_member", "remove_member"), "about one line of the register"),
        **dict.fromkeys(("has_tenant", "head_of", "others_in"), "whether there is anybody, by whichever row"),
        "place_of_members": "where anybody of the household is registered",
    },
    "store.integrity": dict.fromkeys(
        (
            *("_wanted", "_within", "end_hits", "hit_ids", "hit_rows", "hit_total", "keep_hits"),
            *("move_hits", "still_there", "tallies"),
        ),
        _A_CHANGE,
    ),
    "store.number_conflicts": dict.fromkeys(("_in_area", "_place"), _A_PLACE),
    "store.organisation_keeping": dict.fromkeys(("end_tie", "locked_tie"), "about one tie by its id"),
    "store.organisations": {"_TIES": _A_ROW},
    "store.people": dict.fromkeys(
        ("_PRESENT_HOUSEHOLDS", "_RECORDS", "_RESIDENCES", "_last_met", "number_of"), _A_ROW
    ),
    "store.people_search": {
        **dict.fromkeys(("_by_phone", "_ids", "_in_area", "_questions", "_rows_of", "said_values"), _FOUND),
        "_last_known": _A_ROW,
    },
    "store.people_there": {"capped": _A_PLACE},
    "store.person_merges": dict.fromkeys(("_in_area", "locked_rows"), "rows that are merged, or are to be"),
    "store.person_rows": {
        **dict.fromkeys(
            ("_SAID_ABOUT", "_SEARCHED", "_STEPS", "_own_values_withdrawn", "_own_version"), _A_ROW
        ),
        "_said_of_other": _A_ROW,
        **dict.fromkeys(("forget_search_rows", "forget_unused_parts", "hold_search_rows"), _FOUND),
        "persons_count": "counts rows",
    },
    "store.person_values": dict.fromkeys(
        ("statements_about", "withdrawn_own_values"),
        "an import compares with the row under the file's number",
    ),
    "store.persons_apart": dict.fromkeys(
        ("_IN_FORCE", "decisions_about", "end_about_nobody", "end_decisions", "made_by_batch"),
        "a decision names two rows",
    ),
    "store.population": {
        **dict.fromkeys(
            ("_PLACED", "_recorded", "parted_changes"), "the caller names all rows of the person"
        ),
        **dict.fromkeys(("_STANDING", "withdraw_changes"), _A_CHANGE),
        **dict.fromkeys(("changes_of_nobody", "extent", "rows_above"), "counts rows"),
        "_in_area": "where a row stands or stood; rows of one person are looked at one by one",
    },
    "store.population_tasks": dict.fromkeys(
        (
            *("_change_row", "_placed", "_tasks", "_wanted_changes", "change_rows", "change_total"),
            "done_before",
        ),
        _A_CHANGE,
    ),
    "store.record_keeping": dict.fromkeys(
        ("add_record", "doings_about", "same_record", "verify_record", "withdraw_record"), _A_ROW
    ),
    "store.register_conditions": dict.fromkeys(
        ("_TABLES", "_TABLES_BY_NAME", "_relation_table"), "names tables; `_Compiler` joins them"
    ),
    "store.standing_values": {"_of_the_row": "taken where no other row is seen as the person"},
    "store.visit_corrections": dict.fromkeys(
        ("_made", "_older", "locked_visit", "stands", "visits_by"),
        "about visits, by their ids or by who made them",
    ),
    "store.visits": dict.fromkeys(("_last_visits", "place_of"), "the caller names as whom a row is seen"),
}


def test_who_asks_for_persons_follows_merges_or_says_why_not() -> None:
    found, follow = askers(), followers()
    alone = {f"{module}.{name}" for module, names in ALONE.items() for name in names}
    assert len(found & follow) > 60, "the control: the program is read"
    assert found - follow - alone == set(), "follow merges (store.seen_as), or give the reason in ALONE"
    assert alone - (found - follow) == set()
