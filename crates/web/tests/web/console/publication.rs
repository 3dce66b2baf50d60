//! A publication from the draft to the public's page and back.

use axum::http::{StatusCode, header};
use casework::who::Duty;

use super::house::{House, read};

const DRAFT: [(&str, &str); 14] = [
    ("title", "关于开展静海河断面水质监测的通报"),
    ("summary", ""),
    ("body", "现将静海河断面水质监测情况通报如下。\n各断面水质达到三类标准。"),
    ("attribute", "proactive"),
    ("item", "20.1"),
    ("genre", "circular"),
    ("document", ""),
    ("scope", "unit"),
    ("provider", "1"),
    ("formed_on", "2025-11-18"),
    ("declared", "合法性"),
    ("declared", "真实性"),
    ("declared", "准确性"),
    ("justified", ""),
];

fn but<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = DRAFT.iter().copied().filter(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    kept.chain(changes.iter().copied()).collect()
}

async fn drafted(house: &House, answers: &[(&str, &str)]) -> String {
    let answer = house.fill(Duty::Handler, "/console/publications/draft", answers).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", read(&answer.text));
    answer.header(header::LOCATION).to_owned()
}

async fn done(house: &House, by: Duty, path: &str, answers: &[(&str, &str)]) {
    let answer = house.fill(by, path, answers).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", read(&answer.text));
}

#[tokio::test]
async fn a_draft_is_reviewed_published_and_taken_back() {
    let house = House::on("2025-11-19").await;
    let file = drafted(&house, &DRAFT).await;
    let page = read(&house.get(Duty::Handler, &file).await.text);
    assert!(page.contains("关于开展静海河断面水质监测的通报") && page.contains("主动公开"), "{page}");
    assert!(page.contains("待科室（单位）审核"), "{page}");
    let waiting = read(&house.get(Duty::UnitHead, "/console/publications?which=unit_head").await.text);
    assert!(waiting.contains("关于开展静海河断面水质监测的通报"), "{waiting}");

    let yes = [("decision", "approve"), ("words", ""), ("on", "2025-11-19")];
    done(&house, Duty::UnitHead, &format!("{file}/review"), &yes).await;
    let ours = Duty::OpenGovernmentOffice;
    let publish = [("document_number", ""), ("channels", "wechat"), ("on", "2025-11-19")];
    done(&house, ours, &format!("{file}/publication"), &publish).await;
    let public = read(&house.get(ours, &file).await.text);
    assert!(public.contains("公众看到的") && public.contains("按期公开"), "{public}");
    let listed = read(&house.get(ours, "/console/publications?which=all").await.text);
    assert!(listed.contains("已公开"), "{listed}");

    let back = [("why", "wrong"), ("words", "数据有误"), ("on", "2025-11-19")];
    let head = Duty::OpenGovernmentOfficeHead;
    done(&house, head, &format!("{file}/withdrawal"), &back).await;
    assert!(!read(&house.get(ours, &file).await.text).contains("公众看到的"));
}

#[tokio::test]
async fn a_form_with_mistakes_comes_back_and_what_a_screening_finds_is_shown() {
    let house = House::on("2025-11-19").await;
    let path = "/console/publications/draft";
    let wrong = house.fill(Duty::Handler, path, &but(&[("title", ""), ("item", ""), ("body", "内容")])).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = read(&wrong.text);
    assert!(text.contains("请填写标题") && text.contains("请选择公开事项"), "{text}");
    let undeclared: Vec<_> = DRAFT.iter().copied().filter(|(name, _)| *name != "declared").collect();
    let undeclared = house.fill(Duty::Handler, path, &undeclared).await;
    assert!(read(&undeclared.text).contains("请由信息提供者确认"), "{}", read(&undeclared.text));
    assert!(undeclared.text.contains("各断面水质达到三类标准"), "what was typed is still there");

    let personal = drafted(&house, &but(&[("body", "举报人电话13800001234。")])).await;
    let page = read(&house.get(Duty::Handler, &personal).await.text);
    assert!(
        page.contains("筛查发现2处") && page.contains("第1段：13800001234") && !page.contains("待科室（单位）审核"),
        "{page}"
    );
    let rewritten = but(&[("body", "已处理群众举报。")]);
    done(&house, Duty::Handler, &format!("{personal}/draft"), &rewritten).await;
    assert!(!read(&house.get(Duty::Handler, &personal).await.text).contains("筛查发现"));
}

