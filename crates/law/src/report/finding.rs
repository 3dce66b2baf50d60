//! What the rules found: violations, which are wrong, and warnings, which a person must judge.

use std::fmt;

use rust_decimal::Decimal;

use super::tables::{CellId, Table};

/// A rule on annual reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// 新收 + 上年结转 = 总计 + 结转下年度, in every column: printed in the form itself.
    E1,
    /// The outcomes of a column add up to its 总计.
    E2,
    /// The kinds of applicant of a row add up to its 总计.
    E3,
    /// Every figure of tables three and four is a whole number, not negative.
    E4,
    /// 维持 + 纠正 + 其他 + 尚未审结 = 总计, in each group of table four.
    E5,
    /// 2019 form: 本年新公开 not above 对外公开总数量; 规章 only for those who may make them.
    E6,
    /// 上年结转 equals last year's 结转下年度, in every column.
    E7,
    /// 现行有效 = last year's + 制发 − 废止.
    W1,
    /// 上一年项目数量 = last year's 上一年项目数量 + 增减; decisions written into the columns of items.
    W2,
    /// Change of form 2020→2021: one row 其他处理 became three.
    W3,
    /// A count in the text differs from its cell.
    W4,
    /// A percentage in the text differs from what the cells give.
    W5,
    /// Counts of reconsiderations and suits in the text.
    W6,
    /// A list 「其中…」 in the text does not add up.
    W7,
    /// A fee in section six without anybody above the threshold, or fee outcomes without a fee.
    W8,
    /// The fee of section six is above the charges of block （八）.
    W9,
    /// A jump against last year.
    W10,
    /// Text copied from last year or from another agency.
    W11,
    /// A foreign place in the text.
    W12,
    /// Something is missing: a total, a section, a unit.
    W13,
}

/// Wrong, or for a person to judge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Wrong: the command ends with status 1.
    Violation,
    /// For a person to judge: status 0.
    Warning,
}

/// One thing that a rule found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: Rule,
    /// The table, where there is one.
    pub table: Option<Table>,
    /// The row; `None` where the whole column is meant.
    pub row: Option<&'static str>,
    /// The column; `None` where the whole row is meant.
    pub column: Option<&'static str>,
    /// The left side of what should be equal.
    pub left: Option<Decimal>,
    /// The right side.
    pub right: Option<Decimal>,
    /// One Chinese sentence that a clerk understands: what, where, both sides.
    pub message: String,
    /// The index, among the violations, of the likely cause from which this one follows.
    pub consequence_of: Option<usize>,
}

/// All that was found in a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// What is wrong. A likely cause comes before its consequences.
    pub violations: Vec<Finding>,
    /// What a person must judge.
    pub warnings: Vec<Finding>,
}

impl Rule {
    /// The code of the published JSON shape: `E1` … `W13`.
    pub fn code(self) -> String {
        format!("{self:?}")
    }

    /// A sentence that says the rule, for people.
    pub fn sentence(self) -> &'static str {
        match self {
            Rule::E1 => "每一列：本年新收＋上年结转＝总计＋结转下年度（表内印明的勾稽关系）",
            Rule::E2 => "每一列：各项办理结果之和＝总计",
            Rule::E3 => "每一行：各类申请人之和＝总计",
            Rule::E4 => "申请、复议、诉讼的数量只能是不小于零的整数",
            Rule::E5 => "复议、诉讼：维持＋纠正＋其他＋尚未审结＝总计",
            Rule::E6 => "本年新公开数量不大于对外公开总数量；无规章制定权的机关规章数为零",
            Rule::E7 => "上年结转＝上一年度报告的结转下年度",
            Rule::W1 => "现行有效＝上年现行有效＋本年制发－本年废止",
            Rule::W2 => "上一年项目数量＝上年度报告的项目数量＋增减；项目不是处理决定",
            Rule::W3 => "2021年起其他处理分列三项",
            Rule::W4 => "正文中的申请数量与表格一致",
            Rule::W5 => "正文中的占比与表格一致",
            Rule::W6 => "正文中的复议、诉讼数量与表格一致",
            Rule::W7 => "正文中“其中”各项之和与总数一致",
            Rule::W8 => "信息处理费与超量申请、逾期未缴费相符",
            Rule::W9 => "信息处理费不大于行政事业性收费金额",
            Rule::W10 => "与上一年度相比没有异常变化",
            Rule::W11 => "正文不照抄上一年度或其他机关的报告",
            Rule::W12 => "正文中没有外地地名",
            Rule::W13 => "报告要素齐全",
        }
    }
}

impl Finding {
    /// A finding about nothing in particular; see the `on_…` and `sides` builders.
    pub fn new(rule: Rule, message: impl Into<String>) -> Self {
        Finding {
            rule,
            table: None,
            row: None,
            column: None,
            left: None,
            right: None,
            message: message.into(),
            consequence_of: None,
        }
    }

    /// About one cell.
    #[must_use]
    pub fn on_cell(self, id: CellId) -> Self {
        Finding { table: Some(id.table), row: Some(id.row), column: Some(id.column), ..self }
    }

    /// About a table, a row of it, or a column of it.
    #[must_use]
    pub fn on(self, table: Table, row: Option<&'static str>, column: Option<&'static str>) -> Self {
        Finding { table: Some(table), row, column, ..self }
    }

    /// It names exactly this cell.
    pub fn is_on_cell(&self, id: CellId) -> bool {
        (self.table, self.row, self.column) == (Some(id.table), Some(id.row), Some(id.column))
    }

    /// Both sides of what should be equal.
    #[must_use]
    pub fn sides(self, left: Decimal, right: Decimal) -> Self {
        Finding { left: Some(left), right: Some(right), ..self }
    }
}

impl Verdict {
    /// Nothing is wrong (warnings may remain).
    pub fn is_clean(&self) -> bool {
        self.violations.is_empty()
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}
