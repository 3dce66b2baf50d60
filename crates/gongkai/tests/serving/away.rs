//! The database is away for a while: pages say so, what was typed comes back, nothing is lost, and it goes on by itself.

use std::process::Command;
use std::thread;
use std::time::Duration;

use crate::applicants::{Applicant, Crowd, answers, receipt};
use crate::installation::Installation;
use crate::officer;
use crate::visitor::Page;

/// A server of our own, so that nobody else misses it.
struct Server;

impl Server {
    const PORT: &'static str = "54398";
    const URL: &'static str = "postgres://gongkai@127.0.0.1:54398/postgres";

    fn start() -> Server {
        does("stop");
        does("start");
        Server
    }
}

fn does(what: &str) {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scripts/postgres");
    let mut command = Command::new(script);
    command.arg(what).env("GONGKAI_POSTGRES_PORT", Server::PORT).env_remove("GONGKAI_POSTGRES_HOME");
    assert!(command.output().unwrap().status.success(), "scripts/postgres {what}");
}

impl Drop for Server {
    fn drop(&mut self) {
        does("stop");
    }
}

fn says_that_it_is_away(page: &Page) {
    assert_eq!(page.status, 503, "{}", page.words());
    assert!(page.words().contains("数据库暂时"), "{}", page.words());
    assert_eq!(page.header("retry-after"), "60");
}

#[test]
#[ignore = "slow: stops a PostgreSQL server and starts it again"]
fn pages_say_so_forms_come_back_filled_and_it_goes_on_by_itself() {
    let _server = Server::start();
    let installation = Installation::on_server(Server::URL);
    let serving = installation.serves(&[]);
    let mut intake = officer::employed(&installation, &serving.address, "shouli", "intake_officer");
    let mut typing = Applicant::at(&serving.address);
    let registration = intake.get("/console/requests/registration");
    let crowd = Crowd::default();
    crowd.applies(&[&serving.address], 4, true, || {
        crowd.waits_for(10, 0);

        does("pause");
        // People go on applying all the time; each gets an answer, and the form sends the same again.
        crowd.waits_for(0, 8);
        // Pages that were kept ready may still be shown for a moment.
        thread::sleep(Duration::from_secs(3));
        let mut visitor = serving.visitor();
        for path in ["/", "/catalogue", "/search?q=%E6%B0%B4"] {
            says_that_it_is_away(&visitor.get(path));
        }
        assert_eq!(visitor.get("/apply/form").status, 200, "the form can still be opened");
        let subject = "停电时段的监测数据";
        let fields = typing.filled(&"a".repeat(32), subject);
        let came_back = typing.visitor.post("/apply/form", &fields);
        says_that_it_is_away(&came_back);
        let filled = |text: &str| came_back.html.contains(text);
        assert!(filled(subject) && filled("value=\"沈书宁\""), "{}", came_back.words());
        says_that_it_is_away(&intake.get("/console"));
        let letter = [
            ("channel", "counter"),
            ("handed_in", &registration.value("handed_in")),
            ("kind", "natural_person"),
            ("name", "沈静澜"),
            ("phone", "13800001234"),
            ("title", "柜台收到的申请"),
            ("supply", "paper"),
            ("delivery", "pick_up"),
        ];
        let scan = [("letter", "来信.pdf", b"%PDF-1.7\n".as_slice())];
        let registering = "/console/requests/registration";
        let letter_came_back = intake.post_with(registering, &registration.form(&letter), &scan);
        says_that_it_is_away(&letter_came_back);
        let held = letter_came_back.words();
        assert!(held.contains("柜台收到的申请") && held.contains("再提交一次"), "{held}");
        assert!(held.contains("请重新选择“来信.pdf”"), "{held}");

        does("start");
        let before = crowd.receipts.lock().unwrap().len();
        crowd.waits_for(before + 10, 0);
        // What came back is sent as it stands, twice: the page says that it counts once.
        for _ in 0..2 {
            let again = typing.visitor.post("/apply/form", &came_back.form(&answers(subject)));
            assert!(receipt(&again, subject).is_some(), "{}", again.words());
        }
        let again = intake.post_with(registering, &letter_came_back.form(&[]), &scan);
        assert!(again.status == 200 && again.words().contains("已登记"), "{}", again.words());
    });
    let complaints = crowd.complaints.into_inner().unwrap();
    assert!(complaints.iter().all(|complaint| complaint.starts_with("503 ")), "{complaints:?}");
    // Each was tried again under its key until it was acknowledged, so exactly these are there, and the two that were typed.
    let receipts = crowd.receipts.into_inner().unwrap();
    assert_eq!(installation.numbers("SELECT COUNT(*) FROM file"), [i64::try_from(receipts.len()).unwrap() + 2]);
    for receipt in &receipts {
        let page = serving.visitor().get(&receipt.status);
        assert!(page.status == 200 && page.words().contains(&receipt.subject), "{receipt:?}: {}", page.words());
    }
    assert_eq!(serving.stops().status, Some(0));
    installation.is_sound();
}
