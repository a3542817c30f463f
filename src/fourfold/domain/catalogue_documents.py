"""Problems of documents and references (D) and of text and footing (T)."""

from fourfold.domain.catalogue_entry import ERROR, INFO, WARNING, entry, with_article
from fourfold.domain.problem import ProblemKind


def _dangling(code: str, noun: str, noun_zh: str) -> ProblemKind:
    """Nothing has the key that a reference to `noun` names."""
    return entry(
        code,
        f"dangling-{noun}",
        ERROR,
        title=(f"{with_article(noun).capitalize()} that does not exist", f"{noun_zh}不存在"),
        message=(
            f"`{{field}}` names the {noun} {{target}}, which does not exist.",
            f"`{{field}}` 引用的{noun_zh} {{target}} 不存在。",
        ),
        why=(
            "What it names is missing from every page and every sum, so what is shown there is too little.",
            "被引用的内容不会出现在任何页面和统计中，因此显示的结果不完整。",
        ),
        mend=(
            f"Correct the reference, add the {noun}, or take the reference away.",
            f"改正引用，补上该{noun_zh}，或删除这条引用。",
        ),
    )


DANGLING = {
    "course": _dangling("D001", "course", "课程"),
    "module": _dangling("D002", "module", "模块"),
    "program": _dangling("D003", "program", "专业"),
    "category": _dangling("D004", "category", "课程类别"),
    "technology": _dangling("D005", "technology", "技术"),
    "outcome": _dangling("D006", "outcome", "学习成果"),
    "framework": _dangling("D007", "framework", "标准"),
    "item": _dangling("D008", "item", "标准条目"),
}
"""The kind of problem that a dangling reference is, by the noun that it means."""


def dangling_details(path: str, target: str) -> tuple[tuple[str, str], ...]:
    """What fills the message of a dangling reference: the JSON pointer below its part, and what stands there.

    >>> dangling_details("/requisite/course", "NT-A")
    (('field', 'requisite/course'), ('target', 'NT-A'))
    """
    return (("field", path.removeprefix("/")), ("target", target))


DOCUMENTS = (
    *DANGLING.values(),
    entry(
        "D009",
        "duplicate-key",
        ERROR,
        title=("Two things share one key", "两个对象共用同一标识"),
        message=("The key {key} is already that of {noun} {other}.", "标识 {key} 已属于 {noun} {other}。"),
        why=(
            "References go by key: with two bearers nobody can tell which is meant, and one of them is never seen.",
            "引用以标识为准：两者同用一个标识，就无法分辨所指，其中一个永远不会被看到。",
        ),
        mend=(
            "Delete the `key:` of the copy, so that it gets one of its own.",
            "删除副本的 `key:`，让它获得自己的标识。",
        ),
    ),
    entry(
        "D010",
        "duplicate-code",
        ERROR,
        title=("Two things share one code", "两个对象共用同一编码"),
        message=(
            "Another {noun} already has the code {code} (capitals do not count).",
            "已有另一个 {noun} 使用编码 {code}（不区分大小写）。",
        ),
        why=(
            "People, files and addresses of pages go by code; two bearers cannot be told apart there.",
            "人员、文件和网页地址都使用编码；重复的编码无法区分。",
        ),
        mend=("Give one of them another code.", "为其中一个换一个编码。"),
    ),
    entry(
        "D011",
        "links-twice",
        ERROR,
        title=("A course's links stand in two parts", "一门课程的对应关系分在两处"),
        message=("The links of course {course} stand in two parts.", "课程 {course} 的对应关系出现在两个部分中。"),
        why=("Only one of the two parts would be counted.", "两个部分中只有一个会被计入。"),
        mend=("Put all links of the course into one part.", "把该课程的全部对应关系合并到一个部分。"),
    ),
    entry(
        "D012",
        "unpinned-framework",
        ERROR,
        title=("A framework is beside the cluster, not part of it", "标准未被专业群锁定"),
        message=(
            "Framework {framework} lies beside the cluster, which does not pin it.",
            "标准 {framework} 随专业群提供，但专业群没有锁定它。",
        ),
        why=(
            "A cluster is judged by the versions it pins; what is not pinned may change without anybody noticing.",
            "专业群按其锁定的版本来评判；未锁定的标准可能在无人察觉时变化。",
        ),
        mend=("Pin the framework in the cluster's head, or take it away.", "在专业群中锁定该标准，或将其移除。"),
    ),
    entry(
        "D013",
        "unused-framework",
        INFO,
        title=("Nobody uses a framework", "标准无人使用"),
        message=(
            "No program names framework {framework} and no course is linked to it.",
            "没有专业引用标准 {framework}，也没有课程与其对应。",
        ),
        why=("It is kept up to date for nobody.", "维护它没有任何人受益。"),
        mend=(
            "Name it in a program, link courses to it, or take it away.",
            "在专业中引用它，让课程与其对应，或将其移除。",
        ),
    ),
    entry(
        "D014",
        "unused-technology",
        INFO,
        title=("No course names a technology", "技术没有课程涉及"),
        message=("No course names the technology {technology}.", "没有课程涉及技术 {technology}。"),
        why=(
            "The map's lens for this technology shows an empty map.",
            "在专业群图谱中选择该技术时，图谱是空的。",
        ),
        mend=(
            "Name the technology in the courses that teach it, or take it away.",
            "在讲授该技术的课程中注明它，或将其移除。",
        ),
    ),
    entry(
        "D015",
        "unused-category",
        INFO,
        title=("A category has no module", "课程类别下没有模块"),
        message=("No module is in category {category}.", "没有模块属于课程类别 {category}。"),
        why=("The map shows an empty band.", "图谱中会出现一条空白带。"),
        mend=("Put modules into the category, or take it away.", "为该类别安排模块，或将其移除。"),
    ),
    entry(
        "D016",
        "foreign-outcome-in-project",
        ERROR,
        title=("A project exercises another course's outcome", "项目训练了别的课程的学习成果"),
        message=(
            "Project {project} exercises outcome {outcome}, which belongs to course {owner}.",
            "项目 {project} 训练的学习成果 {outcome} 属于课程 {owner}。",
        ),
        why=(
            "A project is work inside its own course; another course's outcome is not taught there.",
            "项目是本课程内的实际工作；其他课程的学习成果不在此讲授。",
        ),
        mend=("Name an outcome of this course, or move the project.", "改为本课程的学习成果，或移动该项目。"),
    ),
)

