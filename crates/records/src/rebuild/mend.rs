//! Writing what differs, in the turn of the writer: there nobody else writes, in whatever process, so what differs there
//! differs truly, and what is written follows from all entries.

use std::convert::Infallible;
use std::sync::Arc;

use casework::annual_report::AnnualReport;
use casework::context::Settings;
use casework::disposal::Disposal;
use casework::file::File;
use casework::publication::Publication;
use casework::request::Request;
use futures::FutureExt;
use sea_orm::{DatabaseTransaction, DbErr, EntityName};

use super::compare::{self, Tally, derive};
use super::page::{self, Place, Whole};
use super::{Difference, TOGETHER, What, settled};
use crate::database::Records;
use crate::error::StorageError;
use crate::listed::{self, Listed};
use crate::sql::Together;
use crate::{counted, sql};

/// Looks at these files again, mends what differs and says what it was.
///
/// What is wrong goes before anything is written, for two rows may hold each other's number, which none may hold twice. A
/// few files are mended in one command; where it takes several, a row may be out of the lists until the last of them.
pub(super) async fn all(
    records: &Records,
    places: Vec<Place>,
    settings: &Arc<Settings>,
) -> Result<Vec<Difference>, StorageError> {
    if places.len() <= TOGETHER {
        return mend(records, places, settings, true).await;
    }
    let mut differences = Vec::new();
    for some in places.chunks(TOGETHER) {
        differences.extend(mend(records, some.to_vec(), settings, false).await?);
    }
    let mut mended: Vec<Place> = mendable(&differences).collect();
    mended.dedup();
    for some in mended.chunks(TOGETHER) {
        let (some, settings) = (some.to_vec(), Arc::clone(settings));
        let written = records.write::<_, Infallible, _>(move |transaction| {
            async move { Ok(fill(transaction, some, &settings).await?) }.boxed()
        });
        settled(written.await)?;
    }
    Ok(differences)
}

async fn mend(
    records: &Records,
    places: Vec<Place>,
    settings: &Arc<Settings>,
    whole: bool,
) -> Result<Vec<Difference>, StorageError> {
    if places.is_empty() {
        return Ok(Vec::new());
    }
    let settings = Arc::clone(settings);
    let written = records.write::<_, Infallible, _>(move |transaction| {
        async move {
            let mut differences = Vec::new();
            for place in &places {
                differences.extend(clear(transaction, place, &settings).await?);
            }
            if whole {
                let mut mended: Vec<Place> = mendable(&differences).collect();
                mended.dedup();
                fill(transaction, mended, &settings).await?;
            }
            Ok(differences)
        }
        .boxed()
    });
    settled(written.await)
}

fn mendable(differences: &[Difference]) -> impl Iterator<Item = Place> {
    let mended = differences.iter().filter(|difference| difference.what.is_mended());
    mended.map(|difference| (difference.agency, difference.file.clone()))
}

/// Takes away what is wrong at a place.
async fn clear(
    transaction: &DatabaseTransaction,
    place: &Place,
    settings: &Settings,
) -> Result<Vec<Difference>, DbErr> {
    let page = page::one(transaction, place).await?;
    let differences = compare::differences(page, settings, &mut Tally::default());
    for difference in &differences {
        match difference.what {
            What::RowChanged | What::RowLeftOver => remove(transaction, difference.kind.as_deref(), place).await?,
            What::CellsChanged => counted::clear(transaction, place.0, &place.1).await?,
            What::RowMissing | What::HeadUnfit | What::Unreadable(_) => {}
        }
    }
    Ok(differences)
}

async fn remove(transaction: &DatabaseTransaction, kind: Option<&str>, place: &Place) -> Result<(), DbErr> {
    let table = match kind {
        Some(Request::KIND) => table::<Request>(),
        Some(Publication::KIND) => table::<Publication>(),
        Some(AnnualReport::KIND) => table::<AnnualReport>(),
        Some(Disposal::KIND) => table::<Disposal>(),
        _ => return Ok(()),
    };
    let text = format!("DELETE FROM {table} WHERE agency = $1 AND file = $2");
    sql::execute(transaction, &text, vec![place.0.into(), place.1.clone().into()]).await?;
    Ok(())
}

fn table<F: Listed>() -> &'static str {
    F::Rows::default().table_name()
}

/// Writes what should stand at these places.
async fn fill(transaction: &DatabaseTransaction, places: Vec<Place>, settings: &Settings) -> Result<(), DbErr> {
    for place in &places {
        for whole in &page::one(transaction, place).await?.files {
            match compare::kind(whole) {
                Some(Request::KIND) => fill_in::<Request>(transaction, whole, settings).await?,
                Some(Publication::KIND) => fill_in::<Publication>(transaction, whole, settings).await?,
                Some(AnnualReport::KIND) => fill_in::<AnnualReport>(transaction, whole, settings).await?,
                Some(Disposal::KIND) => fill_in::<Disposal>(transaction, whole, settings).await?,
                _ => {}
            }
        }
    }
    Ok(())
}

async fn fill_in<F: Listed>(
    transaction: &DatabaseTransaction,
    whole: &Whole,
    settings: &Settings,
) -> Result<(), DbErr> {
    // What cannot be read was told before, and is left as it stands.
    let Ok(derived) = derive::<F>(whole, settings) else { return Ok(()) };
    let mut together = Together::default();
    if let Some(row) = derived.row {
        listed::write::<F>(&mut together, row);
    }
    counted::clear(transaction, whole.place.0, &whole.place.1).await?;
    counted::fill(&mut together, whole.place.0, &derived.file, &derived.marks);
    together.run(transaction).await
}
