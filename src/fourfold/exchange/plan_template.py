"""A template folder as it is read: the files in it, within bounds, and what is wrong with it in words."""

from dataclasses import dataclass
from pathlib import Path

from fourfold.domain.text import Text

WORD_FILE, TYPST_FILE = "plan.docx", "plan.typ"
LARGEST_FILE_BYTES = 8 * 1024 * 1024
LARGEST_TEMPLATE_BYTES = 32 * 1024 * 1024
MOST_TEMPLATE_FILES = 100


class CannotSet(ValueError):
    """A document that cannot be written, and why."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.why = Text(en=en, zh=zh)


class BadTemplate(CannotSet):
    """The template is why."""


@dataclass(frozen=True, slots=True)
class Template:
    """The files of a template by their names in its folder, `/` between folder and file."""

    files: dict[str, bytes]

    def needed(self, name: str) -> bytes:
        """A file that the work needs."""
        if name not in self.files:
            raise BadTemplate(f"The template has no file {name}.", f"模板中没有文件 {name}。")
        return self.files[name]


def read_template(folder: Path) -> Template:
    """The template in a folder; links are refused, since they could lead out of it."""
    if not folder.is_dir():
        raise BadTemplate(f"{folder} is not a folder.", f"{folder} 不是文件夹。")
    files: dict[str, bytes] = {}
    total = 0
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            raise BadTemplate(f"{name} is a link: a template holds files only.", f"{name} 是链接：模板只能包含文件。")
        if not path.is_file() or name.startswith(".") or "/." in name:
            continue
        content = _bounded(path, name)
        total += len(content)
        files[name] = content
        if len(files) > MOST_TEMPLATE_FILES or total > LARGEST_TEMPLATE_BYTES:
            mebibytes = LARGEST_TEMPLATE_BYTES // (1024 * 1024)
            raise BadTemplate(
                f"A template has at most {MOST_TEMPLATE_FILES} files and {mebibytes} MiB.",
                f"模板最多包含 {MOST_TEMPLATE_FILES} 个文件，共 {mebibytes} MiB。",
            )
    return Template(files)


def _bounded(path: Path, name: str) -> bytes:
    with path.open("rb") as file:
        content = file.read(LARGEST_FILE_BYTES + 1)
    if len(content) > LARGEST_FILE_BYTES:
        raise BadTemplate(f"{name} is larger than 8 MiB.", f"{name} 超过 8 MiB。")
    return content
