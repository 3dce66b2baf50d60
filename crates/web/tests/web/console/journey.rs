//! One application from the counter to the archive, through the pages of those who work on it.

use axum::http::{StatusCode, header};
use casework::who::Duty;
use office::CommandKey;
use office::testing::{letter, officer};

use super::house::{House, read};
use super::registration::LETTER;

pub(super) async fn file(house: &House) -> String {
    let page = house.fill(Duty::IntakeOfficer, "/console/requests/registration", &LETTER).await;
    let rest = page.text.split("打开案卷").next().unwrap();
    let href = rest.rsplit("href=\"").next().unwrap().split('"').next().unwrap();
    href.to_owned()
}

pub(super) async fn done(house: &House, by: Duty, path: &str, answers: &[(&str, &str)]) {
    let answer = house.fill(by, path, answers).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", read(&answer.text));
    let next = answer.header(header::LOCATION).to_owned();
    let shown = house.get(by, &next).await;
    assert_eq!(shown.status, StatusCode::OK, "{next}");
    assert!(shown.text.contains("刚刚记录"), "{next} marks what is new");
}

const DRAFT: [(&str, &str); 4] = [
    ("situation", "disclosable"),
    ("facts", "经检索，本机关制作并保存该监测数据。"),
    ("given", "attached"),
    ("on", "2025-11-20"),
];

#[tokio::test]
async fn an_application_goes_from_the_counter_to_the_archive() {
    let house = House::on("2025-11-19").await;
    let file = file(&house).await;
    let ours = Duty::OpenGovernmentOffice;

    let page = house.get(ours, &file).await;
    let text = read(&page.text);
    assert!(text.contains("静海河断面水质监测数据") && text.contains("还有20个工作日"), "{text}");
    assert!(text.contains("为什么") && page.text.contains("class=\"ribbon\""));
    assert!(!page.text.contains("沈静澜") && !page.text.contains("13800001234"), "who applies is veiled");

    house.on_the("2025-11-20");
    done(&house, ours, &format!("{file}/assignment"), &[("unit", "1"), ("handler", ""), ("on", "2025-11-20")]).await;
    assert!(read(&house.get(ours, &file).await.text).contains("承办：水生态科"));
    done(&house, ours, &format!("{file}/reply"), &DRAFT).await;

    let unit = Duty::UnitHead;
    assert!(read(&house.get(unit, "/console?which=review").await.text).contains("静海河断面水质监测数据"));
    assert!(!read(&house.get(Duty::Head, "/console?which=review").await.text).contains("静海河断面水质监测数据"));
    for (duty, what) in
        [(Duty::UnitHead, "科室（单位）审核"), (Duty::LegalReviewer, "法制审核"), (Duty::DeputyHead, "分管领导审核")]
    {
        let path = format!("{file}/review");
        let page = read(&house.get(duty, &path).await.text);
        assert!(page.contains(what) && page.contains("经检索，本机关制作并保存该监测数据。"), "{page}");
        assert!(page.contains("第三十六条第（二）项"), "{page}");
        done(&house, duty, &path, &[("decision", "approve"), ("words", "")]).await;
    }
    done(&house, Duty::IntakeOfficer, &format!("{file}/service"), &[("how", "post"), ("posted_on", "2025-11-20")])
        .await;
    let closed = read(&house.get(ours, &file).await.text);
    assert!(closed.contains("已于11月20日答复") && closed.contains("已办结"), "{closed}");
    done(&house, Duty::IntakeOfficer, &format!("{file}/archive"), &[("on", "2025-11-20")]).await;
    let archived = read(&house.get(ours, &file).await.text);
    assert!(archived.contains("已归档") && archived.contains("只能查阅"), "{archived}");
}

