"""The Word templates of the notices: shipped, the office's own, exported (文书模板)."""

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from guazheng_lib.reports.notices.checks import document_text
from guazheng_lib.reports.notices.kinds import Kind, nearest, notices, placeholders
from guazheng_lib.terms.errors import DocumentError, Place

SHIPPED = Path(__file__).parents[1] / "template" / "notices"
GUIDE = "占位符说明.docx"
FOLDER = "templates"
"""Where an office keeps its own templates, beside the data."""

_MISTYPED = re.compile(r"｛\s*[｛{%％]|\{\s*[｛％]|\{\s+[{%]|[％%]\s*｝|％\s*\}|[}｝]\s*｝|\}\s+\}")
_WORD = {".docx", ".doc", ".dotx", ".docm", ".dot", ".wps", ".rtf"}
_REMEDY = "在 Word 里改正，可用的占位符见占位符说明；或移走它，用随程序的模板"
_TAG = re.compile(r"\{[{%#].*?(?:[}%#]\}|$)")


def templates_folder(data: Path, given: Path | None = None) -> Path | None:
    """Tell where the office's templates are (模板文件夹): as given, else with the data, if there.

    Raises:
        DocumentError: where the folder given is not there.
    """
    if given is None:
        return data / FOLDER if (data / FOLDER).is_dir() else None
    if not given.is_dir():
        raise DocumentError(
            "没有这个模板文件夹", place=Place(given.name), remedy="核对 --templates"
        )
    return given


def open_template(kind: Kind, folder: Path | None) -> bytes:
    """Read a kind's template: the office's own of this name, else the shipped one (取模板).

    Raises:
        DocumentError: where it is no Word document, has mistyped braces or a placeholder that
            nothing stands for; or where the folder holds a Word file that is no template of any
            kind: a misnamed template would be passed over without a word.
    """
    own = None if folder is None else folder / kind.template
    if folder is not None:
        _refuse_misnamed(folder)
    content = _read(own if own is not None and own.is_file() else SHIPPED / kind.template)
    _check_braces(kind, content)
    unknown = _undeclared(content) - {*notices().placeholders, *kind.given}
    if unknown:
        raise _unknown(kind, sorted(unknown))
    return content


def render(kind: Kind, content: bytes, values: Mapping[str, Any]) -> Any:
    """Fill a template in (填模板); what comes from outside stays text.

    Returns:
        The document, of python-docx.

    Raises:
        DocumentError: names the template, and the placeholder or the tag that is wrong in it.
    """
    import docxtpl
    from jinja2 import TemplateError, TemplateSyntaxError, UndefinedError

    document = docxtpl.DocxTemplate(io.BytesIO(content))
    try:
        document.render(dict(values), _language(), autoescape=True)
    except UndefinedError as problem:
        raise _unknown(kind, [str(problem.message)]) from problem
    except TemplateSyntaxError as problem:
        raise _wrong(kind, f"「{_tag_at(problem)}」写法不对") from problem
    except (TemplateError, SyntaxError, TypeError, ValueError, ArithmeticError) as problem:
        raise _wrong(kind, "有的占位符不能这样用，或 for、endfor 不在同一层") from problem
    return document.docx


def _language() -> Any:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    class Missing(StrictUndefined):
        """A placeholder that nothing stands for: says its name, for the message."""

        @property
        def _undefined_message(self) -> str:
            return str(self._undefined_name)

    # An office's template may come by mail: it fills in values, it runs no program.
    return SandboxedEnvironment(undefined=Missing, autoescape=True)


def _undeclared(content: bytes) -> set[str]:
    """List the names that a template uses, also where a document does not come past."""
    import docxtpl
    from jinja2 import TemplateSyntaxError

    document = docxtpl.DocxTemplate(io.BytesIO(content))
    try:
        names: set[str] = document.get_undeclared_template_variables(_language())
    except TemplateSyntaxError:
        return set()  # rendering meets it too, and tells the line
    return names


def _read(template: Path) -> bytes:
    try:
        content = template.read_bytes()
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            packed.getinfo("word/document.xml")
    except (OSError, KeyError, zipfile.BadZipFile) as problem:
        raise _not_word(template.name) from problem
    return content


def _check_braces(kind: Kind, content: bytes) -> None:
    """See that the document opens and no braces are mistyped: they would stay as text."""
    import docx

    try:
        docx.Document(io.BytesIO(content))
        text = document_text(content)
    except (KeyError, ValueError, SyntaxError) as problem:
        raise _not_word(kind.template) from problem
    for line in text.splitlines():
        if found := _MISTYPED.search(line):
            around = line[max(0, found.start() - 2) : found.end() + 12]
            raise _wrong(kind, f"「{around}」的花括号要用半角、中间不空格")


def _refuse_misnamed(folder: Path) -> None:
    known = [kind.template for kind in notices().kinds]
    for path in sorted(folder.iterdir()):
        is_word = path.suffix.lower() in _WORD and not path.name.startswith("~$")
        if is_word and path.name not in (*known, GUIDE):
            raise DocumentError(
                f"模板文件名不对应任何一种文书{nearest(path.name, known)}",
                place=Place(path.name),
                remedy="另存为 .docx 并改成对应的文件名，或移出模板文件夹",
            )


def _unknown(kind: Kind, names: list[str]) -> DocumentError:
    known = [name.rpartition(".")[2] for name in placeholders(kind)]
    said = "、".join(f"「{name}」" for name in names)
    return _wrong(kind, f"不认识占位符{said}{nearest(names[0], known)}")


def _wrong(kind: Kind, what: str) -> DocumentError:
    return DocumentError(f"模板{what}", place=Place(kind.template), remedy=_REMEDY)


def _not_word(name: str) -> DocumentError:
    return DocumentError(
        "模板不是 Word 文档（.docx），或者打不开", place=Place(name), remedy=_REMEDY
    )


def _tag_at(problem: Any) -> str:
    """Give the tag that could not be read, from the lines that docxtpl keeps with the error."""
    lines = list(getattr(problem, "docx_context", ()))
    place = problem.lineno - 1 - max(problem.lineno - 4, 0)
    line = lines[place] if place < len(lines) else ""
    tags = _TAG.findall(line)
    return (tags[0] if tags else line.strip() or str(problem.message))[:40]
