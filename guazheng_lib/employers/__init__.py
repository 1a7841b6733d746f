"""Chinese employer names: parse, compare, resolve against the register (单位名称)."""
