"""What must never stand on a page that leaves the office (页面外泄检查)."""

import re
from html.parser import HTMLParser
from pathlib import Path

from guazheng_lib.terms.errors import DocumentError, Place
from guazheng_lib.terms.identity import ParsedId, parse_person_id

_EIGHTEEN = re.compile(r"(?<![0-9A-Za-z.])\d{17}[\dXx](?![0-9A-Za-z])")
_MACHINE_PATH = re.compile(
    r"file:///?|(?<![0-9A-Za-z])[A-Za-z]:[\\/]{1,2}[^\s\\/\"'<>]"
    r"|(?<![\w.])/(?:home|root|Users|tmp|var|mnt|opt|srv|private|work)/\w"
)
_REMOTE = re.compile(r"^\s*(?:https?:)?//", re.IGNORECASE)
_REMOTE_CSS = re.compile(r"(?:@import|url\()\s*['\"]?\s*(?:https?:)?//", re.IGNORECASE)
_REQUESTING = frozenset(
    ("src", "href", "srcset", "data", "poster", "action", "formaction", "background", "xlink:href")
)


def check_page(page: Path) -> None:
    """Look through a rendered page before it is handed out (出页检查).

    Raises:
        DocumentError: where the page holds a whole identity number, would ask the network for
            anything, has an empty source, names a folder of this machine, or has not exactly
            one main heading.
    """
    problems = page_problems(page.read_text(encoding="utf-8"), folder=page.resolve().parent)
    if problems:
        raise DocumentError(
            "；".join(problems),
            place=Place(page.name),
            remedy="页面没有发布；改正笔记本里引出该内容的那一格再跑",
        )


def page_problems(text: str, *, folder: Path | None = None) -> list[str]:
    """List what is wrong with a page, in words that repeat nothing of it (页面问题)."""
    seen = _Seen()
    seen.feed(text)
    return [
        *text_problems(text, folder=folder),
        *sorted(seen.problems),
        *([f"一级标题有 {seen.main_headings} 个，应为 1 个"] if seen.main_headings != 1 else []),
    ]


def text_problems(text: str, *, folder: Path | None = None) -> list[str]:
    """List the identity numbers and machine paths in any text, a notebook's too (文本问题)."""
    problems = []
    whole = sum(_is_identity_number(found.group()) for found in _EIGHTEEN.finditer(text))
    if whole:
        problems.append(f"有 {whole} 处完整的身份证号")
    named = folder is not None and len(folder.parts) > 2 and _names(text, folder)
    if named or _MACHINE_PATH.search(text):
        problems.append("写有本机的文件夹路径")
    return problems


def _is_identity_number(digits: str) -> bool:
    return isinstance(parse_person_id(digits), ParsedId)


def _names(text: str, folder: Path) -> bool:
    return str(folder) in text or folder.as_posix() in text


class _Seen(HTMLParser):
    """What the parser met on its way (标签检查)."""

    def __init__(self) -> None:
        super().__init__()
        self.main_headings = 0
        self.problems: set[str] = set()
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at a tag's attributes."""
        self.main_headings += tag == "h1"
        self._in_style = tag == "style"
        for name, value in attrs:
            if name in _REQUESTING and _REMOTE.match(value or ""):
                self.problems.add(f"<{tag}> 的 {name} 指向网络")
            if name == "src" and not (value or "").strip():
                self.problems.add(f"<{tag}> 的 src 是空的")
            if name == "style" and _REMOTE_CSS.search(value or ""):
                self.problems.add(f"<{tag}> 的样式指向网络")

    def handle_endtag(self, tag: str) -> None:
        """Leave a style sheet."""
        self._in_style = self._in_style and tag != "style"

    def handle_data(self, data: str) -> None:
        """Look through a style sheet."""
        if self._in_style and _REMOTE_CSS.search(data):
            self.problems.add("样式表指向网络")
