//! A process starts with its configuration, serves what it is asked to, and ends when it is asked to.

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::applicants::Crowd;
use crate::installation::{AGENCY, Installation, PATIENCE, on_both};

on_both!(one_process_serves_portal_and_console_until_it_is_asked_to_stop, |installation| {
    let installation =
        installation.configured(&format!("base = \"/zfxxgk\"\n\n{AGENCY}telephone = \"0999-5550 0100\"\n"));
    let serving = installation.serves(&[]);
    serving.says(&format!("正在服务：http://{}/zfxxgk", serving.address));
    let mut visitor = serving.visitor();
    let home = visitor.get("/zfxxgk/");
    assert_eq!(home.status, 200);
    assert!(home.html.contains("云州市澜江生态环境局") && home.html.contains("0999-5550 0100"), "{}", home.html);
    assert_eq!(visitor.get("/zfxxgk/console").location(), "/zfxxgk/console/sign-in");
    let door = visitor.get("/zfxxgk/console/sign-in");
    assert!(door.status == 200 && door.words().contains("登录名"), "{}", door.words());
    assert_eq!(visitor.get("/").status, 404, "nothing of it lies outside of its prefix");

    let ended = serving.stops();
    assert_eq!(ended.status, Some(0), "{}", ended.said);
    installation.is_sound();
});

on_both!(pages_and_background_work_run_in_processes_of_their_own, |installation| {
    let web = installation.serves(&["--part", "web"]);
    let crowd = Crowd::default();
    crowd.applies(&[&web.address], 2, true, || crowd.waits_for(4, 0));
    let unsealed = "SELECT COUNT(*) FROM entry WHERE position IS NULL";
    assert!(installation.numbers(unsealed)[0] >= 4, "nobody seals yet");

    let worker = installation.starts(&["--part", "worker"]);
    worker.says("后台任务正在运行");
    let until = Instant::now() + PATIENCE;
    while installation.numbers(unsealed)[0] > 0 {
        assert!(Instant::now() < until, "the worker seals nothing: {}", worker.said());
        std::thread::sleep(Duration::from_millis(100));
    }
    assert!(std::net::TcpStream::connect(&worker.address).is_err(), "a worker has no door");
    assert_eq!((worker.stops().status, web.stops().status), (Some(0), Some(0)));
    installation.is_sound();
});

/// Whoever is served while the process is asked to stop still gets the whole answer, and what was answered is sealed.
#[test]
fn what_is_under_way_is_answered_before_the_end() {
    let installation = Installation::on_sqlite();
    let serving = installation.serves(&[]);
    let crowd = Crowd::default();
    let address = serving.address.clone();
    crowd.applies(&[&address], 4, false, || {
        crowd.waits_for(20, 0);
        let ended = serving.stops();
        assert_eq!(ended.status, Some(0), "{}", ended.said);
    });
    let receipts = crowd.receipts.into_inner().unwrap().len();
    assert_eq!(installation.numbers("SELECT COUNT(*) FROM file"), [i64::try_from(receipts).unwrap()]);
    assert_eq!(installation.numbers("SELECT COUNT(*) FROM entry WHERE position IS NULL"), [0]);
    installation.is_sound();
}

/// The sentence with which a process refuses to start.
fn refused(installation: &Installation, words: &[&str]) -> String {
    let done = installation.command(words).stdout(Stdio::piped()).output().unwrap();
    let said = String::from_utf8(done.stderr).unwrap();
    assert_eq!((done.status.code(), done.stdout.as_slice()), (Some(2), &b""[..]), "{said}");
    assert_eq!(said.trim_end().lines().count(), 1, "{said}");
    said.trim_end().to_owned()
}

#[test]
fn a_wrong_configuration_is_told_in_one_sentence_with_its_place() {
    let agency = "[agency]\ncode = \"LJ\"\nname = \"云州市澜江生态环境局\"\n";
    for (toml, complaint) in [
        ("bsae = \"/x\"\n", "第1行第1列：没有“bsae”这一项，可以写的有："),
        ("[agency]\ncode = \"LJ\"\nphone = \"1\"\n", "第3行第1列：没有“phone”这一项，可以写的有：code、name"),
        ("base = 7\n", "第1行第8列：应当是文字（写在引号里），写的却是整数7"),
        ("[agency]\nfilings = \"x\"\n", "第2行第11列：应当是列表（写在方括号里）"),
        ("base = \"/x\"\nbase = \"/y\"\n", "第2行第1列：重复"),
        ("base = /x\n", "第1行第8列：不合 TOML 的写法"),
        ("[agency\n", "第1行第8列：不合 TOML 的写法"),
        ("base = \"x y\"\n", "base"),
        ("colour = \"#fefefe\"\n", "colour"),
        ("[agency]\norganisation = \"12\"\n", "organisation"),
        ("review_chain = [\"boss\"]\n", "第1行第17列：“boss”不能用，可以写的有：unit_head"),
        ("review_chain = []\n", "审核环节至少设一级"),
        (
            "[practice]\nlate_extension = \"sometimes\"\n",
            "第2行第18列：“sometimes”不能用，可以写的有：changes_nothing、counts",
        ),
        ("[sign_in]\ntries = 0\n", "sign_in.tries 应当在1到20之间"),
        ("[sign_in]\nidle_minutes = -1\n", "第2行第16列"),
        ("[masking]\nkeep_last = 9\n", "masking.keep_last 应当在0到4之间"),
        ("calendar = \"nowhere.csv\"\n", "没有这个文件"),
    ] {
        let whole = if toml.contains("[agency") { toml.to_owned() } else { format!("{toml}\n{agency}") };
        let installation = Installation::on_sqlite().configured(&whole);
        let config = installation.config();
        let said = refused(&installation, &["serve", "--config", config.to_str().unwrap()]);
        assert!(said.contains("gongkai.toml") && said.contains(complaint), "{toml:?}: {said}");
        let english = said.replace(config.to_str().unwrap(), "");
        assert!(!english.contains("expected") && !english.contains("unknown"), "{said}");
    }
}

#[test]
fn what_else_stands_in_the_way_is_told_in_one_sentence() {
    let installation = Installation::on_sqlite();
    assert!(refused(&installation, &["serve", "--config", "/nowhere.toml"]).contains("没有这个文件"));
    let nobody = refused(&installation, &["serve"]);
    assert!(nobody.contains("还没有登记机关"), "{nobody}");

    let serving = installation.serves(&[]);
    let config = installation.config();
    let taken = ["serve", "--config", config.to_str().unwrap(), "--listen", &serving.address];
    assert!(refused(&installation, &taken).contains(&format!("无法监听{}", serving.address)));
    drop(serving);

    let mut away = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    away.args(["serve", "--database", "postgres://gongkai@127.0.0.1:1/none", "--config"]).arg(&config);
    let done = away.arg("--data").arg(installation.folder.path()).output().unwrap();
    let said = String::from_utf8(done.stderr).unwrap();
    assert!(done.status.code() == Some(2) && said.starts_with("打不开数据库") && said.lines().count() == 1, "{said}");

    // Others may read the key: it is none any more.
    let key = installation.folder.path().join("keys/installation.key");
    Command::new("chmod").args(["644"]).arg(&key).status().unwrap();
    let open = refused(&installation, &["serve", "--config", config.to_str().unwrap()]);
    assert!(open.contains("installation.key"), "{open}");
    fs::remove_file(&key).unwrap();
}
