//! 送达答复: by post it is made when posted, else when it is signed for.

use casework::request::act::Act;
use casework::request::facts::Service;
use office::request::Step;

use super::{At, Sheet};
use crate::console::answers::Answers;
use crate::look::form::{Choice, Field, Part};

pub(super) const SHEET: Sheet = Sheet { thing: "service", act: Act::Serve, submit: "记录送达", parts, read };

fn parts(at: &At<'_>) -> Vec<Part> {
    let ways = vec![
        Choice::new("post", "邮寄").hint("交邮之日为答复之日"),
        Choice::new("by_hand", "直接送达").hint("申请人签收之日为答复之日"),
        Choice::new("electronic", "电子送达").hint("到达申请人系统之日为答复之日"),
        Choice::new("entrusted", "委托送达").hint("签收之日为答复之日"),
    ];
    vec![
        Part::new("", vec![Field::one_of("how", "送达方式", ways).required()]),
        Part::new(
            "",
            vec![
                Field::day("posted_on", "交邮日期").required().value(at.today().to_string()),
                Field::day("signed_on_later", "签收日期").hint("知道的填写，不影响答复日期"),
            ],
        )
        .class("way way-post"),
        Part::new("", vec![Field::day("signed_on", "签收日期").required()]).class("way way-sign"),
        Part::new("", vec![Field::day("reached_on", "到达日期").required()]).class("way way-electronic"),
    ]
}

fn read(answers: &mut Answers<'_>) -> Option<Step> {
    let service = match answers.raw("how") {
        "post" => {
            let (posted_on, signed_on) =
                (answers.day("posted_on", "请填写交邮日期"), answers.day_if_given("signed_on_later"));
            Service::Post { posted_on: posted_on?, signed_on: signed_on? }
        }
        "by_hand" => Service::ByHand { signed_on: answers.day("signed_on", "请填写签收日期")? },
        "entrusted" => Service::Entrusted { signed_on: answers.day("signed_on", "请填写签收日期")? },
        "electronic" => Service::Electronic { reached_on: answers.day("reached_on", "请填写到达日期")? },
        _ => return answers.say("how", "请选择送达方式"),
    };
    Some(Step::Serve { service })
}
