//! The words that say what stands beside them: labels of forms, titles of columns, roles in running text.
//!
//! The longest word wins (`法定代表人姓名` is not `姓名`), so a word that must *not* lead anywhere is listed too.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word in the text means for its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// Says what the value after it, or under it, is.
    Label(Label),
    /// A role in running text, after which a name may follow without a colon (村民王建国).
    Role,
    /// `，男` or `，女`: a name stands before it.
    Sex,
    /// A relative of somebody: what is said in this sentence is said of a person.
    Kin,
    /// A disease, a disability or a hardship; personal only where it is tied to a person.
    Ailment,
    /// A word that may say that a person is a minor.
    Youth,
    /// The end of a place where people live (室, 组, 单元 …), if numbers stand before it.
    Dwelling,
    /// 绝密, 机密, 秘密.
    Secrecy,
    /// Looks like one of the others and is not.
    Ordinary,
}

/// What a label announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    /// A private person's name.
    Name,
    /// A name that may be an official's.
    Contact,
    IdNumber,
    /// A phone of a person.
    PersonPhone,
    /// A phone of whom the text must tell.
    Phone,
    /// An agency's own line, which is published.
    OfficePhone,
    BankCard,
    BankAccount,
    Passport,
    Plate,
    Email,
    Home,
    /// An address of whom the text must tell.
    Address,
    /// Where an agency or a company sits.
    OfficeAddress,
    Ailment,
    Age,
    School,
    /// A number of a thing: an order, a project, a document, an organisation.
    Serial,
    /// A post or section: the row is about officials.
    Post,
    /// A number of people: the table is a statistic.
    Count,
}

