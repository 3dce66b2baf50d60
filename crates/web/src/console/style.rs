//! Every component on one page, for whoever builds the next one: what it is for, and how it is written.

use askama::Template;
use axum::response::Response;
use law::calendar::Day;

use crate::look::bars::{Bar, Bars};
use crate::look::chip::{Chip, Tone};
use crate::look::form::{Choice, Field, Form, Part as FormPart, Width};
use crate::look::pager::Pager;
use crate::look::qr::Qr;
use crate::look::rail::{Part, Pressing, Rail};
use crate::look::ribbon::{Kind, Ribbon, Stretch};
use crate::look::steps::{Offer, Steps, Way};
use crate::look::table::{Cell, Column, Narrow, Table};
use crate::look::timeline::{Entry, Timeline};
use crate::page::Page;
use crate::respond;
use crate::submitted::{Complaints, Submitted};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "console/style.html")]
struct StylePage<'v> {
    page: Page<'v>,
    rail: Rail,
    chips: Vec<Chip>,
    ribbons: Vec<(&'static str, Ribbon)>,
    steps: Steps,
    timeline: Timeline,
    table: Table,
    figures: Table,
    pager: Pager,
    form: Form,
    wrong: Form,
    bars: Bars,
    qr: Option<Qr>,
}

pub(super) async fn style(visit: Visit) -> Response {
    let address = visit.site.absolute("/status");
    respond::private(&StylePage {
        page: visit.page("样式").with_script("form.js").private(),
        rail: rail(&visit),
        chips: chips(),
        ribbons: ribbons(),
        steps: steps(&visit.site.base.to("/console/style")),
        timeline: timeline(),
        table: table(),
        figures: figures(),
        pager: Pager {
            before: Some(visit.site.base.to("/console/style?before=1")),
            after: Some(visit.site.base.to("/console/style?after=2")),
            said: "共6,214条".to_owned(),
        },
        form: form("plain"),
        wrong: form_with_mistakes(),
        bars: bars(),
        qr: Qr::of(&address, "二维码：查询办理进度").ok(),
    })
}

fn rail(visit: &Visit) -> Rail {
    let parts = [("工作台", "/console", "9"), ("申请", "/console/requests", ""), ("样式", "/console/style", "")];
    let parts = parts.map(|(name, path, waiting)| Part {
        name,
        href: visit.site.base.to(path),
        waiting: waiting.to_owned(),
        current: visit.path == path,
    });
    Rail {
        home: visit.site.base.to("/console"),
        parts: parts.into(),
        pressing: vec![
            Pressing {
                name: "已超期", count: "2".to_owned(), href: visit.site.base.to("/console/style"), late: true
            },
            Pressing {
                name: "待我审核",
                count: "7".to_owned(),
                href: visit.site.base.to("/console/style"),
                late: false,
            },
        ],
        person: Some("陈某 · 受理".to_owned()),
        ..Rail::default()
    }
}

fn chips() -> Vec<Chip> {
    let chips =
        [("网上", Tone::Plain), ("还有4个工作日", Tone::Soon), ("已超期2个工作日", Tone::Late), ("已送达", Tone::Done)];
    chips.map(|(text, tone)| Chip::new(text, tone)).into()
}

fn november(day: i8) -> Day {
    Day::constant(2025, 11, day)
}

fn stretch(after: i8, through: i8, kind: Kind, label: &str) -> Stretch {
    Stretch { after: november(after), through: november(through), kind, label: label.to_owned() }
}

fn ribbons() -> Vec<(&'static str, Ribbon)> {
    let consulted = vec![
        stretch(3, 11, Kind::Used, ""),
        stretch(11, 18, Kind::Uncounted, "征求意见，不计时"),
        stretch(18, 19, Kind::Used, ""),
        stretch(19, 30, Kind::Left, ""),
    ];
    let late = vec![stretch(3, 24, Kind::Used, ""), stretch(24, 28, Kind::Late, "超过期限")];
    let waiting = vec![stretch(3, 7, Kind::Used, ""), stretch(7, 28, Kind::Uncounted, "等您补正，不计时")];
    let ribbon = |stretches, today, last: &str, said: &str| {
        Ribbon::new(november(3), stretches, Some(november(today)), "11月3日 收到", last, said)
    };
    vec![
        ("正在办理", ribbon(consulted, 19, "11月30日 最迟答复", "11月11日起征求意见，今天是11月19日").named("r1")),
        ("超过期限", ribbon(late, 28, "应在11月24日答复", "11月24日到期，今天是11月28日").named("r2")),
        ("等待补正", ribbon(waiting, 10, "11月28日 最迟补正", "等待补正到11月28日").named("r3")),
    ]
}

