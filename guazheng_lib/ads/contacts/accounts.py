"""The WeChat and QQ accounts in a text (微信、QQ)."""

import re
import unicodedata
from collections.abc import Iterator

from guazheng_lib.ads.contacts.contact import Contact, ContactKind, is_masked, stands_once
from guazheng_lib.ads.contacts.telephones import PHONE
from guazheng_lib.ads.text import FoldedText, contains_any, is_ignorable

# One of these is in every match, and a single character is looked for fastest.
_WECHAT_SIGNS = ("微", "薇", "v", "w")
_WECHAT = re.compile(
    r"(?:(?:微信|weixin|wechat|(?<![a-z])(?:vx|wx|v信)|加v(?![a-z])|加微|薇信?)"
    r"(?:号码?|同号|id|联系|咨询)?[:是为 ]{0,3}|(?<![a-z\d])v[: ]{1,2})(?=[a-z0-9])"
)
_ACCOUNT = re.compile(r"[a-z0-9][-_a-z0-9]{5,19}")
_QQ_SIGNS = ("q", "扣扣", "企鹅", "球球")
_QQ = re.compile(
    r"(?:q ?q|扣扣|企鹅|球球)(?:号码?|群|联系|咨询)?[:是为 ]{0,3}([1-9]\d{4,10})(?!\d)"
)
_LONGEST_ACCOUNT = 40
_IN_ACCOUNT = re.compile(r"[-_a-z0-9]+")


def accounts(folded: FoldedText) -> Iterator[Contact]:
    """Give the accounts of a text, WeChat first (账号)."""
    if contains_any(folded.text, _WECHAT_SIGNS):
        for match in _WECHAT.finditer(folded.text):
            start = _place_behind(match, folded)
            value, end = _as_typed(folded.original, start)
            is_account = _ACCOUNT.fullmatch(value) and not PHONE.match(value)
            if is_account and not is_masked(folded.original, start, end):
                yield Contact(ContactKind.WECHAT, value, start, end)
    if contains_any(folded.text, _QQ_SIGNS):
        for match in _QQ.finditer(folded.text):
            where = folded.original_span(*match.span(1))
            if not is_masked(folded.original, *where):
                yield Contact(ContactKind.QQ, match[1], *where)


def _place_behind(match: re.Match[str], folded: FoldedText) -> int:
    """Give where in the original the account begins; what stands there once needs no way back."""
    written = folded.text[match.start() : match.end() + 1]
    if stands_once(written, folded.original) and folded.text.count(written) == 1:
        return folded.original.index(written) + len(written) - 1
    start, _ = folded.original_span(match.end(), match.end() + 1)
    return start


def _as_typed(text: str, start: int) -> tuple[str, int]:
    """Read an account in the original, for folding may read its letters as words; and its end."""
    typed, end = "", start
    for place in range(start, min(len(text), start + _LONGEST_ACCOUNT)):
        sign = unicodedata.normalize("NFKC", text[place]).lower()
        if not sign or is_ignorable(sign[0]):
            continue
        if not _IN_ACCOUNT.fullmatch(sign):
            break
        typed, end = typed + sign, place + 1
    return typed, end
