//! `kill -9` of the process that serves, while people apply: whoever has a receipt gets back in.

use std::time::Instant;

use crate::applicants::{Crowd, Receipt};
use crate::installation::{Installation, Serving, on_both};

on_both!(
    #[ignore = "slow: kills a serving process three times"]
    every_receipt_opens_its_page_after_a_kill,
    |installation| {
        let mut receipts = Vec::new();
        for moment in [3, 150, 60] {
            receipts.extend(applied_until_killed(&installation, moment));
            let serving = installation.serves(&[]);
            for receipt in &receipts {
                opens(&serving, receipt);
            }
            finds_by_code(&serving, receipts.iter().rev().take(3));
            assert_eq!(serving.stops().status, Some(0));
            installation.is_sound();
        }
        // What was not acknowledged may be there or not, but never in part.
        let files = installation.numbers("SELECT COUNT(*) FROM file")[0];
        assert_eq!(installation.numbers("SELECT COUNT(*) FROM request_row"), [files]);
        assert!(usize::try_from(files).unwrap() >= receipts.len());
    }
);

/// At least fifty applications a second; the kill comes once so many were acknowledged.
fn applied_until_killed(installation: &Installation, moment: usize) -> Vec<Receipt> {
    let serving = installation.serves(&[]);
    let crowd = Crowd::default();
    let address = serving.address.clone();
    crowd.applies(&[&address], 12, false, || {
        let began = Instant::now();
        crowd.waits_for(moment, 0);
        let (took, many) = (began.elapsed().as_secs_f64(), crowd.receipts.lock().unwrap().len());
        serving.dies();
        // For the report, not for a judgement: other tests may be at work on the same machine.
        println!("{many} receipts in {took:.2} s before the kill");
    });
    crowd.receipts.into_inner().unwrap()
}

fn opens(serving: &Serving, receipt: &Receipt) {
    let page = serving.visitor().get(&receipt.status);
    assert_eq!(page.status, 200, "{receipt:?} is lost");
    assert!(page.words().contains(&receipt.subject), "{receipt:?}: {}", page.words());
}

/// By the code that is printed on the receipt, as somebody types it who has nothing else.
fn finds_by_code<'r>(serving: &Serving, receipts: impl Iterator<Item = &'r Receipt>) {
    for receipt in receipts {
        let page = serving.visitor().get(&format!("{}/receipt", receipt.status));
        let code = page.html.split("class=\"code\"").nth(1).and_then(|rest| rest.split(['>', '<']).nth(1));
        let code = code.unwrap_or_else(|| panic!("no code: {}", page.html)).trim().to_owned();
        let found = serving.visitor().fill("/status", &[("code", &code)]);
        assert_eq!(found.location(), receipt.status, "{code}: {}", found.words());
    }
}