fn steps(here: &str) -> Steps {
    let open = |name: &str, note: &str| Offer {
        name: name.to_owned(),
        note: note.to_owned(),
        way: Way::Open(here.to_owned()),
    };
    let closed = Offer {
        name: "要求补正".to_owned(),
        note: String::new(),
        way: Way::Closed("已过7个工作日（11月12日），第三十条".to_owned()),
    };
    Steps {
        offers: vec![
            open("起草答复", "建议：予以公开，第三十六条第（二）项"),
            open("延期答复", "须政府信息公开工作机构负责人同意，最多20个工作日"),
            open("申请人撤回", ""),
            closed,
        ],
    }
}

fn timeline() -> Timeline {
    let entries = vec![
        Entry::owed_by(november(30), 2025, "作出答复"),
        Entry::on(november(18), 2025, "第三方同意公开").noted("示范水务有限公司，回函1页"),
        Entry::on(november(11), 2025, "发出征求意见书").with(Chip::new("已送达", Tone::Done)),
        Entry::on(november(3), 2025, "电话确认，登记成立").noted("受理 陈某"),
    ];
    Timeline { entries }
}

fn table() -> Table {
    let columns = ["申请", "申请人", "期限", "承办"].map(Column::words);
    let row = |name: &str, who: &str, chip: Chip, unit: &str| {
        vec![
            Cell::link(name, "#").noted("澜环公开申〔2025〕27号"),
            Cell::new(who),
            Cell::new("11-30").with(chip),
            Cell::new(unit),
        ]
    };
    let mut table = Table::new("待办申请", columns.into());
    table.rows = vec![
        row("静海河断面水质监测数据", "自然人", Chip::new("还有4个工作日", Tone::Soon), "水生态科"),
        row("港区污水处理厂环评批复", "商业企业", Chip::new("已超期2个工作日", Tone::Late), "环评科"),
    ];
    table
}

fn figures() -> Table {
    let columns =
        vec![Column::words("事项"), Column::figures("上一年"), Column::figures("增减"), Column::figures("处理决定")];
    let mut table = Table::new("台账（左右滚动）", columns);
    table.narrow = Narrow::Scroll;
    table.rows =
        [["行政许可", "5", "0", "20"], ["其他对外管理服务事项", "7", "−1", "267"], ["行政处罚", "128", "+9", "67"]]
            .map(|row| row.map(Cell::new).into())
            .into();
    table
}

fn form(prefix: &str) -> Form {
    let name = |field: &str| format!("{prefix}_{field}");
    let channels = [("post", "邮寄"), ("counter", "当面")].map(|(value, label)| Choice::new(value, label));
    let units = [("1", "水生态科"), ("2", "环评科")].map(|(value, label)| Choice::new(value, label));
    let boxes = [("a", "合法性"), ("b", "真实性"), ("c", "准确性")].map(|(value, label)| Choice::new(value, label));
    let fields = vec![
        Field::line(name("subject"), "申请内容").wide(Width::Wide).required().hint("一句话说明要的是什么"),
        Field::day(name("on"), "收到日期").required().hint("以邮戳、签收单为准"),
        Field::one_of(name("channel"), "来件方式", channels.into()).required(),
        Field::menu(name("unit"), "承办科室", units.into()),
        Field::any_of(name("declared"), "提供者承诺", boxes.into()),
        Field::area(name("note"), "备注", 3),
        Field::file(name("scan"), "扫描件", ".pdf,.jpg,.png"),
    ];
    Form::new("#", "登记").part(FormPart::new("登记来件", fields).hint("纸质来件一分钟登记完。"))
}

fn form_with_mistakes() -> Form {
    let mut complaints = Complaints::default();
    complaints.say("wrong_subject", "请填写申请内容");
    complaints.say("wrong_on", "收到日期不能晚于今天");
    form("wrong").filled(&Submitted::of([("wrong_on", "2099-01-01"), ("wrong_channel", "post")]), &complaints)
}

fn bars() -> Bars {
    let bar = |name: &str, value: f64| Bar { name: name.to_owned(), value: Some(value), said: format!("{value}件") };
    let bars = [bar("行政许可", 20.0), bar("其他对外管理服务事项", 267.0), bar("行政处罚", 67.0)];
    Bars::new("处理决定", "事项", "处理决定数量", &bars)
}
