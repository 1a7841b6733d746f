"""Find, verify and report professionals who do not work where they are registered (挂证核查).

The rooms, from the words up to the commands, are listed in `docs/architecture.md`. Import what
you need from a room (`from guazheng_lib.screening import screen`); nothing is loaded before it is
asked for, because every notebook starts by importing this package.
"""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("guazheng")
except PackageNotFoundError:  # run from a folder that was never installed
    __version__ = "0+uninstalled"

__all__ = ["__version__"]