/// Every word with its meaning.
pub(crate) const WORDS: &[(Meaning, &[&str])] = &[
    (
        Meaning::Label(Label::Name),
        &[
            "姓名", "申请人", "申请人姓名", "投诉人", "投诉人姓名", "举报人", "举报人姓名", "信访人", "信访人姓名",
            "来信人", "来访人", "反映人", "咨询人", "求助人", "留言人", "监护人", "监护人姓名", "法定监护人",
            "被监护人", "户主", "户主姓名", "受害人", "被害人", "当事人", "当事人姓名", "被处罚人", "委托人",
            "委托代理人", "受援人", "救助对象", "保障对象", "补贴对象", "补助对象", "资助对象", "持卡人", "证人",
            "配偶", "家庭成员", "患者姓名", "学生姓名", "家长姓名", "儿童姓名", "业主姓名", "残疾人姓名", "报名人",
            "原告", "第三人", "上诉人", "被上诉人", "领取人", "领款人", "受益人", "承包人", "承租人", "产权人",
            "权利人", "户名", "开户名", "账户名", "收款人", "缴款人", "签名", "署名", "本人签名", "申请人签名",
            "曾用名", "共同生活成员", "家属", "家属姓名", "死者姓名", "伤者姓名",
        ],
    ),
    (
        Meaning::Label(Label::Contact),
        &["联系人", "联系人姓名", "收件人", "收件人姓名", "经营者", "经营者姓名", "业主", "代理人", "名字"],
    ),
    (
        Meaning::Label(Label::IdNumber),
        &[
            "身份证", "身份证号", "身份证号码", "居民身份证", "居民身份证号", "居民身份证号码", "公民身份号码",
            "公民身份证号码", "身份号码", "身份证件号", "身份证件号码", "证件号", "证件号码", "有效证件号码",
            "社会保障号", "社会保障号码", "社会保障卡号", "社保号", "社保卡号", "医保号", "医保卡号", "残疾证号",
            "残疾证号码", "残疾人证号", "残疾证", "残疾人证", "ID号", "身份信息",
        ],
    ),
    (
        Meaning::Label(Label::PersonPhone),
        &[
            "家庭电话", "住宅电话", "宅电", "家里电话", "家中电话", "家庭座机", "家庭联系电话", "本人电话",
            "个人电话", "家长电话", "家长联系电话", "监护人电话", "监护人联系电话", "申请人电话", "申请人联系电话",
            "投诉人电话", "投诉人联系电话", "举报人电话", "举报人联系电话", "户主电话", "户主联系电话", "家属电话",
            "手机", "手机号", "手机号码", "移动电话", "联系手机", "来电号码", "主叫号码",
        ],
    ),
    (
        Meaning::Label(Label::Phone),
        &["电话", "联系电话", "电话号码", "联系方式", "联系号码", "座机", "固定电话", "固话", "Tel", "TEL", "tel"],
    ),
    (
        Meaning::Label(Label::OfficePhone),
        &[
            "办公电话", "办公室电话", "咨询电话", "值班电话", "值班", "监督电话", "举报电话", "投诉电话", "服务电话",
            "服务热线", "热线", "热线电话", "传真", "传真电话", "传真号码", "单位电话", "单位联系电话", "总机",
            "受理电话", "报名电话", "应急电话", "客服电话", "环保热线", "投诉举报电话", "监督举报电话", "政风行风热线",
            "联系单位电话", "公司电话", "企业电话", "公开电话", "接待电话", "预约电话", "查询电话", "报警电话",
        ],
    ),
    (Meaning::Label(Label::BankCard), &["银行卡", "银行卡号", "银行卡号码", "卡号", "借记卡", "储蓄卡", "信用卡"]),
    (
        Meaning::Label(Label::BankAccount),
        &[
            "账号", "帐号", "银行账号", "银行帐号", "银行账户", "账户", "开户账号", "收款账号", "收款账户", "存折",
            "存折号", "存折账号", "一卡通", "一卡通号", "一卡通账号", "惠农卡号", "个人账户", "发放账号",
        ],
    ),
    (
        Meaning::Label(Label::Passport),
        &[
            "护照", "护照号", "护照号码", "因私护照", "通行证", "通行证号", "通行证号码", "港澳通行证",
            "往来港澳通行证", "台胞证", "回乡证", "passport", "Passport",
        ],
    ),
    (
        Meaning::Label(Label::Plate),
        &["车牌", "车牌号", "车牌号码", "号牌", "号牌号码", "车号", "车辆号牌", "机动车号牌", "机动车号牌号码", "牌照"],
    ),
    (
        Meaning::Label(Label::Email),
        &["个人邮箱", "私人邮箱", "本人邮箱", "申请人邮箱", "投诉人邮箱", "举报人邮箱"],
    ),
    (
        Meaning::Label(Label::Home),
        &[
            "家庭住址", "家庭地址", "家住", "住址", "户籍地址", "户籍所在地", "户籍地", "户籍住址", "户口所在地",
            "户口地址", "现住址", "现住", "居住地址", "居住地", "常住地址", "暂住地址", "暂住地", "现居住地", "居住于",
            "居住在", "暂住于", "租住", "租住于", "租住在", "住于", "申请人地址", "申请人住址", "投诉人地址",
            "投诉人住址", "举报人住址", "身份证地址", "身份证住址", "其住所", "家住在",
        ],
    ),
    (
        Meaning::Label(Label::Address),
        &["地址", "通讯地址", "通信地址", "联系地址", "邮寄地址", "送达地址", "收件地址", "详细地址", "收货地址", "住所"],
    ),
    (
        Meaning::Label(Label::OfficeAddress),
        &[
            "办公地址", "办公地点", "单位地址", "公司地址", "企业地址", "注册地址", "注册地", "经营地址", "生产地址",
            "建设地址", "建设地点", "项目地址", "项目地点", "受理地点", "受理地址", "接待地点", "接待地址", "地点",
            "场所", "经营场所", "生产经营场所", "企业住所", "厂址", "会议地点", "集合地点", "窗口地址", "领取地点",
        ],
    ),
    (
        Meaning::Label(Label::Ailment),
        &[
            "残疾类别", "残疾等级", "残疾类型", "残疾程度", "残疾情况", "病种", "病情", "疾病名称", "病名", "诊断",
            "诊断结果", "临床诊断", "入院诊断", "出院诊断", "患病情况", "患病名称", "健康状况", "健康情况", "身体状况",
            "病史", "既往病史", "所患疾病", "患病种类",
        ],
    ),
    (Meaning::Label(Label::Age), &["年龄"]),
    (Meaning::Label(Label::School), &["就读学校", "所在学校", "在读学校", "班级", "所在班级", "就读年级"]),
    (
        Meaning::Label(Label::Serial),
        &[
            "编号", "订单号", "订单编号", "订单", "流水号", "项目代码", "案号", "受理号", "受理编号", "文号", "索引号",
            "单号", "运单号", "快递单号", "邮件号", "挂号信", "批号", "合同编号", "合同号", "发票号码", "发票号",
            "发票代码", "票据号", "票据号码", "缴款码", "执收编码", "许可证编号", "许可证号", "备案号", "备案编号",
            "登记号", "登记编号", "序列号", "设备编号", "点位编号", "样品编号", "代码", "组织机构代码",
            "统一社会信用代码", "信用代码", "社会信用代码", "税号", "纳税人识别号", "宗地号", "证书编号", "文书号",
            "档号", "条码", "条形码", "经度", "纬度", "坐标", "QQ", "QQ群", "群号", "工号", "型号", "规格", "编码",
            "受理通知书", "查询码", "回执号", "密码", "验证码", "交易号", "交易流水", "物流单号", "设备号", "识别码",
        ],
    ),
    (
        Meaning::Label(Label::Post),
        &["职务", "职级", "职务职级", "岗位", "分管", "分工", "工作分工", "分管工作", "分管科室", "领导职务", "现任职务"],
    ),
    (Meaning::Label(Label::Count), &["人数", "户数", "人次", "占比", "比例", "名额", "件数"]),
    (
        Meaning::Role,
        &[
            "村民", "居民", "市民", "群众", "患者", "病人", "学生", "职工", "农户", "贫困户", "脱贫户", "老人", "女孩",
            "男孩", "女童", "男童", "儿童", "死者", "伤者", "犯罪嫌疑人", "嫌疑人", "被告人", "被告", "司机",
            "驾驶员", "车主", "网民", "养殖户", "个体户", "经营户", "承包户", "租户", "租客", "房东", "房主", "住户",
            "工人", "自然人", "同学", "公民", "妻子", "丈夫", "儿子", "女儿", "父亲", "母亲", "孙子", "孙女", "之子",
            "之女", "其子", "其女", "其妻", "其夫", "其父", "其母", "老伴", "弟弟", "哥哥", "姐姐", "妹妹",
        ],
    ),
    (Meaning::Sex, &["，男", ",男", "，女", ",女", "（男", "（女", "(男", "(女", "、男，", "、女，"]),
    (Meaning::Kin, &["本人", "独子", "独女", "长子", "次子", "长女", "次女", "遗孀"]),
    (
        Meaning::Ailment,
        &[
            "癌", "肿瘤", "白血病", "尿毒症", "糖尿病", "高血压", "精神分裂症", "精神病", "抑郁症", "双相情感障碍",
            "艾滋病", "HIV", "梅毒", "乙肝", "丙肝", "肺结核", "结核病", "尘肺", "尘肺病", "矽肺", "脑梗", "脑梗死",
            "脑出血", "脑瘫", "脑中风", "中风偏瘫", "心脏病", "冠心病", "心肌梗死", "癫痫", "瘫痪", "截瘫", "偏瘫",
            "帕金森", "阿尔茨海默", "老年痴呆", "痴呆", "肝硬化", "肾衰竭", "肾功能衰竭", "肾病", "红斑狼疮",
            "血友病", "类风湿", "哮喘", "慢阻肺", "自闭症", "孤独症", "唐氏综合征", "智力障碍", "听力障碍", "失明",
            "失聪", "截肢", "残疾", "智力残疾", "肢体残疾", "视力残疾", "听力残疾", "言语残疾", "精神残疾", "多重残疾",
            "一级残疾", "二级残疾", "三级残疾", "四级残疾", "重度残疾", "低保", "低保户", "低保对象", "五保", "五保户",
            "特困", "特困供养", "特困人员", "重病", "大病", "重大疾病", "流产", "早孕", "中毒", "血铅超标", "骨折",
            "淋巴瘤", "骨髓瘤", "地中海贫血", "再生障碍性贫血", "器官移植", "透析", "化疗", "放疗", "肺炎",
        ],
    ),
    (
        Meaning::Youth,
        &["未成年", "未成年人", "周岁", "岁", "年级", "小学生", "初中生", "中学生", "幼儿园", "小学", "初中", "学龄前"],
    ),
    (Meaning::Dwelling, &["室", "组", "单元", "幢", "栋", "号"]),
    (Meaning::Secrecy, &["绝密", "机密", "秘密", "绝 密", "机 密", "秘 密", "绝　密", "机　密", "秘　密"]),
    (
        Meaning::Ordinary,
        &[
            "法定代表人", "法定代表人姓名", "法人姓名", "负责人", "负责人姓名", "主要负责人姓名", "审核人姓名",
            "经办人姓名", "承办人姓名", "执法人员姓名", "领导姓名", "办公室", "科室", "教室", "实验室", "会议室",
            "接待室", "调解室", "值班室", "档案室", "领导小组", "工作组", "督察组", "检查组", "专家组", "调查组",
            "小组", "机组", "重组", "组织", "组长", "组成", "残疾人", "残疾人保障金", "残疾人联合会", "残疾人就业",
            "残疾人就业保障金", "残联", "精神病院", "精神病医院", "肿瘤医院", "学生家长代表", "国家秘密", "商业秘密",
            "工作秘密", "保守秘密", "涉及秘密", "市民热线", "群众热线", "居民小组", "村民小组", "村民委员会",
            "居民委员会", "群众路线", "市民服务热线", "身份证复印件", "身份证原件", "身份证明", "账户余额", "账号密码",
            "血铅", "单元格", "网络单元", "号召", "号文", "号令",
        ],
    ),
];

