"""`python -m fourfold.cli`: the same as the command `fourfold`."""

from fourfold.cli.main import main

main()
