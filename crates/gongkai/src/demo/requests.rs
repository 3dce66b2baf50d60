//! The applications of the story: three of 2019, by natural persons and all granted, as the bureau of the seed reported;
//! and those of the current year, which stand wherever an application can stand.

use casework::request::facts::{Applicant, Arrival, Level, Service, UnclearPoint};
use casework::request::steps::Answer;
use jiff::ToSpan;
use law::calendar::{Calendar, Day, WorkingDays};
use law::request::consultation::Consulted;
use law::request::exemption::Exemption;
use law::request::extension::ExtensionDays;
use law::request::fee::Basis;
use law::request::ground::PartDraft;
use law::request::receipt::Channel;
use law::request::reply::Element;
use law::request::situation::Situation;
use office::request::{Delivery, Ground, Intake, Organisation, Person, Reply, Search, Step, Supply, Wanted};

use super::bureau::Bureau;
use super::story::{Deed, What, at};

/// Who applies in the story. All names, numbers and addresses are invented.
fn person(name: &str, number: u32) -> Person {
    Person {
        name: name.to_owned(),
        id_kind: "其他".to_owned(),
        id_number: format!("演示证件{number:04}"),
        phone: format!("1380000{number:04}"),
        email: String::new(),
        address: format!("云州市澜江区示范路{number}号"),
        postcode: String::new(),
        organisation: None,
    }
}

fn wanted(title: &str) -> Wanted {
    Wanted { title: title.to_owned(), supply: Supply::Paper, delivery: Delivery::Post, ..Wanted::default() }
}

pub(super) fn handed_in(on: Day, name: &str, number: u32, title: &str) -> Intake {
    let arrival = Arrival { handed_in: Some(on), ..Arrival::default() };
    let applicant = Applicant::NaturalPerson;
    Intake {
        channel: Channel::Counter,
        arrival,
        applicant,
        person: person(name, number),
        wanted: wanted(title),
        late_reason: String::new(),
    }
}

fn online(name: &str, number: u32, title: &str) -> Intake {
    Intake { channel: Channel::Internet, ..handed_in(Day::MIN, name, number, title) }
}

fn by_post(signed: Day, name: &str, number: u32, title: &str) -> Intake {
    let arrival = Arrival { signed: Some(signed), ..Arrival::default() };
    Intake { channel: Channel::RegisteredPost, arrival, ..handed_in(signed, name, number, title) }
}

fn of_company(intake: Intake, name: &str, code: &str) -> Intake {
    let organisation = Organisation { name: name.to_owned(), code: code.to_owned(), representative: String::new() };
    let person = Person { organisation: Some(organisation), ..intake.person };
    Intake { applicant: Applicant::Enterprise, person, ..intake }
}

/// The thread of one application, told day by day.
struct Thread {
    file: String,
    day: Day,
    minute: i8,
    deeds: Vec<Deed>,
}

impl Thread {
    fn begin(file: &str, day: Day, intake: Intake) -> Thread {
        let mut thread = Thread { file: file.to_owned(), day, minute: 5, deeds: Vec::new() };
        let (file, intake) = (thread.file.clone(), Box::new(intake));
        let what = match intake.channel {
            Channel::Internet => What::Submit { file, intake },
            _ => What::Register { file, by: "shouli", intake },
        };
        thread.push(what);
        thread
    }

    fn push(&mut self, what: What) {
        self.deeds.push(Deed { at: at(self.day, 9, self.minute), what });
        self.minute += 7;
    }

    /// So many working days later.
    fn later(mut self, days: u16) -> Thread {
        self.day =
            Calendar::national().add(self.day, WorkingDays(days)).expect("the story stays within the calendar").date;
        self.minute = 5;
        self
    }

    fn step(mut self, by: &'static str, step: Step) -> Thread {
        let file = self.file.clone();
        self.push(What::Step { file, by, step: Box::new(step) });
        self
    }

    fn confirmed(self) -> Thread {
        let on = self.day;
        self.step("shouli", Step::Confirm { on, reached: true })
    }

    fn handed_to(self, bureau: &Bureau, unit: &str) -> anyhow::Result<Thread> {
        let (on, unit) = (self.day, bureau.unit(unit)?);
        Ok(self.step("shouli", Step::Assign { on, unit, handler: None }))
    }

    fn drafted(self, by: &'static str, answer: Answer, words: &str) -> Thread {
        let on = self.day;
        let elements = [
            Element::FactsFound,
            Element::LegalBasis,
            Element::Reason,
            Element::InformationAttached,
            Element::WayToFind,
        ];
        let reply = Reply { on, answer, search: None, elements: elements.into(), words: words.to_owned() };
        self.step(by, Step::Reply(reply))
    }

    fn reviewed(self, by: &'static str, level: Level) -> Thread {
        let on = self.day;
        self.step(by, Step::Review { on, level, returned: None })
    }

    fn approved(self, unit_head: &'static str) -> Thread {
        self.reviewed(unit_head, Level::UnitHead)
            .later(1)
            .reviewed("fagui", Level::LegalReviewer)
            .reviewed("fenguan", Level::DeputyHead)
    }

