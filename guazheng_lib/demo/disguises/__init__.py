"""How brokers disguise what they write (规避写法): made-up families for the city and the benchmark.

Every family is a pure function of a text and a source of chance; a text that has nothing of what it
hides comes back as it was. They were written without a look at how `ads` undoes them.
"""

from collections.abc import Callable
from random import Random

from guazheng_lib.demo.disguises import insertions, latin, numbers, spellings

Disguise = Callable[[str, Random], str]


def mixed(text: str, rng: Random) -> str:
    """Disguise a text in two ways, one after the other: first the letters, then what is between."""
    rewrite = rng.choice((spellings.traditional, spellings.homophones, numbers.digits_for_numerals))
    insert = rng.choice((insertions.zero_width, insertions.symbols, insertions.spaces))
    return insert(rewrite(text, rng), rng)


FAMILIES: dict[str, Disguise] = {
    "零宽字符": insertions.zero_width,
    "其他不可见字符": insertions.other_invisible,
    "附加符": insertions.combining_marks,
    "插入符号": insertions.symbols,
    "成串符号": insertions.many_symbols,
    "插入表情": insertions.emoji,
    "逐字空格": insertions.spaces,
    "逐字换行": insertions.one_character_a_line,
    "词中标点": insertions.punctuation,
    "夹杂字母": insertions.letters,
    "逐字括号": insertions.brackets,
    "网页标签": insertions.tags,
    "重复字": insertions.repeated,
    "繁体": spellings.traditional,
    "异体字": spellings.variants,
    "同音字": spellings.homophones,
    "形近字": spellings.look_alikes,
    "形近符号": spellings.other_scripts,
    "拆字": spellings.components,
    "部首码位": spellings.radicals,
    "颠倒": spellings.reversed_words,
    "遮字": spellings.masked,
    "网页转义": spellings.entities,
    "图代字": spellings.pictures,
    "联系方式代称": spellings.contacts,
    "整词拼音": latin.pinyin,
    "拼音夹字": latin.pinyin_mixed,
    "首字母夹字": latin.initials_mixed,
    "首字母": latin.initials,
    "全角": latin.full_width,
    "花体字母": latin.fancy_letters,
    "圈码数字": numbers.circled,
    "大写数字": numbers.capital_numerals,
    "级别用数字": numbers.digits_for_numerals,
    "价格用汉字": numbers.numerals_for_digits,
    "价格单位": numbers.price_units,
    "两种合用": mixed,
}
"""Every family by its Chinese name (规避手法)."""
