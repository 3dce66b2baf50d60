//! A small invented bureau in memory: a site under a clock that stands still, for tests and for looking at.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use jiff::Timestamp;
use law::calendar::{Calendar, Day, parse_day};
use law::catalogue::{Catalogue as Items, Level};
use law::request::clock::{Application as Facts, Clock, Event, Fact};
use law::request::consultation::Consulted;
use law::request::correction::AnswerTerm;
use law::request::practice::Practice;
use law::request::receipt::Channel;
use web::look::bars::Bar;
use web::portal::view::{
    Article, AsOf, Attachment, Block, Catalogue, Chart, Download, Format, From, Home, ItemCount, Listed, Listing,
    Markup, Publication, Related, ReportListed, Rules, ThisYear, Validity, YearReport,
};
use web::portal::{Act, Answer, Application, Happened, Letter, NotDone, Secret, Source, Status, Trouble};
use web::site::AgencyCard;
use web::submitted::Complaints;
use web::token::FormKey;
use web::{BasePath, Site};

/// The secrets of the bureau's applications, by how they stand.
pub(crate) const RUNNING: &str = "running-0000000000000000";
pub(crate) const SECRETS: [&str; 7] = [
    RUNNING,
    "unconfirmed-000000000000",
    "consulting-0000000000000",
    "correcting-0000000000000",
    "corrected-00000000000000",
    "overdue-0000000000000000",
    "replied-0000000000000000",
];

pub(crate) const NOW: &str = "2025-11-19T10:00:00+08:00";

const REPORT: &str = include_str!("report-2019.html");

/// The bureau; what came in over the web is kept, so that a test can look at it.
#[derive(Default)]
pub(crate) struct Bureau {
    pub(crate) received: Mutex<Vec<Application>>,
    pub(crate) acts: Mutex<Vec<Act>>,
    /// The database cannot be reached.
    pub(crate) away: bool,
}

pub(crate) fn agency() -> AgencyCard {
    AgencyCard {
        name: "云州市澜江生态环境局".into(),
        address: "云州市澜江区观澜路1号".into(),
        telephone: "0513-5550 0100".into(),
        hours: "工作日 9:00–17:30".into(),
        mail: "gongkai@lanjiang.example".into(),
        site_code: "3206990001".into(),
        filings: vec!["演备2025000001号".into()],
        fault_report: None,
        demonstration: true,
    }
}

pub(crate) fn site(source: Arc<Bureau>) -> Site {
    let now: Timestamp = NOW.parse().unwrap();
    let mut site = Site::new(agency(), Arc::new(move || now), FormKey::new([7; 32]), source);
    site.origin = "https://lanjiang.example".into();
    site
}

pub(crate) fn under(prefix: &str) -> Site {
    let mut site = site(Arc::default());
    site.base = BasePath::new(prefix).unwrap();
    site
}

pub(crate) fn day(text: &str) -> Day {
    parse_day(text).unwrap()
}

fn listed(id: &str, on: &str, title: &str, number: &str, genre: &str) -> Listed {
    Listed {
        id: id.into(),
        title: title.into(),
        published_on: day(on),
        document_number: number.into(),
        genre: genre.into(),
        validity: Validity::NotApplicable,
        found: Vec::new(),
    }
}

pub(crate) fn latest() -> Vec<Listed> {
    let mut rows = vec![
        listed(
            "p1",
            "2025-11-18",
            "关于澜江港区污水处理厂提标改造项目环境影响报告表的批复",
            "澜环审〔2025〕41号",
            "批复",
        ),
        listed("p2", "2025-11-17", "行政处罚决定书（澜环罚〔2025〕41号）", "澜环罚〔2025〕41号", "决定"),
        listed("p3", "2025-11-14", "2025年10月环境空气质量状况", "", "月报"),
        listed("p4", "2025-11-12", "《入海排污口分类整治方案》政策解读（图文）", "", "解读"),
        listed("p5", "2025-11-10", "关于公开征求《噪声敏感建筑物集中区域划定方案》意见的公告", "", "公告"),
        listed(
            "p6",
            "2025-11-07",
            "关于印发《澜江区饮用水水源保护区环境风险防控办法》的通知",
            "澜环规〔2021〕2号",
            "通知",
        ),
    ];
    rows[5].validity = Validity::Repealed { on: day("2025-06-30") };
    rows
}

