//! What the principal leader sees of the whole.

use axum::http::StatusCode;
use casework::who::Duty;

use super::house::{House, read};
use super::journey::{done, file};

const PATH: &str = "/console/overview";

#[tokio::test]
async fn the_leader_sees_timeliness_backlog_and_growth_on_one_page() {
    let house = House::on("2025-11-19").await;
    let (first, second) = (file(&house).await, file(&house).await);
    let ours = Duty::OpenGovernmentOffice;
    done(&house, ours, &format!("{first}/assignment"), &[("unit", "1"), ("on", "2025-11-19")]).await;
    done(&house, ours, &format!("{second}/withdrawal"), &[("on", "2025-11-19"), ("words", "不再需要")]).await;
    let case = [("kind", "reconsideration"), ("role", "original_act"), ("from", "2025-11-19"), ("result", "")];
    house.fill(ours, "/console/remedies/case", &case).await;

    let text = read(&house.get(Duty::Head, PATH).await.text);
    for part in [
        "100% 按期答复 今年办结1件，按期1件",
        "0 已超期 在办1件",
        "2 今年收到 去年全年0件",
        "1 复议诉讼 尚未审结1件",
        "水生态科 1 0",
        "收到申请 2 0",
        "按期答复 100% —",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    house.on_the("2025-12-31");
    let late = read(&house.get(Duty::Head, PATH).await.text);
    assert!(late.contains("1 已超期 在办1件") && late.contains("水生态科 1 1"), "{late}");
}

#[tokio::test]
async fn an_empty_year_says_so_and_others_do_not_see_it() {
    let house = House::on("2025-11-19").await;
    let text = read(&house.get(Duty::Head, PATH).await.text);
    assert!(text.contains("— 按期答复") && text.contains("没有在办的申请"), "{text}");
    for duty in [Duty::Handler, Duty::SystemAdministrator, Duty::AuditAdministrator] {
        assert_eq!(house.get(duty, PATH).await.status, StatusCode::FORBIDDEN, "{duty:?}");
        assert!(!house.get(duty, "/console").await.text.contains(PATH), "{duty:?}");
    }
}
