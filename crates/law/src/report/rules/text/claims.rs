//! Which cells of table three a figure of the text claims to repeat.

use super::base::{Base, TOTAL};
use super::phrases::{
    APPLICANTS, DIFFERENCES, FILLERS, FOREIGN, OTHER_2019, OTHER_2021, OUTCOMES, PARTIAL, PLAIN_OBJECTS, VERBS,
    consists_of, contains_any, hits,
};
use super::sentence::{Scope, Sentence, speaks_of_requests};
use crate::report::{CellId, Report, Table, Tables};

/// What the applications are divided by. Figures of different kinds of division must not be added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Division {
    /// All of them: 收到, 办理.
    Whole,
    /// By outcome, carried over included.
    Outcome,
    /// By kind of applicant.
    Applicant,
}

/// What a figure says about table three.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Claim {
    /// The figure's index in its sentence.
    pub figure: usize,
    /// Any of these may be meant.
    pub bases: Vec<Base>,
    /// The figure is only a part of the cells: it may be smaller.
    pub part: bool,
    pub division: Division,
}

/// Everything that a sentence claims about table three, in the order of its figures.
pub(super) fn claims(sentence: &Sentence, report: &Report) -> Vec<Claim> {
    let mut found: Vec<Claim> = Vec::new();
    for index in 0..sentence.figures.len() {
        let figure = &sentence.figures[index];
        let bare = figure.unit.is_empty() && ends_phrase(&sentence.text[figure.end..]);
        if !(figure.is_case() || bare) || !figure.exact || sentence.quoted(index) {
            continue;
        }
        if sentence.scope(figure.start, report.year) == Scope::Other {
            continue;
        }
        let at = At { sentence, index, report, found: &found };
        let claim = at.leading().or_else(|| at.trailing());
        // A number without a unit is a count only where the name of an outcome stands right before it.
        found.extend(claim.filter(|claim| !bare || claim.division == Division::Outcome));
    }
    found
}

fn ends_phrase(after: &str) -> bool {
    after.is_empty() || after.starts_with(['、', '，', '；', '。', '）'])
}

/// One figure and what was claimed before it.
struct At<'a> {
    sentence: &'a Sentence,
    index: usize,
    report: &'a Report,
    found: &'a [Claim],
}