    fn posted(self) -> Thread {
        let service = Service::Post { posted_on: self.day, signed_on: None };
        self.step("shouli", Step::Serve { service })
    }

    fn archived(self) -> Thread {
        let on = self.day;
        self.step("shouli", Step::Archive { on })
    }

    fn told(self) -> Vec<Deed> {
        self.deeds
    }
}

const GRANTED: &str = "经审查，您申请的信息属于可以公开的政府信息，现予以公开，详见附件。";

/// The three applications of 2019.
pub(crate) fn of_2019(bureau: &Bureau) -> anyhow::Result<Vec<Deed>> {
    let granted = || Answer::Otherwise(Situation::Disclosable);
    let water = "2018年静海河地表水水质监测结果";
    let enforcement = "2018年澜江区生态环境行政处罚案件汇总表";
    let plan = "澜江区饮用水水源地环境保护方案";
    let first = Day::constant(2019, 3, 11);
    let second = Day::constant(2019, 6, 3);
    let third = Day::constant(2019, 9, 16);
    let unit = "water";
    let threads = [
        Thread::begin("2019-1", first, handed_in(first, "沈○○", 11, water)).handed_to(bureau, unit)?.later(6),
        Thread::begin("2019-2", second, online("季○○", 12, enforcement))
            .later(1)
            .confirmed()
            .handed_to(bureau, unit)?
            .later(9),
        Thread::begin("2019-3", third, by_post(third, "邹○○", 13, plan)).handed_to(bureau, unit)?.later(11),
    ];
    let told = threads.into_iter().flat_map(|thread| {
        let thread = thread.drafted("water", granted(), GRANTED).approved("water-head");
        thread.later(1).posted().later(3).archived().told()
    });
    Ok(told.collect())
}

/// The applications of the current year, up to `today`.
pub(crate) fn of_this_year(bureau: &Bureau, today: Day) -> anyhow::Result<Vec<Deed>> {
    let back = |days: i32| {
        let calendar = Calendar::national();
        let mut day = today.checked_sub(days.days()).expect("the story begins after the first day that there is");
        while !calendar.is_working(day) {
            day = day.yesterday().expect("there is a day before");
        }
        day
    };
    let granted = || Answer::Otherwise(Situation::Disclosable);
    let mut all = closed_this_year(bureau, back(130))?;
    let unit = "water";

    let day = back(33);
    all.push(
        Thread::begin("逾期", day, handed_in(day, "葛○○", 21, "2025年澜江区入海排污口排查清单"))
            .handed_to(bureau, unit)?,
    );
    let day = back(16);
    let asking = by_post(day, "陶○○", 22, "示范港区污水处理厂在线监测数据（2026年上半年）");
    let party = "示范港区污水处理有限公司，澜江区港区大道18号".to_owned();
    all.push(Thread::begin("征求意见", day, asking).handed_to(bureau, unit)?.later(3).consulted("water", party));
    let day = back(14);
    all.push(
        Thread::begin("待审核", day, handed_in(day, "翁○○", 23, "2026年静海河断面水质监测数据"))
            .handed_to(bureau, unit)?
            .later(6)
            .drafted("water", granted(), GRANTED)
            .reviewed("water-head", Level::UnitHead),
    );
    let day = back(12);
    let company = of_company(
        handed_in(day, "韩○○", 24, "滨江化工园区规划环评批复"),
        "云州示范环境咨询有限公司",
        "91512081MA62K0260E",
    );
    all.push(
        Thread::begin("待送达", day, company)
            .handed_to(bureau, unit)?
            .later(5)
            .drafted("water", granted(), GRANTED)
            .approved("water-head"),
    );
    let day = back(11);
    all.push(
        Thread::begin("补正", day, online("丁○○", 25, "有关企业的资料")).later(1).confirmed().later(2).corrected_by(10),
    );
    let day = back(26);
    let days = ExtensionDays::new(WorkingDays(15)).expect("15 is at most 20");
    all.push(
        Thread::begin("延期", day, handed_in(day, "乔○○", 26, "2021年至2025年环境信访事项办理台账"))
            .handed_to(bureau, unit)?
            .later(12)
            .extended(days),
    );
    let day = back(13);
    all.push(
        Thread::begin("等待缴费", day, handed_in(day, "范○○", 31, "2023年至2025年排污许可执行报告"))
            .handed_to(bureau, unit)?
            .later(4)
            .charged(119),
    );
    let day = back(9);
    all.push(
        Thread::begin("说明理由", day, handed_in(day, "滕○○", 32, "本年度全部环评批复及其附件"))
            .handed_to(bureau, unit)?
            .later(2)
            .asked_for_reasons(),
    );
    let day = back(4);
    all.push(Thread::begin("在办", day, handed_in(day, "宋○○", 27, "澜江区声环境功能区划图")).handed_to(bureau, unit)?);
    for (place, title) in
        (28..).zip(["区域空气质量自动监测站点位名单", "2026年排污许可证核发清单", "河道清淤工程环评文件"])
    {
        let day = back(i32::from(place == 28));
        all.push(Thread::begin(&format!("待确认{place}"), day, online("申请人○○", place, title)));
    }
    Ok(all.into_iter().flat_map(Thread::told).filter(|deed| deed.at < at(today, 23, 0)).collect())
}

