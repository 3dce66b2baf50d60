//! How agencies call the rows and columns of table three in running text.

/// The names of an outcome and the rows that it adds up. Longer wordings win where they overlap.
pub(super) struct Outcome {
    pub words: &'static [&'static str],
    pub rows: &'static [&'static str],
    /// The text may mean only a part of these rows.
    pub part: bool,
}

/// （三）
pub(super) const REFUSED: &[&str] = &[
    "refused_state_secret",
    "refused_by_law",
    "refused_security_stability",
    "refused_third_party",
    "refused_internal_affairs",
    "refused_deliberative",
    "refused_enforcement_file",
    "refused_registry_query",
];
/// （四）
pub(super) const UNAVAILABLE: &[&str] =
    &["unavailable_not_held", "unavailable_needs_creation", "unavailable_still_unclear"];
/// （五）
pub(super) const DECLINED: &[&str] =
    &["declined_petition", "declined_repeat", "declined_publication", "declined_excessive", "declined_reissue"];
/// （六） of the 2019 form.
pub(super) const OTHER_2019: &[&str] = &["other"];
/// （六） of the 2021 form.
pub(super) const OTHER_2021: &[&str] = &["other_not_corrected", "other_fee_unpaid", "other_misc"];

const fn outcome(words: &'static [&'static str], rows: &'static [&'static str]) -> Outcome {
    Outcome { words, rows, part: false }
}

/// Groups and leaves by name. 其他处理 stands with its 2021 rows; a table of 2019 has one row in their place.
pub(super) const OUTCOMES: &[Outcome] = &[
    outcome(&["予以公开", "同意公开", "准予公开", "全部公开", "完全公开"], &["granted"]),
    outcome(&["部分公开", "予以部分公开", "同意部分公开", "区分处理"], &["partly_granted"]),
    outcome(&["不予公开", "不予以公开", "不同意公开", "不公开"], REFUSED),
    outcome(&["无法提供", "不能提供", "未能提供"], UNAVAILABLE),
    outcome(&["不予处理", "不予以处理", "不作处理"], DECLINED),
    outcome(&["其他处理", "其它处理", "其他方式处理"], OTHER_2021),
    outcome(&["国家秘密"], &["refused_state_secret"]),
    outcome(
        &["法律行政法规禁止公开", "法律、行政法规禁止公开", "法律法规禁止公开", "法律、法规禁止公开"],
        &["refused_by_law"],
    ),
    outcome(&["三安全一稳定"], &["refused_security_stability"]),
    outcome(&["第三方合法权益", "第三方权益"], &["refused_third_party"]),
    outcome(&["内部事务信息", "三类内部事务", "内部事务"], &["refused_internal_affairs"]),
    outcome(&["过程性信息", "四类过程性信息"], &["refused_deliberative"]),
    outcome(&["行政执法案卷"], &["refused_enforcement_file"]),
    outcome(&["行政查询事项", "行政查询"], &["refused_registry_query"]),
    outcome(&["不掌握相关政府信息", "不掌握相关信息", "机关不掌握", "不掌握"], &["unavailable_not_held"]),
    outcome(
        &["没有现成信息需要另行制作", "没有现成信息", "需要另行制作", "需另行制作"],
        &["unavailable_needs_creation"],
    ),
    outcome(&["补正后申请内容仍不明确", "补正后仍不明确", "内容仍不明确"], &["unavailable_still_unclear"]),
    outcome(
        &["信访举报投诉类", "信访举报投诉", "信访、举报、投诉类", "信访、举报、投诉", "信访投诉举报"],
        &["declined_petition"],
    ),
    outcome(&["重复申请"], &["declined_repeat"]),
    outcome(&["要求提供公开出版物", "提供公开出版物", "公开出版物"], &["declined_publication"]),
    outcome(&["无正当理由大量反复申请", "大量反复申请"], &["declined_excessive"]),
    outcome(&["确认或重新出具", "确认或者重新出具", "重新出具已获取信息", "重新出具"], &["declined_reissue"]),
    outcome(&["逾期不补正", "逾期未补正"], &["other_not_corrected"]),
    outcome(&["未按收费通知要求缴纳费用", "未按收费通知", "逾期未缴费", "逾期未缴纳"], &["other_fee_unpaid"]),
    Outcome {
        words: &["主动撤回", "申请人撤回", "撤回申请", "撤销申请", "不再处理"], rows: OTHER_2021, part: true
    },
];

/// Verbs and the rows that practice puts behind them; several where practice differs.
pub(super) const VERBS: &[(&[&str], &[&[&str]])] = &[
    (&["收到", "新收", "接收", "接到", "受理", "收悉"], &[&["received"]]),
    (&["收办"], &[&["received", "carried_in"], &["received"]]),
    (&["办结", "答复", "回复"], &[&["total"]]),
    (&["办理", "处理"], &[&["total"], &["received"], &["received", "carried_in"]]),
];

/// Columns of the kinds of applicant.
pub(super) const APPLICANTS: &[(&[&str], &[&str])] = &[
    (&["自然人", "公民", "个人"], &["natural_person"]),
    (
        &[
            "法人或其他组织",
            "法人和其他组织",
            "法人及其他组织",
            "法人、其他组织",
            "法人或者其他组织",
            "法人与其他组织",
            "法人",
        ],
        &["enterprise", "research_institution", "social_organization", "legal_service", "other"],
    ),
    (&["商业企业", "企业"], &["enterprise"]),
    (&["科研机构"], &["research_institution"]),
    (&["社会公益组织", "公益组织"], &["social_organization"]),
    (&["法律服务机构"], &["legal_service"]),
];

