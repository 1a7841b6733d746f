"""Text that survives evasion (文本折叠): one way to fold it, and the way back.

A broker splits, decorates and respells words; a span must still point into the text as it was
published. Folding is a chain of edits; where each folded character came from is worked out only
when somebody asks, because most advertisements raise nothing.
"""

from functools import lru_cache

from guazheng_lib.ads.text.characters import characters, is_ignorable
from guazheng_lib.ads.text.edits import Edit, FoldedText, contains_any, edited
from guazheng_lib.ads.text.garbled import put_right
from guazheng_lib.ads.text.steps import steps

__all__ = ["FoldedText", "contains_any", "fold", "is_ignorable"]


# Judge, template and contacts each fold the same advertisement, one after the other.
@lru_cache(maxsize=1)
def fold(text: str) -> FoldedText:
    """Fold an advertisement so that disguised words read as what they mean.

    >>> fold("一 級 扌圭✖️靠").text
    '一级挂靠'
    """
    folded = text.translate(characters())
    placed = put_right(text, folded)
    if placed is not None:
        folded = "".join(character for character, _, _ in placed).translate(characters())
    made: list[list[Edit]] = []
    for step in steps():
        if contains_any(folded, step.hints):
            folded, edits = edited(folded, step.pattern, step.replace)
            if edits:
                made.append(edits)
    return FoldedText(folded, text, made, placed)
