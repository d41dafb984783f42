from tests.licences import FILE, pinned, rows_of


def test_every_pinned_package_has_its_licence_and_no_other_is_named() -> None:
    rows = rows_of(FILE.read_text(encoding="utf-8"))
    assert {name: version for name, version, _, _ in rows.values()} == pinned()
    assert all(licence and needed for _, _, licence, needed in rows.values())


def test_a_row_is_read_as_it_is_written() -> None:
    text = "| a | 1.2 | MIT | the program |\n| package | version | b | c |\n| none |\n"
    assert rows_of(text) == {"a": ("a", "1.2", "MIT", "the program")}
