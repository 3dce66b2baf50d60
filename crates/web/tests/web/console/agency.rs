//! The agencies as a tree: founded, renamed, put under others, ended; powers that moved. By the system administrator.

use axum::http::{StatusCode, header};
use casework::who::{Agency, Duty, Tie, TieKind};
use law::in_force::InForce;

use super::house::{House, read};

const SYSTEM: Duty = Duty::SystemAdministrator;
const AGENCIES: &str = "/console/people/agencies";
const NEW: [(&str, &str); 4] = [("name", "澜江执法大队"), ("code", "LJZD"), ("under", "1"), ("from", "2025-01-01")];

#[tokio::test]
async fn an_agency_is_founded_renamed_moved_and_ended_on_pages() {
    let house = House::on("2025-11-19").await;
    let founded = house.fill(SYSTEM, &format!("{AGENCIES}/new"), &NEW).await;
    assert_eq!(founded.status, StatusCode::SEE_OTHER, "{}", read(&founded.text));
    let its = founded.header(header::LOCATION).to_owned();
    assert_eq!(its, format!("{AGENCIES}/2"));
    let again = house.fill(SYSTEM, &format!("{AGENCIES}/new"), &NEW).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        again.text.contains("value=\"澜江执法大队\"") && read(&again.text).contains("已经登记"),
        "the form is kept"
    );

    let page = house.get(SYSTEM, &its).await;
    let renamed = [("name", "澜江综合执法大队"), ("renamed", "2025-06-01")];
    let done = house.send(SYSTEM, &format!("{its}/name"), &page, &renamed).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", read(&done.text));
    let guide = [("guide", "1"), ("guide_from", "2025-07-01")];
    assert_eq!(house.send(SYSTEM, &format!("{its}/guide"), &page, &guide).await.status, StatusCode::SEE_OTHER);
    let twice = house.send(SYSTEM, &format!("{its}/guide"), &page, &guide).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(twice.text.contains("value=\"2025-07-01\"") && read(&twice.text).contains("登记了两次"));
    let text = read(&house.get(SYSTEM, &its).await.text);
    assert!(text.contains("澜江执法大队 至2025年5月31日") && text.contains("2025年7月1日至今"), "{text}");

    let tree = read(&house.get(SYSTEM, AGENCIES).await.text);
    assert!(tree.contains("澜江综合执法大队") && tree.contains("由云州市澜江生态环境局指导"), "{tree}");
    let before = read(&house.get(SYSTEM, &format!("{AGENCIES}?on=2025-05-31")).await.text);
    assert!(before.contains("澜江执法大队") && !before.contains("指导，") && before.contains("回到今天"), "{before}");
    let long_before = read(&house.get(SYSTEM, &format!("{AGENCIES}?on=2024-12-31")).await.text);
    assert!(long_before.contains("这一天不存在的机关"), "{long_before}");

    let power = [("what", "named"), ("power", "噪声投诉处理"), ("from", "1"), ("to", "2"), ("on", "2025-06-01")];
    let moved = house.fill(SYSTEM, &format!("{AGENCIES}/power"), &power).await;
    assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", read(&moved.text));
    assert!(read(&house.get(SYSTEM, AGENCIES).await.text).contains("噪声投诉处理"));

    let ended = house.send(SYSTEM, &format!("{its}/end"), &page, &[("last", "2025-12-31")]).await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", read(&ended.text));
    assert!(read(&house.get(SYSTEM, AGENCIES).await.text).contains("2025年12月31日撤销"));

    let log = read(&house.get(Duty::AuditAdministrator, "/console/audit").await.text);
    for event in ["新建机关", "机关更名", "设定上下级关系", "职权划转", "撤销机关"] {
        assert!(log.contains(event), "{event}: {log}");
    }
}

#[tokio::test]
async fn what_stands_above_is_not_for_those_below_to_change() {
    let house = House::on("2025-11-19").await;
    let machine = house.bureau.office.people().at_the_machine("suite");
    let at = house.bureau.office.moment();
    let county = machine.add_agency("YZ", "云州市生态环境局", InForce::ALWAYS, at).await.unwrap();
    let tie = Tie { agency: Agency(1), above: county, kind: TieKind::Superior, days: InForce::ALWAYS };
    machine.tie(tie, at).await.unwrap();
    let own = house.get(SYSTEM, &format!("{AGENCIES}/1")).await;
    assert!(own.text.contains("agencies/1/name") && !own.text.contains("agencies/1/superior"));
    let alone = [("above", "none"), ("above_from", "2025-11-19")];
    let tried = house.send(SYSTEM, &format!("{AGENCIES}/1/superior"), &own, &alone).await;
    assert_eq!(tried.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(read(&house.get(Duty::AuditAdministrator, "/console/audit").await.text).contains("越权操作被拒绝"));
    let above = house.get(SYSTEM, &format!("{AGENCIES}/2")).await;
    assert!(above.text.contains("由它的上级机关的系统管理员办理") && !above.text.contains("agencies/2/name"));

    for duty in [Duty::SecurityAdministrator, Duty::OpenGovernmentOffice] {
        let seen = house.get(duty, AGENCIES).await;
        assert_eq!(seen.status, StatusCode::OK, "{duty:?}");
        assert!(!seen.text.contains("agencies/new"), "{duty:?}");
    }
    assert_eq!(house.get(Duty::Handler, AGENCIES).await.status, StatusCode::FORBIDDEN);
    for nowhere in ["99", "x", "1/nothing"] {
        let status = house.get(SYSTEM, &format!("{AGENCIES}/{nowhere}")).await.status;
        assert!(
            [StatusCode::NOT_FOUND, StatusCode::BAD_REQUEST, StatusCode::METHOD_NOT_ALLOWED].contains(&status),
            "{nowhere}: {status}"
        );
    }
}
