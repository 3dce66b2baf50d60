//! What is done to an agency: each form of its page, which comes back filled in where it is refused.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use casework::who::Agency;
use office::people::PeopleError;

use super::page::{Thing, blank, draw, purpose};
use super::{HERE, agencies, chosen};
use crate::console::answers::{Answers, LINE};
use crate::console::desk::Desk;
use crate::console::people::said;
use crate::fault::Fault;
use crate::look::form::Form;
use crate::respond;
use crate::submitted::Submitted;

pub(super) async fn keep(
    desk: Desk,
    Path((agency, thing)): Path<(u64, String)>,
    submitted: Submitted,
) -> Result<Response, Fault> {
    let (of, thing) = (Agency(agency), Thing::of(&thing).ok_or(Fault::NotFound)?);
    let agencies = agencies(&desk).await?;
    let row = agencies.row(of).ok_or(Fault::NotFound)?;
    let mut answers = Answers::of(&submitted);
    let done = match desk.check(&submitted, &purpose(of)) {
        Err(reason) => Err(reason.to_string()),
        Ok(()) => match take(&desk, of, thing, &mut answers).await {
            None => Err(String::new()),
            Some(Ok(())) => Ok(()),
            Some(Err(error)) => Err(said(error)?),
        },
    };
    let Err(complaint) = done else { return Ok(respond::see(desk.site(), &format!("{HERE}/{agency}"))) };
    // Where there is nothing left to do, the page itself says how things stand now.
    let form = blank(&desk, &agencies, row, thing).unwrap_or_else(|| Form::new(desk.to(HERE), "返回"));
    let form = form.filled(&submitted, &answers.wrong).saying(complaint);
    draw(&desk, &agencies, of, StatusCode::UNPROCESSABLE_ENTITY, Some((thing, form)))
}

/// `None` where the form itself is not filled in as it should be.
async fn take(desk: &Desk, of: Agency, thing: Thing, answers: &mut Answers<'_>) -> Option<Result<(), PeopleError>> {
    let (people, by, at) = (desk.people(), desk.viewer(), desk.moment());
    Some(match thing {
        Thing::Name => {
            let name = answers.words("name", "请填写新的全称", LINE);
            let from = answers.day("renamed", "请填写启用日期")?;
            people.rename_agency(by, of, &name?, from, at).await
        }
        Thing::Superior => {
            let above = answers.one("above", "请选择上级机关", |text| match text {
                "none" => Some(None),
                number => chosen(number).map(Some),
            });
            let from = answers.day("above_from", "请填写从哪一天起")?;
            people.set_superior(by, of, above?, from, at).await
        }
        Thing::Guide => {
            let guide = answers.one("guide", "请选择指导机关", chosen);
            let from = answers.day("guide_from", "请填写从哪一天起")?;
            people.add_guide(by, of, guide?, from, at).await
        }
        Thing::GuideEnd => {
            let guide = answers.one("ending", "请选择指导机关", chosen);
            let last = answers.day("guide_last", "请填写最后一天")?;
            people.end_guide(by, of, guide?, last, at).await
        }
        Thing::End => {
            let last = answers.day("last", "请填写最后一天")?;
            people.end_agency(by, of, last, at).await
        }
    })
}
