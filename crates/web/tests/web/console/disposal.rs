//! The destruction of a file through the pages: proposed from the file, agreed to by two, carried out, and what is shown then.

use axum::http::{StatusCode, header};
use casework::who::Duty;

use super::house::{House, read};
use super::journey::file;

const REASON: (&str, &str) = ("reason", "与上一件重复登记，不是另一件申请");

async fn proposed(house: &House, file: &str) -> String {
    let path = format!("{file}/disposal");
    let answer = house.fill(Duty::OpenGovernmentOffice, &path, &[("ground", "wrongly_entered"), REASON]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", read(&answer.text));
    answer.header(header::LOCATION).to_owned()
}

async fn taken(house: &House, by: Duty, path: &str, answers: &[(&str, &str)]) {
    let answer = house.fill(by, path, answers).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", read(&answer.text));
}

#[tokio::test]
async fn a_file_is_destroyed_by_three_and_says_so_everywhere() {
    let house = House::on("2025-11-19").await;
    let file = file(&house).await;
    let office = Duty::OpenGovernmentOffice;
    assert!(read(&house.get(office, &file).await.text).contains("提请销毁"));
    let others = read(&house.get(Duty::IntakeOfficer, &file).await.text);
    assert!(!others.contains("提请销毁"), "it is not offered to whom it is not given");
    let form = read(&house.get(office, &format!("{file}/disposal")).await.text);
    assert!(form.contains("10年") && form.contains("默认值") && form.contains("还没有办结"), "{form}");

    let disposal = proposed(&house, &file).await;
    assert!(read(&house.get(office, "/console/disposals").await.text).contains("待批准"));
    assert!(read(&house.get(Duty::Head, &disposal).await.text).contains("与上一件重复登记"));
    let own = house.get(office, &format!("{disposal}/approval")).await;
    assert_eq!(own.status, StatusCode::FORBIDDEN);
    taken(&house, Duty::LegalReviewer, &format!("{disposal}/approval"), &[]).await;
    taken(&house, Duty::Head, &format!("{disposal}/approval"), &[]).await;
    let destruction = format!("{disposal}/destruction");
    let unsure = house.fill(office, &destruction, &[]).await;
    assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(read(&unsure.text).contains("销毁后不能恢复"), "{}", read(&unsure.text));
    taken(&house, office, &destruction, &[("sure", "yes")]).await;

    let page = read(&house.get(office, &disposal).await.text);
    assert!(page.contains("已销毁") && page.contains("这件销毁事项已经了结"), "{page}");
    let page = house.get(office, &file).await;
    let text = read(&page.text);
    assert!(text.contains("本卷所载个人信息已按规定销毁") && text.contains("看销毁记录"), "{text}");
    assert!(!text.contains("静海河") && !text.contains("显示姓名和联系方式") && !text.contains("看内容"), "{text}");
    assert_eq!(house.get(office, &format!("{file}/reply")).await.status, StatusCode::CONFLICT);
    let list = read(&house.get(office, "/console/requests").await.text);
    assert!(list.contains("本卷所载个人信息已按规定销毁") && !list.contains("静海河"), "{list}");
    assert_eq!(house.get(office, &format!("{file}/disposal")).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_reason_that_names_somebody_comes_back_with_all_that_was_typed() {
    let house = House::on("2025-11-19").await;
    let file = file(&house).await;
    let path = format!("{file}/disposal");
    let answers = [("ground", "wrongly_entered"), ("reason", "申请人电话13800001234要求删除")];
    let answer = house.fill(Duty::OpenGovernmentOffice, &path, &answers).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = read(&answer.text);
    assert!(text.contains("像是个人信息") && answer.text.contains("要求删除"), "{text}");
    let unfinished = [("ground", "ordered"), REASON];
    let answer = house.fill(Duty::OpenGovernmentOffice, &path, &unfinished).await;
    assert!(read(&answer.text).contains("请先办结"), "{}", read(&answer.text));
}

#[tokio::test]
async fn who_runs_the_program_has_no_part_in_it() {
    let house = House::on("2025-11-19").await;
    let file = file(&house).await;
    let disposal = proposed(&house, &file).await;
    for duty in [Duty::SystemAdministrator, Duty::SecurityAdministrator, Duty::AuditAdministrator, Duty::Handler] {
        for path in ["/console/disposals", &disposal, &format!("{disposal}/approval"), &format!("{file}/disposal")] {
            let answer = house.get(duty, path).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{duty:?} {path}");
        }
    }
}