#[tokio::test]
async fn whoever_reviews_sees_draft_basis_findings_and_the_whole_file_on_one_page() {
    let house = House::on("2025-11-19").await;
    let personal =
        but(&[("body", "联系电话13800001234。"), ("justified", "该电话为公开的值班电话"), ("scope", "agency_wide")]);
    let file = drafted(&house, &personal).await;
    let review = format!("{file}/review");
    let page = house.get(Duty::UnitHead, &review).await;
    let text = read(&page.text);
    for part in [
        "筛查发现2处",
        "第1段：13800001234",
        "该电话为公开的值班电话",
        "条例第二十条、第二十一条",
        "合法性、真实性、准确性",
        "联系电话13800001234。",
        "拟稿送审",
        "同意后转分管领导",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(page.header(header::CACHE_CONTROL), "no-store");
    let mute = house.send(Duty::UnitHead, &review, &page, &[("decision", "return"), ("words", "")]).await;
    assert_eq!(mute.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(read(&mute.text).contains("退回的，请写明要改什么"), "{}", read(&mute.text));
    done(&house, Duty::UnitHead, &review, &[("decision", "approve"), ("words", "")]).await;
    let next = read(&house.get(Duty::DeputyHead, &review).await.text);
    assert!(next.contains("已通过：科室（单位）审核") && next.contains("同意后审核完毕"), "{next}");
    assert_eq!(house.get(Duty::Handler, &review).await.status, StatusCode::FORBIDDEN);

    let clean = drafted(&house, &DRAFT).await;
    let page = read(&house.get(Duty::UnitHead, &format!("{clean}/review")).await.text);
    assert!(page.contains("筛查没有发现") && page.contains("不能代替保密审查"), "{page}");
}

/// Through review and out; its permalink.
async fn published(house: &House, answers: &[(&str, &str)]) -> String {
    let file = drafted(house, answers).await;
    let yes = [("decision", "approve"), ("words", ""), ("on", "2025-11-19")];
    done(house, Duty::UnitHead, &format!("{file}/review"), &yes).await;
    let publish = [("document_number", ""), ("on", "2025-11-19")];
    done(house, Duty::OpenGovernmentOffice, &format!("{file}/publication"), &publish).await;
    file.replace("/console", "")
}

#[tokio::test]
async fn a_document_and_its_interpretation_lead_to_each_other() {
    let house = House::on("2025-11-19").await;
    let document = published(&house, &DRAFT).await;
    let page = house.read_publicly(&document).await.text;
    let number = page.split("<dt>索引号</dt><dd>").nth(1).unwrap().split('<').next().unwrap().to_owned();

    let path = "/console/publications/draft";
    let explaining = |more: &[(&'static str, &'static str)]| {
        let title =
            [("title", "《静海河断面水质监测的通报》解读"), ("genre", "interpretation"), ("body", "为什么通报。")];
        [&title[..], more].concat()
    };
    let wrong = house.fill(Duty::Handler, path, &but(&explaining(&[("interprets", "")]))).await;
    let text = read(&wrong.text);
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.contains("请选择是政策解读还是法制解读") && text.contains("请填写被解读文件的索引号"), "{text}");
    let unknown = explaining(&[("interpretation", "law"), ("interprets", "014225972/2025-99999")]);
    let wrong = read(&house.fill(Duty::Handler, path, &but(&unknown)).await.text);
    assert!(wrong.contains("没有找到这个索引号的公开文件"), "{wrong}");

    let mut answers = but(&explaining(&[("interpretation", "law")]));
    answers.push(("interprets", &number));
    let interpretation = published(&house, &answers).await;
    // Another address for the same page: what was read a moment ago is kept ready for two seconds.
    let of_document = house.read_publicly(&format!("{document}?again")).await.text;
    assert!(
        of_document.contains("法制解读") && of_document.contains(&format!("href=\"{interpretation}\"")),
        "{of_document}"
    );
    let of_interpretation = house.read_publicly(&interpretation).await.text;
    assert!(of_interpretation.contains("解读的文件"), "{of_interpretation}");
    assert!(of_interpretation.contains(&format!("href=\"{document}\"")), "{of_interpretation}");

    let of_higher = explaining(&[("title", "上级文件的解读"), ("interpretation", "policy"), ("elsewhere", "yes")]);
    let alone = published(&house, &but(&of_higher)).await;
    assert!(!house.read_publicly(&alone).await.text.contains("相关信息"));
}

#[tokio::test]
async fn a_document_is_watched_until_it_is_interpreted_or_somebody_says_why_not() {
    let house = House::on("2025-11-19").await;
    let norm = but(&[("document", "normative_documents"), ("genre", "notice")]);
    let document = published(&house, &norm).await;
    let plain = published(&house, &but(&[])).await;
    let text = read(&house.get(Duty::Handler, &format!("/console{plain}")).await.text);
    assert!(!text.contains("解读"), "of what is no document nobody reads of it: {text}");
    let page = format!("/console{document}");
    let text = read(&house.get(Duty::Handler, &page).await.text);
    assert!(text.contains("11月24日前解读") && text.contains("发布政策解读"), "{text}");
    let draft = "/console/publications/draft?interprets=";
    let link = house.get(Duty::Handler, &page).await.text.split(&format!("href=\"{draft}")).nth(1).map(str::to_owned);
    let number = link.unwrap().split('"').next().unwrap().to_owned();
    let form = house.get(Duty::Handler, &format!("{draft}{number}")).await.text;
    assert!(form.contains(&format!("value=\"{number}\"")), "the document stands in the form already");
    house.on_the("2025-11-25");
    assert!(read(&house.get(Duty::Handler, &page).await.text).contains("应在11月24日前解读，已超期"));
    let list = read(&house.get(Duty::OpenGovernmentOffice, "/console/publications?which=open").await.text);
    assert!(list.contains("待发布政策解读") && list.contains("11月24日 已超期"), "{list}");

    let path = format!("{page}/interpretation-waiver");
    let empty = house.fill(Duty::Handler, &path, &[("words", ""), ("on", "2025-11-25")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(read(&empty.text).contains("请写明为什么不需要解读"));
    let done = house.fill(Duty::Handler, &path, &[("words", "只改一个名称"), ("on", "2025-11-25")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", read(&done.text));
    let text = read(&house.get(Duty::Handler, &page).await.text);
    assert!(text.contains("不需要解读") && text.contains("说明不需要政策解读") && !text.contains("已超期"), "{text}");
    assert_eq!(house.get(Duty::Handler, &path).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn the_lists_of_the_public_lead_on_and_back() {
    let house = House::on("2025-11-19").await;
    for number in 0..23 {
        let title = format!("通报之{number}");
        let mut answers = but(&[("title", "")]);
        answers.retain(|(name, _)| *name != "title");
        answers.push(("title", &title));
        published(&house, &answers).await;
    }
    for list in ["/catalogue?", "/catalogue?item=20.1&", "/catalogue?year=2025&", "/search?q=%E9%80%9A%E6%8A%A5&"] {
        let first = house.read_publicly(list.trim_end_matches(['?', '&'])).await.text;
        let link = |page: &str, rel: &str| {
            let rest = page.split(&format!("rel=\"{rel}\" href=\"")).nth(1)?;
            Some(rest.split('"').next().unwrap().replace("&#38;", "&"))
        };
        assert_eq!(link(&first, "prev"), None, "{list}");
        let next = link(&first, "next").unwrap();
        assert!(next.starts_with(list), "{next} stays within {list}");
        let second = house.read_publicly(&next).await.text;
        assert_eq!((second.matches("/publications/").count(), link(&second, "next")), (3, None), "{list}");
        let back = house.read_publicly(&link(&second, "prev").unwrap()).await.text;
        let rows =
            |page: &str| page.split("<ul class=\"rows\">").nth(1).unwrap().split("</ul>").next().unwrap().to_owned();
        assert_eq!(rows(&back), rows(&first), "{list}");
    }
    for odd in ["after=x", "before=2025-11-19~", "before=%00~%00", "after=9999-99-99~a", "before=2025-11-19~%27%3B--"] {
        let page = house.read_publicly(&format!("/catalogue?{odd}")).await;
        assert_eq!(page.status, StatusCode::OK, "{odd}");
        assert!(page.text.contains("rel=\"next\""), "{odd} is the beginning");
    }
}
