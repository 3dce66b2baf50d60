//! Figures of published reports in sentences of our own: what held there must be silent, what did not must be found.

use super::*;

/// 宿迁市 2023: every figure of the text agrees with the table.
#[test]
fn a_city_whose_figures_all_agree() {
    let mut report = saying(
        "依申请公开有序开展。全市全年办理政府信息公开申请案件共收办3607件（市政府349件、各有关部门933件、甲县477件、乙县301件、\
         丙县874件、丁区216件、戊区348件、己开发区55件、庚新区26件、辛园区12件、壬新区16件），比上年增长70.3%，其中，\
         自然人申请3493件，法人或其他组织申请114件；予以公开1191件、部分公开328件、不予公开142件、无法提供1078件、不予处理406件、\
         作其他处理（含主动撤回申请）341件、转下年度办理121件。编写政策问答119期，其中，市级47期、戊区28期、丁区22期、乙县15期、\
         甲县5期、丙县2期。",
    );
    report.narrative.sections.push(section(
        6,
        "2023年对25件政府信息公开申请收取信息处理费2950元。其中，甲局1件，收取420元；乙府2件，收取290元；丙局15件，收取1500元；\
         丁局1件，收取140元；戊局6件，收取600元。",
    ));
    fill_requests(
        &mut report,
        &[
            ("received", [3402, 99, 0, 4, 5, 1]),
            ("carried_in", [91, 3, 0, 0, 2, 0]),
            ("granted", [1175, 12, 0, 3, 1, 0]),
            ("partly_granted", [319, 7, 0, 0, 2, 0]),
            ("refused_state_secret", [0; 6]),
            ("refused_by_law", [27, 0, 0, 0, 0, 0]),
            ("refused_security_stability", [6, 0, 0, 0, 0, 0]),
            ("refused_third_party", [38, 0, 0, 0, 0, 0]),
            ("refused_internal_affairs", [20, 0, 0, 0, 0, 0]),
            ("refused_deliberative", [9, 0, 0, 0, 0, 0]),
            ("refused_enforcement_file", [21, 0, 0, 0, 0, 0]),
            ("refused_registry_query", [20, 1, 0, 0, 0, 0]),
            ("unavailable_not_held", [968, 74, 0, 1, 3, 1]),
            ("unavailable_needs_creation", [26, 2, 0, 0, 0, 0]),
            ("unavailable_still_unclear", [3, 0, 0, 0, 0, 0]),
            ("declined_petition", [305, 0, 0, 0, 0, 0]),
            ("declined_repeat", [39, 0, 0, 0, 0, 0]),
            ("declined_publication", [0; 6]),
            ("declined_excessive", [58, 0, 0, 0, 0, 0]),
            ("declined_reissue", [4, 0, 0, 0, 0, 0]),
            ("other_not_corrected", [40, 0, 0, 0, 0, 0]),
            ("other_fee_unpaid", [10, 0, 0, 0, 0, 0]),
            ("other_misc", [287, 3, 0, 0, 1, 0]),
            ("total", [3375, 99, 0, 4, 7, 1]),
            ("carried_out", [118, 3, 0, 0, 0, 0]),
        ],
    );
    set(&mut report, Table::Proactive, "fees", "amount", Cell::number(rust_decimal::Decimal::new(592_372_449, 4)));
    for rule in [Rule::W4, Rule::W5, Rule::W6, Rule::W7, Rule::W8, Rule::W9] {
        assert_eq!(of(rule, &report), [], "{rule}");
    }
}

/// 宿迁市 2024: the text counts reviews that were put on file, table four those that were decided.
#[test]
fn a_city_that_counts_reviews_on_another_base() {
    let mut report = saying("全年备案依申请公开领域的行政复议案件134件，行政诉讼案件57件。");
    fill_remedies(
        &mut report,
        &[
            ("reconsideration", [88, 18, 28, 36]),
            ("litigation_direct", [7, 0, 11, 7]),
            ("litigation_after_reconsideration", [33, 0, 6, 13]),
        ],
    );
    let sides: Vec<_> = of(Rule::W6, &report).iter().map(|finding| (finding.left, finding.right)).collect();
    assert_eq!(sides, [(Some(134.into()), Some(170.into())), (Some(57.into()), Some(77.into()))]);
}