impl At<'_> {
    /// 「收到申请3件」: the words before the figure say what it counts.
    fn leading(&self) -> Option<Claim> {
        let words = self.sentence.before(self.index);
        if !consists_of(words, FILLERS) {
            return self.read(words);
        }
        // 「收到申请，共计12件」
        let before = &self.sentence.text[..self.sentence.figures[self.index].start];
        let joined = before.strip_suffix(words)?.ends_with('，');
        let clause = self.sentence.clause_before(self.index).filter(|_| joined && words.contains(['共', '计']))?;
        self.read(clause)
    }

    /// 「对3件申请予以公开」: the words after it do.
    fn trailing(&self) -> Option<Claim> {
        let silent = consists_of(self.sentence.before(self.index), FILLERS);
        silent.then(|| self.read(self.sentence.after(self.index))).flatten()
    }

    fn read(&self, words: &str) -> Option<Claim> {
        let speaks = self.sentence.about_requests || !self.found.is_empty() || speaks_of_requests(words);
        if !speaks || contains_any(words, FOREIGN) || contains_any(words, DIFFERENCES) || words.ends_with(['多', '少'])
        {
            return None;
        }
        if counts_another_body(self.sentence, self.index, words, self.report.agency.as_deref()) {
            return None;
        }
        // 「制发公文100件，其中主动公开80件、依申请公开12件、不予公开8件」 counts documents by their attribute.
        let before = &self.sentence.text[..self.sentence.figures[self.index].start];
        if self.found.is_empty()
            && contains_any(before, &["主动公开", "公文", "制发", "发文", "属性"])
            && !names_requests(words)
        {
            return None;
        }
        let columns = applicants(words);
        let part = contains_any(words, PARTIAL);
        if let Some((rows, only_part)) = outcome_rows(words, &self.report.tables) {
            let rows: Vec<&[&'static str]> = rows.iter().map(Vec::as_slice).collect();
            return Some(self.claim(&rows, columns, only_part, Division::Outcome));
        }
        if let Some(rows) = carried_rows(words, self.report.year) {
            let division = if rows == ["carried_in"] { Division::Whole } else { Division::Outcome };
            return Some(self.claim(&[rows], columns, part, division));
        }
        let verbs = hits(words, VERBS, |entry| entry.0);
        let (Some(first), Some(last)) = (verbs.first(), verbs.last()) else {
            let rows: [&[&'static str]; 3] = [&["received"], &["received", "carried_in"], &["total"]];
            // 「自然人申请3件」, 「依申请公开3件」: of those received, of those carried in too, or of those done.
            if columns.is_some() {
                let clear = words.contains("申请") || consists_of(words, PLAIN_OBJECTS);
                return clear.then(|| self.claim(&rows, columns, part, Division::Applicant));
            }
            let (subject, object) = words.split_once("依申请公开")?;
            let clear = consists_of(subject, FILLERS) && consists_of(object, PLAIN_OBJECTS);
            return clear.then(|| self.claim(&rows, columns, part, Division::Whole));
        };
        let (subject, plain) = (&words[..first.at], consists_of(&words[last.end..], PLAIN_OBJECTS));
        if !words.contains("申请") {
            // The object is left out: 「办结9件」, but not 「办结工单9件」, 「召开会议处理3件」, 「收到工单12件，办结9件」.
            let bare = consists_of(subject, PLAIN_OBJECTS) || consists_of(subject, FILLERS) || part;
            if !plain || !bare || !self.resumes_requests() {
                return None;
            }
        }
        let mut rows: Vec<&[&'static str]> = verbs.iter().flat_map(|hit| hit.entry.1.iter().copied()).collect();
        if self.sentence.text.contains('含') && self.sentence.text.contains("结转") {
            rows.push(&["received", "carried_in"]);
        }
        let division = if columns.is_some() { Division::Applicant } else { Division::Whole };
        Some(self.claim(&rows, columns, part || !plain, division))
    }

    /// The last thing that was received or handled in this sentence were applications.
    fn resumes_requests(&self) -> bool {
        let verbal = |earlier: &usize| !hits(self.sentence.before(*earlier), VERBS, |entry| entry.0).is_empty();
        let last = (0..self.index).rev().find(verbal);
        last.is_none_or(|last| self.found.iter().any(|claim| claim.figure == last))
    }

    fn claim(
        &self,
        rows: &[&[&'static str]],
        columns: Option<&'static [&'static str]>,
        part: bool,
        division: Division,
    ) -> Claim {
        let bases = rows.iter().map(|rows| Base { rows: rows.to_vec(), columns: columns.unwrap_or(TOTAL) }).collect();
        Claim { figure: self.index, bases, part, division }
    }
}

/// The words themselves name applications, by more than 依申请公开, which is also an attribute of documents.
fn names_requests(words: &str) -> bool {
    contains_any(words, &["公开申请", "申请公开", "信息申请", "公开的申请"]) && !words.contains("依申请公开")
        || contains_any(words, &["收到", "受理", "办理", "办结", "答复", "新收"]) && words.contains("申请")
}

/// The rows of the outcomes that are named, each way of reading them; and whether only a part of them may be meant.
fn outcome_rows(words: &str, tables: &Tables) -> Option<(Vec<Vec<&'static str>>, bool)> {
    let named = hits(words, OUTCOMES, |outcome| outcome.words);
    let last = named.last()?;
    let of_form = |rows: &[&'static str]| -> Vec<&'static str> {
        let old = tables.get(CellId { table: Table::Requests, row: "other", column: "total" }).is_some();
        if old && rows.iter().all(|row| OTHER_2021.contains(row)) { OTHER_2019.to_vec() } else { rows.to_vec() }
    };
    let part = named.iter().any(|hit| hit.entry.part) || contains_any(words, &["逾期答复", "延期答复", "书面", "口头"]);
    if named.len() == 1 {
        return Some((vec![of_form(last.entry.rows)], part));
    }
    // A reason before its group: 「因不掌握等原因无法提供」 is the group; without 等 it may be the reason alone.
    let reasons = named[..named.len() - 1].iter().all(|hit| {
        hit.entry.rows.len() == 1 && last.entry.rows.contains(&hit.entry.rows[0]) && last.entry.rows.len() > 1
    });
    if reasons {
        let mut readings = vec![of_form(last.entry.rows)];
        if named.len() == 2 && !words[named[0].end..last.at].contains('等') {
            readings.push(of_form(named[0].entry.rows));
        }
        return Some((readings, part));
    }
    // A group before its leaf: 「无法提供中本机关不掌握」.
    if named.len() == 2 && named[0].entry.rows.contains(&last.entry.rows[0]) {
        return Some((vec![of_form(last.entry.rows)], part));
    }
    let mut all: Vec<&'static str> = Vec::new();
    for hit in &named {
        all.extend(of_form(hit.entry.rows).into_iter().filter(|row| !all.contains(row)).collect::<Vec<_>>());
    }
    Some((vec![all], part))
}

/// 结转, in either direction.
fn carried_rows(words: &str, year: Option<i16>) -> Option<&'static [&'static str]> {
    let names = |shift: i16| year.is_some_and(|year| words.contains(&format!("{}年", year.saturating_add(shift))));
    let moved = contains_any(words, &["结转", "顺延", "跨年", "转下", "转入", "转至"]);
    if moved && (contains_any(words, &["上年", "上一年", "上个年度", "去年", "往年"]) || names(-1)) {
        return Some(&["carried_in"]);
    }
    let open =
        contains_any(words, &["未办结", "未办理完毕", "正在办理", "在办", "待办", "未答复", "办理中", "尚在办理"]);
    (moved || open).then_some(&["carried_out"])
}

/// The columns of the kinds of applicant that are named; all of them are none in particular.
fn applicants(words: &str) -> Option<&'static [&'static str]> {
    let named = hits(words, APPLICANTS, |entry| entry.0);
    match &*named {
        [one] => Some(one.entry.1),
        _ => None,
    }
}

/// 「市公安局收到申请20件」 in the city's report, 「全市收到…」 in that of one bureau.
fn counts_another_body(sentence: &Sentence, figure: usize, words: &str, agency: Option<&str>) -> bool {
    const BODIES: &[&str] = &[
        "分局",
        "局",
        "委员会",
        "委",
        "办公室",
        "办公厅",
        "厅",
        "政府",
        "街道",
        "办事处",
        "镇",
        "乡",
        "县",
        "中心",
        "大队",
        "支队",
        "部门",
        "公司",
        "学校",
        "医院",
        "园区",
        "新区",
        "开发区",
        "管委会",
        "区",
    ];
    let verb = hits(words, VERBS, |entry| entry.0).first().map_or(words.len(), |hit| hit.at);
    let subject = words[..verb].replace("政府信息", "");
    let subject = subject.rsplit(['由', '对', '向', '在', '年', '、', '“']).next().unwrap_or_default();
    let subject = subject.rsplit("代表").next().unwrap_or(subject).trim_start_matches("其中");
    let whole_area = ["全市", "全县", "全区", "全省", "全州", "全旗", "全镇", "全乡", "全盟", "全街道"];
    if contains_any(words, &whole_area) || contains_any(words, &["全系统", "系统共"]) {
        return agency.is_some_and(|name| !governs(name));
    }
    let Some(end) = BODIES.iter().filter_map(|body| subject.rfind(body).map(|at| at + body.len())).max() else {
        return false;
    };
    let body = &subject[..end];
    if body.starts_with(['我', '本', '该', '全', '各'])
        && !contains_any(body, &["部门", "各县", "各区", "各镇", "各乡", "各街道"])
    {
        return false;
    }
    match agency {
        Some(name) => !is_within(body, name),
        None => sentence.text[..sentence.figures[figure].start].contains("其中"),
    }
}

/// The name is that of a government or of the office that writes its report, not of one of its departments.
fn governs(agency: &str) -> bool {
    const ENDS: &[&str] = &[
        "政府",
        "政府办公室",
        "政府办公厅",
        "市",
        "县",
        "区",
        "省",
        "旗",
        "州",
        "盟",
        "镇",
        "乡",
        "街道",
        "办事处",
        "管委会",
        "管理委员会",
    ];
    ENDS.iter().any(|end| agency.ends_with(end))
}

/// 「市生态环境局」 is short for 「南通市海门生态环境局」: its characters stand in the full name in this order.
fn is_within(short: &str, full: &str) -> bool {
    let mut rest = full.chars();
    short.chars().all(|c| rest.any(|other| other == c))
}