#[tokio::test]
async fn a_draft_goes_back_with_words_and_only_with_words() {
    let house = House::on("2025-11-20").await;
    let file = file(&house).await;
    let ours = Duty::OpenGovernmentOffice;
    done(&house, ours, &format!("{file}/assignment"), &[("unit", "1"), ("on", "2025-11-20")]).await;
    done(&house, ours, &format!("{file}/reply"), &DRAFT).await;
    let path = format!("{file}/review");
    let mute = house.fill(Duty::UnitHead, &path, &[("decision", "return"), ("words", "")]).await;
    assert_eq!(mute.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(read(&mute.text).contains("退回的，请写明要改什么"));
    let answers = [("decision", "return"), ("words", "请附监测点位说明")];
    done(&house, Duty::UnitHead, &path, &answers).await;
    let page = house.get(Duty::OpenGovernmentOffice, &file).await;
    let entry = page.text.split("看内容").next().unwrap().rsplit("href=\"").next().unwrap().split('"').next().unwrap();
    assert!(read(&house.get(Duty::OpenGovernmentOffice, entry).await.text).contains("请附监测点位说明"));
}

#[tokio::test]
async fn the_other_ways_an_application_can_go() {
    let house = House::on("2025-11-19").await;
    let ours = Duty::OpenGovernmentOffice;

    let unclear = file(&house).await;
    let words = [("words", "请提供断面名称和年份"), ("answer_by", "2025-12-05"), ("on", "2025-11-19")];
    let nothing = house.fill(ours, &format!("{unclear}/correction"), &words).await;
    assert!(read(&nothing.text).contains("请选择需要补正的事项"));
    let points = [&words[..], &[("points", "title"), ("points", "period")]].concat();
    done(&house, ours, &format!("{unclear}/correction"), &points).await;
    let waiting = read(&house.get(ours, &unclear).await.text);
    assert!(waiting.contains("等待申请人补正") && waiting.contains("补正通知只能发一次"), "{waiting}");
    done(&house, ours, &format!("{unclear}/corrected"), &[("on", "2025-11-19"), ("words", "2023年静海河一号断面")])
        .await;

    let asked = [("consulted", "third_party"), ("party", "示范水务有限公司，澜江区北街1号"), ("on", "2025-11-19")];
    done(&house, ours, &format!("{unclear}/consultation"), &asked).await;
    assert!(read(&house.get(ours, &unclear).await.text).contains("征求意见，不计时"));
    let page = house.get(ours, &format!("{unclear}/opinion")).await;
    assert!(page.text.contains("checked"), "the only letter is chosen already");
    let letter =
        page.text.split("name=\"consultation\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let said = [("consultation", letter.as_str()), ("said", "consented"), ("words", "同意"), ("on", "2025-11-19")];
    done(&house, ours, &format!("{unclear}/opinion"), &said).await;

    let head = Duty::OpenGovernmentOfficeHead;
    let too_long = house.fill(head, &format!("{unclear}/extension"), &[("days", "21"), ("on", "2025-11-19")]).await;
    assert!(read(&too_long.text).contains("延期只能是1到20个工作日"));
    done(
        &house,
        head,
        &format!("{unclear}/extension"),
        &[("days", "10"), ("reason", "需要核对原始记录"), ("on", "2025-11-19")],
    )
    .await;
    done(&house, ours, &format!("{unclear}/extension-notice"), &[("on", "2025-11-19")]).await;
    done(&house, ours, &format!("{unclear}/withdrawal"), &[("on", "2025-11-19"), ("words", "不再需要")]).await;
    assert!(read(&house.get(ours, &unclear).await.text).contains("申请人已于11月19日撤回申请"));
    // Nobody strikes what he wrote himself; another does.
    let strike = |entry: &'static str| [("entry", entry), ("reason", "记错案卷"), ("on", "2025-11-19")];
    let last = "13";
    let own = house.fill(ours, &format!("{unclear}/amendment"), &strike(last)).await;
    assert!(read(&own.text).contains("应由原记录人以外的另一人"), "{}", read(&own.text));
    done(&house, head, &format!("{unclear}/amendment"), &strike(last)).await;
    assert!(!read(&house.get(ours, &unclear).await.text).contains("申请人已于11月19日撤回申请"));
}

#[tokio::test]
async fn a_letter_has_its_number_when_it_is_signed_off() {
    let house = House::on("2025-11-19").await;
    let file = file(&house).await;
    let ours = Duty::OpenGovernmentOffice;
    done(&house, ours, &format!("{file}/assignment"), &[("unit", "1"), ("on", "2025-11-19")]).await;
    let draft = [&DRAFT[..3], &[("on", "2025-11-19")]].concat();
    done(&house, ours, &format!("{file}/reply"), &draft).await;
    assert!(read(&house.get(ours, &file).await.text).contains("答复书（告知书） 未制发"));
    for duty in [Duty::UnitHead, Duty::LegalReviewer, Duty::DeputyHead] {
        done(&house, duty, &format!("{file}/review"), &[("decision", "approve"), ("words", "")]).await;
    }
    let page = house.get(ours, &file).await;
    let text = read(&page.text);
    assert!(text.contains("答复书（告知书） 澜环公复〔2025〕1号"), "{text}");
    assert!(text.contains("制发答复书（告知书）（澜环公复〔2025〕1号）"), "{text}");
    let pdf = page.text.split(".pdf").find(|part| part.contains("/letters/reply-")).unwrap();
    let href = format!("{}.pdf", pdf.rsplit("href=\"").next().unwrap());
    let letter = house.get(ours, &href).await;
    assert_eq!((letter.status, letter.header(header::CONTENT_TYPE)), (StatusCode::OK, "application/pdf"));
    assert_eq!(letter.header(header::CACHE_CONTROL), "no-store");
}

#[tokio::test]
async fn reasons_and_a_fee_are_asked_for_on_pages_of_their_own() {
    let house = House::on("2025-11-19").await;
    let file = file(&house).await;
    let ours = Duty::OpenGovernmentOffice;
    let asked = [("words", "本月已申请31件"), ("answer_by", "2025-11-28"), ("on", "2025-11-19")];
    done(&house, ours, &format!("{file}/reasons"), &asked).await;
    let page = read(&house.get(ours, &file).await.text);
    assert!(
        page.contains("要求申请人说明理由，期限至2025年11月28日")
            && page.contains("说明理由告知书 澜环公函〔2025〕1号"),
        "{page}"
    );
    let soon = house
        .fill(
            ours,
            &format!("{file}/reply"),
            &[&DRAFT[1..2], &[("situation", "excessive"), ("reason", "没有新的需要"), ("on", "2025-11-19")]].concat(),
        )
        .await;
    assert!(read(&soon.text).contains("说明理由的期限到"), "{}", read(&soon.text));
    done(&house, ours, &format!("{file}/reasons-given"), &[("words", "用于论文"), ("on", "2025-11-19")]).await;
    let until = [("until", "2026-02-27"), ("words", "需要逐件核对"), ("on", "2025-11-19")];
    done(&house, ours, &format!("{file}/delay"), &until).await;
    assert!(read(&house.get(ours, &file).await.text).contains("最迟2026年2月27日前答复"));

    let free =
        [("by", "pages"), ("pages", "30"), ("earlier", "0"), ("now", "1"), ("words", "凭缴款码"), ("on", "2025-11-19")];
    let refused = house.fill(ours, &format!("{file}/fee"), &free).await;
    assert!(read(&refused.text).contains("不得收费（条例第四十二条）"), "{}", read(&refused.text));
    let fee = [
        ("by", "pages"),
        ("pages", "119"),
        ("earlier", "0"),
        ("now", "1"),
        ("words", "凭缴款码"),
        ("on", "2025-11-19"),
    ];
    done(&house, ours, &format!("{file}/fee"), &fee).await;
    let waiting = read(&house.get(ours, &file).await.text);
    assert!(waiting.contains("等待缴费，不计时") && waiting.contains("通知申请人缴纳信息处理费1080元"), "{waiting}");
    done(&house, ours, &format!("{file}/payment"), &[("on", "2025-11-19")]).await;
    assert!(read(&house.get(ours, &file).await.text).contains("还有20个工作日"));
}

#[tokio::test]
async fn a_fee_by_case_goes_by_the_cases_of_the_month_that_the_page_lists() {
    let house = House::on("2025-11-19").await;
    let by = officer(Duty::IntakeOfficer);
    for _ in 0..31 {
        house.bureau.office.register_request(&by, CommandKey::random(), letter("2025-11-19")).await.unwrap();
    }
    let file = file(&house).await;
    let ours = Duty::OpenGovernmentOffice;
    let page = house.get(ours, &format!("{file}/fee")).await;
    let text = read(&page.text);
    assert!(text.contains("同一申请人2025年11月此前的申请：31件") && text.contains("澜环公开申〔2025〕31号"), "{text}");
    assert!(page.text.contains("value=\"31\""), "it is proposed");
    let base = [("by", "cases"), ("now", "1"), ("words", "凭缴款码"), ("on", "2025-11-19")];
    let other = [&base[..], &[("earlier", "40"), ("otherwise", "")]].concat();
    let refused = house.fill(ours, &format!("{file}/fee"), &other).await;
    let said = read(&refused.text);
    assert!(said.contains("登记记录中申请人本月此前的申请为31件，填写的是40件"), "{said}");
    assert!(
        refused.text.contains("value=\"40\"") && refused.text.contains("凭缴款码</textarea>"),
        "nothing typed is lost"
    );
    let why = [&base[..], &[("earlier", "40"), ("otherwise", "另有九件以其妻名义提出，本人承认")]].concat();
    done(&house, ours, &format!("{file}/fee"), &why).await;
    let text = read(&house.get(ours, &file).await.text);
    assert!(text.contains("通知申请人缴纳信息处理费300元（本月此前按40件计，登记记录为31件）"), "{text}");
}

#[tokio::test]
async fn who_applies_is_shown_when_somebody_asks_what_for() {
    let house = House::on("2025-11-19").await;
    let file = file(&house).await;
    let page = house.get(Duty::IntakeOfficer, &file).await;
    let path = format!("{file}/applicant");
    let opened = house.send(Duty::IntakeOfficer, &path, &page, &[("purpose", "与申请人联系")]).await;
    assert!(read(&opened.text).contains("姓名 沈静澜") && opened.text.contains("已经留痕"), "{}", read(&opened.text));
    assert_eq!(opened.header(header::CACHE_CONTROL), "no-store");
    let bare = house.post(Duty::IntakeOfficer, &path, &[("purpose", "与申请人联系")]).await;
    assert_eq!(bare.status, StatusCode::FORBIDDEN);
    assert_eq!(house.get(Duty::IntakeOfficer, &path).await.status, StatusCode::METHOD_NOT_ALLOWED, "no link opens it");
}

#[tokio::test]
async fn what_withholds_says_why() {
    let house = House::on("2025-11-19").await;
    let file = file(&house).await;
    let ours = Duty::OpenGovernmentOffice;
    done(&house, ours, &format!("{file}/assignment"), &[("unit", "1"), ("on", "2025-11-19")]).await;
    let path = format!("{file}/reply");
    let base = [("facts", "经查，为会议讨论稿。"), ("on", "2025-11-19"), ("situation", "withheld")];
    let ground = [("whole_exemption", "deliberative"), ("whole_reason", "尚在讨论")];
    let refused = house.fill(ours, &path, &[&base[..], &ground[..]].concat()).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(read(&refused.text).contains("请写明决定不公开的理由（条例第十六条）"), "{}", read(&refused.text));
    assert!(refused.text.contains("尚在讨论</textarea>"), "what was typed is still there");
    let whole = [&base[..], &ground[..], &[("whole_discretion", "公开会妨碍讨论")]].concat();
    done(&house, ours, &path, &whole).await;
    let review = read(&house.get(Duty::UnitHead, &format!("{file}/review")).await.text);
    assert!(
        review.contains("不予公开") && review.contains("公开会妨碍讨论") && review.contains("尚在讨论"),
        "{review}"
    );
}
