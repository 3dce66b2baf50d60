//! What the bureau publishes, told as deeds: handed in by its section, looked at by whoever its reach asks for, published.

use std::collections::BTreeSet;

use casework::publication::facts::{Attribute, Declaration, Level, Scope};
use casework::publication::steps::Wish;
use casework::publication::text::PublicText;
use office::publication::{HandIn, Step};

use super::bureau::Bureau;
use super::content::Planned;
use super::story::{Deed, What, at};

/// Why what a screening finds in these texts may stay.
const JUSTIFIED: &str = "演示数据，机构、企业、人物和数字均为虚构";

/// The deeds of all of them.
pub(crate) fn deeds(bureau: &Bureau, planned: &[Planned]) -> anyhow::Result<Vec<Deed>> {
    let mut deeds = Vec::new();
    for (place, one) in planned.iter().enumerate() {
        deeds.extend(of_one(bureau, &format!("信息{place}"), one, place)?);
    }
    Ok(deeds)
}

fn of_one(bureau: &Bureau, file: &str, one: &Planned, place: usize) -> anyhow::Result<Vec<Deed>> {
    let on = one.published_on;
    let wish = Wish {
        attribute: Attribute::Proactive,
        item: one.item,
        genre: one.genre,
        document: None,
        scope: one.scope,
        provider: bureau.unit(one.unit)?,
        formed_on: one.formed_on,
        declared: BTreeSet::from(Declaration::ALL),
    };
    let text = PublicText::new(&one.title, "", &one.body)?;
    let draft = HandIn { on, wish, text, justified: JUSTIFIED.to_owned() };
    // Of one day the first are published first, minute after minute.
    let mut minute = i8::try_from(place % 20)?;
    let mut deeds = vec![Deed {
        at: at(on, 14, minute),
        what: What::Draft { file: file.to_owned(), by: one.unit.to_owned(), draft: Box::new(draft) },
    }];
    let levels: &[(String, Level)] = &[
        (format!("{}-head", one.unit), Level::UnitHead),
        ("fenguan".to_owned(), Level::DeputyHead),
        ("juzhang".to_owned(), Level::Head),
    ];
    let asked = match one.scope {
        Scope::Unit => 1,
        Scope::AgencyWide => 2,
        Scope::Important => 3,
    };
    let steps =
        levels[..asked].iter().map(|(by, level)| (by.clone(), Step::Review { on, level: *level, returned: None }));
    let published = Step::Publish { on, document_number: one.document_number.clone(), channels: one.channels.clone() };
    for (by, step) in steps.chain([("gongkai".to_owned(), published)]) {
        minute += 10;
        let what = What::Publication { file: file.to_owned(), by, step: Box::new(step) };
        deeds.push(Deed { at: at(on, 14, minute), what });
    }
    Ok(deeds)
}
