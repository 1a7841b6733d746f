"""The contacts that an advertisement gives (联系方式): what joins advertisers who hide their name.

Read on folded text, so that full-width, circled or spaced digits count; Chinese digits are read as
well. A masked number (138****0000) is no contact, nor is an identity number, a credit code or the
number of an office to complain to. Values are personal data: they stand in the result tables
beside the text they come from, and nowhere else.
"""

from collections.abc import Iterable

from guazheng_lib.ads.contacts.accounts import accounts
from guazheng_lib.ads.contacts.addresses import addresses
from guazheng_lib.ads.contacts.contact import Contact, ContactKind
from guazheng_lib.ads.contacts.telephones import telephones
from guazheng_lib.ads.text import FoldedText, fold

__all__ = ["Contact", "ContactKind", "contacts_in", "contacts_of", "distinct", "phones_of"]


def contacts_of(text: str) -> list[Contact]:
    """Give the contacts in a text, in the order they stand there (联系方式).

    >>> [contact.value for contact in contacts_of("电话１３８-0000-0000，QQ:1234567")]
    ['13800000000', '1234567']
    """
    return contacts_in(fold(text))


def contacts_in(folded: FoldedText) -> list[Contact]:
    """Give the contacts of a text that was folded already."""
    found = [*telephones(folded), *accounts(folded), *addresses(folded)]
    return sorted(set(found), key=lambda contact: (contact.start or 0, contact.kind))


def phones_of(cell: object) -> list[Contact]:
    """Give the numbers of a telephone column (联系电话一栏); they have no place in the text."""
    if not isinstance(cell, str):
        return []
    return [Contact(found.kind, found.value) for found in telephones(fold(cell))]


def distinct(contacts: Iterable[Contact]) -> list[Contact]:
    """Give each contact once, as it first stands (去重)."""
    first: dict[tuple[ContactKind, str], Contact] = {}
    for contact in contacts:
        first.setdefault((contact.kind, contact.value), contact)
    return list(first.values())