TEXTS = (
    entry(
        "T001",
        "text-in-one-language",
        WARNING,
        title=("A text is missing in one language", "文字缺少一种语言"),
        message=("The text “{text}” is missing in {language}.", "文字“{text}”缺少 {language} 版本。"),
        why=(
            "Who reads in that language sees the other one in the middle of a page.",
            "使用该语言的读者会在页面中看到另一种语言。",
        ),
        mend=("Add the text in the missing language.", "补上缺少语言的文字。"),
    ),
    entry(
        "T002",
        "document-in-one-language",
        INFO,
        title=("A document is in one language only", "文档只有一种语言"),
        message=("No text of this document is in {language}.", "本文档没有任何 {language} 文字。"),
        why=(
            "Readers in that language see the other one throughout.",
            "使用该语言的读者看到的全部是另一种语言。",
        ),
        mend=(
            "Add the language where it is wanted: from the first text on, each missing one is named.",
            "如有需要请补充该语言：只要有一处文字，其余缺少之处就会逐一列出。",
        ),
    ),
    entry(
        "T003",
        "empty-text",
        ERROR,
        title=("A text is empty", "文字为空"),
        message=("The text `{field}` says nothing in either language.", "文字 `{field}` 两种语言均为空。"),
        why=("Pages show a blank where a name should be.", "页面上本应有名称的地方会是空白。"),
        mend=("Write the text in at least one language.", "至少用一种语言填写。"),
    ),
    entry(
        "T004",
        "source-not-named",
        WARNING,
        title=("No source is named", "没有注明来源"),
        message=("This is called sourced, yet names no source.", "此处标为“有来源”，却没有注明来源。"),
        why=(
            "Nobody can check it, so it weighs no more than a guess while it claims more.",
            "无人能够核实：它并不比猜测更可靠，却声称更可靠。",
        ),
        mend=(
            "Name the source, or say that it is estimated or illustrative.",
            "注明来源，或改为“估计”或“示例”。",
        ),
    ),
    entry(
        "T005",
        "confidence-without-source",
        INFO,
        title=("A confidence without a source", "没有来源却给出可信度"),
        message=(
            "A confidence is given for what is {ground}, not sourced.",
            "依据为 {ground} 而非有来源，却给出了可信度。",
        ),
        why=(
            "Confidence says how well a source supports a statement; without a source it says nothing.",
            "可信度说明来源对陈述的支持程度；没有来源，可信度就没有意义。",
        ),
        mend=("Take the confidence away, or name the source.", "删除可信度，或注明来源。"),
    ),
)
