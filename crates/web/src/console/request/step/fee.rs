//! 通知缴费: by case or by volume, by the tariff in force (Art. 42). What it comes to is computed and never typed.

use casework::request::act::Act;
use law::request::fee::{Basis, Tariff};
use law::request::payment::pay_within;
use office::request::{EarlierCases, Step};

use super::{At, Sheet, on};
use crate::console::answers::{Answers, LONG};
use crate::look::form::{Choice, Field, Part, Width};

pub(super) const SHEET: Sheet = Sheet { thing: "fee", act: Act::AskFee, submit: "制发收费通知书", parts, read };

fn parts(at: &At<'_>) -> Vec<Part> {
    let bases = vec![
        Choice::new("cases", "按件计收").hint("同一申请人在同一自然月内的申请合并计算"),
        Choice::new("pages", "按量计收").hint("按本次提供的页数计算"),
    ];
    let number = |name: &str, label: &str| {
        Field::line(name.to_owned(), label).typed("number", "off").wide(Width::Short).required()
    };
    let counted = at.earlier.map_or(0, EarlierCases::count);
    let tariff = match Tariff::on(at.today()) {
        Some(tariff) => format!(
            "按《{}》（{}）的标准由系统计算；对每件申请只能选一种。申请人收到通知次日起{}个工作日内缴纳，逾期视为放弃申请；缴费后重新计算答复期限。",
            tariff.name,
            tariff.number,
            pay_within(at.today()).0
        ),
        None => "现在没有有效的收费标准，不得收费。".to_owned(),
    };
    vec![
        Part::new("", vec![Field::one_of("by", "怎样计收", bases).required()]).hint(tariff),
        Part::new(
            "",
            vec![
                number("earlier", "本月此前已申请的件数")
                    .value(counted.to_string())
                    .hint("系统按登记记录计得，这些申请列在本页下方；有出入的可以更正并写明理由"),
                Field::area("otherwise", "件数与记录不同的理由", 2).hint("没有更正件数的不填"),
                number("now", "本次计收的件数").value("1").hint("一件申请含多个事项、可以拆分为多件的，填拆分后的件数"),
            ],
        )
        .class("way way-cases"),
        Part::new("", vec![number("pages", "提供的页数")]).class("way way-pages"),
        Part::new(
            "",
            vec![
                Field::area("words", "缴纳方式", 3).required().hint("收款单位、账号或者缴款码，财政票据怎样领取"),
                on(at, "发出日期"),
                Field::day("reached_on", "申请人收到日期")
                    .hint("知道的填写，缴费期限从次日起算；不知道的从发出次日起算"),
            ],
        ),
    ]
}

fn read(answers: &mut Answers<'_>) -> Option<Step> {
    let basis = match answers.raw("by") {
        "cases" => {
            let earlier =
                answers.one("earlier", "请填写此前的件数，没有的填0", |value| value.parse().ok());
            let now = answers.one("now", "请填写本次计收的件数", |value| value.parse().ok());
            earlier.zip(now).map(|(earlier, now)| Basis::Cases { earlier, now })
        }
        "pages" => answers.one("pages", "请填写提供的页数", |value| value.parse().ok()).map(Basis::Pages),
        _ => answers.say("by", "请选择怎样计收"),
    };
    let words = answers.words("words", "请写明缴纳方式", LONG);
    let on = answers.day("on", "请填写发出日期");
    let reached_on = answers.day_if_given("reached_on");
    let otherwise = answers.words_if_given("otherwise", LONG);
    Some(Step::AskFee { basis: basis?, words: words?, on: on?, reached_on: reached_on?, otherwise: otherwise? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::submitted::Submitted;

    #[test]
    fn one_of_the_two_is_charged_and_never_both() {
        let common =
            [("words", "凭缴款码缴纳"), ("on", "2025-11-19"), ("earlier", "12"), ("now", "3"), ("pages", "119")];
        let read = |by: &str| {
            let submitted = Submitted::of(common.iter().copied().chain([("by", by)]));
            super::read(&mut Answers::of(&submitted))
        };
        let basis = |step| match step {
            Some(Step::AskFee { basis, .. }) => Some(basis),
            _ => None,
        };
        assert_eq!(basis(read("cases")), Some(Basis::Cases { earlier: 12, now: 3 }));
        assert_eq!(basis(read("pages")), Some(Basis::Pages(119)));
        assert_eq!(read("both"), None);
    }
}