fn rules() -> [Listed; 2] {
    [
        listed("r1", "2019-05-15", "中华人民共和国政府信息公开条例", "国务院令第711号", "行政法规"),
        listed("r2", "2024-03-01", "云州市澜江生态环境局政府信息公开审查办法", "澜环办〔2024〕6号", "制度"),
    ]
}

fn items() -> Vec<ItemCount> {
    let counts = [86, 31, 12, 148, 1905, 730, 24, 3, 97, 64, 41, 18, 2987, 9, 59];
    let items = Items::of_the_regulation().items(Level::County, day("2025-11-19"));
    let items = items.filter(|item| item.code.to_string().starts_with("20."));
    items.zip(counts).map(|(item, count)| ItemCount { code: item.code, title: item.title.clone(), count }).collect()
}

fn paragraphs(texts: &[&str]) -> Vec<Block> {
    texts.iter().map(|text| Block::Paragraph((*text).into())).collect()
}

impl Bureau {
    fn here(&self) -> Answer<()> {
        if self.away { Err(Trouble::Away) } else { Ok(()) }
    }
}

#[async_trait]
impl Source for Bureau {
    async fn home(&self, _: Day) -> Answer<Home> {
        self.here()?;
        Ok(Home {
            often: ["环境影响评价", "行政处罚决定", "空气质量月报", "排污许可"].map(str::to_owned).into(),
            guide_updated_on: Some(day("2025-10-08")),
            rules: 14,
            published: 6214,
            reports: Some((2019, 2024)),
            latest: latest(),
            items: items(),
            this_year: ThisYear {
                published: 583,
                published_within: Some(6),
                requests: 27,
                answered: 22,
                answered_in_time: 22,
                answered_within: Some(9),
            },
        })
    }

    async fn guide(&self) -> Answer<Article> {
        let mut body = paragraphs(&[
            "为方便公民、法人和其他组织获取本机关的政府信息，根据《中华人民共和国政府信息公开条例》，编制本指南。",
        ]);
        body.push(Block::Heading("一、主动公开".into()));
        body.extend(paragraphs(&["本机关在本专栏主动公开机关职能、规划、统计信息、行政许可、行政处罚等信息。"]));
        body.push(Block::Heading("二、依申请公开".into()));
        body.extend(paragraphs(&["除主动公开的信息外，公民、法人或者其他组织可以申请获取相关信息。"]));
        body.push(Block::Table(vec![
            vec!["受理机构".into(), "电话".into(), "地址".into()],
            vec!["办公室".into(), "0513-5550 0100".into(), "云州市澜江区观澜路1号".into()],
        ]));
        Ok(Article {
            title: "云州市澜江生态环境局政府信息公开指南".into(), updated_on: Some(day("2025-10-08")), body
        })
    }

    async fn rules(&self) -> Answer<Rules> {
        let [law, own] = rules();
        Ok(Rules(vec![("法律法规".into(), vec![law]), ("本机关制度".into(), vec![own])]))
    }

    async fn items(&self, _: Day) -> Answer<Vec<ItemCount>> {
        self.here()?;
        Ok(items())
    }

    async fn catalogue(&self, which: Catalogue, from: From) -> Answer<Listing> {
        let rows = if which.year == Some(2021) { vec![] } else { latest() };
        let first = from == From::Start;
        let before = (!first).then(|| "2025-11-18~p1".to_owned());
        let after = (first && !rows.is_empty()).then(|| "2025-11-07~p6".to_owned());
        Ok(Listing { total: Some(6214), years: (2019..=2025).rev().collect(), rows, before, after })
    }

    async fn search(&self, words: &str, _: From) -> Answer<Listing> {
        let rows: Vec<Listed> = latest().into_iter().filter(|row| row.title.contains(words)).collect();
        Ok(Listing { total: Some(rows.len() as u64), rows, ..Listing::default() })
    }

