"""The reference page on formats: its tables follow from the domain's classes and from the limits in the code."""

import inspect
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Annotated, get_args, get_origin, get_type_hints

from fourfold.canon.fields import Field, fields_of
from fourfold.canon.kinds import FILES
from fourfold.domain.catalogue_entry import with_article
from fourfold.domain.cluster import Head
from fourfold.domain.link import CourseLinks
from fourfold.domain.marks import CODE_PATTERN, KEY_PATTERN, Bounds, Shape
from fourfold.exchange import limits
from fourfold.exchange.layout import KINDS
from tools.formats_case import CASE
from tools.formats_workbook import workbook

FOLDER = """
# Formats

A cluster with its frameworks is kept as a **folder of YAML files** (for people and for git), as an **Excel workbook**
(for people and for e-mail) or as **one JSON document** (for programs). All three hold everything: reading what was
written gives the very same value. A fourth format, the CSV of Curricular Analytics, holds courses and requisites only;
a fifth, the [CASE package](#the-case-package), holds one framework.

## The folder

| file | schema | holds |
|---|---|---|
{kinds}

- A file begins with its schema (`schema: course/1`). A newer schema than this Fourfold knows is refused.
- A file is named by the code in it (a file of links by its course's code). Files elsewhere are not read; those that
  end in `.yaml` or `.yml` are reported (R015), wherever below the folder they lie. Hidden files are nobody's business.
- The cluster pins every framework in `frameworks/`.
- **References are codes** (or keys). Codes are letters, digits, `.`, `_` and `-`, at most 40, and unique among their
  kind, ignoring case: those of categories, technologies, programs, plans, pools, modules, courses, outcomes,
  projects and rules within the cluster; those of items within their framework.
- **Keys** (`key:`) say for good which noun this is. They may be left out: the key then follows from the code, and
  reading twice gives the same key. What Fourfold writes carries keys.
- **A rename** without keys says where the noun comes from: `code: NT-A` with `was: NET-1` beside it keeps the key
  that followed from `NET-1`, and references to `NET-1` still find it.
- `base:` in `cluster.yaml` is the root that the folder was made from, so that what comes back can be merged.
- A code that names nothing leaves the folder readable: `fourfold check` reports it with its file and line.
- Fourfold writes all files of a folder as one: killed at any point, it leaves the old folder or the new one. It
  removes files of parts that are gone, if they begin with the schema of their kind; other files stay.

### What of YAML is read

Mappings, lists and scalars of YAML 1.2: `null`, `true`, `false`, whole numbers, numbers with a point. Everything else
is text: `yes`, `064`, `1e5`, `2026-06-01`. Numbers are exact, with two decimal places at most. Text that looks like
a number needs quotes (`code: "1.10"`). Anchors, aliases, tags, merge keys, several documents in one file and a field
given twice are refused. Text is UTF-8 and is brought into Unicode normal form C.

An editor with a YAML language server checks while you type, given a first line such as
`# yaml-language-server: $schema=../../schemas/course-1.schema.json`. The schemas are in `schemas/`.

## The JSON document

```json
{{
  "schema": "fourfold/1",
  "base": "the root it was made from, or absent",
  "cluster": {{"head": {{}}, "programs": [], "modules": [], "courses": [], "links": [], "rules": [], "frameworks": []}},
  "frameworks": []
}}
```

The parts have the fields below. Fourfold writes keys as references and exact decimals as text (`"4.5"`); it reads
codes as references and plain numbers too. `cluster.frameworks` lists the pinned frameworks; without it, all of the
document's.

## Limits

How large a file may be, on whichever way it comes; what a page takes is held whole in memory and kept for a day.

| what | by a command | on a page | by the API |
|---|---|---|---|
{sizes}

What it may hold:

| what | limit |
|---|---|
{limits}

Beyond a limit a file is refused (R003, R004, R010, R011, R604); reading takes bounded memory and time whatever it
holds. What cannot be understood makes `fourfold check` exit with 2; every problem of every file is named at once, with
file, line and path, in JSON with the path, in a workbook with sheet, row and column.

{workbook}
{case}

## Fields
"""

