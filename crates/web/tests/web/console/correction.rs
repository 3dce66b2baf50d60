//! 补正 on the applicant's own page, with files, and what officers see of it.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use casework::who::Duty;

use super::house::{House, hidden, read};
use super::journey::{done, file};
use crate::asking::{Answer, File, ask, multipart};

const OURS: Duty = Duty::OpenGovernmentOffice;
const WORDS: (&str, &str) = ("words", "要静海河一号断面的，位置见附图");

/// The page on which the applicant answers, as the applicant opens it.
async fn opened(house: &House, path: &str) -> (Answer, String) {
    let page = house.read_publicly(path).await;
    assert_eq!(page.status, StatusCode::OK, "{}", read(&page.text));
    let cookie = page.header(header::SET_COOKIE).split(';').next().unwrap().to_owned();
    (page, cookie)
}

async fn sends(house: &House, path: &str, (page, cookie): &(Answer, String), files: &[File<'_>]) -> Answer {
    let mut fields = hidden(&page.text);
    fields.push((WORDS.0.to_owned(), WORDS.1.to_owned()));
    let (kind, body) = multipart(&fields, files);
    let request = Request::post(path).header(header::COOKIE, cookie).header(header::CONTENT_TYPE, kind);
    ask(house.public_site(), request.body(Body::from(body)).unwrap()).await
}

#[tokio::test]
async fn an_answer_brings_files_that_officers_find_among_the_papers() {
    let house = House::on("2025-11-19").await;
    let file = file(&house).await;
    let asked = [("points", "title"), ("words", "请提供断面名称"), ("answer_by", "2025-12-05"), ("on", "2025-11-19")];
    done(&house, OURS, &format!("{file}/correction"), &asked).await;
    let id = file.rsplit('/').next().unwrap().parse().unwrap();
    let code = house.bureau.office.printed_code(&office::testing::officer(Duty::IntakeOfficer), &id).await.unwrap();
    let secret = house.bureau.office.request_status(&code).await.unwrap().secret;
    let path = format!("/status/{secret}/correction");
    let form = opened(&house, &path).await;
    assert!(form.0.text.contains("enctype=\"multipart/form-data\"") && form.0.text.contains("name=\"papers\""));

    let wrong =
        sends(&house, &path, &form, &[("papers", "一.pdf", b"%PDF-1.7"), ("papers", "病毒.pdf", b"MZ\x90")]).await;
    let text = read(&wrong.text);
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
    assert!(text.contains("“病毒.pdf”不是可以接收的格式") && text.contains("请重新选择“一.pdf”“病毒.pdf”"), "{text}");
    assert!(wrong.text.contains(WORDS.1), "what was written is kept");

    let map = [("papers", "位置图.pdf", b"%PDF-1.7".as_slice()), ("papers", "照片.jpg", b"\xFF\xD8\xFF\xE0")];
    for _ in 0..2 {
        let sent = sends(&house, &path, &form, &map).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", read(&sent.text));
    }
    let page = house.get(OURS, &file).await;
    let text = read(&page.text);
    assert_eq!(text.matches("收到补正 第").count(), 1, "{text}");
    assert!(text.contains("材料入卷：申请人提供的材料（2份）"), "{text}");
    let at = page.text.split("href=\"").find(|href| href.starts_with(&format!("{file}/papers/"))).unwrap();
    let paper = house.get(OURS, at.split('"').next().unwrap()).await;
    assert_eq!((paper.status, paper.header(header::CONTENT_TYPE)), (StatusCode::OK, "application/pdf"));
    assert!(read(&house.read_publicly(&format!("/status/{secret}")).await.text).contains("收到您的补正"));
}
