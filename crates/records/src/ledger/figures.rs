//! The counts of a year, by the database: one grouped query a ledger.

use std::collections::BTreeSet;

use casework::ledger::figures::{Figures, last_day};
use casework::ledger::{Kind, Ledger};
use casework::who::Agency;
use sea_orm::{DbErr, QueryResult, Value};

use super::rows::yuan;
use crate::append::number;
use crate::database::Records;
use crate::error::StorageError;
use crate::sql;

impl Records {
    /// What the ledgers of an agency say in section two of the report of a year.
    pub async fn ledger_figures(&self, agency: Agency, year: i16) -> Result<Figures, StorageError> {
        let (before, end) = (last_day(year - 1).to_string(), last_day(year).to_string());
        let mut figures = Figures::default();

        // `CAST` since one of the databases sums whole numbers into decimals.
        let items = "SELECT kind,
                CAST(SUM(CASE WHEN day <= $3 AND (ends_on IS NULL OR ends_on >= $3) THEN 1 ELSE 0 END) AS BIGINT) AS a,
                CAST(SUM(CASE WHEN day <= $4 AND (ends_on IS NULL OR ends_on >= $4) THEN 1 ELSE 0 END) AS BIGINT) AS b
            FROM ledger_row WHERE agency = $1 AND ledger = $2 AND strike_reason IS NULL GROUP BY kind";
        let days: [Value; 2] = [before.clone().into(), end.clone().into()];
        for row in self.counts(items, agency, Ledger::Items, days).await? {
            if let Some(kind) = kind(&row)? {
                figures.items_before.insert(kind, many(&row, "a")?);
                figures.items_at_end.insert(kind, many(&row, "b")?);
            }
        }

        let decisions = "SELECT kind, COUNT(*) AS a FROM ledger_row
            WHERE agency = $1 AND ledger = $2 AND strike_reason IS NULL AND day > $3 AND day <= $4 GROUP BY kind";
        let days: [Value; 2] = [before.clone().into(), end.clone().into()];
        for row in self.counts(decisions, agency, Ledger::Decisions, days).await? {
            if let Some(kind) = kind(&row)? {
                figures.decisions.insert(kind, many(&row, "a")?);
            }
        }

        let money = "SELECT COUNT(*) AS a, CAST(COALESCE(SUM(cents), 0) AS BIGINT) AS b FROM ledger_row
            WHERE agency = $1 AND ledger = $2 AND strike_reason IS NULL AND day > $3 AND day <= $4";
        for ledger in [Ledger::FeeIncome, Ledger::Procurement] {
            let days: [Value; 2] = [before.clone().into(), end.clone().into()];
            for row in self.counts(money, agency, ledger, days).await? {
                let amount = yuan(row.try_get("", "b").map_err(StorageError::from)?);
                if ledger == Ledger::FeeIncome {
                    figures.fee_income = amount;
                } else {
                    (figures.purchases, figures.purchase_amount) = (many(&row, "a")?, amount);
                }
            }
        }
        Ok(figures)
    }

    /// The ledgers that were kept in a year, and the kinds within them: those with a row of it that is not struck; the list of
    /// powers goes on from year to year. A ledger into which nobody wrote knows of no nought either.
    pub async fn ledgers_kept(
        &self,
        agency: Agency,
        year: i16,
    ) -> Result<BTreeSet<(Ledger, Option<Kind>)>, StorageError> {
        let text = "SELECT DISTINCT ledger, kind FROM ledger_row
            WHERE agency = $1 AND day <= $3 AND (day > $2 OR ledger = $4) AND strike_reason IS NULL";
        let (before, end) = (last_day(year - 1).to_string(), last_day(year).to_string());
        let values = vec![number(agency).into(), before.into(), end.into(), Ledger::Items.code().into()];
        let mut kept = BTreeSet::new();
        for row in sql::all(self.reading(), text, values).await? {
            let code: String = row.try_get("", "ledger").map_err(StorageError::from)?;
            if let Some(ledger) = Ledger::of_code(&code) {
                kept.extend([(ledger, kind(&row)?), (ledger, None)]);
            }
        }
        Ok(kept)
    }

    async fn counts(
        &self,
        text: &str,
        agency: Agency,
        ledger: Ledger,
        days: [Value; 2],
    ) -> Result<Vec<QueryResult>, StorageError> {
        let [before, end] = days;
        let values = vec![number(agency).into(), ledger.code().into(), before, end];
        Ok(sql::all(self.reading(), text, values).await?)
    }
}

fn kind(row: &QueryResult) -> Result<Option<Kind>, DbErr> {
    let code: Option<String> = row.try_get("", "kind")?;
    Ok(code.as_deref().and_then(Kind::of_code))
}

fn many(row: &QueryResult, column: &str) -> Result<u64, DbErr> {
    let many: i64 = row.try_get("", column)?;
    Ok(u64::try_from(many).unwrap_or_default())
}
