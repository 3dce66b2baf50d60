//! `gongkai audit` and `gongkai key` against a database on the disk.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod call;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use call::{Done, gongkai, scratch};
use casework::context::Settings;
use casework::entry::Author;
use casework::request::Request;
use casework::request::facts::{Applicant, Arrival, Fact};
use casework::who::Agency;
use law::calendar::parse_day;
use law::request::receipt::Channel;
use records::append::{Append, Opened};
use records::file::FileId;
use records::key::CommandKey;
use records::vault::{Blobs, Suite, Vault};
use records::{Options, Records};
use sea_orm::{ConnectionTrait, Database, DbBackend, Statement};
use serde_json::Value;
use tempfile::TempDir;

#[test]
fn a_folder_without_a_record_is_told_and_nothing_is_made_in_it() {
    let folder = tempfile::tempdir().unwrap();
    for command in [&["audit", "verify"][..], &["audit", "head"], &["key", "rotate"]] {
        let done = on(folder.path(), command);
        assert_eq!(done.status, 2, "{command:?}");
        assert!(done.stderr.starts_with("没有数据库「"), "{}", done.stderr);
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_whole_record_is_verified_against_its_head() {
    let (folder, _) = bureau();
    let head = sign(folder.path());
    let done = on(folder.path(), &["audit", "verify", "--anchor", &head, "--uploads"]);
    assert_eq!((done.status, done.stderr.as_str()), (0, ""));
    assert!(done.stdout.starts_with("记录完整：3个案卷，3项记录，其中3项已封存\n"), "{}", done.stdout);
    assert!(
        done.stdout.contains("密存内容6处与记录相符") && done.stdout.contains("与外存的存证相符"),
        "{}",
        done.stdout
    );
    let report = json(&on(folder.path(), &["audit", "verify", "--json"]));
    assert_eq!((&report["whole"], &report["size"], &report["anchored"]), (&true.into(), &3.into(), &Value::Null));
}

#[test]
fn the_first_bad_entry_is_named_and_the_status_is_1() {
    let (folder, _) = bureau();
    let head = sign(folder.path());
    falsify(folder.path(), "UPDATE entry SET actor = '8' WHERE position = 2");
    let done = on(folder.path(), &["audit", "verify"]);
    assert_eq!(done.status, 1);
    assert!(done.stdout.contains("封存位置2，机构1案卷"), "{}", done.stdout);
    let report = json(&on(folder.path(), &["audit", "verify", "--json"]));
    assert_eq!((&report["findings"][0]["position"], &report["findings"][0]["fault"]), (&2.into(), &"changed".into()));

    // Cut off behind it, with all that this machine knows of it.
    falsify(folder.path(), "DELETE FROM entry WHERE position >= 2");
    falsify(folder.path(), "DELETE FROM file WHERE file NOT IN (SELECT file FROM entry)");
    let done = on(folder.path(), &["audit", "verify", "--anchor", &head, "--json"]);
    assert_eq!((done.status, &json(&done)["findings"][0]["position"]), (1, &2.into()));
}

#[test]
fn a_head_that_is_none_cannot_be_used() {
    let (folder, _) = bureau();
    let head = sign(folder.path());
    let text = fs::read_to_string(&head).unwrap();
    for (changed, told) in
        [(text.replace("\"size\": 3", "\"size\": 2"), "签名不符"), ("{}".to_owned(), "不是 gongkai 的签名存证")]
    {
        let path = scratch("changed.json", changed.as_bytes());
        let done = on(folder.path(), &["audit", "verify", "--anchor", &path]);
        assert_eq!(done.status, 2);
        assert!(done.stderr.contains(told), "{}", done.stderr);
    }
}

#[test]
fn without_the_keys_the_record_is_verified_as_far_as_it_goes() {
    let (folder, _) = bureau();
    let head = sign(folder.path());
    fs::rename(folder.path().join("keys"), folder.path().join("elsewhere")).unwrap();
    let done = on(folder.path(), &["audit", "verify", "--anchor", &head]);
    assert_eq!(done.status, 0, "{}", done.stdout);
    assert!(done.stderr.contains("没有签名密钥文件") && done.stderr.contains("没有安装密钥文件"), "{}", done.stderr);
    // But no key is made anew for a record that has been signed and sealed.
    for command in [&["audit", "head"][..], &["key", "rotate"]] {
        let done = on(folder.path(), command);
        assert_eq!(done.status, 2);
        assert!(done.stderr.contains("找不到密钥文件"), "{}", done.stderr);
    }
    let elsewhere = folder.path().join("elsewhere");
    let done = on(folder.path(), &["audit", "verify", "--keys", elsewhere.to_str().unwrap()]);
    assert_eq!((done.status, done.stderr.as_str()), (0, ""));
}

#[test]
fn the_installation_key_is_rotated_and_the_old_one_forgotten() {
    let (folder, key) = bureau();
    let before = fs::read_to_string(&key).unwrap();
    let done = on(folder.path(), &["key", "rotate"]);
    assert_eq!((done.status, done.stdout.as_str()), (0, "安装密钥已换为第2代，3个案卷的密钥已重新包裹\n"));
    assert!(fs::read_to_string(&key).unwrap().contains("generation 1"));
    let done = on(folder.path(), &["key", "rotate", "--forget"]);
    assert_eq!((done.status, done.stdout.as_str()), (0, "旧的安装密钥已删除，只留第2代\n"));
    let after = fs::read_to_string(&key).unwrap();
    let first = before.lines().find(|line| line.starts_with("generation 1")).unwrap();
    assert!(!after.contains(first));
    assert_eq!(on(folder.path(), &["audit", "verify"]).status, 0, "everything sealed still opens");
}

#[test]
fn what_is_done_at_the_machine_is_logged_with_who_did_it() {
    let (folder, _) = bureau();
    let add =
        ["user", "add", "zhang.wei", "--duty", "audit_administrator", "--agency", "LJ", "--agency-name", "澜江局"];
    assert_eq!(on(folder.path(), &add).status, 0);
    let nobody = on(folder.path(), &["key", "rotate", "--as", "li.na"]);
    assert_eq!((nobody.status, nobody.stderr.trim()), (2, "没有账号“li.na”，请核对 --as"));
    let head = folder.path().join("head.json");
    for command in [
        &["audit", "head", "--as", "zhang.wei", "--out", head.to_str().unwrap()][..],
        &["key", "rotate", "--as", "zhang.wei"],
        &["key", "rotate", "--forget"],
        &["rebuild", "--as", "zhang.wei"],
        &["user", "disable", "zhang.wei", "--as", "zhang.wei"],
    ] {
        let done = on(folder.path(), command);
        assert_eq!(done.status, 0, "{command:?} {}", done.stderr);
    }
    let logged: Vec<(String, String)> = block_on(async {
        let connection = Database::connect(url(folder.path())).await.unwrap();
        let sql = "SELECT event, actor FROM security_log WHERE agency = 1 ORDER BY id";
        let rows = connection.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.unwrap();
        rows.iter().map(|row| (row.try_get("", "event").unwrap(), row.try_get("", "actor").unwrap())).collect()
    });
    let events: Vec<&str> = logged.iter().map(|(event, _)| event.as_str()).collect();
    let added = ["agency_added", "account_added", "duty_given"];
    let done = ["head_signed", "key_rotated", "keys_forgotten", "rebuilt", "account_disabled"];
    assert_eq!(events, [&added[..], &done].concat());
    assert!(logged.iter().all(|(_, actor)| actor.starts_with("machine:")));
    let in_the_name =
        |event: &str| logged.iter().any(|(one, actor)| one == event && actor.ends_with("，账号zhang.wei"));
    assert!(["head_signed", "key_rotated", "rebuilt", "account_disabled"].into_iter().all(in_the_name));
    assert!(!in_the_name("keys_forgotten"), "nobody was named");
}

#[test]
fn a_falsified_line_of_the_security_log_is_named() {
    let (folder, _) = bureau();
    let add =
        ["user", "add", "zhang.wei", "--duty", "audit_administrator", "--agency", "LJ", "--agency-name", "澜江局"];
    assert_eq!(on(folder.path(), &add).status, 0);
    let whole = on(folder.path(), &["audit", "verify"]);
    assert_eq!(whole.status, 0, "{}", whole.stdout);
    assert!(whole.stdout.contains("安全日志3条"), "{}", whole.stdout);
    falsify(folder.path(), "UPDATE security_log SET actor = 'machine:nobody' WHERE id = 2");
    let done = on(folder.path(), &["audit", "verify"]);
    assert_eq!(done.status, 1);
    assert!(done.stdout.contains("机构1安全日志第2条：从这一条起与校验值不符"), "{}", done.stdout);
    let report = json(&on(folder.path(), &["audit", "verify", "--json"]));
    let finding = &report["findings"][0];
    assert_eq!((&finding["line"], &finding["fault"]), (&2.into(), &"security_log_broken".into()));
    falsify(folder.path(), "DELETE FROM security_log WHERE id >= 2");
    let cut = json(&on(folder.path(), &["audit", "verify", "--json"]));
    assert_eq!((&cut["whole"], &cut["findings"][0]["line"]), (&false.into(), &2.into()));
}

fn on(folder: &Path, command: &[&str]) -> Done {
    let folder = folder.to_str().unwrap();
    gongkai(&[command, &["--data", folder]].concat())
}

fn json(done: &Done) -> Value {
    serde_json::from_str(&done.stdout).expect("one JSON value")
}

/// Signs a head and takes it off the machine, as it were.
fn sign(folder: &Path) -> String {
    let path = folder.join("head.json");
    let path = path.to_str().unwrap();
    let done = on(folder, &["audit", "head", "--out", path]);
    assert_eq!(done.status, 0, "{}", done.stderr);
    assert!(done.stderr.contains("载有3项记录"), "{}", done.stderr);
    path.to_owned()
}

/// Three applications with their words in the vault; the folder and the file of the installation's key.
fn bureau() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let key = folder.path().join("keys/installation.key");
    block_on(async {
        let records = Records::open(&url(folder.path()), Options::default()).await.unwrap();
        let blobs = Blobs::folder(&folder.path().join("blobs")).unwrap();
        let vault = Vault::open(&records, &key, blobs, Suite::default()).await.unwrap();
        for _ in 0..3 {
            register(&records, &vault).await;
        }
        records.close().await.unwrap();
    });
    (folder, key)
}

async fn register(records: &Records, vault: &Vault) {
    let (file, at) = (FileId::random(), "2025-06-09T09:00:00+08:00".parse().unwrap());
    let mut sealing = vault.new_file(1, &file).unwrap();
    let on = parse_day("2025-06-09").unwrap();
    let arrival = Arrival { handed_in: Some(on), ..Arrival::default() };
    let (person, words) = (sealing.seal("张三"), sealing.seal("请公开"));
    let (channel, applicant) = (Channel::Counter, Applicant::NaturalPerson);
    let append = Append::<Request> {
        agency: Agency(1),
        file,
        before: Opened::default(),
        by: Author::Applicant,
        at,
        facts: vec![Fact::Registered { on, channel, arrival, applicant, person, words }],
        numbered: None,
        key: CommandKey::random(),
        settings: Arc::new(Settings::default()),
        also: vec![sealing.rows(at)],
    };
    records.append(append).await.unwrap();
}

fn falsify(folder: &Path, sql: &str) {
    let touched = block_on(async {
        let intruder = Database::connect(url(folder)).await.unwrap();
        intruder.execute_unprepared(sql).await.unwrap().rows_affected()
    });
    assert!(touched > 0, "it touches nothing: {sql}");
}

fn url(folder: &Path) -> String {
    format!("sqlite://{}", folder.join("gongkai.db").display())
}

fn block_on<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Runtime::new().unwrap().block_on(work)
}
