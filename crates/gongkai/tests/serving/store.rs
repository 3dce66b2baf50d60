//! Uploads lie in an S3 store: from the applicant's file to its destruction, without the store for a while, and what is said
//! where the configuration is wrong.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use records::testing::store::Server;

use crate::applicants::{Applicant, answers, receipt};
use crate::installation::{AGENCY, Installation};
use crate::officer::employed;
use crate::visitor::Visitor;

/// An installation whose uploads lie in the bucket of this server; the key to it in a file beside the configuration.
fn over(server: &Server) -> Installation {
    let s3 = server.s3();
    let installation = Installation::on_sqlite().configured(&configuration(server, &s3.bucket));
    key(&installation, s3.secret.as_str());
    installation
}

fn configuration(server: &Server, bucket: &str) -> String {
    let s3 = server.s3();
    format!(
        "{AGENCY}[blobs]\nstore = \"s3\"\nendpoint = \"{}\"\nbucket = \"{bucket}\"\nkey_id = \"{}\"\nsecret_file = \"s3.secret\"\n",
        s3.endpoint, s3.key_id
    )
}

fn key(installation: &Installation, secret: &str) {
    let path = installation.folder.path().join("s3.secret");
    fs::write(&path, secret).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
}

fn objects(below: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(below) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { objects(&path) } else { vec![path] }).collect()
}

/// More than one part of an upload.
fn map() -> Vec<u8> {
    let content = (0..6_u32 << 20).map(|at| u8::try_from(at % 251).unwrap());
    b"%PDF-1.7\n".iter().copied().chain(content).collect()
}

fn verified(installation: &Installation) -> String {
    let config = installation.config();
    let words = ["audit", "verify", "--uploads", "--config", config.to_str().unwrap()];
    installation.runs(&words)
}

fn takes(officer: &mut Visitor, path: &str, answers: &[(&str, &str)]) -> String {
    let taken = officer.fill(path, answers);
    assert_eq!(taken.status, 303, "{path}: {}", taken.words());
    taken.location().to_owned()
}

#[test]
fn a_file_goes_into_the_bucket_comes_back_whole_and_is_gone_after_its_destruction() {
    let server = Server::start();
    let installation = over(&server);
    let serving = installation.serves(&[]);
    let mut applicant = Applicant::at(&serving.address);
    thread::sleep(Duration::from_secs(5)); // whoever fills the form in a moment is taken for a machine
    let subject = "静海河断面水质监测数据";
    let fields = applicant.filled(&"b".repeat(32), subject);
    let map = map();
    let sent = applicant.visitor.post_with("/apply/form", &fields, &[("papers", "位置图.pdf", &map)]);
    assert!(receipt(&sent, subject).is_some(), "{} {}", sent.status, sent.words());
    let stored = objects(&server.bucket());
    assert!(stored.len() == 1 && server.leftovers().is_empty(), "{stored:?}");
    let sealed = fs::read(&stored[0]).unwrap();
    assert!(sealed.len() > map.len() && !sealed.windows(32).any(|seen| seen == &map[5000..5032]), "it is sealed");
    assert!(!installation.folder.path().join("blobs").exists(), "nothing beside the bucket");

    let mut office = employed(&installation, &serving.address, "gongkai", "open_government_office");
    let file = installation.texts("SELECT file FROM file").remove(0);
    let at = format!("/console/requests/{file}");
    let page = office.get(&at);
    let href = page.html.split('"').find(|href| href.starts_with(&format!("{at}/papers/"))).unwrap().to_owned();
    let back = office.get(&href);
    assert!(back.status == 200 && back.bytes == map, "{} {}", back.status, back.bytes.len());
    assert!(verified(&installation).contains("记录完整"));

    let mut legal = employed(&installation, &serving.address, "fazhi", "legal_reviewer");
    let mut head = employed(&installation, &serving.address, "juzhang", "head");
    let reason = [("ground", "wrongly_entered"), ("reason", "与上一件重复登记，不是另一件申请")];
    let disposal = takes(&mut office, &format!("{at}/disposal"), &reason);
    takes(&mut legal, &format!("{disposal}/approval"), &[]);
    takes(&mut head, &format!("{disposal}/approval"), &[]);
    takes(&mut office, &format!("{disposal}/destruction"), &[("sure", "yes")]);
    assert!(objects(&server.bucket()).is_empty(), "the bucket holds none of it");
    assert!(verified(&installation).contains("依法销毁的案卷1个"));
    assert_eq!(serving.stops().status, Some(0));
}

