"""`python -m scheduler.cli` is `xunfang`."""

from scheduler.cli import main

main()
