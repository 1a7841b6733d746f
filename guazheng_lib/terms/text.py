"""One way to fold text before it is compared (文本折叠)."""

import re
import unicodedata

_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")


def fold_width(text: str) -> str:
    """Fold full-width characters and drop every space (全角转半角、去空格).

    Invisible format characters (零宽字符, soft hyphens, BOM) go too: they come with copied cells.
    NFKC runs twice, because dropping a space can bring two characters together that compose.

    >>> fold_width("兴龙建筑（集团） 有限公司")
    '兴龙建筑(集团)有限公司'
    """
    composed = unicodedata.normalize("NFKC", text)
    kept = "".join(
        character
        for character in composed
        if not character.isspace() and unicodedata.category(character) not in ("Cf", "Cc")
    )
    return unicodedata.normalize("NFKC", kept)


def on_one_line(text: str) -> str:
    r"""Put a text on one line that a terminal shows as it is (写成一行).

    >>> on_one_line("甲\r\n乙")
    '甲 乙'
    """
    return _BREAKS.sub(" ", text)


def is_missing(cell: object) -> bool:
    """Tell whether a cell holds nothing: None, NaN, NaT or NA (空单元格)."""
    # pandas' NA is known by its type: words need not load pandas
    return cell is None or type(cell).__name__ == "NAType" or cell != cell
