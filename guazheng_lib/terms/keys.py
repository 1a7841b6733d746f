"""The key by which a worksheet's row finds its registration again (注册键)."""

import hashlib

_LENGTH = 24  # hexadecimal characters; 96 bits tell every registration of the country apart


def registration_key(county: str, person_id: str, profession: str, certificate_no: str) -> str:
    """Make the key of one registration: person × profession × certificate, within a county.

    The same registration has the same key in every run, so a worksheet filled in today can be
    read back against a later run. The county is the salt; the key is no protection of the number
    (whoever knows the other parts can try them all), it only keeps the number out of the column.

    >>> registration_key("甲县", "a", "b", "c") == registration_key("甲县", "a", "b", "c")
    True
    """
    parts = "\x1f".join((county, person_id, profession, certificate_no))
    return hashlib.sha256(parts.encode("utf-8")).hexdigest()[:_LENGTH]