/// The applications are only some of those in the table: by channel, by manner.
pub(super) const PARTIAL: &[&str] = &[
    "当面",
    "现场",
    "信函",
    "邮寄",
    "邮政",
    "邮件",
    "邮箱",
    "网络",
    "网上",
    "网站",
    "平台",
    "在线",
    "线上",
    "线下",
    "传真",
    "来信",
    "来访",
    "书面",
    "窗口",
    "渠道",
    "微博",
    "微信",
    "口头",
    "电话",
    "逾期",
    "超期",
    "延期",
    "延长",
    "提前",
    "当场",
    "当日",
    "本级",
    "涉及",
    "关于",
    "领域",
    "征求",
    "补正",
    "其他类",
];

/// Never an application for government information, whatever else the words say.
pub(super) const FOREIGN: &[&str] = &[
    "复议",
    "诉讼",
    "起诉",
    "应诉",
    "主动公开",
    "提案",
    "建议",
    "议案",
    "规范性文件",
    "规章",
    "行政许可",
    "行政处罚",
    "仲裁",
    "法律援助",
    "贷款",
    "补贴",
    "低保",
    "专利",
    "商标",
    "强制执行",
    "国家赔偿",
];

/// Words that may stand between a verb and its figure without narrowing what is counted. Longer ones first.
pub(super) const PLAIN_OBJECTS: &[&str] = &[
    "政府信息公开",
    "政务信息公开",
    "政府信息",
    "政务信息",
    "信息公开",
    "政务公开",
    "依申请公开",
    "申请公开",
    "依申请",
    "其他组织",
    "其它组织",
    "社会公益组织",
    "法律服务机构",
    "科研机构",
    "商业企业",
    "企业",
    "法人",
    "自然人",
    "公民",
    "个人",
    "群众",
    "公众",
    "社会",
    "公开",
    "申请",
    "信息",
    "案件",
    "事项",
    "事宜",
    "办件",
    "请求",
    "数量",
    "总数",
    "总量",
    "共计",
    "合计",
    "总计",
    "累计",
    "各类",
    "各种",
    "有效",
    "全部",
    "已经",
    "要求",
    "提出",
    "获取",
    "全年",
    "本年度",
    "本年",
    "年度",
    "当年",
    "新增",
    "实际",
    "分别",
    "并",
    "及时",
    "依法",
    "按时",
    "按期",
    "或者",
    "结果",
    "情况",
    "如下",
    "共",
    "总",
    "计",
    "数",
    "量",
    "件",
    "书",
    "表",
    "的",
    "了",
    "为",
    "有",
    "达",
    "类",
    "新",
    "来",
    "和",
    "或",
    "及",
    "与",
    "、",
    "：",
    "（",
    "）",
    "各",
    "均",
    "都",
    "已",
    "向",
    "我",
    "本",
    "该",
    "局",
    "办",
    "厅",
    "委",
    "市",
    "县",
    "区",
    "镇",
    "机关",
    "单位",
    "提交",
    "递交",
    "年",
    "人",
    "以",
    "等",
    "中",
    "后",
    "其",
];

/// Words that say nothing about what is counted.
pub(super) const FILLERS: &[&str] = &[
    "其中",
    "另有",
    "还有",
    "共有",
    "共计",
    "合计",
    "总计",
    "累计",
    "分别",
    "全年",
    "本年度",
    "今年",
    "年度",
    "全部",
    "我局",
    "我办",
    "我委",
    "我市",
    "我县",
    "我区",
    "我厅",
    "我镇",
    "本机关",
    "已",
    "均",
    "共",
    "计",
    "有",
    "为",
    "达",
    "对",
    "就",
    "将",
    "、",
    "：",
    "“",
    "另",
    "年",
    "和",
    "剩余",
    "其余",
];

/// 「同比增加3件」: a difference, not a count.
pub(super) const DIFFERENCES: &[&str] = &[
    "同比", "环比", "增加", "增长", "减少", "下降", "上升", "回落", "提高", "降低", "增幅", "降幅", "较上", "较去",
    "比上", "比去", "多了", "少了", "相差",
];

/// Whether nothing but the given words is in `text`.
pub(super) fn consists_of(text: &str, words: &[&str]) -> bool {
    let mut rest = text;
    while !rest.is_empty() {
        let digit = rest.strip_prefix(|c: char| c.is_ascii_digit() || c == '.');
        match digit.or_else(|| words.iter().find_map(|word| rest.strip_prefix(word))) {
            Some(left) => rest = left,
            None => return false,
        }
    }
    true
}

/// Whether one of the words is in `text`.
pub(super) fn contains_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// Where a phrase was found, and which entry it belongs to.
pub(super) struct Hit<'a, T> {
    pub at: usize,
    pub end: usize,
    pub entry: &'a T,
}

/// Every entry that is named in `text`, in order; where two overlap, the longer one.
pub(super) fn hits<'a, T>(text: &str, entries: &'a [T], words: impl Fn(&T) -> &[&'static str]) -> Vec<Hit<'a, T>> {
    let mut found: Vec<Hit<'a, T>> = Vec::new();
    for entry in entries {
        for word in words(entry) {
            for (at, _) in text.match_indices(word) {
                let hit = Hit { at, end: at + word.len(), entry };
                let length = |hit: &Hit<'a, T>| hit.end - hit.at;
                let overlaps = |other: &Hit<'a, T>| other.at < hit.end && hit.at < other.end;
                if found.iter().any(|other| overlaps(other) && length(other) >= length(&hit)) {
                    continue;
                }
                found.retain(|other| !overlaps(other));
                found.push(hit);
            }
        }
    }
    found.sort_by_key(|hit| hit.at);
    found
}
