"""Problems of frameworks: versions, dates, weights (F)."""

from fourfold.domain.catalogue_entry import ERROR, INFO, WARNING, entry

FRAMEWORKS = (
    entry(
        "F001",
        "framework-retired",
        ERROR,
        title=("A retired version is still named", "已停用的版本仍被引用"),
        message=(
            "Framework {framework} retired on {date}; still named by {programs}.",
            "标准 {framework} 已于 {date} 停用，但仍被 {programs} 引用。",
        ),
        why=("Students prepare for what can no longer be sat.", "学生准备的考核已不能参加。"),
        mend=("Move the programs to a version in force.", "把相关专业改用有效版本。"),
    ),
    entry(
        "F002",
        "links-to-retired-framework",
        WARNING,
        title=("Courses are linked to a retired version", "课程仍与已停用的版本对应"),
        message=(
            "Framework {framework} retired on {date}; these courses are still linked to it: {courses}.",
            "标准 {framework} 已于 {date} 停用，但这些课程仍与其对应：{courses}。",
        ),
        why=("The links serve nobody and are kept up for nothing.", "这些对应关系已无用处，却仍需维护。"),
        mend=("Link the courses to the newer version and drop these links.", "改为对应新版本，并删除这些对应关系。"),
    ),
    entry(
        "F003",
        "framework-retiring",
        WARNING,
        title=("A version retires soon", "版本即将停用"),
        message=(
            "Framework {framework} retires on {date}, in {days} days; named by {programs}.",
            "标准 {framework} 将于 {date} 停用（还有 {days} 天），被 {programs} 引用。",
        ),
        why=(
            "Classes that sit it later will not be able to; its successor may ask for other things.",
            "之后的班级将无法参加考核；新版本的要求可能不同。",
        ),
        mend=(
            "Compare it with its successor, close what is missing, and move the programs.",
            "与新版本比较，补足缺口，并让相关专业改用新版本。",
        ),
    ),
    entry(
        "F004",
        "framework-not-yet-valid",
        INFO,
        title=("A version is named before it is valid", "版本尚未生效就被引用"),
        message=(
            "Framework {framework} is valid from {date} only; already named by {programs}.",
            "标准 {framework} 自 {date} 起才生效，但已被 {programs} 引用。",
        ),
        why=("Nobody can sit it yet.", "目前还不能参加其考核。"),
        mend=(
            "Nothing, if the classes sit it later; else name the version in force.",
            "如果班级将在生效后参加考核，则无需处理；否则改用现行版本。",
        ),
    ),
    entry(
        "F005",
        "newer-version-at-hand",
        INFO,
        title=("A newer version is at hand", "已有更新的版本"),
        message=(
            "Framework {framework} is superseded by {newer}, which is at hand; named by {programs}.",
            "标准 {framework} 已有新版本 {newer}，仍被 {programs} 引用。",
        ),
        why=("The programs aim at yesterday's demands.", "这些专业仍按旧要求设置。"),
        mend=("Compare the two and move when the program is ready.", "比较两个版本，条件成熟时改用新版本。"),
    ),
    entry(
        "F006",
        "supersedes-in-a-circle",
        ERROR,
        title=("Versions supersede each other in a circle", "版本相互取代，形成循环"),
        message=("These versions supersede each other in a circle: {cycle}.", "这些版本相互取代，形成循环：{cycle}。"),
        why=("Nobody can tell which is the newest.", "无法判断哪个版本最新。"),
        mend=("Correct `supersedes`.", "改正 `supersedes`。"),
    ),
    entry(
        "F007",
        "supersedes-another-family",
        WARNING,
        title=("A version supersedes one of another family", "版本取代了其他系列的版本"),
        message=(
            "Framework {framework} of family {family} supersedes {other} of family {other_family}.",
            "标准 {framework}（系列 {family}）取代了 {other}（系列 {other_family}）。",
        ),
        why=(
            "Versions of one thing share a family; else their history is not seen together.",
            "同一标准的各版本应属同一系列，否则无法一并查看其沿革。",
        ),
        mend=("Give both the same family, or correct `supersedes`.", "使二者属于同一系列，或改正 `supersedes`。"),
    ),
    entry(
        "F008",
        "dates-reversed",
        ERROR,
        title=("A version retires before it is valid", "停用日期早于生效日期"),
        message=(
            "Framework {framework} retires on {retires}, before it is valid from {valid}.",
            "标准 {framework} 的停用日期 {retires} 早于生效日期 {valid}。",
        ),
        why=("It is never in force.", "它从未有效。"),
        mend=("Correct one of the dates.", "改正其中一个日期。"),
    ),
    entry(
        "F009",
        "framework-without-items",
        WARNING,
        title=("A framework has no items", "标准没有条目"),
        message=("Framework {framework} has no items.", "标准 {framework} 没有条目。"),
        why=("Coverage of it is unknown, and it can promise nothing.", "其覆盖情况未知，也无法作出任何承诺。"),
        mend=("Write its items, or take it away.", "填写其条目，或将其移除。"),
    ),
    entry(
        "F010",
        "weights-exceed-total",
        ERROR,
        title=("Weights add up to more than their total", "权重之和超过总和"),
        message=(
            "The weights below {item} of {framework} add up to {sum}, above their total {total}.",
            "{framework} 的 {item} 下各权重之和为 {sum}，超过总和 {total}。",
        ),
        why=(
            "The shares are then taken of the sum, which is not what the source says.",
            "此时占比按实际之和计算，与来源不符。",
        ),
        mend=(
            "Correct the weights, or state the `total` they add up to (else the item's own weight, else 100).",
            "改正权重，或用 `total` 写明其总和（未写明时为该条目自身的权重，否则为 100）。",
        ),
    ),
    entry(
        "F011",
        "nothing-left-for-unknown-weights",
        ERROR,
        title=("Nothing is left for unknown weights", "未知权重没有余地"),
        message=(
            "The known weights below {item} of {framework} already add up to {total}; nothing is left for {unknown}.",
            "{framework} 的 {item} 下已知权重之和已达 {total}，没有留给 {unknown} 的权重。",
        ),
        why=("The items of unknown weight are left out of the measure.", "权重未知的条目不会计入度量。"),
        mend=("Correct the weights or the total.", "改正权重或总和。"),
    ),
    entry(
        "F012",
        "weights-fall-short",
        ERROR,
        title=("Weights add up to less than their total", "权重之和不足总和"),
        message=(
            "The weights below {item} of {framework} add up to {sum}, below their total {total}.",
            "{framework} 的 {item} 下各权重之和为 {sum}，不足总和 {total}。",
        ),
        why=("Something is missing, or the total is another.", "可能缺少条目，或总和有误。"),
        mend=(
            "Correct the weights, add what is missing, or state the `total`.",
            "改正权重，补上缺少的条目，或写明 `total`。",
        ),
    ),
    entry(
        "F013",
        "weight-of-zero",
        ERROR,
        title=("An item weighs nothing", "条目权重为零"),
        message=("Item {item} of {framework} has the weight 0.", "{framework} 的条目 {item} 权重为 0。"),
        why=(
            "Weights are positive; an unknown weight is left out, never zero.",
            "权重必须为正；未知的权重应留空，而不是零。",
        ),
        mend=("Leave the weight out if it is unknown, or drop the item.", "权重未知时请留空，或删除该条目。"),
    ),
    entry(
        "F014",
        "weights-partly-unknown",
        INFO,
        title=("Some weights are unknown", "部分权重未知"),
        message=(
            "Framework {framework} has known and unknown weights: its weighted measures are intervals.",
            "标准 {framework} 既有已知权重也有未知权重：其加权度量为区间。",
        ),
        why=(
            "An unknown weight is never taken for zero or for an equal share.",
            "未知权重既不视为零，也不按平均分配。",
        ),
        mend=("Add the weights where the provider publishes them.", "在发布方公布权重后补上。"),
    ),
    entry(
        "F015",
        "illustrative-weight-not-labelled",
        WARNING,
        title=("A made-up weight is not called so", "示例权重没有标明"),
        message=(
            "Item {item} of {framework} has an illustrative weight, but the framework is {ground}.",
            "{framework} 的条目 {item} 使用示例权重，但该标准的依据为 {ground}。",
        ),
        why=(
            "A made-up weight among sourced ones makes the measure look official.",
            "把虚拟权重混入有来源的权重，会使度量看似权威。",
        ),
        mend=(
            "Keep illustrative weights in a separate framework version labelled illustrative.",
            "把示例权重放入单独的、标为示例的标准版本。",
        ),
    ),
    entry(
        "F016",
        "version-twice",
        WARNING,
        title=("Two frameworks are the same version", "两个标准是同一版本"),
        message=(
            "Frameworks {framework} and {other} are both version {version} of {family}.",
            "标准 {framework} 与 {other} 都是 {family} 的 {version} 版本。",
        ),
        why=("Nobody can tell them apart by name.", "仅凭名称无法区分。"),
        mend=("Give them different versions.", "使用不同的版本号。"),
    ),
)
