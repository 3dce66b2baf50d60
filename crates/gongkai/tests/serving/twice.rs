//! The button is pressed twice, at once: the same form reaches the office two times, over one process or over two.

use std::sync::Barrier;
use std::thread;
use std::time::Duration;

use crate::applicants::{Applicant, receipt};
use crate::installation::{Installation, Serving, on_both};

on_both!(a_double_click_is_one_application, |installation| {
    let serving = installation.serves(&[]);
    are_one_application(&installation, &[&serving, &serving]);
});

#[test]
fn nor_are_there_two_where_two_processes_get_the_two() {
    let installation = Installation::on_postgres();
    let (one, other) = (installation.serves(&[]), installation.serves(&[]));
    are_one_application(&installation, &[&one, &other]);
}

fn are_one_application(installation: &Installation, by: &[&Serving; 2]) {
    const FORMS: usize = 8;
    let forms: Vec<Applicant> = (0..FORMS).map(|_| Applicant::at(&by[0].address)).collect();
    thread::sleep(Duration::from_secs(5));
    for (number, form) in forms.iter().enumerate() {
        let fields = form.filled(&format!("{number:032x}"), "静海河断面监测数据");
        let ready = Barrier::new(2);
        let answers = thread::scope(|scope| {
            let clicks = by.map(|serving| {
                let mut visitor = form.visitor.led_to(&serving.address);
                let (fields, ready) = (&fields, &ready);
                scope.spawn(move || {
                    ready.wait();
                    visitor.post("/apply/form", fields)
                })
            });
            clicks.map(|click| click.join().unwrap())
        });
        let receipts = answers
            .map(|answer| receipt(&answer, "").unwrap_or_else(|| panic!("{} {}", answer.status, answer.words())));
        assert_eq!(receipts[0], receipts[1], "both are shown the one receipt");
    }
    let files = installation.numbers("SELECT COUNT(*) FROM file");
    assert_eq!(files, [i64::try_from(FORMS).unwrap()]);
}
