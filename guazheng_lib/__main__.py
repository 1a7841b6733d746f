"""`python -m guazheng_lib` is `guazheng` (命令行入口)."""

from guazheng_lib.cli import main

main()
