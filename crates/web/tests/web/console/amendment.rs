//! A wrong entry is mended: amended in its own form, by somebody else, with what was and what is side by side.

use axum::http::{StatusCode, header};
use casework::who::Duty;

use super::house::{House, read};
use super::journey::{done, file};
use super::registration::LETTER;

const OURS: Duty = Duty::OpenGovernmentOffice;
const HEAD: Duty = Duty::OpenGovernmentOfficeHead;

/// The letter of the counter as the form has it, but for some answers.
fn letter_but(changes: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let kept = LETTER.iter().copied().filter(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    kept.chain(changes.iter().copied()).chain([("mend_reason", "看错日期"), ("mend_on", "2025-11-19")]).collect()
}

#[tokio::test]
async fn a_registration_is_amended_in_its_own_form_and_the_term_follows() {
    let house = House::on("2025-11-19").await;
    let file = file(&house).await;
    let path = format!("{file}/entries/1/amendment");
    let form = house.get(OURS, &path).await;
    assert_eq!(form.status, StatusCode::OK, "{}", read(&form.text));
    assert!(form.text.contains("value=\"静海河断面水质监测数据\""), "filled with what was stated");
    assert!(form.text.contains("value=\"沈静澜\"") && form.text.contains("value=\"2025-11-19\""));

    let mute =
        house.fill(OURS, &path, &[("channel", "counter"), ("handed_in", "2025-11-18"), ("name", "沈静澜")]).await;
    assert_eq!(mute.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(read(&mute.text).contains("请写明更正的原因"), "{}", read(&mute.text));
    let ahead = house.fill(OURS, &path, &letter_but(&[("handed_in", "2025-11-20")])).await;
    assert_eq!(ahead.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(ahead.text.contains("看错日期</textarea>"), "what was typed is still there");

    let right = letter_but(&[("handed_in", "2025-11-18"), ("name", "沈静兰")]);
    done(&house, OURS, &path, &right).await;
    let text = read(&house.get(OURS, &file).await.text);
    assert!(
        text.contains("更正第1项为：登记申请") && text.contains("已更正") && text.contains("还有19个工作日"),
        "{text}"
    );
    let entry = house.get(OURS, &format!("{file}/entries/3")).await;
    let shown = read(&entry.text);
    assert!(shown.contains("提交日期 2025年11月19日 2025年11月18日"), "{shown}");
    assert!(shown.contains("姓名 沈静澜 沈静兰") && shown.contains("更正的原因 看错日期"), "{shown}");

    let found = |name: &'static str| [("field", "name"), ("value", name)];
    let search = "/console/requests/search";
    assert!(read(&house.fill(OURS, search, &found("沈静兰")).await.text).contains("静海河断面水质监测数据"));
    assert!(
        read(&house.fill(OURS, search, &found("沈静澜")).await.text).contains("没有找到"),
        "the wrong name finds nothing"
    );
}

#[tokio::test]
async fn what_somebody_wrote_himself_another_amends() {
    let house = House::on("2025-11-19").await;
    let file = file(&house).await;
    let asked = [("points", "title"), ("words", "请提供断面名称"), ("answer_by", "2025-12-05"), ("on", "2025-11-19")];
    done(&house, OURS, &format!("{file}/correction"), &asked).await;
    let path = format!("{file}/entries/3/amendment");
    let own = house.get(OURS, &path).await;
    assert_eq!(own.status, StatusCode::CONFLICT);
    assert!(read(&own.text).contains("应由原记录人以外的另一人"), "{}", read(&own.text));

    let overview = house.get(HEAD, &format!("{file}/amendment")).await;
    assert!(overview.text.contains(&path) && read(&overview.text).contains("没有这回事，应当撤销"));
    let form = house.get(HEAD, &path).await;
    assert!(form.text.contains("请提供断面名称</textarea>") && form.text.contains("value=\"2025-12-05\""));
    let mend = [("mend_reason", "期限写错"), ("mend_on", "2025-11-19")];
    let right = [
        &[
            ("points", "title"),
            ("points", "period"),
            ("words", "请提供断面名称"),
            ("answer_by", "2025-12-10"),
            ("on", "2025-11-19"),
        ],
        &mend[..],
    ]
    .concat();
    done(&house, HEAD, &path, &right).await;
    let listed = house.get(OURS, &file).await.text; // the latest first
    let entry = listed.split("更正第3项为").nth(1).unwrap().split("href=\"").nth(1).unwrap().split('"').next().unwrap();
    let shown = read(&house.get(OURS, entry).await.text);
    assert!(shown.contains("补正期限至 2025年12月5日 2025年12月10日"), "{shown}");
    assert!(shown.contains("信息的名称 信息的名称、信息所属的时期") && !shown.contains("指导和释明"), "{shown}");

    let early = [&[("points", "title"), ("words", "请"), ("answer_by", "2025-11-19"), ("on", "2025-11-19")], &mend[..]];
    let early = house.fill(HEAD, &path, &early.concat()).await;
    assert!(read(&early.text).contains("补正期限应当在发出通知之后"), "{}", read(&early.text));
}

#[tokio::test]
async fn the_register_and_what_others_do_are_not_rewritten_by_hand() {
    let house = House::on("2025-11-19").await;
    let file = file(&house).await;
    let number = house.get(HEAD, &format!("{file}/entries/2/amendment")).await;
    assert_eq!(number.status, StatusCode::CONFLICT);
    assert!(read(&number.text).contains("内容不能改"), "{}", read(&number.text));
    for (by, path, status) in [
        (Duty::IntakeOfficer, format!("{file}/entries/1/amendment"), StatusCode::CONFLICT),
        (HEAD, format!("{file}/entries/99/amendment"), StatusCode::CONFLICT),
        (HEAD, format!("{file}/entries/x/amendment"), StatusCode::BAD_REQUEST),
        (Duty::SystemAdministrator, format!("{file}/entries/1/amendment"), StatusCode::FORBIDDEN),
    ] {
        let answer = house.get(by, &path).await;
        assert_eq!(answer.status, status, "{by:?} {path}");
        assert!(!answer.text.contains("沈静澜"), "{by:?} {path}");
    }
}

#[tokio::test]
async fn two_who_mend_the_same_entry_do_not_write_over_each_other() {
    let house = House::on("2025-11-19").await;
    let file = file(&house).await;
    let path = format!("{file}/entries/1/amendment");
    let (first, second) = (house.get(OURS, &path).await, house.get(HEAD, &path).await);
    let answers = letter_but(&[("handed_in", "2025-11-18")]);
    assert_eq!(house.send(OURS, &path, &first, &answers).await.status, StatusCode::SEE_OTHER);
    let again = house.send(OURS, &path, &first, &answers).await;
    assert_eq!(
        (again.status, again.header(header::LOCATION).is_empty()),
        (StatusCode::SEE_OTHER, false),
        "a double click"
    );
    let late = house.send(HEAD, &path, &second, &letter_but(&[("handed_in", "2025-11-17")])).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let text = read(&late.text);
    assert!(text.contains("案卷刚刚有新的记录") && text.contains("更正第1项为"), "{text}");
    assert!(late.text.contains("value=\"2025-11-17\""), "what was typed is still there");
}
