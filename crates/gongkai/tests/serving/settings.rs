//! A setting of the configuration changes what happens.

use std::fs;

use serde_json::Value;

use crate::installation::{AGENCY, Installation, Serving};
use crate::officer;
use crate::visitor::Visitor;

/// A letter is registered at the counter today; the day until which it is answered, as the page and the list say it.
fn due(installation: &Installation, serving: &Serving) -> String {
    let mut intake = officer::employed(installation, &serving.address, "shouli", "intake_officer");
    let path = "/console/requests/registration";
    let today = intake.get(path).value("handed_in");
    let letter = [
        ("channel", "counter"),
        ("handed_in", today.as_str()),
        ("kind", "natural_person"),
        ("name", "沈静澜"),
        ("phone", "13800001234"),
        ("title", "静海河断面水质监测数据"),
        ("supply", "paper"),
        ("delivery", "pick_up"),
    ];
    let registered = intake.fill(path, &letter);
    assert!(registered.words().contains("已登记"), "{}", registered.words());
    let due = installation.texts("SELECT due_on FROM request_row");
    assert_eq!(due.len(), 1);
    due[0].clone()
}

#[test]
fn a_local_day_off_moves_the_day_of_the_answer_and_rebuild_needs_to_know_it() {
    let usual = Installation::on_sqlite();
    let serving = usual.serves(&[]);
    let without = due(&usual, &serving);
    drop(serving);

    let installation = Installation::on_sqlite().configured(&format!("calendar = \"local.csv\"\n{AGENCY}"));
    let day_off = format!("date,kind,name\n{without},holiday,本地放假\n");
    fs::write(installation.folder.path().join("local.csv"), day_off).unwrap();
    let serving = installation.serves(&[]);
    let with = due(&installation, &serving);
    assert!(with > without, "{with} is not after {without}");

    let config = installation.config();
    let rebuild = |words: &[&str]| -> Value {
        let done = installation.command(&[&["rebuild", "--json"], words].concat()).output().unwrap();
        serde_json::from_slice(&done.stdout).unwrap()
    };
    assert_eq!(rebuild(&["--config", config.to_str().unwrap()])["same"], true);
    let unaware = rebuild(&[]);
    assert_eq!(unaware["differences"][0]["what"], "row_changed", "{unaware}");
    assert_eq!(rebuild(&["--config", config.to_str().unwrap()])["same"], false, "it is put right again");
    assert_eq!(installation.texts("SELECT due_on FROM request_row"), [with]);
}

#[test]
fn fewer_tries_and_shorter_sessions_are_kept_to() {
    let installation =
        Installation::on_sqlite().configured(&format!("{AGENCY}\n[sign_in]\ntries = 2\nidle_minutes = 1\n"));
    let serving = installation.serves(&[]);
    let mut officer = officer::employed(&installation, &serving.address, "shouli", "intake_officer");
    assert_eq!(officer.get("/console").status, 200);
    let knocks = |password: &str| {
        let mut stranger: Visitor = serving.visitor();
        stranger.fill("/console/sign-in", &[("login", "shouli"), ("password", password)])
    };
    assert_eq!(knocks("错的").status, 422);
    assert_eq!(knocks("也是错的").status, 422);
    let shut = knocks(officer::PASSWORD);
    assert!(shut.status == 429 && shut.words().contains("登录失败次数过多"), "{}", shut.words());

    // Nobody asked for anything for more than a minute.
    installation.falsify("UPDATE session SET seen_at = '2020-01-01T00:00:00.000Z'");
    assert_eq!(serving.stops().status, Some(0), "another process has seen nothing of it yet");
    let serving = installation.serves(&[]);
    assert_eq!(officer.led_to(&serving.address).get("/console").location(), "/console/sign-in");
}
