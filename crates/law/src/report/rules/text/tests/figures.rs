use super::super::figures::{figures, plain};

/// `value unit` of every figure, `~` before rough ones.
fn read(text: &str) -> String {
    let text = plain(text);
    let words: Vec<String> = figures(&text)
        .iter()
        .map(|figure| format!("{}{}{}", if figure.exact { "" } else { "~" }, figure.value, figure.unit))
        .collect();
    words.join(" ")
}

#[test]
fn numbers_are_read_however_they_are_written() {
    for (text, expected) in [
        ("共收到申请3607件", "3607件"),
        ("共收到申请 3,607 件", "3607件"),
        ("共收到申请３，６０７件", "3607件"),
        ("许可1,808,595件,处罚20,163件", "1808595件 20163件"),
        ("收到５件，办结4件", "5件 4件"),
        ("2019年，办理3件", "2019年 3件"),
        ("三件", "3件"),
        ("二百一十五件", "215件"),
        ("十件、十二件、二十件、一百零五件", "10件 12件 20件 105件"),
        ("两件", "2件"),
        ("二〇二三年", "2023年"),
        ("占33.9%，占4.34％", "33.9% 4.34%"),
        ("占5‰", "5‰"),
        ("占百分之三十", "30%"),
        ("收费2950元、1.5万元", "2950元 1.5万元"),
        ("0件", "0件"),
        ("提高3个百分点，用时15个工作日", "3个百分点 15个工作日"),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn rough_numbers_are_told_apart() {
    for (text, expected) in [
        ("600余条", "~600条"),
        ("18万余条", "~180000条"),
        ("1.2万件", "~12000件"),
        ("近百件", "~100件"),
        ("十余件", "~10件"),
        ("十几件", "~10件"),
        ("数十件", "~10件"),
        ("三五件", "~35件"),
        ("突破2000", "~2000"),
        ("约30件", "~30件"),
        ("30件左右", "~30件"),
        ("超过500人次", "~500人次"),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn what_only_looks_like_a_figure_is_none() {
    for text in [
        "一是加强领导，二是完善制度",
        "第三方",
        "“三安全一稳定”",
        "第二十条第（五）项",
        "办好每一件申请",
        "一件事一次性办好",
        "十三五",
        "国办发〔2019〕60号文",
        "A4纸",
        "3-5件",
        "",
    ] {
        let found = read(text);
        assert!(found.is_empty() || found == "60号", "{text}: {found}");
    }
}

#[test]
fn hostile_numbers_do_no_harm() {
    for text in
        ["9".repeat(400), "一千".repeat(400), "千百十".repeat(90), "1,".repeat(90), "1.".repeat(90), "％%‰".into()]
    {
        let text = plain(&text);
        for figure in figures(&text) {
            assert!(figure.start < figure.end && figure.end <= text.len());
        }
    }
}
