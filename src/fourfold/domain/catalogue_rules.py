"""Problems of the rules that colleges write (U)."""

from fourfold.domain.catalogue_entry import ERROR, INFO, WARNING, entry

RULES = (
    entry(
        "U001",
        "rule-broken",
        ERROR,
        title=("A rule is broken", "规则未满足"),
        message=(
            "Rule {rule} is broken by {subject}: {sentence}",
            "规则 {rule} 未满足（{subject_zh}）：{sentence_zh}",
        ),
        why=(
            "The college has set this test for its cluster. Its severity is the one that the rule states.",
            "这是学院为专业群设定的要求。其严重程度由规则自身规定。",
        ),
        mend=(
            (
                "Change the plan until the rule holds; for a promise the page of the program shows the choice that "
                "breaks it and the cheapest ways to close the gap."
            ),
            "调整培养方案直至满足规则；对于承诺，专业页面会显示使其不成立的选课方式和最省力的弥补方法。",
        ),
    ),
    entry(
        "U002",
        "rule-not-decided",
        WARNING,
        title=("A rule could not be decided", "规则无法判定"),
        message=(
            "Rule {rule} could not be decided for {subject}, which has {between}: {sentence}",
            "规则 {rule} 无法判定（{subject_zh}，{between_zh}）：{sentence_zh}",
        ),
        why=(
            "Weights or hours are unknown, or the limit of the search was reached: it may hold or not.",
            "权重或学时未知，或搜索达到上限：规则可能成立，也可能不成立。",
        ),
        mend=(
            "State the unknown weights or hours, lower the threshold, or raise the limit.",
            "补全未知的权重或学时，降低阈值，或提高搜索上限。",
        ),
    ),
    entry(
        "U003",
        "rule-speaks-of-nothing",
        WARNING,
        title=("A rule speaks of nothing", "规则没有适用对象"),
        message=("Rule {rule} speaks of nothing: {sentence}", "规则 {rule} 没有适用对象：{sentence_zh}"),
        why=(
            "A test that tests nothing looks like one that is passed.",
            "没有检查任何内容的规则看上去像是通过了。",
        ),
        mend=("Widen the scope of the rule, or take it away.", "扩大规则的适用范围，或将其删除。"),
    ),
    entry(
        "U004",
        "promise-without-sitting",
        WARNING,
        title=("A promise never falls due", "承诺没有到期时间"),
        message=(
            "Rule {rule} names no term, and plan {plan} has no sitting of {framework}.",
            "规则 {rule} 没有指定学期，培养方案 {plan} 也没有安排 {framework} 的考核。",
        ),
        why=("There is no time at which the promise falls due.", "承诺没有到期时间，因此无法评判。"),
        mend=("Add a sitting to the plan, or a term to the rule.", "在方案中安排考核，或在规则中指定学期。"),
    ),
    entry(
        "U005",
        "promise-not-recommended",
        ERROR,
        title=("A promise for what is not recommended", "承诺了未推荐的证书"),
        message=(
            "Rule {rule} promises {framework} for program {program}, which does not recommend it.",
            "规则 {rule} 为专业 {program} 承诺 {framework}，但该专业并未推荐它。",
        ),
        why=(
            "Only recommended certifications are promised; of integrated ones only content is woven in.",
            "只有推荐的证书才作承诺；融入的证书只融入其内容。",
        ),
        mend=(
            "Recommend the certification in the program, or take the program out of the rule.",
            "在专业中推荐该证书，或把该专业移出规则。",
        ),
    ),
    entry(
        "U006",
        "rule-bounds-odd",
        ERROR,
        title=("A rule's bounds make no sense", "规则的界限不合理"),
        message=(
            "Rule {rule} compares {comparator} {value}, upper {upper}: these bounds make no sense.",
            "规则 {rule} 的比较为 {comparator} {value}，上限 {upper}：界限不合理。",
        ),
        why=("Nothing can be judged by it.", "无法据此评判。"),
        mend=(
            "Give `upper` for `between` and for nothing else, not below `value`.",
            "仅在 `between` 时给出 `upper`，且不小于 `value`。",
        ),
    ),
    entry(
        "U007",
        "promise-without-framework",
        ERROR,
        title=("A promise names no framework", "承诺没有指定标准"),
        message=(
            "Rule {rule} measures coverage, but names no framework.",
            "规则 {rule} 度量覆盖情况，但没有指定标准。",
        ),
        why=("Coverage is always of something.", "覆盖必须针对某个标准。"),
        mend=("Name the framework in the rule's scope.", "在规则范围中指定标准。"),
    ),
    entry(
        "U008",
        "threshold-out-of-range",
        WARNING,
        title=("A rule asks for what cannot be", "规则的阈值超出可能范围"),
        message=(
            "Rule {rule} expects {value} of {measure}, which never exceeds {most}.",
            "规则 {rule} 要求 {measure} 为 {value}，而它不会超过 {most}。",
        ),
        why=(
            "The rule is always broken or always kept, so it tests nothing.",
            "规则必然不满足或必然满足，因此没有意义。",
        ),
        mend=("Correct the value: shares are per cent, depths 1 to 3.", "改正数值：占比为百分数，深度为 1 至 3。"),
    ),
    entry(
        "U009",
        "promise-on-doubtful-weights",
        WARNING,
        title=("A promise rests on doubtful weights", "承诺依据的权重存疑"),
        message=(
            "Rule {rule} promises {measure} of {framework}, whose weights are {weights}.",
            "规则 {rule} 承诺 {framework} 的 {measure}，而其权重为 {weights}。",
        ),
        why=(
            "Where no official weights exist the honest measure is the number of items met.",
            "没有官方权重时，如实的度量是达成的条目数。",
        ),
        mend=(
            "Promise `items-met`, or name a version with official weights.",
            "改用 `items-met`，或改为有官方权重的版本。",
        ),
    ),
    entry(
        "U010",
        "scope-not-read",
        INFO,
        title=("A rule's scope is not read", "规则的范围未被使用"),
        message=(
            "Rule {rule} names {field} in its scope, which {measure} does not read.",
            "规则 {rule} 的范围中有 {field}，但 {measure} 不使用它。",
        ),
        why=("The rule says something else than its author thinks.", "规则的含义与作者的本意不符。"),
        mend=("Take it out of the scope, or choose another measure.", "将其移出范围，或选用另一种度量。"),
    ),
    entry(
        "U011",
        "rule-beyond-program",
        WARNING,
        title=("A rule speaks of a term the program lacks", "规则指定的学期超出学制"),
        message=(
            "Rule {rule} speaks of term {term}; program {program} has {terms}.",
            "规则 {rule} 指定第 {term} 学期，而专业 {program} 只有 {terms} 个学期。",
        ),
        why=("The class has left by then.", "那时学生已经毕业。"),
        mend=("Name a term of the program.", "改为学制内的学期。"),
    ),
)
