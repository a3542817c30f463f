"""The first and the last sheet of a workbook: what it is and how it is filled in, and the words to choose from."""

from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from fourfold.exchange.spreadsheet_values import letters
from fourfold.exchange.workbook_help import choices_range, enumerations
from fourfold.exchange.workbook_layout import CHOICES, KNOWN, SCHEMA, SheetLayout
from fourfold.exchange.workbook_paint import Paint
from fourfold.exchange.workbook_words import CHOICE_WORDS, SHEETS

HOLDS = {
    "cluster": "a program cluster with its frameworks 专业群及其标准",
    "framework": "one framework 一个标准",
    "program": "one program of a cluster 专业群中的一个专业",
    "course": "one course of a cluster 专业群中的一门课程",
}
_HOW = (
    (
        "Rows and columns may stand in any order; empty rows are skipped. Headings say which column is which.",
        "行和列的顺序不限，空行会跳过；列由标题识别。",
    ),
    (
        "Deeper headings mark what must be filled in. Point at a heading to read what belongs below it.",
        "深色标题为必填列。将鼠标移到标题上可查看说明。",
    ),
    (
        "Cells of codes are formatted as text, so that 064 stays 064.",
        "代码列已设为文本格式，064 不会变成 64。",
    ),
    (
        "Keep what stands in the columns “key”, also when you change a code; leave it empty in new rows.",
        "修改代码时请保留“key”列的内容；新增的行请留空。",
    ),
    (
        "No formulas, no merged cells. Notes of your own go on a sheet of their own.",
        "请勿使用公式或合并单元格；自己的备注请放在单独的工作表中。",
    ),
)
_OF_AN_EXCERPT = (
    (
        "Edit what you need and bring the file back on the page “import”: every change is shown and can be left out.",
        "修改所需内容后，在“导入”页面上传本文件：每项变更都会列出，可逐项取舍。",
    ),
    (
        f"Nothing goes because it is not here: deleted rows are asked about. The sheet “{KNOWN}” is to look up.",
        f"未写入本文件的内容不会被删除；您删除的行会另行询问。“{KNOWN}”表仅供查阅。",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What a workbook is: what it `holds`, of which cluster and which noun in it, made from which root."""

    holds: str
    base: str | None = None
    cluster: str = ""
    cluster_key: str = ""
    of: str = ""
    of_key: str = ""

    def facts(self) -> tuple[tuple[str, str, str], ...]:
        """Each with its name and what it means."""
        of_cluster = (
            ("cluster", self.cluster, "The cluster that it is a part of. 所属专业群。"),
            ("cluster key", self.cluster_key, "Leave it as it is. 请勿修改。"),
            ("of", self.of, "The program or the course that it is of. 所属的专业或课程。"),
            ("of key", self.of_key, "Leave it as it is. 请勿修改。"),
        )
        return (
            ("schema", str(SCHEMA), "The layout of this workbook. 工作簿的格式版本。"),
            ("holds", self.holds, "What it holds. 存放的内容。"),
            (
                "base",
                self.base or "",
                "The version that it was made from; changes are merged against it. 生成时所依据的版本，合并时使用。",
            ),
            *(of_cluster if self.of_key else ()),
        )


def write_about(page: Worksheet, paint: Paint, front: Front, *, sheets: tuple[SheetLayout, ...]) -> None:
    """The sheet that says what the workbook is, where it comes from, and how it is read."""
    page.hide_gridlines(2)
    page.set_column(0, 0, 22)
    page.set_column(1, 1, 74)
    page.set_column(2, 2, 60)
    page.write_string(0, 0, "Fourfold", paint.of(bold=True, font_size=16))
    page.write_string(0, 1, HOLDS[front.holds], paint.of(font_size=12))
    facts, how = front.facts(), (*_HOW, *(_OF_AN_EXCERPT if front.of_key else ()))
    for row, (name, held, means) in enumerate(facts, start=2):
        page.write_string(row, 0, name, paint.of(bold=True))
        page.write_string(row, 1, held, paint.of(num_format="@", font_size=9))
        page.write_string(row, 2, means, paint.of(text_wrap=True, font_color="#7A8791"))
    for row, (said, said_zh) in enumerate(how, start=3 + len(facts)):
        page.write_string(row, 1, said, paint.of(text_wrap=True))
        page.write_string(row, 2, said_zh, paint.of(text_wrap=True))
    for row, sheet in enumerate(sheets, start=4 + len(facts) + len(how)):
        words = SHEETS[sheet.name]
        page.write_url(
            row, 0, f"internal:'{sheet.name}'!A1", paint.of(font_color="#1F6F8B"), f"{sheet.name} {words.zh}"
        )
        page.write_string(row, 1, words.means, paint.of(text_wrap=True))
        page.write_string(row, 2, words.means_zh, paint.of(text_wrap=True))


def write_choices(page: Worksheet, paint: Paint, sheets: tuple[SheetLayout, ...]) -> None:
    """The words that drop-downs offer, each with its Chinese beside it. Nothing here is read."""
    page.freeze_panes(1, 0)
    for at, cls in enumerate(enumerations(sheets)):
        column = 2 * at
        page.set_column(column, column, 26)
        page.set_column(column + 1, column + 1, 16)
        page.write_string(0, column, cls.__name__, paint.of(bold=True, bg_color="#EEF2F4"))
        page.write_string(0, column + 1, "", paint.of(bg_color="#EEF2F4"))
        words = [str(each.value) for each in cls]
        for row, word in enumerate(words, start=1):
            page.write_string(row, column, word, paint.of(num_format="@"))
            page.write_string(row, column + 1, CHOICE_WORDS.get(word, ""), paint.of(font_color="#7A8791"))
        name = letters(column)
        paint.name(choices_range(cls), f"={CHOICES}!${name}$2:${name}${len(words) + 1}")
