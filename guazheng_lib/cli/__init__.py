"""The verbs (命令): each parses, calls one library function and prints.

Exit status: 0 all done; 1 something asked for could not be done; 2 wrong usage. Nothing heavy is
imported before a verb runs, so that `guazheng --help` answers at once.
"""

from guazheng_lib.cli.main import cli, main

__all__ = ["cli", "main"]