#[test]
fn without_the_store_forms_come_back_filled_and_it_goes_on_by_itself() {
    let mut server = Server::start();
    let installation = over(&server);
    let serving = installation.serves(&[]);
    let mut applicant = Applicant::at(&serving.address);
    thread::sleep(Duration::from_secs(5));
    let subject = "停电时段的监测数据";
    let fields = applicant.filled(&"c".repeat(32), subject);
    let file = [("papers", "位置图.pdf", b"%PDF-1.7\n".as_slice())];

    server.goes_away();
    let came_back = applicant.visitor.post_with("/apply/form", &fields, &file);
    assert_eq!((came_back.status, came_back.header("retry-after")), (503, "60"), "{}", came_back.words());
    assert!(came_back.words().contains("附件存储暂时不可用"), "{}", came_back.words());
    assert!(came_back.html.contains(subject) && came_back.html.contains("value=\"沈书宁\""));
    let mut other = Applicant::at(&serving.address);
    thread::sleep(Duration::from_secs(5));
    other.applies(&"d".repeat(32), "不带附件的照常受理").unwrap();

    server.is_back();
    let again = applicant.visitor.post_with("/apply/form", &came_back.form(&answers(subject)), &file);
    assert!(receipt(&again, subject).is_some(), "{} {}", again.status, again.words());
    assert_eq!(objects(&server.bucket()).len(), 1);
    assert_eq!(installation.numbers("SELECT COUNT(*) FROM file"), [2]);
    assert!(verified(&installation).contains("记录完整"));
    assert_eq!(serving.stops().status, Some(0));
}

/// The sentence with which a command refuses.
fn refused(installation: &Installation, words: &[&str]) -> String {
    let config = installation.config();
    let mut command = installation.command(words);
    let done = command.arg("--config").arg(&config).stdout(Stdio::piped()).output().unwrap();
    let said = String::from_utf8(done.stderr).unwrap();
    assert_eq!(done.status.code(), Some(2), "{said}");
    assert_eq!(said.trim_end().lines().count(), 1, "{said}");
    said
}

#[test]
fn a_process_does_not_start_without_its_bucket_and_says_why() {
    let mut server = Server::start();
    let installation = over(&server);
    key(&installation, "not-this-one");
    assert!(refused(&installation, &["serve"]).contains("拒绝访问，请管理员核对密钥和权限"));
    key(&installation, server.s3().secret.as_str());
    let installation = installation.configured(&configuration(&server, "elsewhere"));
    assert!(refused(&installation, &["serve"]).contains("没有所写的存储桶，请管理员核对名称"));
    let open = installation.folder.path().join("s3.secret");
    fs::set_permissions(&open, fs::Permissions::from_mode(0o644)).unwrap();
    assert!(refused(&installation, &["serve"]).contains("权限过宽（644）"));
    fs::set_permissions(&open, fs::Permissions::from_mode(0o600)).unwrap();
    let right = configuration(&server, &server.s3().bucket);
    let installation = installation.configured(&right);
    assert_eq!(installation.serves(&[]).stops().status, Some(0));
    server.goes_away();
    assert!(refused(&installation, &["serve"]).contains("附件存储暂时不可用（连不上）"));
    assert!(refused(&installation, &["audit", "verify"]).contains("附件存储暂时不可用（连不上）"));
    server.is_back();
    assert!(verified(&installation).contains("记录完整"));
}

#[test]
fn whoever_forgets_where_uploads_lie_is_told_and_nothing_is_put_elsewhere() {
    let server = Server::start();
    let installation = over(&server);
    let serving = installation.serves(&[]);
    let mut applicant = Applicant::at(&serving.address);
    thread::sleep(Duration::from_secs(5));
    let fields = applicant.filled(&"e".repeat(32), "排污口位置");
    let sent = applicant.visitor.post_with("/apply/form", &fields, &[("papers", "一.pdf", b"%PDF-1.7\n")]);
    assert_eq!(sent.status, 303, "{}", sent.words());
    drop(serving);
    let bucket = fs::read_to_string(installation.config()).unwrap();
    let installation = installation.configured(AGENCY);
    for words in [["serve"].as_slice(), &["audit", "verify"]] {
        let said = refused(&installation, words);
        assert!(said.contains("数据目录里没有附件") && said.contains("--config"), "{said}");
    }
    assert!(!installation.folder.path().join("blobs").exists());
    let installation = installation.configured(&bucket);
    assert!(verified(&installation).contains("记录完整"));
}
