"""Show the words that a verdict rests on (原文标注)."""

from collections.abc import Iterable
from html import escape

from guazheng_lib.ads.judge import Span
from guazheng_lib.ads.lexicon import concept_titles


def marked_html(text: str, spans: Iterable[Span]) -> str:
    """Give the original text as HTML with every span in a `<mark>` (标注原文).

    Where spans overlap, the later one marks what is left of it.

    >>> marked_html("一建<b>挂靠", [{"start": 5, "end": 7, "code": "HANG"}])
    '一建&lt;b&gt;<mark data-code="HANG" title="挂靠用语">挂靠</mark>'
    """
    titles = concept_titles()
    parts: list[str] = []
    done = 0
    for span in sorted(spans, key=lambda span: (span["start"], -span["end"])):
        start, end, code = max(span["start"], done), span["end"], span["code"]
        if start >= end:
            continue
        parts += (_shown(text[done:start]), f'<mark data-code="{escape(code)}" ')
        parts.append(f'title="{escape(titles.get(code, code))}">{_shown(text[start:end])}</mark>')
        done = end
    return "".join((*parts, _shown(text[done:])))


def _shown(text: str) -> str:
    """Escape for HTML; a lone surrogate could not be written as UTF-8."""
    return escape(text.encode("utf-8", "replace").decode("utf-8"))
