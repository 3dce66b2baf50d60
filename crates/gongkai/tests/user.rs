//! `gongkai user`: the first accounts of an installation.

use std::path::Path;
use std::process::Command;

use records::{Options, Records};
use tempfile::TempDir;

/// An installation on which nobody has an account.
fn installation() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let url = format!("sqlite://{}", folder.path().join("gongkai.db").display());
    let runtime = tokio::runtime::Runtime::new().expect("a runtime starts");
    runtime.block_on(async {
        Records::open(&url, Options::default()).await.expect("it opens").close().await.expect("it closes");
    });
    folder
}

struct Done {
    status: Option<i32>,
    stdout: String,
    stderr: String,
}

fn user(folder: &Path, arguments: &[&str]) -> Done {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    let output = command.arg("user").args(arguments).arg("--data").arg(folder).output().expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("it speaks UTF-8");
    Done { status: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

fn password(done: &Done) -> String {
    let shown: serde_json::Value = serde_json::from_str(&done.stdout).expect(&done.stderr);
    shown["first_password"].as_str().expect("a password").to_owned()
}

#[test]
fn the_first_administrators_come_from_the_machine() {
    let folder = installation();
    let system = ["add", "zhang.wei", "--duty", "system_administrator", "--agency", "LJ"];
    let unknown = user(folder.path(), &system);
    assert_eq!((unknown.status, unknown.stderr.trim()), (Some(2), "没有代码为“LJ”的机关，请核对"));
    let named = [&system[..], &["--agency-name", "云州市澜江生态环境局", "--json"]].concat();
    let first = password(&user(folder.path(), &named));
    assert_eq!(first.len(), 24);

    let security = user(folder.path(), &["add", "li.na", "--duty", "security_administrator", "--name", "李娜"]);
    assert_eq!(security.status, Some(0), "{}", security.stderr);
    assert!(security.stdout.starts_with("已新建账号li.na（安全管理员）\n初始密码："), "{}", security.stdout);

    let again = user(folder.path(), &["password", "Zhang.Wei", "--json"]);
    assert_ne!(password(&again), first);
    assert_eq!(user(folder.path(), &["disable", "zhang.wei"]).stdout, "账号zhang.wei已停用\n");
    let gone = user(folder.path(), &["password", "zhang.wei"]);
    assert_eq!((gone.status, gone.stderr.trim()), (Some(2), "这个账号已停用，请与系统管理员联系"));
}

#[test]
fn what_cannot_be_is_refused_in_one_sentence_and_leaves_nothing() {
    let folder = installation();
    let head = ["add", "wang.fang", "--duty", "head", "--agency", "LJ", "--agency-name", "云州市澜江生态环境局"];
    assert_eq!(user(folder.path(), &head).status, Some(0));
    for (arguments, complaint) in [
        (&["add", "wang.fang", "--duty", "head"][..], "登录名“wang.fang”已有人使用，请换一个"),
        (&["add", "王芳", "--duty", "head"], "登录名应当为2至40个字母、数字或者“.”“-”“_”，以字母或者数字开头"),
        (&["add", "zhao.lei", "--duty", "handler"], "“承办人员”须指定所在的科室（单位）"),
        (&["add", "zhao.lei", "--duty", "handler", "--unit", "没有科"], "没有叫“没有科”的科室（单位），请核对名称"),
        (&["disable", "zhao.lei"], "没有这个账号，请核对登录名"),
    ] {
        let refused = user(folder.path(), arguments);
        assert_eq!((refused.status, refused.stderr.trim(), refused.stdout.as_str()), (Some(2), complaint, ""));
    }
    let odd = user(folder.path(), &["add", "zhao.lei", "--duty", "boss"]);
    assert!(
        odd.status == Some(2) && odd.stderr.contains("没有“boss”这种职责，可用的有：intake_officer"),
        "{}",
        odd.stderr
    );
    let elsewhere = user(Path::new("/nowhere"), &["disable", "wang.fang"]);
    assert!(elsewhere.status == Some(2) && elsewhere.stderr.contains("没有数据库"), "{}", elsewhere.stderr);
}
