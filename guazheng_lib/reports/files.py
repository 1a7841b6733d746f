"""Writing a document whole or not at all (落盘): `terms.files`, which the casebook uses too."""

from guazheng_lib.terms.files import office_bytes, write_whole

__all__ = ["office_bytes", "write_whole"]
