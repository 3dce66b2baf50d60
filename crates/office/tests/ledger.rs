//! Ledgers as people keep them: a table from elsewhere, one row by hand, a mistake, and the year's figures.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

use casework::ledger::columns::columns;
use casework::ledger::{Kind, Ledger};
use casework::who::{Duty, Viewer};
use office::ledger::LedgerError;
use office::testing::{Bureau, officer};
use records::ledger::rows::Of;
use records::on_both;
use records::testing::Place;

const TABLE: &str = "\
序号,决定书文号,案由,当事人,处罚决定日期
1,云澜环罚〔2019〕1号,超标排放水污染物,某某公司,2019-03-05
2,云澜环罚〔2019〕2号,\"未批先建, 擅自投产\",某某公司,2019年4月2日
3,云澜环罚〔2019〕3号,超标排放水污染物,某某公司,四月
合计,,,,
";

fn keeper() -> Viewer {
    officer(Duty::Handler)
}

on_both!(a_table_is_looked_at_then_taken_and_counted, async |place: Place| {
    let bureau = Bureau::open(place, "2020-01-10").await;
    let office = &bureau.office;
    let read =
        || office.read_ledger_table(Ledger::Decisions, Some(Kind::Penalty), TABLE.as_bytes(), "2019.csv").unwrap();
    let preview = read();
    assert_eq!((preview.import.rows.len(), preview.import.left_out), (2, vec!["当事人".to_owned()]));
    let refused = &preview.import.rejected[0];
    assert_eq!((refused.line, refused.column, refused.value.as_str()), (4, "决定日期", "四月"));
    let page = office.ledger_page(&keeper(), Ledger::Decisions, Of::default(), None, 10).await.unwrap();
    assert!(page.is_empty(), "looking takes nothing");

    let taken = office.take_ledger_table(&keeper(), Ledger::Decisions, "2019.csv", read().import).await.unwrap();
    assert_eq!((taken.added, taken.known), (2, 0));
    let again = office.take_ledger_table(&keeper(), Ledger::Decisions, "2019.csv", read().import).await.unwrap();
    assert_eq!((again.added, again.known), (0, 2));
    let figures = office.ledger_figures(&keeper(), 2019).await.unwrap();
    assert_eq!(figures.decisions[&Kind::Penalty], 2);
    let batches = office.ledger_batches(&keeper(), 10).await.unwrap();
    assert_eq!(batches.iter().map(|batch| (batch.added, batch.known, batch.rejected)).max(), Some((2, 0, 1)));
});

on_both!(a_row_is_typed_in_and_a_wrong_one_struck, async |place: Place| {
    let bureau = Bureau::open(place, "2020-01-10").await;
    let office = &bureau.office;
    let enter = async |number: &str, name: &str, on: &str, amount: &str| {
        let texts = [number, name, on, amount].map(str::to_owned);
        let fields: Vec<_> = columns(Ledger::Procurement).iter().copied().zip(texts).collect();
        office.enter_ledger_row(&keeper(), Ledger::Procurement, None, &fields).await
    };
    enter("YZLJ-01", "自动站运维", "2019-03-05", "2153.74万元").await.unwrap();
    enter("YZLJ-01", "自动站运维", "2019-03-05", "2153.74万元").await.unwrap();
    assert!(matches!(enter("YZLJ-01", "自动站运维", "2019-03-06", "1").await, Err(LedgerError::Differs)));
    let refused = enter("YZLJ-02", "", "2019-03-05", "很多").await.unwrap_err();
    assert!(refused.to_string().contains("项目名称不能为空"), "{refused}");
    let figures = office.ledger_figures(&keeper(), 2019).await.unwrap();
    assert_eq!((figures.purchases, figures.purchase_amount.to_string()), (1, "21537400".into()));
    office.strike_ledger_row(&keeper(), Ledger::Procurement, "YZLJ-01", "重复").await.unwrap();
    assert_eq!(office.ledger_figures(&keeper(), 2019).await.unwrap().purchases, 0);
});

on_both!(who_keeps_no_ledger_changes_none, async |place: Place| {
    let bureau = Bureau::open(place, "2020-01-10").await;
    let office = &bureau.office;
    for duty in Duty::ALL {
        let import =
            office.read_ledger_table(Ledger::Decisions, Some(Kind::Penalty), TABLE.as_bytes(), "2019.csv").unwrap();
        let taken = office.take_ledger_table(&officer(duty), Ledger::Decisions, "2019.csv", import.import).await;
        let keeps = matches!(
            duty,
            Duty::Handler | Duty::UnitHead | Duty::OpenGovernmentOffice | Duty::OpenGovernmentOfficeHead
        );
        assert_eq!(taken.is_ok(), keeps, "{duty:?}");
        let sees = office.ledger_figures(&officer(duty), 2019).await.is_ok();
        assert_eq!(sees, !duty.is_administrator(), "{duty:?}");
    }
});

on_both!(what_is_no_table_of_the_ledger_is_refused, async |place: Place| {
    let bureau = Bureau::open(place, "2020-01-10").await;
    let read = |bytes: &[u8], name| bureau.office.read_ledger_table(Ledger::FeeIncome, None, bytes, name);
    assert!(matches!(read(TABLE.as_bytes(), "2019.csv"), Err(LedgerError::NoTable(_))));
    assert!(matches!(read(b"", "2019.xlsx"), Err(LedgerError::Unreadable(_) | LedgerError::NoTable(_))));
    assert!(matches!(read(b"PK\x03\x04broken", "2019.xlsx"), Err(LedgerError::Unreadable(_))));
});