    async fn publication(&self, id: &str) -> Answer<Option<Publication>> {
        let Some(row) = latest().into_iter().chain(rules()).find(|row| row.id == id) else { return Ok(None) };
        let mut body = paragraphs(&[
            "澜江港区污水处理有限公司：",
            "你公司报送的《澜江港区污水处理厂提标改造项目环境影响报告表》（以下简称《报告表》）收悉。经研究，现批复如下：",
            "根据《报告表》的评价结论，在落实各项污染防治、生态保护和环境风险防范措施的前提下，同意按照《报告表》所列的性质、规模、地点和采用的生产工艺建设该项目。",
        ]);
        body.push(Block::Table(vec![
            vec!["污染物".into(), "排放浓度限值（毫克/升）".into(), "年排放总量（吨）".into()],
            vec!["化学需氧量".into(), "30".into(), "109.5".into()],
            vec!["氨氮".into(), "1.5".into(), "5.48".into()],
        ]));
        body.extend(paragraphs(&[
            "项目建设必须严格执行环境保护设施与主体工程同时设计、同时施工、同时投产使用的制度。",
        ]));
        body.push(Block::Signature("云州市澜江生态环境局".into()));
        body.push(Block::Signature("2025年11月12日".into()));
        let item = items().into_iter().nth(4).unwrap();
        Ok(Some(Publication {
            id: row.id,
            title: row.title,
            index_number: "014225972/2025-00583".into(),
            document_number: row.document_number,
            publisher: agency().name,
            formed_on: Some(day("2025-11-12")),
            published_on: row.published_on,
            published_at: "09:30".into(),
            item: (item.code, item.title),
            genre: row.genre,
            keywords: vec!["环境影响评价".into(), "污水处理".into()],
            validity: row.validity,
            body,
            attachments: if id.starts_with('r') {
                vec![]
            } else {
                vec![Attachment {
                    id: "a1".into(), name: "环境影响报告表（公示本）.pdf".into(), bytes: 2_306_867
                }]
            },
            related: vec![Related {
                how: "政策解读".into(),
                id: "p4".into(),
                title: "《入海排污口分类整治方案》政策解读（图文）".into(),
            }],
        }))
    }

    async fn attachment(&self, id: &str, attachment: &str) -> Answer<Option<Download>> {
        let known = latest().iter().any(|row| row.id == id) && attachment == "a1";
        let name = "环境影响报告表（公示本）.pdf".to_owned();
        Ok(known.then(|| Download { name, kind: "application/pdf", bytes: b"%PDF-".to_vec() }))
    }

    async fn submit(&self, application: Application, _: AsOf) -> Answer<Result<Secret, Complaints>> {
        self.here()?;
        let mut received = self.received.lock().unwrap();
        if received.iter().all(|known| known.key != application.key) {
            received.push(application);
        }
        Ok(Ok(Secret::parse(SECRETS[1]).unwrap()))
    }

    async fn status(&self, secret: &Secret, as_of: AsOf) -> Answer<Option<Status>> {
        self.here()?;
        Ok(SECRETS.contains(&secret.as_str()).then(|| status(secret.as_str(), as_of.today)))
    }

    async fn find(&self, code: &str, _: &str, _: AsOf) -> Answer<Option<Secret>> {
        Ok((code == "K7QF2M9DXW4T").then(|| Secret::parse(RUNNING).unwrap()))
    }

    async fn act(&self, _: &Secret, act: Act, _: &str, _: AsOf) -> Answer<Result<(), NotDone>> {
        self.acts.lock().unwrap().push(act);
        Ok(Ok(()))
    }

    async fn letter(&self, secret: &Secret, letter: &str, _: AsOf) -> Answer<Option<Download>> {
        let known = secret.as_str() == SECRETS[6] && letter == "l1";
        let name = "政府信息公开申请答复书.pdf".to_owned();
        Ok(known.then(|| Download { name, kind: "application/pdf", bytes: b"%PDF-".to_vec() }))
    }

    async fn reports(&self) -> Answer<Vec<ReportListed>> {
        Ok((2019..=2024).rev().map(report_listed).collect())
    }

    async fn report(&self, year: i16) -> Answer<Option<YearReport>> {
        if !(2019..=2024).contains(&year) {
            return Ok(None);
        }
        let bar = |name: &str, value: f64| Bar { name: name.into(), value: Some(value), said: format!("{value}件") };
        let charts = vec![
            Chart {
                caption: "行政执法和服务的处理决定".into(),
                what: "事项".into(),
                figures: "处理决定数量".into(),
                bars: vec![
                    bar("行政许可", 20.0),
                    bar("其他对外管理服务事项", 267.0),
                    bar("行政处罚", 67.0),
                    bar("行政强制", 46.0),
                ],
            },
            Chart {
                caption: "收到的申请".into(),
                what: "申请人".into(),
                figures: "件数".into(),
                bars: vec![bar("自然人", 3.0), bar("法人或其他组织", 0.0)],
            },
        ];
        let neighbours = ((year > 2019).then(|| year - 1), (year < 2024).then(|| year + 1));
        Ok(Some(YearReport { listed: report_listed(year), body: Markup(REPORT.to_owned()), charts, neighbours }))
    }

