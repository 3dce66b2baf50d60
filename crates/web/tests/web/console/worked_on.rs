//! A draft that was worked on in WPS is handed back in on its page.

use axum::http::{StatusCode, header};
use casework::who::Duty;
use office::FileId;
use office::request::{LetterFormat, LetterKind, letters};
use office::testing::{officer, typed_over as typed_over_in};

use super::house::{House, hidden, read};
use super::journey::{done, file};

const DRAFT: [(&str, &str); 4] = [
    ("situation", "disclosable"),
    ("facts", "经检索，本机关制作并保存该监测数据。"),
    ("given", "attached"),
    ("on", "2025-11-19"),
];

/// The draft as a Word document in which somebody has typed.
async fn typed_over(house: &House, file: &str, from: &str, to: &str) -> Vec<u8> {
    let id: FileId = file.rsplit('/').next().unwrap().parse().unwrap();
    let by = officer(Duty::OpenGovernmentOffice);
    let page = house.bureau.office.request_page(&by, &id).await.unwrap();
    let of = letters(&page.request).into_iter().find(|one| one.kind == LetterKind::Reply).unwrap();
    let docx = house.bureau.office.letter_file(&by, &id, (of.kind, of.entry), LetterFormat::Docx).await.unwrap().bytes;
    typed_over_in(&docx, from, to)
}

#[tokio::test]
async fn a_draft_comes_back_is_compared_and_then_taken() {
    let house = House::on("2025-11-19").await;
    let file = file(&house).await;
    let ours = Duty::OpenGovernmentOffice;
    done(&house, ours, &format!("{file}/assignment"), &[("unit", "1"), ("on", "2025-11-19")]).await;
    let path = format!("{file}/worked-on");
    assert_eq!(house.get(ours, &path).await.status, StatusCode::CONFLICT, "there is no draft yet");
    done(&house, ours, &format!("{file}/reply"), &DRAFT).await;
    let page = house.get(ours, &file).await;
    assert!(page.text.contains(&format!("href=\"{path}\"")), "the list of letters leads there");

    let none = house.fill_with_files(ours, &path, &[], &[("docx", "", b"")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(read(&none.text).contains("请选择在WPS里改好的docx文件"));
    let spoilt = typed_over(&house, &file, "申请行政复议", "申请复议").await;
    let refused = house.fill_with_files(ours, &path, &[], &[("docx", "答复书.docx", &spoilt)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(read(&refused.text).contains("找不到救济途径"), "{}", read(&refused.text));

    let docx =
        typed_over(&house, &file, "经检索，本机关制作并保存该监测数据。", "经检索，本机关保存“三个断面”的数据。").await;
    let compared = house.fill_with_files(ours, &path, &[], &[("docx", "答复书.docx", &docx)]).await;
    assert_eq!(compared.status, StatusCode::OK, "{}", read(&compared.text));
    let text = read(&compared.text);
    assert!(
        text.contains("答复内容 经检索，本机关制作并保存该监测数据。 经检索，本机关保存“三个断面”的数据。"),
        "{text}"
    );
    let unchanged = read(&house.get(ours, &file).await.text);
    assert_eq!(unchanged.matches("拟出答复稿").count(), 1, "nothing is taken before somebody has looked");

    let fields = hidden(&compared.text);
    let fields: Vec<(&str, String)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.replace("&#34;", "\""))).collect();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let taken = house.post(ours, &path, &fields).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", read(&taken.text));
    assert!(taken.header(header::LOCATION).starts_with(&file));
    let review = read(&house.get(Duty::UnitHead, &format!("{file}/review")).await.text);
    assert!(review.contains("本机关保存“三个断面”的数据"), "{review}");
    let again = house.post(ours, &path, &fields).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "a double click is done once");
    assert_eq!(read(&house.get(ours, &file).await.text).matches("拟出答复稿").count(), 2);
}

#[tokio::test]
async fn who_was_faster_is_shown_and_what_was_handed_in_is_still_there() {
    let house = House::on("2025-11-19").await;
    let file = file(&house).await;
    let ours = Duty::OpenGovernmentOffice;
    done(&house, ours, &format!("{file}/assignment"), &[("unit", "1"), ("on", "2025-11-19")]).await;
    done(&house, ours, &format!("{file}/reply"), &DRAFT).await;
    let path = format!("{file}/worked-on");
    let docx = typed_over(&house, &file, "制作并保存", "获取并保存").await;
    let compared = house.fill_with_files(ours, &path, &[], &[("docx", "答复书.docx", &docx)]).await;
    done(&house, Duty::UnitHead, &format!("{file}/review"), &[("level", "unit_head"), ("decision", "approve")]).await;
    let fields: Vec<(String, String)> =
        hidden(&compared.text).into_iter().map(|(name, value)| (name, value.replace("&#34;", "\""))).collect();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let late = house.post(ours, &path, &fields).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let text = read(&late.text);
    assert!(text.contains("案卷刚刚有新的记录") && text.contains("获取并保存") && text.contains("重新审核"), "{text}");
}
