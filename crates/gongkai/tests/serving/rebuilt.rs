//! `gongkai rebuild` beside a serving process: what follows from the record is found or mended.

use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::applicants::Applicant;
use crate::installation::{Installation, on_both};
use crate::officer;

fn rebuild(installation: &Installation, status: i32) -> Value {
    let done = installation.command(&["rebuild", "--json"]).output().unwrap();
    assert_eq!(done.status.code(), Some(status), "{}", String::from_utf8_lossy(&done.stderr));
    serde_json::from_slice(&done.stdout).unwrap()
}

on_both!(a_falsified_row_is_named_and_mended_while_it_is_served, |installation| {
    let serving = installation.serves(&[]);
    let mut applicants = [(); 3].map(|()| Applicant::at(&serving.address));
    thread::sleep(Duration::from_secs(5));
    for (number, applicant) in (1u32..).zip(&mut applicants) {
        applicant.applies(&format!("{number:032x}"), "静海河断面监测数据").unwrap();
    }
    let same = rebuild(&installation, 0);
    assert_eq!((&same["same"], &same["read"]["request"]["files"]), (&true.into(), &3.into()));

    installation.falsify("UPDATE request_row SET year = 1999 WHERE file = (SELECT MIN(file) FROM request_row)");
    installation.falsify("DELETE FROM request_row WHERE file = (SELECT MAX(file) FROM request_row)");
    let found = rebuild(&installation, 1);
    let mut what: Vec<&str> =
        found["differences"].as_array().unwrap().iter().map(|one| one["what"].as_str().unwrap()).collect();
    what.sort_unstable();
    assert_eq!(what, ["row_changed", "row_missing"], "{found}");
    assert!(found["differences"].as_array().unwrap().iter().all(|one| one["mended"] == true), "{found}");
    assert_eq!(rebuild(&installation, 0)["same"], true, "it is mended");

    // What a person reads says the same, and the pages show all three again.
    installation.falsify("DELETE FROM request_row WHERE file = (SELECT MAX(file) FROM request_row)");
    let done = installation.command(&["rebuild"]).output().unwrap();
    let told = String::from_utf8(done.stdout).unwrap();
    assert!(done.status.code() == Some(1) && told.contains("列表里没有，已补上"), "{told}");
    let mut officer = officer::employed(&installation, &serving.address, "shouli", "intake_officer");
    let list = officer.get("/console?which=unconfirmed");
    assert_eq!(list.words().matches("静海河断面监测数据").count(), 3, "{}", list.words());
    assert_eq!(serving.stops().status, Some(0));
});

#[test]
fn an_entry_that_was_changed_is_left_for_the_audit() {
    let installation = Installation::on_sqlite();
    let serving = installation.serves(&[]);
    let mut applicant = Applicant::at(&serving.address);
    thread::sleep(Duration::from_secs(5));
    applicant.applies(&format!("{:032x}", 1), "静海河断面监测数据").unwrap();
    assert_eq!(serving.stops().status, Some(0));

    installation.falsify("UPDATE entry SET data = '{}'");
    let found = rebuild(&installation, 1);
    assert_eq!(found["differences"][0]["mended"], false, "{found}");
    let verified = installation.command(&["audit", "verify", "--json"]).output().unwrap();
    assert_eq!(verified.status.code(), Some(1), "{}", String::from_utf8_lossy(&verified.stdout));
}