    async fn report_file(&self, year: i16, format: Format) -> Answer<Option<Download>> {
        let known = (2019..=2024).contains(&year) && format == Format::Json;
        let name = format!("{year}年政府信息公开工作年度报告.json");
        Ok(known.then(|| Download { name, kind: "application/json", bytes: b"{}".to_vec() }))
    }

    async fn permalinks(&self) -> Answer<Vec<(String, Day)>> {
        Ok(latest().into_iter().map(|row| (row.id, row.published_on)).collect())
    }
}

fn report_listed(year: i16) -> ReportListed {
    ReportListed {
        year,
        title: format!("云州市澜江生态环境局{year}年政府信息公开工作年度报告"),
        published_on: Day::new(year + 1, 1, 20).unwrap(),
        corrected_on: (year == 2021).then(|| day("2022-03-02")),
    }
}

/// The application that one of the secrets opens.
pub(crate) fn status(secret: &str, today: Day) -> Status {
    let asked = Event::CorrectionAsked { reached_on: None, term: AnswerTerm::By(day("2025-11-28")) };
    let party = || Some("示范水务有限公司".to_owned());
    let asked_party = Event::Asked { consulted: Consulted::ThirdParty, party: party(), reached_on: None };
    let answered = Event::Answered { consulted: Consulted::ThirdParty, party: party() };
    let (submitted_on, events) = match secret.split('-').next().unwrap() {
        "unconfirmed" => ("2025-11-19", vec![]),
        "consulting" => ("2025-11-02", vec![("2025-11-03", Event::Confirmed), ("2025-11-11", asked_party)]),
        "correcting" => ("2025-11-02", vec![("2025-11-03", Event::Confirmed), ("2025-11-07", asked)]),
        "corrected" => (
            "2025-11-02",
            vec![
                ("2025-11-03", Event::Confirmed),
                ("2025-11-05", asked),
                ("2025-11-10", Event::Corrected { good_reason: false }),
            ],
        ),
        "overdue" => ("2025-10-09", vec![("2025-10-10", Event::Confirmed)]),
        "replied" => ("2025-10-20", vec![("2025-10-21", Event::Confirmed), ("2025-11-10", Event::Replied)]),
        _ => (
            "2025-11-02",
            vec![("2025-11-03", Event::Confirmed), ("2025-11-11", asked_party), ("2025-11-18", answered)],
        ),
    };
    let facts = [(submitted_on, Event::Submitted)].into_iter().chain(events);
    let facts: Vec<Fact> = facts.map(|(on, event)| Fact { on: day(on), event }).collect();
    let confirmed = facts.len() > 1;
    let application = Facts { channel: Channel::Internet, facts };
    let clock = Clock::of(&application, today, Calendar::national()).unwrap();
    let letters = match secret {
        "replied-0000000000000000" => {
            vec![Letter { id: "l1".into(), title: "政府信息公开申请答复书".into(), on: day("2025-11-10") }]
        }
        _ => vec![],
    };
    let happened = [
        ("2025-11-18", "收到被征求意见方的答复，恢复计时"),
        ("2025-11-11", "就其中一部分书面征求意见"),
        ("2025-11-04", "转水生态科承办"),
        ("2025-11-03", "电话与您确认，申请成立"),
    ];
    let happened = if secret == RUNNING { &happened[..] } else { &happened[2..] };
    Status {
        number: if confirmed { "澜环公开申〔2025〕27号".into() } else { String::new() },
        code: "K7QF2M9DXW4T".into(),
        subject: "2023年以来静海河断面水质监测数据".into(),
        submitted_on: day(submitted_on),
        reasons_by: None,
        may_withdraw: letters.is_empty(),
        clock,
        application,
        practice: Practice::default(),
        happened: if confirmed {
            happened.iter().map(|(on, text)| Happened { on: day(on), text: (*text).into() }).collect()
        } else {
            vec![]
        },
        way: "寄到您登记的地址，同时可以在这里下载".into(),
        letters,
    }
}