static TITLES: LazyLock<HashMap<&str, Meaning>> =
    LazyLock::new(|| WORDS.iter().flat_map(|(meaning, words)| words.iter().map(|word| (*word, *meaning))).collect());

/// The label that a title of a column, or the cell beside a value, is; none where it is something else.
pub(crate) fn of_title(title: &str) -> Option<Label> {
    let bare: String = title.chars().filter(|character| !character.is_whitespace() && !"：:*＊".contains(*character)).collect();
    let bare = strip_remark(&bare);
    // Titles of forms qualify their labels (申请人联系电话, 法定代表人姓名): the exact word first, then the longest ending.
    let known = |word: &str| {
        TITLES.get(word).map(|meaning| match meaning {
            Meaning::Label(label) => Some(*label),
            Meaning::Role => Some(Label::Name),
            _ => None,
        })
    };
    if bare.chars().count() > 14 {
        return None;
    }
    bare.char_indices().find_map(|(at, _)| known(&bare[at..])).flatten()
}

/// `联系电话（手机）` is a 联系电话.
fn strip_remark(title: &str) -> &str {
    match title.find(['（', '(']) {
        Some(at) if at > 0 => &title[..at],
        _ => title,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_read_with_blanks_stars_and_remarks() {
        assert_eq!(of_title("姓  名"), Some(Label::Name));
        assert_eq!(of_title("*身份证号码："), Some(Label::IdNumber));
        assert_eq!(of_title("联系电话（手机）"), Some(Label::Phone));
        assert_eq!(of_title("残疾类别"), Some(Label::Ailment));
        assert_eq!(of_title("补助对象姓名"), Some(Label::Name));
    }

    #[test]
    fn a_title_that_ends_like_a_label_but_is_another_word_is_none() {
        assert_eq!(of_title("法定代表人姓名"), None);
        assert_eq!(of_title("企业名称"), None);
        assert_eq!(of_title("环评批复文号"), Some(Label::Serial));
        assert_eq!(of_title(""), None);
    }

    #[test]
    fn no_word_has_two_meanings() {
        let mut seen = std::collections::HashSet::new();
        for word in WORDS.iter().flat_map(|(_, words)| *words) {
            assert!(seen.insert(word), "{word}");
        }
    }
}
