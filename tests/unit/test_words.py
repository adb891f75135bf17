from uhcmatch.words import Words


def test_what_is_counted_has_its_thousands_marked_as_each_language_does() -> None:
    told = Words("{n} dari {rows} baris", "{n} of {rows} rows").fill(n=999, rows=1_005_320)
    assert (told.id, told.en) == ("999 dari 1.005.320 baris", "999 of 1,005,320 rows")


def test_a_line_is_looked_up_in_an_editor_and_a_written_number_stays() -> None:
    told = Words("baris {line}: {limit:g} %, {name}", "line {line}: {limit:g} %, {name}")
    assert told.fill(line=12_345, limit=1_500, name="2026").en == "line 12345: 1500 %, 2026"
