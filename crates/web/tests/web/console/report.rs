//! The report of a year: begun, stated, written, reviewed, published; a number opens what it counts.

use axum::http::{StatusCode, header};
use casework::who::Duty;

use super::house::{House, read};
use super::journey::file;

async fn begun(house: &House, year: &str) {
    let answer = house.fill(Duty::OpenGovernmentOffice, "/console/reports", &[("year", year)]).await;
    assert_eq!(answer.header(header::LOCATION), format!("/console/reports/{year}"), "{}", read(&answer.text));
}

#[tokio::test]
async fn a_number_opens_the_files_that_it_counts() {
    let house = House::on("2025-11-19").await;
    let file = file(&house).await;
    begun(&house, "2025").await;
    let board = house.get(Duty::OpenGovernmentOffice, "/console/reports/2025").await;
    let text = read(&board.text);
    assert!(text.contains("勾稽关系全部成立") && text.contains("一、本年新收政府信息公开申请数量"), "{text}");
    let cell = "/console/reports/2025/cells/requests.received.natural_person";
    assert!(board.text.contains(&format!("href=\"{cell}\">1</a>")), "{}", board.text);
    let behind = house.get(Duty::OpenGovernmentOffice, cell).await;
    assert!(read(&behind.text).contains("由记录算出") && read(&behind.text).contains("澜环公开申〔2025〕1号"));
    assert!(behind.text.contains(&file));
}

#[tokio::test]
async fn a_figure_is_stated_with_its_source_and_its_person_and_taken_back() {
    let house = House::on("2026-01-12").await;
    begun(&house, "2025").await;
    let ours = Duty::OpenGovernmentOffice;
    let cell = "/console/reports/2025/cells/proactive.licences.decisions";
    let without = house.fill(ours, cell, &[("figure", "很多"), ("source", "")]).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = read(&without.text);
    assert!(text.contains("请填写数字") && text.contains("请用一句话说明数字的来源"), "{text}");
    let personal = house.fill(ours, cell, &[("figure", "3"), ("source", "电话13800001234")]).await;
    assert!(read(&personal.text).contains("不能写个人信息"), "{}", read(&personal.text));
    let stated = house.fill(ours, cell, &[("figure", "1,020"), ("source", "行政审批科台账")]).await;
    assert_eq!(stated.status, StatusCode::SEE_OTHER, "{}", read(&stated.text));
    let shown = read(&house.get(ours, cell).await.text);
    assert!(
        shown.contains("1020") && shown.contains("行政审批科台账") && shown.contains("陈公开办工作人员"),
        "{shown}"
    );
    let back = house.fill(ours, cell, &[("withdraw", "yes")]).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", read(&back.text));
    assert!(!read(&house.get(ours, cell).await.text).contains("陈公开办工作人员，"), "nobody answers for it any more");
    let others = house.get(Duty::IntakeOfficer, cell).await;
    assert!(!others.text.contains("name=\"figure\""), "who may not state it sees no form");
}

#[tokio::test]
async fn a_text_is_checked_against_the_tables_while_it_is_written() {
    let house = House::on("2026-01-12").await;
    begun(&house, "2025").await;
    let ours = Duty::OpenGovernmentOffice;
    let path = "/console/reports/2025/text/1";
    let typed = [("text", "2025年共收到政府信息公开申请15件。"), ("check", "yes")];
    let checked = house.fill(ours, path, &typed).await;
    assert_eq!(checked.status, StatusCode::OK);
    assert!(read(&checked.text).contains("W4"), "{}", read(&checked.text));
    assert!(checked.text.contains("申请15件。</textarea>"));
    let kept = house.send(ours, path, &checked, &[("text", "2025年没有收到政府信息公开申请。")]).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", read(&kept.text));
    assert!(read(&house.get(ours, "/console/reports/2025").await.text).contains("没有收到政府信息公开申请"));
}

