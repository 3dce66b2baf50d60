//! Two processes on one database: applications and steps through both at once.

use std::collections::BTreeSet;
use std::thread;

use crate::applicants::Crowd;
use crate::installation::{Installation, Serving};
use crate::officer;
use crate::visitor::Visitor;

#[test]
fn two_processes_share_one_record() {
    let installation = Installation::on_postgres();
    // Both find an empty database, at the same time.
    let [one, other] = [(); 2].map(|()| installation.starts(&[])).map(Serving::opens_its_door);
    let crowd = Crowd::default();
    crowd.applies(&[&one.address, &other.address], 6, false, || crowd.waits_for(60, 0));
    assert_eq!(*crowd.complaints.lock().unwrap(), [""; 0]);
    let receipts = crowd.receipts.into_inner().unwrap();
    for receipt in &receipts {
        // Whoever applied through one of them asks the other, too.
        for serving in [&one, &other] {
            assert_eq!(serving.visitor().get(&receipt.status).status, 200, "{receipt:?}");
        }
    }

    // One officer signs in at one of them and is known to both.
    let here = officer::employed(&installation, &one.address, "shouli", "intake_officer");
    let there = here.led_to(&other.address);
    let files = waiting(&mut here.clone());
    assert_eq!(files.len(), receipts.len());
    let (left, right): (Vec<&String>, Vec<&String>) =
        files.iter().partition(|file| file.as_bytes()[file.len() - 1] % 2 == 0);
    let contested = [left[0], right[0]];
    let taken = thread::scope(|scope| {
        // Everybody confirms half, and both the two that each has open.
        let workers = [(&here, left.clone()), (&there, right.clone())].map(|(officer, mut files)| {
            files.extend(contested);
            let mut officer = officer.clone();
            scope.spawn(move || files.iter().filter(|file| confirms(&mut officer, file)).count())
        });
        workers.map(|worker| worker.join().unwrap()).iter().sum::<usize>()
    });
    assert_eq!(taken, files.len(), "each is confirmed once");

    let numbers = installation.numbers("SELECT serial FROM request_row ORDER BY serial");
    let expected: Vec<i64> = (1..).take(files.len()).collect();
    assert_eq!(numbers, expected, "numbers without a gap and without a double");
    assert_eq!((one.stops().status, other.stops().status), (Some(0), Some(0)));
    let unsealed = installation.numbers("SELECT COUNT(*) FROM entry WHERE position IS NULL");
    let positions = installation.numbers("SELECT position FROM entry ORDER BY position");
    assert_eq!(unsealed, [0]);
    assert_eq!(positions.iter().collect::<BTreeSet<_>>().len(), positions.len(), "one sealer at a time");
    installation.is_sound();
}

/// All files that wait for confirmation, page by page.
fn waiting(officer: &mut Visitor) -> BTreeSet<String> {
    let mut files = BTreeSet::new();
    let mut next = Some("/console?which=unconfirmed".to_owned());
    while let Some(path) = next.take() {
        let page = officer.get(&path);
        assert_eq!(page.status, 200, "{}", page.words());
        let links = page.html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        for link in links.map(|link| link.replace("&#38;", "&")) {
            if let Some(file) = link.strip_prefix("/console/requests/").filter(|file| file.len() >= 32) {
                files.insert(format!("/console/requests/{}", file.split(['/', '?']).next().unwrap()));
            } else if link.contains("which=unconfirmed") && link.contains("after=") {
                next = Some(link);
            }
        }
    }
    files
}

/// Whether it was this officer who confirmed it.
fn confirms(officer: &mut Visitor, file: &str) -> bool {
    let path = format!("{file}/confirmation");
    let page = officer.get(&path);
    if page.status == 409 {
        return false; // it was confirmed before this officer opened it
    }
    let answer = officer.post(&path, &page.form(&[("reached", "yes"), ("on", &page.value("on"))]));
    assert!([303, 409, 422].contains(&answer.status), "{} {}", answer.status, answer.words());
    answer.status == 303
}