SIZES = (
    ("an Excel workbook or a Word document", limits.LARGEST_OFFICE_BYTES, limits.LARGEST_UPLOAD_BYTES, 0),
    ("a JSON document", limits.LARGEST_DOCUMENT_BYTES, limits.LARGEST_UPLOAD_BYTES, limits.LARGEST_DOCUMENT_BYTES),
    ("a CSV file", limits.LARGEST_FILE_BYTES, limits.LARGEST_FILE_BYTES, 0),
)
LIMITS = (
    ("a YAML file", limits.LARGEST_FILE_BYTES),
    ("all files of a folder", limits.LARGEST_FOLDER_BYTES),
    ("files in a folder", limits.MOST_FILES),
    ("all parts of a workbook, unpacked", limits.LARGEST_UNPACKED_BYTES),
    ("cells, rows and texts of a workbook together", limits.MOST_CELLS_OF_WORKBOOK),
    ("rows of a sheet", limits.MOST_ROWS_OF_SHEET),
    ("values in a YAML file", limits.MOST_VALUES_IN_FILE),
    ("values in all files of a folder", limits.MOST_VALUES_IN_FOLDER),
    ("values in a JSON document", limits.MOST_VALUES_IN_DOCUMENT),
    ("depth of nesting", limits.DEEPEST),
    ("problems listed for one file", limits.MOST_PROBLEMS_OF_A_FILE),
)


def formats() -> str:
    """The page, from the classes and the limits."""
    kinds = "\n".join(f"| `{_file(kind.folder, kind.cls)}` | `{kind.schema}` | {_link(kind.cls)} |" for kind in KINDS)
    said = "\n".join(f"| {what} | {_limit(what, limit)} |" for what, limit in LIMITS)
    sections = "\n".join(_section(cls) for cls in _classes())
    return (
        FOLDER.lstrip().format(
            kinds=kinds, sizes="\n".join(_sizes()), limits=said, workbook=workbook(), case=CASE.strip()
        )
        + "\n"
        + sections
    )


def _file(folder: str, cls: type) -> str:
    if cls is Head:
        return "cluster.yaml"
    return f"{folder}/{'COURSE' if cls is CourseLinks else 'CODE'}.yaml"


def _sizes() -> Iterator[str]:
    for what, *sizes in SIZES:
        said = (f"{each // 1024 // 1024} MiB" if each else "–" for each in sizes)
        yield f"| {what} | {' | '.join(said)} |"


def _limit(what: str, limit: int) -> str:
    is_size = what.startswith(("a ", "an ", "all "))
    return f"{limit // 1024 // 1024} MiB" if is_size else f"{limit:,}"


def _classes() -> list[type]:
    """Every class that a file holds, in the order of the files, each before what is inside it."""
    found: list[type] = []

    def visit(cls: type) -> None:
        if cls not in found:
            found.append(cls)
            for field in fields_of(cls):
                if field.nested:
                    visit(field.of)

    for cls in FILES:
        visit(cls)
    return found


def _section(cls: type) -> str:
    told = inspect.cleandoc(cls.__doc__ or "").split(">>>")[0].strip()
    rows = "\n".join(_row(cls, field) for field in fields_of(cls))
    return f"### {cls.__name__}\n\n{told}\n\n| field | holds | |\n|---|---|---|\n{rows}\n"


def _row(cls: type, field: Field) -> str:
    return f"| `{field.name}` | {_holds(cls, field)} | {_need(field)} |"


def _need(field: Field) -> str:
    if field.name == "key":
        return "follows from the code"
    if field.required:
        return "required"
    if field.default is None or field.default == ():
        return ""
    default = field.default
    if isinstance(default, Enum):
        default = default.value
    return "" if field.nested else f"default `{str(default).lower()}`"


def _holds(cls: type, field: Field) -> str:
    one = _one(cls, field)
    if not field.many:
        return one
    return f"a set of: {one}" if field.as_set else f"a list of: {one}"


def _one(cls: type, field: Field) -> str:
    if field.refers:
        within = f" of the `{field.refers.within}` beside it" if field.refers.within else ""
        return f"the code of {with_article(field.refers.noun)}{within}"
    if field.nested:
        return _link(field.of)
    if issubclass(field.of, Enum):
        return ", ".join(f"`{each.value}`" for each in field.of)
    return _plain(cls, field)


def _plain(cls: type, field: Field) -> str:
    marks = list(_marks(get_type_hints(cls, include_extras=True)[field.name]))
    bounds = next((f" from {each.least} to {each.most:,}" for each in marks if isinstance(each, Bounds)), "")
    words: dict[type, str] = {
        int: f"a whole number{bounds}",
        Decimal: f"a number{bounds}",
        bool: "`true` or `false`",
        date: "a date, such as `2026-06-01`",
        str: _written(next((each for each in marks if isinstance(each, Shape)), None)),
    }
    return words[field.of]


def _written(shape: Shape | None) -> str:
    if shape is None:
        return "text"
    return {KEY_PATTERN: "a UUID", CODE_PATTERN: "a code"}.get(
        shape.pattern, f"text, at most {shape.longest:,} characters"
    )


def _marks(hint: object) -> Iterator[object]:
    if get_origin(hint) is Annotated:
        yield from get_args(hint)[1:]
    for inner in get_args(hint):
        yield from _marks(inner)


def _link(cls: type) -> str:
    return f"[{cls.__name__}](#{cls.__name__.lower()})"