#[tokio::test]
async fn two_people_on_one_report_are_told() {
    let house = House::on("2026-01-12").await;
    begun(&house, "2025").await;
    let path = "/console/reports/2025/text/5";
    let second = house.get(Duty::OpenGovernmentOfficeHead, path).await;
    house.fill(Duty::OpenGovernmentOffice, path, &[("text", "一")]).await;
    let late = house.send(Duty::OpenGovernmentOfficeHead, path, &second, &[("text", "二")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text.contains("二</textarea>") && read(&late.text).contains("年报有了新的变动"));
    let again = house.send(Duty::OpenGovernmentOfficeHead, path, &late, &[("text", "二")]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn what_cannot_be_done_yet_says_why() {
    let house = House::on("2026-01-12").await;
    begun(&house, "2025").await;
    assert_eq!(house.get(Duty::Head, "/console/reports/2025/submission").await.status, StatusCode::FORBIDDEN);
    let early = house.get(Duty::OpenGovernmentOffice, "/console/reports/2025/publication").await;
    assert_eq!(early.status, StatusCode::CONFLICT, "{}", read(&early.text));
    for path in ["/console/reports/1999", "/console/reports/x", "/console/reports/2025/cells/requests.no.no"] {
        assert_eq!(house.get(Duty::OpenGovernmentOffice, path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let again = house.fill(Duty::OpenGovernmentOffice, "/console/reports", &[("year", "2025")]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn what_no_ledger_tells_is_stated_on_one_page() {
    let house = House::on("2026-01-12").await;
    begun(&house, "2025").await;
    let (ours, board, all) = (Duty::OpenGovernmentOffice, "/console/reports/2025", "/console/reports/2025/cells");
    let before = house.get(ours, board).await.text;
    let many = missing(&before).len();
    assert!(read(&before).contains(&format!("填报还没有数字的{many}格")), "{}", read(&before));
    assert_eq!(house.get(Duty::Head, all).await.status, StatusCode::FORBIDDEN);

    let nothing = house.fill(ours, all, &[("source", "各科室报送")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(read(&nothing.text).contains("请至少填写一格"));
    let odd = [("proactive.licences.decisions", "许多"), ("rest", "nought"), ("source", "")];
    let odd = read(&house.fill(ours, all, &odd).await.text);
    assert!(odd.contains("请填写数字") && odd.contains("请用一句话说明数字的来源"), "{odd}");
    let broken = house.fill(ours, all, &[("proactive.licences.decisions", "1.5"), ("source", "各科室报送")]).await;
    assert!(read(&broken.text).contains("件数应是不小于零的整数"), "{}", read(&broken.text));

    let first = [("proactive.licences.decisions", "1,020"), ("source", "行政审批科台账")];
    assert_eq!(house.fill(ours, all, &first).await.status, StatusCode::SEE_OTHER);
    let open = missing(&house.get(ours, board).await.text);
    assert_eq!(open.len(), many - 1, "what is left empty stays open");
    // A cell by itself leads on to the next.
    let one = house.get(ours, &open[0]).await.text;
    assert!(one.contains(&format!("class=\"next-cell\" href=\"{}\"", open[1])), "{}", read(&one));
    let last = house.get(ours, open.last().unwrap()).await.text;
    assert!(last.contains(&format!("class=\"next-cell\" href=\"{}\"", open[0])), "{}", read(&last));
    let rest = [("rest", "nought"), ("source", "各科室报送，全年没有发生")];
    assert_eq!(house.fill(ours, all, &rest).await.status, StatusCode::SEE_OTHER);
    let after = house.get(ours, board).await.text;
    assert!(missing(&after).is_empty() && read(&after).contains("各格都有数字"), "{}", read(&after));
    assert_eq!(house.get(ours, all).await.header(header::LOCATION), board, "nothing is left to ask");
}

#[tokio::test]
async fn a_text_is_searched_for_what_must_not_be_public() {
    let house = House::on("2026-01-12").await;
    begun(&house, "2025").await;
    let ours = Duty::OpenGovernmentOffice;
    let path = "/console/reports/2025/text/1";
    let typed = [("text", "受理申请1件。\n申请人身份证号码11010519491231002X。"), ("check", "yes")];
    let checked = read(&house.fill(ours, path, &typed).await.text);
    assert!(checked.contains("第一部分第2段") && checked.contains("不宜公开"), "{checked}");
    assert!(checked.contains("核对，先不保存"), "{checked}");
    assert_eq!(house.fill(ours, path, &typed[..1]).await.status, StatusCode::SEE_OTHER);
    let board = read(&house.get(ours, "/console/reports/2025").await.text);
    assert!(board.contains("核对正文中不宜公开的"), "{board}");
    let marked = house.fill(ours, path, &[("text", "秘密★10年")]).await;
    assert_eq!(marked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(read(&marked.text).contains("密级标志"), "{}", read(&marked.text));
}

/// The cells that wait for a figure, by their addresses.
fn missing(board: &str) -> Vec<String> {
    let marked = board.split("<a class=\"missing\" href=\"").skip(1);
    marked.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_report_goes_from_its_first_figure_to_its_correction_through_the_pages() {
    let house = House::on("2026-01-12").await;
    let ours = Duty::OpenGovernmentOffice;
    begun(&house, "2025").await;
    let board = "/console/reports/2025";
    let cells = missing(&house.get(ours, board).await.text);
    assert_eq!(cells.len(), 4, "of what no ledger is kept, nobody has said anything yet: {cells:?}");
    for cell in cells {
        let stated = house.fill(ours, &cell, &[("figure", "0"), ("source", "各科室报送")]).await;
        assert_eq!(stated.status, StatusCode::SEE_OTHER, "{cell}: {}", read(&stated.text));
    }
    let change = format!("{board}/cells/proactive.licences.change");
    let form = house.get(ours, &change).await;
    if form.status == StatusCode::OK {
        house.send(ours, &change, &form, &[("figure", "减1"), ("source", "权责清单")]).await;
        assert!(read(&house.get(ours, board).await.text).contains("减1"), "printed as in the form");
    }
    for section in 1..=6 {
        let text = [("text", "本年度没有需要说明的情况。")];
        let path = format!("{board}/text/{section}");
        if house.get(ours, &path).await.text.contains("name=\"text\"") {
            assert_eq!(house.fill(ours, &path, &text).await.status, StatusCode::SEE_OTHER, "{section}");
        }
    }
    let ready = read(&house.get(ours, board).await.text);
    assert!(!ready.contains("格待填报") && ready.contains("勾稽关系全部成立"), "{ready}");

    let on = ("on", "2026-01-12");
    let done = async |by: Duty, thing: &str, answers: &[(&str, &str)]| {
        let answer = house.fill(by, &format!("{board}/{thing}"), answers).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{thing} by {by:?}: {}", read(&answer.text));
    };
    done(ours, "submission", &[on]).await;
    for by in [Duty::OpenGovernmentOfficeHead, Duty::DeputyHead, Duty::Head] {
        let waiting = house.get(by, "/console/reports").await.text;
        assert!(waiting.contains("年报<span class=\"waiting\">1"), "{by:?} finds it beside every page");
        let page = read(&house.get(by, &format!("{board}/review")).await.text);
        assert!(page.contains("本年度没有需要说明的情况。") && page.contains("看全部表格"), "{page}");
        done(by, "review", &[("decision", "approve"), ("words", ""), on]).await;
    }
    done(ours, "publication", &[on]).await;
    assert!(read(&house.get(ours, board).await.text).contains("已发布"));
    let head = Duty::OpenGovernmentOfficeHead;
    done(head, "correction", &[("reason", "漏计一件申请"), on]).await;
    let again = read(&house.get(ours, board).await.text);
    assert!(again.contains("送审") && again.contains("看已发布的报告"), "{again}");
}
