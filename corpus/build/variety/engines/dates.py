"""The time of day in a PDF → always the same, for engines that heed no SOURCE_DATE_EPOCH."""

import re

DATE = re.compile(rb"\(D:\d{14}([^)]*)\)")
EPOCH = rb"(D:19700101000000\1)"
IDENTITY = re.compile(rb"(?<=/ID \[ <)[0-9A-F]{32}>\n<[0-9A-F]{32}(?=> \])")
CHECKSUM = re.compile(rb"(?<=/DocChecksum /)[0-9A-F]{32}")
NOUGHTS = b"0" * 32


def fix_date(pdf: bytes) -> bytes:
    """Return the file with the date of the epoch, and without the digests that LibreOffice makes
    of the time; nothing changes its length, so that its cross-references hold."""
    pdf = DATE.sub(EPOCH, pdf)
    pdf = IDENTITY.sub(NOUGHTS + b">\n<" + NOUGHTS, pdf)
    return CHECKSUM.sub(NOUGHTS, pdf)
