"""The problems of CASE packages, R801 to R899: permanent codes, and what people read."""

from fourfold.domain.catalogue_entry import ERROR, INFO, WARNING, Pair, entry
from fourfold.domain.problem import ProblemKind

_KEPT: Pair = (
    "What this model has no room for is carried along and given back when the framework is exported.",
    "本系统无处存放的内容会随标准一并保留，导出时原样交还。",
)
_SOURCE: Pair = ("Ask whoever made the package to mend it, or let it be.", "请联系提供方修正，也可保持现状。")
_TREE: Pair = (
    "An item has one place in the tree: coverage is counted there.",
    "每个条目在树中只有一个位置，覆盖度按该位置统计。",
)
_LOOK: Pair = ("Look at the tree, and move the item where it belongs.", "请查看条目树，并将条目移到应在的位置。")

CASE: tuple[ProblemKind, ...] = (
    entry(
        "R801",
        "case-no-package",
        ERROR,
        title=("Not a CASE package", "不是 CASE 数据包"),
        message=("`{field}` is not what a CASE package has there", "`{field}` 不符合 CASE 数据包的要求"),
        why=("Nothing can be taken from what is no package.", "无法从非数据包的内容中读取任何信息。"),
        mend=(
            "Ask the provider for a CFPackage: a JSON object with a CFDocument.",
            "请向提供方索取 CFPackage：含 CFDocument 的 JSON 对象。",
        ),
    ),
    entry(
        "R802",
        "case-missing",
        WARNING,
        title=("A part is missing from a CASE package", "CASE 数据包缺少内容"),
        message=("`{field}` is missing; something stands in for it", "缺少 `{field}`，已用替代内容补上"),
        why=("CASE requires it; an export would not be valid without.", "CASE 要求此项；缺少时导出的内容不合规范。"),
        mend=_SOURCE,
    ),
    entry(
        "R803",
        "case-shape",
        WARNING,
        title=("A value of a CASE package is of another kind", "CASE 数据包中的值类型有误"),
        message=("`{field}` is not what CASE says it is; it is kept aside", "`{field}` 不符合 CASE 规定，已另行保留"),
        why=_KEPT,
        mend=_SOURCE,
    ),
    entry(
        "R804",
        "case-unknown-field",
        INFO,
        title=("A field that CASE does not know", "CASE 未定义的字段"),
        message=("`{field}` is no field of CASE 1.1; it is kept aside", "`{field}` 不是 CASE 1.1 的字段，已另行保留"),
        why=_KEPT,
        mend=("Nothing needs to be done.", "无需处理。"),
    ),
    entry(
        "R805",
        "case-identifier",
        WARNING,
        title=("An identifier that is no UUID", "标识不是 UUID"),
        message=(
            "`{field}` is no UUID in lower case; another stands in for it",
            "`{field}` 不是小写 UUID，已用其他标识代替",
        ),
        why=(
            "An identifier that CASE does not allow cannot be exported; the old one is kept aside.",
            "CASE 不允许的标识无法导出；原标识已另行保留。",
        ),
        mend=_SOURCE,
    ),
    entry(
        "R806",
        "case-double",
        WARNING,
        title=("An identifier stands twice in a CASE package", "CASE 数据包中标识重复"),
        message=("The identifier {found} stands here again; the first counts", "标识 {found} 在此重复，以第一个为准"),
        why=("An identifier names one thing; the other is kept aside.", "一个标识只能指一项内容；另一项已另行保留。"),
        mend=_SOURCE,
    ),
    entry(
        "R807",
        "case-orphan",
        WARNING,
        title=("An item without a place in the tree", "条目在树中没有位置"),
        message=(
            "The item {item} is nobody's child; it stands at the first level",
            "条目 {item} 没有上级，已置于第一级",
        ),
        why=_TREE,
        mend=_LOOK,
    ),
    entry(
        "R808",
        "case-several-parents",
        INFO,
        title=("An item with several parents", "条目有多个上级"),
        message=(
            "The item {item} stands under the first of its parents; the others are kept as associations",
            "条目 {item} 归入其第一个上级，其余上级作为关联保留",
        ),
        why=_TREE,
        mend=("Nothing needs to be done, if the first parent is the right one.", "如第一个上级正确，则无需处理。"),
    ),
    entry(
        "R809",
        "case-cycle",
        WARNING,
        title=("Items that are below themselves", "条目互为上下级"),
        message=(
            "The item {item} is below itself; it stands at the first level",
            "条目 {item} 位于自身之下，已置于第一级",
        ),
        why=_TREE,
        mend=_LOOK,
    ),
    entry(
        "R810",
        "case-no-parent",
        WARNING,
        title=("A parent that is not in the package", "上级条目不在数据包中"),
        message=(
            "The parent of the item {item} is not in the package; the item stands at the first level",
            "条目 {item} 的上级不在数据包中，已置于第一级",
        ),
        why=_TREE,
        mend=_LOOK,
    ),
    entry(
        "R811",
        "case-deep",
        WARNING,
        title=("A tree that is too deep", "条目层级过深"),
        message=(
            "The item {item} is deeper than {limit} levels; it stands higher",
            "条目 {item} 超过 {limit} 级，已上移",
        ),
        why=_TREE,
        mend=_LOOK,
    ),
    entry(
        "R812",
        "case-text",
        INFO,
        title=("Text with markup or marks that cannot be shown", "文本含有标记或无法显示的字符"),
        message=("`{field}` is read as plain text; the original is kept", "`{field}` 按纯文本读取，原文已保留"),
        why=(
            "Pages show plain text; markup of others is never let into them.",
            "页面只显示纯文本，不接受外来标记。",
        ),
        mend=("Read the text through, and edit it where it lost its sense.", "请通读文本，如含义受损请加以修改。"),
    ),
    entry(
        "R813",
        "case-language",
        WARNING,
        title=("A language that is neither English nor Chinese", "语言既非英文也非中文"),
        message=("The language {found} is taken for English", "语言 {found} 按英文处理"),
        why=(
            "Texts are kept in English and Chinese; the language that was said is kept aside.",
            "文本以中英文保存；原语言标注已另行保留。",
        ),
        mend=("Translate what is to be read.", "请翻译需要阅读的内容。"),
    ),
    entry(
        "R814",
        "case-code",
        INFO,
        title=("An item without a usable code", "条目没有可用的代码"),
        message=("The code of {item} is {chosen}", "{item} 的代码为 {chosen}"),
        why=(
            "Items are named by codes of letters, digits, '.', '_' and '-'; what was said is kept.",
            "条目以字母、数字、“.”“_”“-”组成的代码命名；原编号已保留。",
        ),
        mend=("Choose another code where this one is hard to read.", "如该代码不便阅读，请另行选用。"),
    ),
    entry(
        "R815",
        "case-extension",
        WARNING,
        title=("An extension that cannot be understood", "无法理解的扩展"),
        message=(
            "`{field}` is not what Fourfold writes there; it is not counted",
            "`{field}` 不是本系统所写的形式，不予采用",
        ),
        why=(
            "Weights, depths and footings stand in extensions; a wrong one is worse than none.",
            "权重、深度和依据写在扩展中；错误的值比没有更糟。",
        ),
        mend=(
            "Mend the value; docs/reference/formats.md says what it may be.",
            "请改正该值，取值见 docs/reference/formats.md。",
        ),
    ),
    entry(
        "R816",
        "case-association-type",
        WARNING,
        title=("An association type that CASE does not know", "CASE 未定义的关联类型"),
        message=("The association type {found} is kept as {expected}", "关联类型 {found} 保留为 {expected}"),
        why=(
            "CASE 1.1 lets other types in only under `ext:`; the old name is kept aside.",
            "CASE 1.1 只允许以 `ext:` 开头的其他类型；原名称已另行保留。",
        ),
        mend=_SOURCE,
    ),
    entry(
        "R817",
        "case-too-much",
        ERROR,
        title=("A CASE package that is too large", "CASE 数据包过大"),
        message=("`{field}` holds more than {limit}", "`{field}` 超过 {limit} 项"),
        why=("Reading stays within fixed memory and time.", "读取所用的内存和时间是有限的。"),
        mend=("Ask for the part of the framework that you need.", "请只索取所需的部分标准。"),
    ),
)
