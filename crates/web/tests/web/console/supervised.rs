//! What a supervisor sees of the agencies below: figures and what is public; nobody else's, and no file.

use axum::http::{StatusCode, header};
use casework::who::{Account, Agency, Charge, Duty, Held, Tie, TieKind, Viewer};
use law::in_force::InForce;
use law::report::{Cell, CellId, Edition, Report, Table};
use office::CommandKey;
use office::annual_report::Import;
use office::testing::{day, letter};

use super::house::{House, read};

const SUPERVISOR: Duty = Duty::Supervisor;
const HERE: &str = "/console/supervised";

/// A bureau below the house's, one that it guides, and a stranger.
async fn around(house: &House) {
    let machine = house.bureau.office.people().at_the_machine("suite");
    let at = house.bureau.office.moment();
    for (code, name) in [("JH", "静海分局"), ("BH", "滨海分局"), ("WJ", "外县生态环境局")] {
        machine.add_agency(code, name, InForce::ALWAYS, at).await.unwrap();
    }
    for (agency, kind) in [(2, TieKind::Superior), (3, TieKind::Guide)] {
        let tie = Tie { agency: Agency(agency), above: Agency(1), kind, days: InForce::since(day("2020-01-01")) };
        machine.tie(tie, at).await.unwrap();
    }
}

fn office_of(agency: u64) -> Viewer {
    let held = Held { duty: Duty::OpenGovernmentOffice, from: day("2019-01-01"), to: None };
    Viewer::staff(Account(100 + agency), Agency(agency), vec![Charge::own(held)]).unwrap()
}

/// A report of 2019 in which nothing happened but some procurement.
fn printed() -> Report {
    let form = Edition::Of2019.form();
    let mut report = Report { edition: Some(form.edition), year: Some(2019), ..Report::default() };
    report.tables = form.cells().map(|id| (id, Cell::number(0))).collect();
    let amount = CellId::find(Table::Proactive, "procurement", "amount").unwrap();
    report.tables.set(amount, Cell::number("2153.74".parse::<rust_decimal::Decimal>().unwrap()));
    report
}

async fn publish(house: &House, agency: u64, year: i16, report: Report) {
    let import = Import { on: day("2025-01-20"), year, report, source: "演示数据".into() };
    house.bureau.office.import_annual_report(&office_of(agency), import).await.unwrap();
}

#[tokio::test]
async fn a_supervisor_sees_how_its_agencies_stand_and_opens_their_reports() {
    let house = House::on("2025-11-19").await;
    around(&house).await;
    let office = &house.bureau.office;
    office.register_request(&office_of(2), CommandKey::random(), letter("2025-09-01")).await.unwrap();
    publish(&house, 2, 2019, Report { agency: Some("静海分局".into()), ..printed() }).await;

    let page = house.get(SUPERVISOR, &format!("{HERE}?year=2019")).await;
    let text = read(&page.text);
    assert!(text.contains("静海分局") && text.contains("滨海分局 由本机关指导") && !text.contains("外县"), "{text}");
    assert!(text.contains("1/2 年报已发布") && text.contains("1 已超期"), "{text}");
    assert!(text.contains("还没有编制"), "{text}");
    assert!(!text.contains("沈静澜") && !text.contains("静海河断面"), "no name, no title of a file");

    let its = format!("{HERE}/2/2019");
    assert!(page.text.contains(&its));
    let report = house.get(SUPERVISOR, &its).await;
    assert_eq!(report.status, StatusCode::OK);
    assert!(report.text.contains("静海分局2019年政府信息公开工作年度报告") && report.text.contains("2153.74"));
    for hidden in ["3/2019", "4/2019", "1/2019", "99/2019", "2/x"] {
        let status = house.get(SUPERVISOR, &format!("{HERE}/{hidden}")).await.status;
        assert!([StatusCode::NOT_FOUND, StatusCode::FORBIDDEN].contains(&status), "{hidden}: {status}");
    }
}

#[tokio::test]
async fn the_tables_of_a_year_are_added_up_and_checked() {
    let house = House::on("2025-11-19").await;
    around(&house).await;
    for agency in [2, 3, 4] {
        publish(&house, agency, 2019, printed()).await;
    }
    let total = house.get(SUPERVISOR, &format!("{HERE}/total/2019")).await;
    let text = read(&total.text);
    assert!(text.contains("汇总了2个机关") && text.contains("勾稽关系全部成立"), "{text}");
    assert!(text.contains("4307.48"), "twice 2153.74, and not the stranger's: {text}");
    let book = house.get(SUPERVISOR, &format!("{HERE}/total/2019/tables.xlsx")).await;
    assert_eq!(book.status, StatusCode::OK);
    assert!(book.header(header::CONTENT_DISPOSITION).contains(".xlsx"));

    let none = read(&house.get(SUPERVISOR, &format!("{HERE}/total/2023")).await.text);
    assert!(none.contains("没有可以汇总的报告") && none.contains("静海分局 还没有发布"), "{none}");
}

#[tokio::test]
async fn who_does_not_supervise_has_no_such_page() {
    let house = House::on("2025-11-19").await;
    around(&house).await;
    publish(&house, 2, 2019, printed()).await;
    for duty in Duty::ALL.into_iter().filter(|duty| *duty != SUPERVISOR) {
        assert!(!house.get(duty, "/console/account").await.text.contains(HERE), "{duty:?}");
        for path in ["", "/total/2019", "/total/2019/tables.xlsx", "/2/2019"] {
            assert_eq!(
                house.get(duty, &format!("{HERE}{path}")).await.status,
                StatusCode::FORBIDDEN,
                "{duty:?} {path}"
            );
        }
    }
    assert!(house.get(SUPERVISOR, "/console/account").await.text.contains(HERE));
    for file in ["/console/requests", "/console/publications", "/console/people"] {
        assert_eq!(house.get(SUPERVISOR, file).await.status, StatusCode::FORBIDDEN, "{file}");
    }
}
