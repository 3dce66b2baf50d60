//! 材料入卷: scans of letters, envelopes and receipts, and what came in later.

use casework::paper::Role;
use casework::request::act::Act;
use office::request::Step;

use super::{At, Sheet, alone, on};
use crate::console::answers::Answers;
use crate::look::form::{Choice, Field, Part};
use crate::portal::ACCEPTED;

pub(super) const SHEET: Sheet = Sheet { thing: "papers", act: Act::FilePapers, submit: "入卷", parts, read };

fn parts(at: &At<'_>) -> Vec<Part> {
    let limits = at.office.paper_limits();
    let size = format!("每个不超过{}MB，一次最多{}个", limits.each >> 20, limits.number);
    alone(vec![
        Field::one_of("role", "是什么", Role::ALL.map(|role| Choice::new(role.code(), role.label())).into()).required(),
        Field::files("papers", "文件", ACCEPTED).required().hint(format!("pdf、ofd、docx、xlsx、jpg、png，{size}")),
        on(at, "入卷日期"),
    ])
}

fn read(answers: &mut Answers<'_>) -> Option<Step> {
    let role = answers.one("role", "请选择是什么材料", Role::of_code);
    let on = answers.day("on", "请填写入卷日期");
    let papers = answers.files("papers", role.unwrap_or(Role::Other));
    if papers.is_empty() {
        return answers.say("papers", "请选择要入卷的文件");
    }
    role?;
    Some(Step::FilePapers { on: on?, papers })
}
