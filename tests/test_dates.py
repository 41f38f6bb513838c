"""French dates → ISO dates."""

import pytest

from extractor.parsers.dates import read_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10 juillet 2025", "2025-07-10"),
        ("le 1er janvier 2024", "2024-01-01"),
        ("le 1 er mars 2024", "2024-03-01"),  # the superscript set apart
        ("juillet 2025", "2025-07"),
        ("en 2025", "2025"),
        ("25 FEV. 2025", "2025-02-25"),  # a stamp
        ("25/02/2025", "2025-02-25"),
        ("12.03.24", "2024-03-12"),
        ("3 août 2024", "2024-08-03"),
        ("Décembre 2023", "2023-12"),
        ("27 novembre", None),  # no year
        ("45/13/2024", None),  # no such day
        ("76 500 habitants", None),
    ],
)
def test_a_date_is_as_precise_as_printed(text, expected):
    assert read_date(text) == expected
