//! The public's pages: what each shows, and the way of one application through them.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use casework::paper::Role;
use casework::request::facts::Applicant;
use web::portal::{Act, Who};

use crate::asking::{File, addresses, ask, fill, fill_with_files, get, later, send, site};
use crate::bureau::{self, Bureau, RUNNING, SECRETS};

const PAGES: [&str; 20] = [
    "/",
    "/guide",
    "/rules",
    "/catalogue",
    "/catalogue?item=20.5&year=2025",
    "/catalogue?year=2021",
    "/search",
    "/search?q=环评",
    "/search?q=%E5%A4%84%E7%BD%9A",
    "/publications/p1",
    "/publications/p6",
    "/apply",
    "/apply/form",
    "/status",
    "/status/running-0000000000000000",
    "/status/running-0000000000000000/receipt",
    "/reports",
    "/reports/2019",
    "/accessibility",
    "/sitemap",
];

const PERSON: [(&str, &str); 8] = [
    ("applicant", "person"),
    ("name", "沈某"),
    ("document", "resident_id"),
    ("document_number", "11010519491231002X"),
    ("telephone", "13800000000"),
    ("description", "2023年以来静海河断面水质监测数据"),
    ("supply", "electronic"),
    ("way", "download"),
];

fn with<'f>(changes: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let kept = PERSON.into_iter().filter(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    kept.chain(changes.iter().copied()).collect()
}

