//! What presses, beside every page; and what somebody of several units sees.

use casework::who::{Agency, Duty, Held, Unit};
use office::testing::{day, officer};

use super::house::{House, read};
use super::journey::{done, file};
use crate::asking::Answer;

fn rail(page: &Answer) -> String {
    let nav = page.text.split("</nav>").next().unwrap().split("<nav class=\"rail\"").nth(1).unwrap();
    read(&format!("<nav{nav}"))
}

#[tokio::test]
async fn what_presses_stands_beside_every_page_and_follows_what_is_done() {
    let house = House::on("2025-11-19").await;
    let file = file(&house).await;
    let ours = Duty::OpenGovernmentOffice;
    assert!(!rail(&house.get(ours, "/console/requests").await).contains("已超期"), "nothing presses");
    house.on_the("2025-12-17");
    let due = rail(&house.get(ours, "/console/publications").await);
    assert!(due.contains("工作台 1 件待办") && due.contains("今天到期 1 件"), "{due}");
    house.on_the("2025-12-18");
    let late = house.get(ours, "/console/requests").await;
    assert!(
        rail(&late).contains("已超期 1 件") && late.text.contains("href=\"/console?which=overdue\""),
        "{}",
        rail(&late)
    );
    done(&house, ours, &format!("{file}/withdrawal"), &[("on", "2025-12-18"), ("words", "不再需要")]).await;
    let after = rail(&house.get(ours, "/console/requests").await);
    assert!(!after.contains("已超期"), "what was done counts at once: {after}");
}

#[tokio::test]
async fn what_waits_for_a_reviewer_is_his_alone() {
    let house = House::on("2025-11-19").await;
    let file = file(&house).await;
    let ours = Duty::OpenGovernmentOffice;
    done(&house, ours, &format!("{file}/assignment"), &[("unit", "1"), ("on", "2025-11-19")]).await;
    let draft =
        [("situation", "disclosable"), ("facts", "经检索，本机关保存。"), ("given", "attached"), ("on", "2025-11-19")];
    done(&house, ours, &format!("{file}/reply"), &draft).await;
    assert!(rail(&house.get(Duty::UnitHead, "/console").await).contains("待我审核 1 件"));
    assert!(!rail(&house.get(Duty::Head, "/console").await).contains("待我审核"));
    assert!(!rail(&house.get(Duty::SystemAdministrator, "/console").await).contains("待我审核"));
}

#[tokio::test]
async fn who_works_in_several_units_sees_all_of_them_and_can_choose_one() {
    let house = House::on("2025-11-19").await;
    let (first, second) = (file(&house).await, file(&house).await);
    let ours = Duty::OpenGovernmentOffice;
    for (file, unit) in [(&first, "1"), (&second, "2")] {
        done(&house, ours, &format!("{file}/assignment"), &[("unit", unit), ("on", "2025-11-19")]).await;
    }
    let one = house.get(Duty::Handler, "/console").await;
    assert!(one.text.contains(&first) && !one.text.contains(&second), "one unit, its files");

    let people = house.bureau.office.people();
    let at = house.bureau.office.moment();
    let accounts = people.accounts(&officer(Duty::SystemAdministrator), at).await.unwrap();
    let handler = accounts.iter().find(|person| person.row.login == "handler").unwrap().row.account;
    let held = Held { duty: Duty::Handler, from: day("2019-01-01"), to: None };
    people.at_the_machine("suite").give_duty(Agency(1), handler, held, Some(Unit(2)), at).await.unwrap();
    let both = house.get(Duty::Handler, "/console").await;
    assert!(both.text.contains(&first) && both.text.contains(&second));
    assert!(read(&both.text).contains("我的全部科室（单位） 水生态科 监测站"), "{}", read(&both.text));
    let chosen = house.get(Duty::Handler, "/console?scope=2").await;
    assert!(!chosen.text.contains(&first) && chosen.text.contains(&second));
    let requests = house.get(Duty::Handler, "/console/requests").await;
    assert!(requests.text.contains(&first) && requests.text.contains(&second));
}
