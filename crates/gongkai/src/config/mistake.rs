//! What is wrong with a configuration file, in one Chinese sentence with its place. The parser speaks English, in a few forms
//! that serde prescribes; what is in none of them is told as what it is: not TOML.

use anyhow::{Error, anyhow};

/// The mistake, with line and column in characters.
pub(super) fn of(text: &str, error: &toml::de::Error) -> Error {
    let sentence = in_chinese(error.message());
    match error.span() {
        Some(span) => {
            let before = text.get(..span.start).unwrap_or(text);
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            anyhow!("第{line}行第{column}列：{sentence}")
        }
        None => anyhow!(sentence),
    }
}

fn in_chinese(message: &str) -> String {
    // Names stand between back quotes: the one that was written, then those that could be.
    let mut names = message.split('`').skip(1).step_by(2);
    let given = names.next().unwrap_or_default();
    let known = names.collect::<Vec<_>>().join("、");
    if message.starts_with("unknown field") {
        return format!("没有“{given}”这一项，可以写的有：{known}");
    }
    if message.starts_with("unknown variant") {
        return format!("“{given}”不能用，可以写的有：{known}");
    }
    if message.starts_with("missing field") {
        return format!("缺少“{given}”这一项");
    }
    if message.starts_with("duplicate key") {
        return "重复：这一项前面已经写过".to_owned();
    }
    if let Some((found, expected)) = wrong_kind(message) {
        return format!("应当是{expected}，写的却是{found}");
    }
    if message.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) {
        return message.to_owned(); // a sentence of our own
    }
    "不合 TOML 的写法，请核对引号、括号和等号".to_owned()
}

/// What was found and what should stand there, of a value of another kind or out of range.
fn wrong_kind(message: &str) -> Option<(String, &'static str)> {
    let rest = message.strip_prefix("invalid type: ").or_else(|| message.strip_prefix("invalid value: "))?;
    let (found, expected) = rest.split_once(", expected ")?;
    let value = found.split(['`', '"']).nth(1).unwrap_or_default();
    let found = match found.split([' ', '`', '"']).next().unwrap_or_default() {
        "string" => format!("文字“{value}”"),
        "integer" => format!("整数{value}"),
        "floating" => format!("小数{value}"),
        "boolean" => value.to_owned(),
        "sequence" => "列表".to_owned(),
        "map" => "一节".to_owned(),
        _ => "别的内容".to_owned(),
    };
    let expected = match expected.split(' ').next().unwrap_or_default() {
        "u8" | "u16" | "u32" | "u64" | "usize" => "不小于0的整数",
        "i8" | "i16" | "i32" | "i64" => "整数",
        _ if expected.contains("string") || expected.contains("str") && !expected.contains("struct") => {
            "文字（写在引号里）"
        }
        _ if expected.contains("boolean") => "true 或者 false",
        _ if expected.contains("sequence") => "列表（写在方括号里）",
        _ if expected.contains("struct") || expected.contains("map") => "一节（写作 [名称]，下面逐行写各项）",
        _ => "这里允许的内容",
    };
    Some((found, expected))
}
