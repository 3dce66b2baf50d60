//! Ledgers: typed in, brought in as a table, struck; counted at once.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use casework::who::Duty;

use super::house::{House, hidden, read};
use crate::asking::{Answer, ask};

const PATH: &str = "/console/ledgers/decisions";

/// Sends the import form as a browser does, as parts.
async fn import(house: &House, file: &str, kind: &str) -> Answer {
    let path = format!("{PATH}/import");
    let page = house.get(Duty::Handler, &path).await;
    let mut body = String::new();
    let kind = ("kind".to_owned(), kind.to_owned());
    for (name, value) in hidden(&page.text).into_iter().chain([kind]) {
        body.push_str(&format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"));
    }
    let head = "Content-Disposition: form-data; name=\"file\"; filename=\"处罚.csv\"\r\nContent-Type: text/csv";
    body.push_str(&format!("--x\r\n{head}\r\n\r\n{file}\r\n--x--\r\n"));
    let request = Request::post(&path)
        .header(header::COOKIE, house.session(Duty::Handler).await)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .body(Body::from(body))
        .unwrap();
    ask(house.site(), request).await
}

#[tokio::test]
async fn a_table_comes_in_and_what_cannot_be_read_says_where_and_why() {
    let house = House::on("2025-11-19").await;
    let table = "决定书文号,案由,决定日期,当事人\n澜环罚〔2025〕1号,超标排放,2025-03-05,某某公司\n\
                 澜环罚〔2025〕2号,无证排污,2025-13-05,某某\n";
    let first = import(&house, table, "penalties").await;
    assert_eq!(first.status, StatusCode::OK, "{}", read(&first.text));
    let text = read(&first.text);
    assert!(text.contains("导入了1行") && text.contains("第3行") && text.contains("2025-13-05"), "{text}");
    assert!(text.contains("当事人"), "what the ledger does not keep is named: {text}");
    let again = read(&import(&house, table, "penalties").await.text);
    assert!(again.contains("导入了0行") && again.contains("1行原来就有"), "{again}");
    let rows = read(&house.get(Duty::Handler, &format!("{PATH}?kind=penalties")).await.text);
    assert!(rows.contains("超标排放") && rows.contains("澜环罚〔2025〕1号"), "{rows}");
    let figures = read(&house.get(Duty::Handler, "/console/ledgers").await.text);
    assert!(figures.contains("行政处罚 0 1"), "{figures}");
}

#[tokio::test]
async fn a_file_that_is_no_table_says_which_titles_it_should_have() {
    let house = House::on("2025-11-19").await;
    let answer = import(&house, "你好\n", "penalties").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(read(&answer.text).contains("没有找到表头"), "{}", read(&answer.text));
}

#[tokio::test]
async fn a_row_is_typed_in_and_struck_with_a_reason() {
    let house = House::on("2025-11-19").await;
    let path = format!("{PATH}/entry");
    let page = house.get(Duty::Handler, &path).await;
    let columns = ["决定书文号", "事项名称", "承办单位", "决定日期"];
    let name_of = |title: &str| {
        let before = page.text.split(&format!(">{title}")).next().unwrap();
        before.rsplit("for=\"f-").next().unwrap().split('"').next().unwrap().to_owned()
    };
    let names = columns.map(name_of);
    let values = ["澜环许〔2025〕3号", "排污许可", "水生态科", "2025-11-20"];
    let mut answers: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(values).collect();
    answers.push(("kind", "licences"));
    let future = house.send(Duty::Handler, &path, &page, &answers).await;
    assert_eq!(future.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", read(&future.text));
    assert!(future.text.contains("排污许可"), "what was typed is still there");
    answers[3].1 = "2025-11-18";
    let entered = house.send(Duty::Handler, &path, &page, &answers).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", read(&entered.text));

    let rows = house.get(Duty::Handler, PATH).await;
    let strike = rows.text.split("href=\"").find(|rest| rest.contains("/strike?key=")).unwrap();
    let strike = strike.split('"').next().unwrap().to_owned();
    let form = house.get(Duty::Handler, &strike).await;
    let path = format!("{PATH}/strike");
    let mute = house.send(Duty::Handler, &path, &form, &[("reason", "")]).await;
    assert!(read(&mute.text).contains("请写明作废的原因"));
    house.send(Duty::Handler, &path, &form, &[("reason", "重复登记")]).await;
    assert!(read(&house.get(Duty::Handler, PATH).await.text).contains("已作废"));
}

#[tokio::test]
async fn who_keeps_no_ledger_enters_nothing() {
    let house = House::on("2025-11-19").await;
    let answers = [("kind", "licences")];
    let answer = house.fill(Duty::Head, &format!("{PATH}/entry"), &answers).await;
    assert!(matches!(answer.status, StatusCode::FORBIDDEN | StatusCode::UNPROCESSABLE_ENTITY));
    let administrator = house.get(Duty::SystemAdministrator, PATH).await;
    assert_eq!(administrator.status, StatusCode::FORBIDDEN);
}
