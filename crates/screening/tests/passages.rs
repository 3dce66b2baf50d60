//! Several lines, and tables: what one line does not tell, its neighbours and its head do.

use screening::{Certainty, Columns, Context, Kind, Located, Screener, screen_in};

const ID: &str = "11010519491231002X";

fn lines(lines: &[&str]) -> Vec<Located> {
    Screener::default().lines(lines)
}

fn kinds(located: &[Located]) -> Vec<(usize, Kind)> {
    located.iter().map(|located| (located.line, located.finding.kind)).collect()
}

#[test]
fn an_id_broken_over_two_lines_is_found_in_the_first() {
    let found = lines(&["当事人身份证号码为11010519491", "231002X，家庭情况属实。"]);
    assert_eq!(kinds(&found), [(0, Kind::ResidentId)]);
    let finding = &found[0].finding;
    assert_eq!((finding.text.as_str(), finding.start, finding.end), (ID, 9, 27));
    assert_eq!(found[0].last_line, 1);
}

#[test]
fn an_id_broken_over_three_lines_of_a_narrow_cell_is_found() {
    let found = lines(&["110105", "194912", "31002X"]);
    assert_eq!(kinds(&found), [(0, Kind::ResidentId)]);
    assert_eq!(found[0].last_line, 2);
}

#[test]
fn an_indent_does_not_part_a_number() {
    let found = lines(&["联系电话：1381234", "　　5678。"]);
    assert_eq!(kinds(&found), [(0, Kind::Phone)]);
    assert_eq!(found[0].finding.text, "13812345678");
}

#[test]
fn a_column_of_figures_makes_no_number() {
    assert_eq!(lines(&["1381234", "5678", "2019", "62220211", "11300123"]), []);
}

#[test]
fn a_line_of_its_own_inside_a_broken_number_is_not_reported_twice() {
    // Given a second line that would be a phone by itself.
    let found = lines(&["身份证号1101051", "9491231002X，附注", "手机13812345678"]);
    assert_eq!(kinds(&found), [(0, Kind::ResidentId), (2, Kind::Phone)]);
}

#[test]
fn a_label_above_its_value_is_its_label() {
    let found = lines(&["姓名", "张建国", "住址", "三厂镇光明村5组12号", "单位", "海门区生态环境局"]);
    assert_eq!(kinds(&found), [(1, Kind::Name), (3, Kind::Address)]);
}

#[test]
fn a_table_in_plain_text_is_read_by_its_head() {
    let found = lines(&["序号\t姓名\t残疾类别\t补贴金额", "1\t季永康\t肢体\t1200", "2\t施某某\t无\t800"]);
    assert_eq!(kinds(&found), [(1, Kind::Name), (1, Kind::Health)]);
    assert_eq!((found[1].finding.start, found[1].finding.end), (6, 8));
}

#[test]
fn the_head_of_a_table_makes_bare_cells_findings() {
    let columns = Columns::read(["序号", "姓名", "身份证号", "残疾类别", "联系电话"]);
    assert!(columns.is_head());
    let screened = |column: usize, cell: &str| screen_in(&columns.context(column), cell);
    assert_eq!(screened(0, "季永康"), []);
    assert_eq!(screened(1, "季永康")[0].suggestion, "季某某");
    assert_eq!(screened(1, "合计"), []);
    assert_eq!(screened(2, "110105194912310021")[0].certainty, Certainty::Likely);
    assert_eq!(screened(3, "肢体")[0].kind, Kind::Health);
    assert_eq!(screened(3, "无"), []);
    assert_eq!(screened(4, "0513-82345678")[0].kind, Kind::Phone);
    assert_eq!(screened(9, "季永康"), []);
}

#[test]
fn officials_beside_their_posts_are_left_alone() {
    let columns = Columns::read(["姓名", "职务", "分管工作", "联系电话"]);
    assert_eq!(screen_in(&columns.context(0), "季永康"), []);
    assert_eq!(screen_in(&columns.context(3), "0513-81262000"), []);
}

#[test]
fn a_statistic_of_disabilities_speaks_of_nobody() {
    let columns = Columns::read(["残疾类别", "人数"]);
    assert_eq!(screen_in(&columns.context(0), "肢体"), []);
}

#[test]
fn the_label_beside_a_cell_is_its_context() {
    assert_eq!(screen_in(&Context::under("姓　名"), "张 伟")[0].kind, Kind::Name);
    assert_eq!(screen_in(&Context::under("年龄"), "12")[0].kind, Kind::Minor);
    assert_eq!(screen_in(&Context::under("年龄"), "42"), []);
    assert_eq!(screen_in(&Context::under("项目名称"), "张伟"), []);
    assert_eq!(screen_in(&Context::under("住址"), "常乐镇官公河村23组8号")[0].certainty, Certainty::Certain);
}
