//! Scans of letters, and the receipt that somebody lost.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use casework::who::Duty;

use super::house::{House, hidden, read};
use super::registration::{LETTER, but};
use crate::asking::{Answer, File, ask, multipart};

const SCAN: &[u8] = b"\xFF\xD8\xFF\xE0<script>alert(1)</script>";
const PATH: &str = "/console/requests/registration";

/// A letter with its envelope; the address of its file.
async fn registered(house: &House) -> String {
    let late = but(&[("handed_in", "2025-11-17")]);
    let page = house.fill_with_files(Duty::IntakeOfficer, PATH, &late, &[("envelope", "信封.html", SCAN)]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", read(&page.text));
    let mut links = page.text.split("/console/requests/").map(|rest| rest.split(['"', '?']).next().unwrap());
    format!("/console/requests/{}", links.find(|id| id.parse::<office::FileId>().is_ok()).unwrap())
}

#[tokio::test]
async fn an_envelope_is_saved_never_shown_and_not_everybody_gets_it() {
    let house = House::on("2025-11-19").await;
    let file = registered(&house).await;
    let ours = Duty::OpenGovernmentOffice;
    let page = house.get(ours, &file).await;
    assert!(read(&page.text).contains("材料入卷：信封（邮戳）（1份）"), "{}", read(&page.text));
    let href = format!("{file}/papers/2/1");
    assert!(page.text.contains(&format!("href=\"{href}\" download")), "{}", page.text);
    assert!(!page.text.contains("信封.html"), "names of files stay closed");
    let answer = house.get(ours, &href).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header(header::CONTENT_TYPE), "image/jpeg", "whatever it was called or said to be");
    assert!(answer.header(header::CONTENT_DISPOSITION).starts_with("attachment; filename=\"file.jpg\""));
    assert_eq!(answer.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
    assert_eq!(answer.header(header::CACHE_CONTROL), "no-store");
    for nowhere in ["/papers/2/2", "/papers/1/1", "/papers/2/0"] {
        assert_eq!(house.get(ours, &format!("{file}{nowhere}")).await.status, StatusCode::NOT_FOUND, "{nowhere}");
    }
    let other = house.get(Duty::SystemAdministrator, &href).await;
    assert_eq!(other.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn papers_come_later_and_what_is_no_paper_comes_back() {
    let house = House::on("2025-11-19").await;
    let file = registered(&house).await;
    let path = format!("{file}/papers");
    let answers = [("role", "sign_off"), ("on", "2025-11-19")];
    let none = house.fill_with_files(Duty::IntakeOfficer, &path, &answers, &[("papers", "", b"")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(read(&none.text).contains("请选择要入卷的文件"));
    let files = [("papers", "回执.pdf", b"%PDF-1.7".as_slice()), ("papers", "病毒.pdf", b"MZ\x90")];
    let wrong = house.fill_with_files(Duty::IntakeOfficer, &path, &answers, &files).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(read(&wrong.text).contains("“病毒.pdf”不是可以接收的格式"), "{}", read(&wrong.text));
    let taken = house.fill_with_files(Duty::IntakeOfficer, &path, &answers, &files[..1]).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", read(&taken.text));
    assert!(read(&house.get(Duty::IntakeOfficer, &file).await.text).contains("签收凭证"));
}

const THREE: [File<'static>; 3] =
    [("letter", "来信.pdf", b"%PDF-1.7"), ("letter", "<附页>.pdf", b"%PDF-1.7"), ("envelope", "信封.jpg", SCAN)];

/// The page says what could not be saved, holds all that was typed, and names the files.
fn came_back(page: &Answer) {
    let text = read(&page.text);
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE, "{text}");
    assert!(text.contains("再提交一次") && text.contains("静海河断面水质监测数据"), "{text}");
    for piece in [
        "enctype=\"multipart/form-data\"",
        "name=\"phone\" value=\"13800001234\"",
        "请重新选择“来信.pdf”“附页.pdf”</label><input type=\"file\" id=\"again-1\" name=\"letter\"",
        "请重新选择“信封.jpg”</label>",
    ] {
        assert!(page.text.contains(piece), "{piece}: {}", page.text.split("<main").nth(1).unwrap());
    }
    assert!(hidden(&page.text).iter().all(|(name, _)| name != "letter" && name != "envelope"), "a name is no file");
}

async fn sends(house: &House, fields: &[(String, String)]) -> Answer {
    let (kind, body) = multipart(fields, &THREE);
    let request = Request::post(PATH).header(header::COOKIE, house.session(Duty::IntakeOfficer).await);
    ask(house.site(), request.header(header::CONTENT_TYPE, kind).body(Body::from(body)).unwrap()).await
}

#[tokio::test]
async fn while_the_store_is_away_a_form_comes_back_and_is_sent_again_with_its_files() {
    let house = House::on("2025-11-19").await;
    let (blobs, aside) = (house.bureau.folder().join("blobs"), house.bureau.folder().join("aside"));
    std::fs::rename(&blobs, &aside).unwrap();
    std::fs::write(&blobs, "no folder").unwrap();
    let page = house.fill_with_files(Duty::IntakeOfficer, PATH, &LETTER, &THREE).await;
    came_back(&page);
    assert!(read(&page.text).contains("附件存储暂时不可用"));
    std::fs::remove_file(&blobs).unwrap();
    std::fs::rename(&aside, &blobs).unwrap();
    for _ in 0..2 {
        let again = sends(&house, &hidden(&page.text)).await;
        assert!(read(&again.text).contains("已登记：澜环公开申〔2025〕1号"), "{}", read(&again.text));
    }
}

#[tokio::test]
async fn while_the_database_is_away_a_form_comes_back_though_nobody_could_be_asked_who_sends_it() {
    let house = House::on("2025-11-19").await;
    let form = house.get(Duty::IntakeOfficer, PATH).await;
    let typed = LETTER.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let fields: Vec<_> = hidden(&form.text).into_iter().chain(typed).collect();
    house.bureau.office.records().clone().close().await.unwrap();
    let page = sends(&house, &fields).await;
    came_back(&page);
    assert!(read(&page.text).contains("数据库暂时不可用"));
}

#[tokio::test]
async fn who_lost_the_receipt_gets_back_in_at_the_counter() {
    let house = House::on("2025-11-19").await;
    let first = house.fill(Duty::IntakeOfficer, PATH, &LETTER).await;
    let code_of = |text: &str| text.split("class=\"code\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    let lost = code_of(&first.text);
    let office = &house.bureau.office;
    let path = format!("/console/requests/{}/query-code", office.file_of(&lost).await.unwrap());
    let unchecked = house.fill(Duty::IntakeOfficer, &path, &[("seen", "本人，居民身份证")]).await;
    assert_eq!(unchecked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(office.request_status(&lost).await.is_ok(), "nothing has changed");

    let page = house.get(Duty::IntakeOfficer, &path).await;
    let answers = [("checked", "yes"), ("seen", "本人，居民身份证")];
    let receipt = house.send(Duty::IntakeOfficer, &path, &page, &answers).await;
    assert_eq!(receipt.status, StatusCode::OK, "{}", read(&receipt.text));
    let new = code_of(&receipt.text);
    assert_ne!(new, lost);
    assert!(receipt.text.contains("打印回执"));
    assert_eq!(office.request_status(&new).await.unwrap().title, "静海河断面水质监测数据");
    assert!(office.request_status(&lost).await.is_err(), "the old one is dead");
    let again = house.send(Duty::IntakeOfficer, &path, &page, &answers).await;
    assert_eq!(code_of(&again.text), new, "a second click shows the same receipt");
    assert_eq!(house.get(Duty::Handler, &path).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn query_codes_are_not_guessed_and_a_proxy_is_believed_only_when_it_is_named() {
    use std::net::SocketAddr;

    use axum::extract::ConnectInfo;

    let house = House::on("2025-11-19").await;
    let mut behind = house.public_site();
    behind.proxies = vec!["10.0.0.0/8".parse().unwrap()];
    let look_up = async |site: web::Site, forwarded: &str, code: &str| {
        let page = ask(site.clone(), Request::get("/status").body(Body::empty()).unwrap()).await;
        let cookie = page.header(header::SET_COOKIE).split(';').next().unwrap().to_owned();
        let fields: Vec<String> = hidden(&page.text)
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .chain([format!("code={code}")])
            .collect();
        let mut request = Request::post("/status")
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("x-forwarded-for", forwarded)
            .body(Body::from(fields.join("&")))
            .unwrap();
        request.extensions_mut().insert(ConnectInfo::<SocketAddr>("10.0.0.2:4711".parse().unwrap()));
        ask(site, request).await
    };
    for number in 0..20 {
        let forwarded = format!("198.51.100.{number}, 203.0.113.7");
        let wrong = look_up(behind.clone(), &forwarded, "AAAABBBBCCCC").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", read(&wrong.text));
    }
    let shut = look_up(behind.clone(), "198.51.100.99, 203.0.113.7", "AAAABBBBCCCC").await;
    assert_eq!(shut.status, StatusCode::TOO_MANY_REQUESTS, "whatever the caller writes before his own address");
    let other = look_up(behind.clone(), "203.0.113.8", "AAAABBBBCCCC").await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    let unnamed = look_up(house.public_site(), "203.0.113.7", "AAAABBBBCCCC").await;
    assert_eq!(
        unnamed.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "counted as the proxy's own address, which is not shut"
    );
}
