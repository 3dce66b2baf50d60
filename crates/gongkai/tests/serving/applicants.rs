//! People who apply over the portal's form.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use crate::visitor::{Page, Visitor};

const FORM: &str = "/apply/form";

/// The receipt of an application, and what it was about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Receipt {
    /// The address of its page.
    pub(crate) status: String,
    pub(crate) subject: String,
}

/// What somebody types who wants this.
pub(crate) fn answers(subject: &str) -> [(&str, &str); 8] {
    [
        ("applicant", "person"),
        ("name", "沈书宁"),
        ("document", "resident_id"),
        ("document_number", "11010519491231002X"),
        ("telephone", "13800000000"),
        ("description", subject),
        ("supply", "electronic"),
        ("way", "download"),
    ]
}

/// Somebody with the form open.
pub(crate) struct Applicant {
    pub(crate) visitor: Visitor,
    opened: Page,
}

impl Applicant {
    /// Opens the form; a first visit gives the cookie, too.
    pub(crate) fn at(address: &str) -> Applicant {
        let mut visitor = Visitor::new(address);
        let opened = visitor.get(FORM);
        assert_eq!(opened.status, 200, "{}", opened.words());
        Applicant { visitor, opened }
    }

    /// What is sent: all that the form asks for.
    pub(crate) fn filled(&self, key: &str, subject: &str) -> Vec<(String, String)> {
        let mut fields = self.opened.form(&answers(subject));
        fields.iter_mut().filter(|(name, _)| name == "key").for_each(|(_, value)| key.clone_into(value));
        fields
    }

    /// Sends it; the receipt, if it was answered with one.
    pub(crate) fn applies(&mut self, key: &str, subject: &str) -> Result<Receipt, String> {
        let fields = self.filled(key, subject);
        let answer = self.visitor.try_post(FORM, &fields).map_err(|error| error.to_string())?;
        receipt(&answer, subject).ok_or_else(|| format!("{} {}", answer.status, answer.words()))
    }
}

/// The receipt to which an answer leads.
pub(crate) fn receipt(answer: &Page, subject: &str) -> Option<Receipt> {
    let status = answer.location().strip_suffix("/receipt").filter(|_| answer.status == 303)?;
    Some(Receipt { status: status.to_owned(), subject: subject.to_owned() })
}

/// How many forms were sent in this run: no two have the same key.
static SENT: AtomicUsize = AtomicUsize::new(0);

/// Applicants at work, and what came of it.
#[derive(Default)]
pub(crate) struct Crowd {
    pub(crate) receipts: Mutex<Vec<Receipt>>,
    pub(crate) complaints: Mutex<Vec<String>>,
    enough: AtomicBool,
}

impl Crowd {
    /// So many people, spread over these processes, apply one time after the other, until what happens meanwhile has ended.
    /// What was not answered with a receipt is sent again as it was, where `again` says so; else that person goes home.
    pub(crate) fn applies(&self, addresses: &[&str], people: usize, again: bool, meanwhile: impl FnOnce()) {
        let waiting: Vec<Applicant> =
            (0..people).map(|person| Applicant::at(addresses[person % addresses.len()])).collect();
        // Nobody fills in a form in a moment, and the form takes whoever does for a machine.
        thread::sleep(Duration::from_secs(5));
        thread::scope(|scope| {
            // At the end, and also where the test fails: or it would wait for them for ever.
            let _home = SentHome(self);
            for applicant in waiting {
                scope.spawn(move || self.is_joined_by(applicant, again));
            }
            meanwhile();
        });
    }

    fn is_joined_by(&self, mut applicant: Applicant, again: bool) {
        while !self.enough.load(Ordering::Acquire) {
            let number = SENT.fetch_add(1, Ordering::AcqRel);
            let (key, subject) = (format!("{number:032x}"), format!("静海河断面第{number}号监测数据"));
            loop {
                match applicant.applies(&key, &subject) {
                    Ok(receipt) => break self.receipts.lock().unwrap().push(receipt),
                    Err(complaint) => self.complaints.lock().unwrap().push(complaint),
                }
                if !again {
                    return;
                }
                thread::sleep(Duration::from_millis(50));
            }
        }
    }

    /// Waits until so many receipts and complaints are there in all.
    pub(crate) fn waits_for(&self, receipts: usize, complaints: usize) {
        for _ in 0..3000 {
            if self.receipts.lock().unwrap().len() >= receipts && self.complaints.lock().unwrap().len() >= complaints {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
        let complaints = self.complaints.lock().unwrap();
        panic!("{} receipts after a minute, and {complaints:?}", self.receipts.lock().unwrap().len());
    }
}

struct SentHome<'c>(&'c Crowd);

impl Drop for SentHome<'_> {
    fn drop(&mut self) {
        self.0.enough.store(true, Ordering::Release);
    }
}
