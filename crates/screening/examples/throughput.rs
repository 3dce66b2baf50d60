//! How fast clean text goes through: `scripts/bench-screening`.
//!
//! Makes its own text, in memory: paragraphs as a bureau writes them, with figures, dates, codes, labels, and a planted
//! number in some. Beside the screening it measures two plain passes over the same lines as a reference.

use std::hint::black_box;
use std::time::{Duration, Instant};

use screening::Screener;

/// How much text is made, in bytes.
const SIZE: usize = 256 * 1024 * 1024;

/// One paragraph in so many holds personal data.
const PLANTED_EVERY: u64 = 50;

const SENTENCES: [&str; 16] = [
    "在市委市政府的正确领导下，生态环境局深入推进政府信息公开，进一步完善政务公开各项制度，自觉接受社会和群众监督。",
    "建立完善统一的网上申请平台，在市政府信息公开网站醒目位置添加入口，从微博、微信平台接收申请。",
    "{year}年共办理依申请公开事项{n}件，均在法定期限内答复，申请人对办理情况表示满意。",
    "全年共受理环境信访{n}件，其中噪声扰民{m}件，异味扰民{m}件，办结率100%，群众满意率98.6%。",
    "根据《中华人民共和国政府信息公开条例》第三十三条，行政机关收到申请，能够当场答复的，应当当场予以答复。",
    "海环罚〔{year}〕{m}号行政处罚决定书已于{year}年3月5日送达，罚款{n}.5万元，企业已按期缴纳。",
    "项目代码{year}-320684-77-03-512345，总投资3500万元，占地{n}亩，废水排放量{n}吨/年，化学需氧量{m}mg/L。",
    "涉及商业秘密、个人隐私等公开会对第三方合法权益造成损害的政府信息，行政机关不得公开。",
    "咨询电话：0513-82212345，办公地址：海门市北京中路600号行政中心3号楼502室，邮箱：hb@haimen.gov.cn。",
    "残疾人就业保障金、低保对象认定等重点民生领域信息按目录公开，村民高度关注周边环境质量。",
    "监测点位PM2.5年均浓度为{m}微克/立方米，同比下降{m}%，空气质量优良天数比率为81.{m}%。",
    "统一社会信用代码：91512081MA62K0260E，环评批复文号：通环审〔{year}〕第00{m}号，索引号014225972/{year}-00001。",
    "组织小记者、学校师生、志愿者队伍参观大气、水污染防治科普平台，开展“环境日”系列环保活动五期。",
    "严格落实保密审查制度，依法保守国家秘密，信息公开前需经科室和下属单位领导审核后方可发布。",
    "对外公开办事程序和服务承诺，明确办理时限、所需材料与收费标准，让群众少跑腿、数据多跑路。",
    "大气污染防治方面，完成{n}家企业挥发性有机物治理，淘汰燃煤锅炉{m}台，建筑工地扬尘管控达标率{m}%。",
];

const PLANTED: [&str; 4] = [
    "投诉人：王建国，身份证号：11010519491231002X，联系电话13812345678。",
    "家住海门街道瑞江花园12幢302室的市民来电反映油烟扰民。",
    "执法人员对车牌号苏F12345的渣土车进行检查。",
    "申请人邮箱：zhangwei_1979@163.com，答复以电子邮件送达。",
];

fn main() {
    let text = make_text();
    let bytes = text.len();
    println!("text: {:.0} MB, {} lines", megabytes(bytes), text.lines().count());

    let screener = Screener::default();
    let (findings, screening) = best_of_three(|| text.lines().map(|line| screener.screen(line).len()).sum::<usize>());
    let (characters, counting) = best_of_three(|| text.lines().map(|line| line.chars().count()).sum::<usize>());
    let (commas, searching) = best_of_three(|| text.lines().map(|line| line.matches("，").count()).sum::<usize>());

    report("screening", bytes, screening, &format!("{findings} findings"));
    report("reference: count the characters of each line", bytes, counting, &format!("{characters} characters"));
    report("reference: search one word in each line", bytes, searching, &format!("{commas} commas"));
}

fn report(what: &str, bytes: usize, time: Duration, result: &str) {
    println!("{what}: {:.0} MB/s ({:.2} s, {result})", megabytes(bytes) / time.as_secs_f64(), time.as_secs_f64());
}

#[expect(clippy::cast_precision_loss, reason = "a size for people to read")]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

fn best_of_three(pass: impl Fn() -> usize) -> (usize, Duration) {
    let measured = (0..3).map(|_| {
        let start = Instant::now();
        let result = black_box(pass());
        (start.elapsed(), result)
    });
    let (time, result) = measured.min().expect("three passes were made");
    (result, time)
}

/// Paragraphs of three to six sentences, always the same ones.
fn make_text() -> String {
    let mut random = Random(20191231);
    let mut text = String::with_capacity(SIZE + 4096);
    while text.len() < SIZE {
        for _ in 0..3 + random.below(4) {
            let sentence = SENTENCES[random.index(SENTENCES.len())];
            let sentence = sentence.replace("{year}", &(2008 + random.below(18)).to_string());
            let sentence = sentence.replace("{n}", &random.below(3000).to_string());
            text.push_str(&sentence.replace("{m}", &random.below(90).to_string()));
        }
        if random.below(PLANTED_EVERY) == 0 {
            text.push_str(PLANTED[random.index(PLANTED.len())]);
        }
        text.push('\n');
    }
    text
}

/// xorshift64: the text must be the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }

    fn index(&mut self, length: usize) -> usize {
        usize::try_from(self.below(length as u64)).expect("the index of a short list")
    }
}
