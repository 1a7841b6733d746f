"""What a person does about a complaint (办理投诉举报), as events."""

from collections.abc import Iterable

from guazheng_lib.casebook.decisions import Hand
from guazheng_lib.casebook.events import Event


def merge(case: str, into: str, hand: Hand, *, why: str = "") -> Event:
    """Handle a complaint under another one (并案); the answer to that one answers it too."""
    return hand.event(case, "merged", {"merged_into": into}, why=why)


def link(case: str, targets: Iterable[str], hand: Hand, *, why: str = "") -> Event:
    """Tie a complaint to the cases that it is about (关联)."""
    return hand.event(case, "linked", {"links": list(targets)}, why=why)


def refer(case: str, to: str, hand: Hand, *, due_on: str = "", why: str = "") -> Event:
    """Hand a complaint on to whoever verifies it (转办), by a day if one is set."""
    facts = {"assigned_to": to} | ({"due_on": due_on} if due_on else {})
    return hand.event(case, "referred", facts, why=why)


def answer(case: str, text: str, hand: Hand, *, document_no: str = "", why: str = "") -> Event:
    """Answer a complaint (答复), and with it those merged into it."""
    facts = {"answer": text} | ({"document_no": document_no} if document_no else {})
    return hand.event(case, "answered", facts, why=why)


def resume(case: str, why: str, hand: Hand) -> Event:
    """Take a complaint up again (重新办理): one answered, or one merged by mistake."""
    return hand.event(case, "resumed", {}, why=why)