/// 上海市人民政府办公厅 2019: totals of the outcomes left blank, and two counts that are those of single cells.
#[test]
fn an_office_whose_outcomes_are_counted_from_single_cells() {
    let mut report = saying(
        "市政府办公厅代表市政府受理政府信息公开申请859件，比上年回落12.3%；答复政府信息公开申请805件（含上年度结转申请18件，\
         另有72件申请顺延到下年度答复）。予以公开及部分公开258件，占33.9%；不予公开35件，占4.34%；因本机关不掌握等原因无法提供265件，\
         占32.9%；不予处理158件，占19.6%；其他处理0件。信息公开类行政复议7件，诉讼9件，均获维持。",
    );
    report.edition = Some(Edition::Of2019);
    report.year = Some(2019);
    report.agency = Some("上海市人民政府办公厅".into());
    report.tables = crate::report::Tables::default();
    let rows: &[(&str, [u32; 6], bool)] = &[
        ("received", [821, 35, 0, 0, 2, 1], true),
        ("carried_in", [18, 0, 0, 0, 0, 0], true),
        ("granted", [258, 12, 0, 0, 1, 1], false),
        ("partly_granted", [3, 0, 0, 0, 0, 0], false),
        ("refused_state_secret", [14, 0, 0, 0, 0, 0], false),
        ("refused_by_law", [0; 6], false),
        ("refused_security_stability", [0; 6], false),
        ("refused_third_party", [0; 6], false),
        ("refused_internal_affairs", [5, 0, 0, 0, 0, 0], false),
        ("refused_deliberative", [3, 1, 0, 0, 0, 0], false),
        ("refused_enforcement_file", [0; 6], false),
        ("refused_registry_query", [10, 2, 0, 0, 0, 0], false),
        ("unavailable_not_held", [252, 12, 0, 0, 1, 0], false),
        ("unavailable_needs_creation", [44, 3, 0, 0, 0, 0], false),
        ("unavailable_still_unclear", [25, 0, 0, 0, 0, 0], false),
        ("declined_petition", [148, 1, 0, 0, 0, 0], false),
        ("declined_repeat", [5, 4, 0, 0, 0, 0], false),
        ("declined_publication", [0; 6], false),
        ("declined_excessive", [0; 6], false),
        ("declined_reissue", [0; 6], false),
        ("other", [0; 6], false),
        ("total", [767, 35, 0, 0, 2, 1], true),
        ("carried_out", [72, 0, 0, 0, 0, 0], true),
    ];
    for (row, values, total) in rows {
        fill_requests(&mut report, &[(row, *values)]);
        if !total {
            set(&mut report, Table::Requests, row, "total", Cell::blank());
        }
    }
    fill_remedies(
        &mut report,
        &[
            ("reconsideration", [5, 0, 0, 2]),
            ("litigation_direct", [8, 0, 0, 1]),
            ("litigation_after_reconsideration", [0; 4]),
        ],
    );
    let left = |rule: Rule| -> Vec<String> {
        of(rule, &report).iter().filter_map(|finding| finding.left).map(|value| value.to_string()).collect()
    };
    assert_eq!(left(Rule::W4), ["258", "265"], "not 859, 805, 18, 72");
    assert_eq!(left(Rule::W5), ["33.9"], "4.34 is cut off, not rounded; 32.9 is right for the stated count");
    assert_eq!(left(Rule::W6), Vec::<String>::new());
    assert_eq!(left(Rule::W7), ["716"], "the parts do not add up to 805");
    assert!(of(Rule::W13, &report).iter().any(|finding| finding.column == Some("total")), "blank totals");
}

/// 南通市海门生态环境局 2019: three applications, all agree; one short name of another place.
#[test]
fn a_bureau_with_one_foreign_word() {
    let mut report =
        saying("2019年共办理依申请公开事项3件。全年发布信息600余条。密切关注涉宜环境舆情。关注人数突破2000。");
    report.edition = Some(Edition::Of2019);
    report.year = Some(2019);
    report.agency = Some("南通市海门生态环境局".into());
    report.tables = crate::report::Tables::default();
    for row in ["received", "granted", "total"] {
        fill_requests(&mut report, &[(row, [3, 0, 0, 0, 0, 0])]);
    }
    fill_requests(&mut report, &[("carried_in", [0; 6]), ("carried_out", [0; 6])]);
    for rule in [Rule::W4, Rule::W5, Rule::W6, Rule::W7, Rule::W8, Rule::W9] {
        assert_eq!(of(rule, &report), [], "{rule}");
    }
    assert_eq!(of(Rule::W12, &report).len(), 1);
}

/// 西咸新区底张街道 2023 and 二道区征收办 2022: none at all, and a row with a blank total.
#[test]
fn a_street_without_applications_and_an_office_with_a_blank_total() {
    let mut street = saying("2023年，全年未收到依申请公开来信，无意见投诉情况。");
    fill_requests(&mut street, &[("received", [0; 6])]);
    assert_eq!(of(Rule::W4, &street), []);
    fill_requests(&mut street, &[("received", [1, 0, 0, 0, 0, 0])]);
    assert_eq!(of(Rule::W4, &street), [], "letters are only one channel");

    let mut office = saying("2022年，我办受理依申请信息56条，现将有关情况汇报如下：");
    office.year = Some(2022);
    fill_requests(&mut office, &[("received", [56, 0, 0, 0, 0, 0])]);
    assert_eq!(of(Rule::W4, &office), []);
    fill_requests(&mut office, &[("received", [57, 0, 0, 0, 0, 0])]);
    assert_eq!(of(Rule::W4, &office).len(), 1);
}

/// Whatever the words and however they are cut: no text stops the check.
#[test]
fn any_text_is_survived() {
    use proptest::prelude::*;
    const WORDS: &[&str] = &[
        "收到",
        "办结",
        "申请",
        "依申请公开",
        "政府信息",
        "予以公开",
        "不予公开",
        "其他处理",
        "其中",
        "占",
        "同比",
        "上年结转",
        "3件",
        "１，２３４件",
        "十余件",
        "33.9%",
        "（",
        "）",
        "，",
        "、",
        "；",
        "。",
        "：",
        "“",
        "”",
        "《",
        "》",
        "…",
        "行政复议",
        "诉讼",
        "收取",
        "信息处理费",
        "9元",
        "万元",
        "2022年",
        "去年",
        "涉宜",
        "在锡",
        "南通市",
        "自治县",
        "市",
        "区",
        "未收到",
        "无",
        "第",
        "百分之",
        "\u{200b}",
        "a",
        "1",
        ".",
        ",",
        "",
    ];
    proptest!(ProptestConfig::with_cases(64), |(picks in proptest::collection::vec(0..WORDS.len(), 0..40), agency in "[南通市海门县省区]{0,6}")| {
        let text: String = picks.iter().map(|pick| WORDS[*pick]).collect();
        let mut report = saying(&text);
        report.agency = Some(agency);
        report.narrative.sections.push(section(6, &text));
        super::super::check(&report);
        super::super::figures(&report.narrative);
        super::super::share(&report.narrative, &report.narrative);
    });
    proptest!(ProptestConfig::with_cases(64), |(text in "\\PC{0,60}")| {
        super::super::check(&saying(&text));
    });
}