fn escaped(path: &str) -> String {
    path.bytes()
        .map(|byte| if byte.is_ascii() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

async fn get_under_prefix(path: &str) -> String {
    let request = Request::get(format!("/zfxxgk{}", escaped(path))).body(Body::empty()).unwrap();
    let answer = ask(bureau::under("/zfxxgk"), request).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    answer.text
}

#[tokio::test]
async fn every_page_stands_under_a_prefix_and_has_one_heading() {
    for path in PAGES {
        let html = get_under_prefix(path).await;
        for address in addresses(&html) {
            let ours = ["/zfxxgk/", "#", "tel:"].iter().any(|start| address.starts_with(start));
            assert!(ours, "{address} on {path}");
        }
        assert_eq!(html.matches("<h1").count(), 1, "{path}");
        assert_eq!(html.matches("id=\"main\"").count(), 1, "{path}");
    }
}

#[tokio::test]
async fn links_within_the_site_lead_to_pages() {
    for path in PAGES {
        let html = get(&escaped(path)).await.text;
        let known = ["/assets/", "#", "tel:", "/?elder", "http"];
        for address in addresses(&html) {
            if known.iter().any(|start| address.starts_with(start))
                || address.contains("?elder")
                || address.contains("report.")
            {
                continue;
            }
            let status = get(&address.replace("&#38;", "&")).await.status;
            assert_eq!(status, StatusCode::OK, "{address} on {path}");
        }
    }
}

#[tokio::test]
async fn pages_for_everybody_may_be_kept_and_those_of_one_person_not() {
    for path in ["/", "/guide", "/catalogue", "/publications/p1", "/apply", "/reports/2019"] {
        let answer = get(path).await;
        assert!(answer.header(header::CACHE_CONTROL).starts_with("public"), "{path}");
        assert_eq!(answer.header(header::SET_COOKIE), "", "{path}");
    }
    for path in
        ["/apply/form", "/status", "/status/running-0000000000000000", "/status/running-0000000000000000/receipt"]
    {
        let answer = get(path).await;
        assert_eq!(answer.header(header::CACHE_CONTROL), "no-store", "{path}");
        assert!(answer.text.contains("content=\"noindex, nofollow\""), "{path}");
    }
}

#[tokio::test]
async fn the_catalogue_goes_on_by_keys_within_its_item_and_year() {
    let page = get("/catalogue?item=20.5&year=2025").await.text;
    assert!(page.contains("href=\"/catalogue?item=20.5&#38;year=2025&#38;after=2025-11-07~p6\""), "{page}");
    assert!(get("/catalogue?after=2025-11-07~p6").await.text.contains("rel=\"prev\""));
    assert_eq!(get("/catalogue?item=20.99").await.status, StatusCode::NOT_FOUND);
    for odd in ["/catalogue?item=x&year=-3", "/catalogue?year=99999", "/catalogue?after=%00%27&before=b"] {
        assert_eq!(get(odd).await.status, StatusCode::OK, "{odd}");
    }
}

#[tokio::test]
async fn what_was_looked_for_is_marked_and_stays_text() {
    let page = get(&escaped("/search?q=排污口")).await.text;
    assert!(page.contains("《入海<mark>排污口</mark>分类整治方案》政策解读"), "{page}");
    assert!(!get("/catalogue").await.text.contains("<mark>"));
    let odd = get("/search?q=%3Cb%3E+%26").await.text;
    assert!(odd.contains("没有找到“&#60;b&#62; &#38;”"), "{odd}");
}

#[tokio::test]
async fn a_document_says_what_it_is() {
    let page = get("/publications/p1").await.text;
    for piece in [
        "索引号",
        "014225972/2025-00583",
        "澜环审〔2025〕41号",
        "成文日期",
        "2025-11-12",
        "公开日期",
        "<meta name=\"ArticleTitle\" content=\"关于澜江港区污水处理厂提标改造项目环境影响报告表的批复\">",
        "<meta name=\"PubDate\" content=\"2025-11-18 09:30\">",
        "<meta name=\"ContentSource\" content=\"云州市澜江生态环境局\">",
        "href=\"/publications/p1/a1\"",
        "2.1 MB",
        "政策解读",
        "href=\"/publications/p4\"",
    ] {
        assert!(page.contains(piece), "{piece}");
    }
    let repealed = get("/publications/p6").await.text;
    assert!(repealed.contains("已废止（2025-06-30）") && repealed.contains("不再作为依据"));
    for nowhere in ["/publications/none", "/publications/p1/a9", "/publications/..%2f..%2fetc"] {
        assert_eq!(get(nowhere).await.status, StatusCode::NOT_FOUND, "{nowhere}");
    }
}

#[tokio::test]
async fn files_are_saved_and_never_shown() {
    for path in ["/publications/p1/a1", "/reports/2019/report.json", "/status/replied-0000000000000000/letters/l1"] {
        let answer = get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(answer.header(header::CONTENT_DISPOSITION).starts_with("attachment; "), "{path}");
    }
    for nowhere in ["/reports/2019/report.exe", "/reports/2019/x.pdf", "/reports/1899", "/reports/abc", "/reports/2018"]
    {
        assert_eq!(get(nowhere).await.status, StatusCode::NOT_FOUND, "{nowhere}");
    }
}

#[tokio::test]
async fn an_application_is_sent_without_an_account_and_answered_with_a_receipt() {
    let bureau = Arc::new(Bureau::default());
    let answer = fill(&bureau::site(bureau.clone()), "/apply/form", &PERSON).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header(header::LOCATION), format!("/status/{}/receipt", SECRETS[1]));
    {
        let received = bureau.received.lock().unwrap();
        assert_eq!(received.len(), 1);
        let Who::Person(person) = &received[0].who else { panic!("a person applied") };
        assert_eq!((person.name.as_str(), person.document), ("沈某", "居民身份证"));
    }
    let receipt = get(answer.header(header::LOCATION)).await.text;
    assert!(
        receipt.contains("请保存这份回执") && receipt.contains("K7QF-2M9D-XW4T") && receipt.contains("class=\"qr\"")
    );
}

#[tokio::test]
async fn sent_twice_it_is_one_application() {
    let bureau = Arc::new(Bureau::default());
    let site = bureau::site(bureau.clone());
    let page = ask(site.clone(), Request::get("/apply/form").body(Body::empty()).unwrap()).await;
    for _ in 0..2 {
        let answer = send(&later(&site), "/apply/form", &page, &PERSON).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(bureau.received.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn an_organisation_counts_in_its_column() {
    let bureau = Arc::new(Bureau::default());
    let fields = with(&[
        ("applicant", "organisation"),
        ("kind", "legal_service"),
        ("organisation", "云州律师事务所"),
        ("code", "91350100M000100Y43"),
        ("contact_person", "李某"),
    ]);
    assert_eq!(fill(&bureau::site(bureau.clone()), "/apply/form", &fields).await.status, StatusCode::SEE_OTHER);
    let received = bureau.received.lock().unwrap();
    let Who::Organisation(organisation) = &received[0].who else { panic!("an organisation applied") };
    assert_eq!(organisation.kind, Applicant::LegalService);
}

#[tokio::test]
async fn a_form_with_mistakes_comes_back_filled_in() {
    let bureau = Arc::new(Bureau::default());
    let fields = with(&[
        ("document_number", "110105194912310021"),
        ("telephone", ""),
        ("description", "<script>alert(1)</script>"),
    ]);
    let answer = fill(&bureau::site(bureau.clone()), "/apply/form", &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for piece in [
        "href=\"#f-document_number\"",
        "校验位不符",
        "href=\"#f-telephone\"",
        "请填写联系电话",
        "value=\"沈某\"",
        "&#60;script&#62;alert(1)",
        "有误：填写申请",
    ] {
        assert!(answer.text.contains(piece), "{piece}");
    }
    assert!(bureau.received.lock().unwrap().is_empty());
}

#[tokio::test]
async fn what_comes_along_is_taken_with_the_form_and_must_be_chosen_again_when_it_comes_back() {
    let bureau = Arc::new(Bureau::default());
    let site = bureau::site(bureau.clone());
    let files: [File<'_>; 3] =
        [("identity", "C:\\我的\\身份证.jpg", b"\xFF\xD8\xFF"), ("papers", "一.pdf", b"%PDF-1.7"), ("papers", "", b"")];
    let answer = fill_with_files(&site, "/apply/form", &with(&[("telephone", "")]), &files).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for piece in ["请填写联系电话", "value=\"沈某\"", "请重新选择“身份证.jpg”", "请重新选择“一.pdf”"]
    {
        assert!(answer.text.contains(piece), "{piece}");
    }
    let answer = fill_with_files(&site, "/apply/form", &PERSON, &files).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let received = bureau.received.lock().unwrap();
    let papers: Vec<_> =
        received[0].papers.iter().map(|one| (one.role, one.name.as_str(), one.content.len())).collect();
    assert_eq!(papers, [(Role::Identity, "身份证.jpg", 3), (Role::Supporting, "一.pdf", 8)]);
}

#[tokio::test]
async fn a_broken_upload_and_one_without_a_form_are_refused_in_chinese() {
    for body in ["", "------x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n", "no multipart at all"] {
        let request = Request::post("/apply/form").header(header::CONTENT_TYPE, "multipart/form-data; boundary=----x");
        let answer = ask(site(), request.body(Body::from(body)).unwrap()).await;
        assert!(answer.status.is_client_error(), "{body}");
        assert!(answer.text.contains("<h1"), "{}", answer.text);
    }
    let request = Request::post("/apply/form").header(header::CONTENT_TYPE, "multipart/form-data");
    assert_eq!(ask(site(), request.body(Body::empty()).unwrap()).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn forged_hasty_and_trapped_forms_are_not_taken() {
    let bureau = Arc::new(Bureau::default());
    let site = bureau::site(bureau.clone());
    let page = ask(site.clone(), Request::get("/apply/form").body(Body::empty()).unwrap()).await;

    let hasty = send(&site, "/apply/form", &page, &PERSON).await;
    assert_eq!(hasty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(hasty.text.contains("提交得太快了") && hasty.text.contains("value=\"沈某\""));

    let trapped = send(&later(&site), "/apply/form", &page, &with(&[("website", "http://x")])).await;
    assert_eq!(trapped.status, StatusCode::BAD_REQUEST);

    let body = "applicant=person&form_token=1.00";
    let forged = Request::post("/apply/form")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body))
        .unwrap();
    let forged = ask(later(&site), forged).await;
    assert_eq!(forged.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(forged.text.contains("没能确认这份表单是从本页提交的"));
    assert!(bureau.received.lock().unwrap().is_empty());
}

#[tokio::test]
async fn what_is_no_form_is_refused_in_chinese() {
    for (kind, body) in
        [("text/plain", "x"), ("application/json", "{}"), ("application/x-www-form-urlencoded", "%ff%fe=%ff")]
    {
        let request = Request::post("/apply/form").header(header::CONTENT_TYPE, kind).body(Body::from(body)).unwrap();
        let answer = ask(site(), request).await;
        assert!(answer.status.is_client_error(), "{kind}");
        assert!(answer.text.contains("<h1"), "{kind}: {}", answer.text);
    }
    let large = Request::post("/apply/form")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(format!("description={}", "x".repeat(300 * 1024))))
        .unwrap();
    let answer = ask(site(), large).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.text.contains("提交的内容太大"));
}

#[tokio::test]
async fn the_status_page_answers_first() {
    for (secret, heading) in SECRETS.into_iter().zip([
        "正在办理，最迟12月8日前答复您",
        "已经提交，等待与您确认",
        "正在办理，最迟12月22日前答复您",
        "需要您补正，请在11月28日前补充",
        "正在办理，最迟12月8日前答复您",
        "已经超过期限，应当在11月6日前答复您",
        "11月10日已经答复您",
    ]) {
        let page = get(&format!("/status/{secret}")).await.text;
        let said = page.split("<h1").nth(1).unwrap().split('>').nth(1).unwrap().split('<').next().unwrap();
        assert_eq!(said, heading, "{secret}");
        assert_eq!(page.contains("class=\"ribbon\""), !secret.starts_with("unconfirmed"), "{secret}");
    }
    let running = get(&format!("/status/{RUNNING}")).await.text;
    assert!(running.contains("为什么是12月8日？") && running.contains("征求意见，不计时"));
    assert!(!running.contains("示范水务"), "third parties go without names");
}

#[tokio::test]
async fn a_wrong_secret_and_none_are_the_same_answer() {
    let wrong = get("/status/running-0000000000000001").await;
    let odd = get("/status/%3Cscript%3E").await;
    assert_eq!((wrong.status, odd.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
    assert_eq!(wrong.text.replace("running-0000000000000001", ""), odd.text.replace("%3Cscript%3E", ""));
}

#[tokio::test]
async fn the_query_code_leads_back_however_it_is_typed() {
    let found = fill(&site(), "/status", &[("code", "k7qf 2m9d－xw4t")]).await;
    assert_eq!((found.status, found.header(header::LOCATION)), (StatusCode::SEE_OTHER, &*format!("/status/{RUNNING}")));
    let unknown = fill(&site(), "/status", &[("code", "AAAA-BBBB-CCCC")]).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unknown.text.contains("没有这个查询码") && unknown.text.contains("AAAA-BBBB-CCCC"));
}

#[tokio::test]
async fn an_applicant_withdraws_or_corrects() {
    let bureau = Arc::new(Bureau::default());
    let site = bureau::site(bureau.clone());
    let path = format!("/status/{RUNNING}/withdrawal");
    assert_eq!(fill(&site, &path, &[]).await.status, StatusCode::SEE_OTHER);
    let path = format!("/status/{}/correction", SECRETS[3]);
    let empty = fill(&site, &path, &[("words", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text.contains("请写明补正的内容"));
    assert_eq!(fill(&site, &path, &[("words", "要2024年的月均值")]).await.status, StatusCode::SEE_OTHER);
    let acts = bureau.acts.lock().unwrap();
    assert_eq!(*acts, [Act::Withdraw, Act::Correct { words: "要2024年的月均值".into(), papers: vec![] }]);
}

#[tokio::test]
async fn while_the_database_is_away_pages_say_so() {
    let away = bureau::site(Arc::new(Bureau { away: true, ..Bureau::default() }));
    for path in ["/", "/catalogue", "/status/running-0000000000000000"] {
        let answer = ask(away.clone(), Request::get(path).body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
        assert!(answer.text.contains("数据库暂时不可用"));
        assert_eq!(answer.header(header::RETRY_AFTER), "60");
    }
}

#[tokio::test]
async fn programs_read_feed_and_map() {
    let feed = get("/feed.xml").await;
    assert!(feed.header(header::CONTENT_TYPE).starts_with("application/atom+xml"));
    assert!(feed.text.starts_with("<?xml") && feed.text.contains("<id>https://lanjiang.example/publications/p1</id>"));
    assert!(
        feed.text.contains("<updated>2025-11-17T16:00:00Z</updated>"),
        "midnight in the agency's zone: {}",
        feed.text
    );
    let map = get("/sitemap.xml").await.text;
    assert!(map.contains("<loc>https://lanjiang.example/publications/p6</loc><lastmod>2025-11-07</lastmod>"));
    let robots = get("/robots.txt").await.text;
    assert!(robots.contains("Disallow: /status\n") && robots.contains("Sitemap: https://lanjiang.example/sitemap.xml"));
}
