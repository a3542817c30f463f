"""Answers as JSON has them: the terminal's `--json` and the API say the same, since both say this."""