/// What was answered this year: each outcome that a bureau meets often.
fn closed_this_year(bureau: &Bureau, first: Day) -> anyhow::Result<Vec<Thread>> {
    let ground = Ground {
        exemptions: vec![Exemption::EnforcementFile],
        reason: "所申请的是正在办理的行政执法案卷".to_owned(),
        discretion: "案件尚未办结，公开会影响调查".to_owned(),
        ..Ground::default()
    };
    let part = Ground {
        what: "检查人员讨论意见".to_owned(),
        exemptions: vec![Exemption::Deliberative],
        reason: "属于检查过程中的讨论记录".to_owned(),
        discretion: "公开会影响检查人员坦率发表意见".to_owned(),
        ..Ground::default()
    };
    let parts = vec![PartDraft::Withheld(part)];
    let answers = [
        (
            "2026年一季度空气质量排名",
            Answer::Otherwise(Situation::AlreadyPublished),
            "您申请的信息已经主动公开，可在本机关政府信息公开专栏查阅。",
        ),
        ("某企业行政处罚案卷", Answer::Refused(ground), ""),
        (
            "要求查处邻近工地噪声",
            Answer::Otherwise(Situation::Petition),
            "您提出的事项属于投诉举报，请通过12369反映，本机关已转执法大队处理。",
        ),
        ("2025年河道断面水质年均值", Answer::Otherwise(Situation::Disclosable), GRANTED),
        ("饮用水水源地保护区划定图", Answer::Otherwise(Situation::Disclosable), GRANTED),
        ("入河排污口现场检查记录", Answer::Partly(parts), "检查记录共三份。"),
    ];
    let mut threads = Vec::new();
    for (place, (title, answer, words)) in (0_u16..).zip(answers) {
        let day = Calendar::national().add(first, WorkingDays(6 * place))?.date;
        let place = u32::from(place) + 41;
        let begun = Thread::begin(&format!("已办{place}"), day, handed_in(day, "申请人○○", place, title));
        let drafted = begun.handed_to(bureau, "water")?.later(7).drafted("water", answer, words);
        threads.push(drafted.approved("water-head").later(1).posted().later(2).archived());
    }
    let day = Calendar::national().add(first, WorkingDays(40))?.date;
    let none = Thread::begin("已办50", day, handed_in(day, "申请人○○", 50, "1978年澜江区环境保护工作总结"));
    threads.push(none.handed_to(bureau, "water")?.later(8).searched().approved("water-head").later(1).posted());
    Ok(threads)
}

impl Thread {
    fn consulted(self, by: &'static str, party: String) -> Thread {
        let on = self.day;
        self.step(by, Step::Consult { on, consulted: Consulted::ThirdParty, party, reached_on: None })
    }

    fn corrected_by(self, days: i64) -> Thread {
        let on = self.day;
        let answer_by = on.checked_add(days.days()).expect("there are days after");
        let words = "请说明所需信息的名称、文号或者便于查找的其他特征。".to_owned();
        let points = [UnclearPoint::Title, UnclearPoint::Description].into();
        self.step("shouli", Step::AskCorrection { on, points, words, answer_by })
    }

    fn extended(self, days: ExtensionDays) -> Thread {
        let on = self.day;
        let reason = "所申请的台账涉及五个年度，需要逐件核对并作区分处理".to_owned();
        self.step("gongkaizhang", Step::Extend { on, days, reason }).step("shouli", Step::TellExtension { on })
    }

    fn charged(self, pages: u32) -> Thread {
        let on = self.day;
        let words = "凭缴款码到银行或者网上缴纳，开具财政票据（演示）".to_owned();
        self.step(
            "gongkai",
            Step::AskFee { on, basis: Basis::Pages(pages), words, reached_on: None, otherwise: String::new() },
        )
    }

    fn asked_for_reasons(self) -> Thread {
        let on = self.day;
        let answer_by = on.checked_add(10.days()).expect("there are days after");
        let words = "本月以来您已提出申请36件，内容涉及全部项目的环评批复。".to_owned();
        self.step("gongkai", Step::AskReasons { on, words, answer_by })
    }

    fn searched(self) -> Thread {
        let on = self.day;
        let search = Search {
            on,
            stores: vec!["机关档案室".to_owned(), "区档案馆移交目录".to_owned()],
            words: "以“1978”“环境保护”“总结”检索，没有找到".to_owned(),
        };
        let elements = [Element::FactsFound, Element::LegalBasis, Element::Reason];
        let reply = Reply {
            on,
            answer: Answer::Otherwise(Situation::NotExisting),
            search: Some(search),
            elements: elements.into(),
            words: "经检索，没有您申请的信息，该信息不存在。".to_owned(),
        };
        self.step("water", Step::Reply(reply))
    }
}
