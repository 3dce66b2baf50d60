//! The form as it is shown. Art. 29: who applies, with proof of identity and a way to be reached; what is asked for, by name,
//! number or any description that helps to find it; in which form and on which way it is wanted.

use casework::request::facts::Applicant;

use super::{Supply, Way};
use crate::base::BasePath;
use crate::look::form::{Choice, Field, Form, Part, Width};
use crate::sent::Files;
use crate::token;
use casework::paper::Role;
use office::paper::Brought;

/// What the dialogue of a browser offers; what is taken in is told by the content.
pub(crate) const ACCEPTED: &str = ".pdf,.ofd,.docx,.xlsx,.jpg,.jpeg,.png";

/// The fields of files and what each is to the matter.
const PAPERS: [(&str, Role); 2] = [("identity", Role::Identity), ("papers", Role::Supporting)];

/// Kinds of documents that prove who a person is; the first is the resident's, whose number can be checked.
pub(super) const DOCUMENTS: [(&str, &str); 6] = [
    ("resident_id", "居民身份证"),
    ("passport", "护照"),
    ("hong_kong_macao", "港澳居民来往内地通行证或者居住证"),
    ("taiwan", "台湾居民来往大陆通行证或者居住证"),
    ("foreign_permanent", "外国人永久居留身份证"),
    ("other", "其他有效证件"),
];

/// Kinds of organisations, as the annual report counts them.
pub(super) const ORGANISATIONS: [(&str, &str, Applicant); 5] = [
    ("enterprise", "商业企业", Applicant::Enterprise),
    ("research_institution", "科研机构", Applicant::ResearchInstitution),
    ("social_organization", "社会公益组织", Applicant::SocialOrganization),
    ("legal_service", "法律服务机构", Applicant::LegalService),
    ("other", "其他", Applicant::Other),
];

pub(super) const SUPPLIES: [(&str, &str, Supply); 2] =
    [("electronic", "电子", Supply::Electronic), ("paper", "纸质", Supply::Paper)];

pub(super) const WAYS: [(&str, &str, &str, Way); 4] = [
    ("download", "在本网站下载", "凭查询码打开办理进度页面", Way::Download),
    ("mail", "电子邮件", "请填写上面的电子邮箱", Way::Mail),
    ("post", "邮寄", "请填写上面的通信地址", Way::Post),
    ("in_person", "当面领取", "凭有效证件到受理地点领取", Way::InPerson),
];

/// The empty form.
pub(super) fn form(base: &BasePath, form_token: &str, key: &str) -> Form {
    let mut form = Form::new(base.to("/apply/form"), "提交申请")
        .hiding(token::FIELD, form_token)
        .hiding("key", key)
        .part(applicant())
        .part(person())
        .part(organisation())
        .part(contact())
        .part(information())
        .part(supply())
        .part(papers());
    form.trap = true;
    form.draft = "apply";
    form.instead = Some(("返回申请说明".to_owned(), base.to("/apply")));
    form
}

fn applicant() -> Part {
    let kinds = vec![Choice::new("person", "公民（个人）"), Choice::new("organisation", "法人或者其他组织")];
    Part::new("您是谁", vec![Field::one_of("applicant", "申请人类型", kinds).required()])
}

fn person() -> Part {
    let documents = DOCUMENTS.map(|(value, label)| Choice::new(value, label));
    let fields = vec![
        Field::line("name", "姓名").typed("text", "name").required().hint("与证件一致"),
        Field::menu("document", "证件种类", documents.into()).value("resident_id").required(),
        Field::line("document_number", "证件号码").required().hint("只用于核实身份，加密保存，不会公开"),
    ];
    Part::new("个人信息", fields).class("for-person")
}

fn organisation() -> Part {
    let kinds = ORGANISATIONS.map(|(value, label, _)| Choice::new(value, label));
    let fields = vec![
        Field::menu("kind", "单位类别", kinds.into()).required().hint("选最接近的一类"),
        Field::line("organisation", "单位名称").typed("text", "organization").wide(Width::Wide).required(),
        Field::line("code", "统一社会信用代码").required().hint("18位，见营业执照、登记证书"),
        Field::line("contact_person", "联系人").typed("text", "name").required(),
    ];
    Part::new("单位信息", fields).class("for-organisation")
}

fn contact() -> Part {
    let fields = vec![
        Field::line("telephone", "联系电话")
            .typed("tel", "tel")
            .required()
            .hint("收到申请后会打这个电话与您确认，从确认之日起计算答复期限"),
        Field::line("mail", "电子邮箱").typed("email", "email"),
        Field::line("address", "通信地址").typed("text", "street-address").wide(Width::Wide).hint("选择邮寄的请填写"),
        Field::line("postcode", "邮政编码").typed("text", "postal-code").wide(Width::Short),
    ];
    Part::new("怎样联系您", fields)
}

fn information() -> Part {
    let fields = vec![
        Field::area("description", "您想要什么信息", 6).required().hint(
            "写清楚能帮助我们找到它的特征，例如：哪个地方、哪个企业或者项目、什么时间、什么内容。一份申请最好只问一件事",
        ),
        Field::line("title", "文件名称").wide(Width::Wide).hint("知道的话请填写"),
        Field::line("number", "文号").hint("知道的话请填写，例如：澜环发〔2025〕12号"),
    ];
    Part::new("申请内容", fields)
}

fn supply() -> Part {
    let supplies = SUPPLIES.map(|(value, label, _)| Choice::new(value, label));
    let ways = WAYS.map(|(value, label, hint, _)| Choice::new(value, label).hint(hint));
    let fields = vec![
        Field::one_of("supply", "信息的形式", supplies.into()).required(),
        Field::one_of("way", "获取的途径", ways.into()).required(),
    ];
    Part::new("怎样给您", fields)
}

/// Art. 29 asks for proof of identity, which name and number of a document are; nobody has to send a copy, and no reasons.
fn papers() -> Part {
    let fields = vec![
        Field::file("identity", "证件的照片或者扫描件", ACCEPTED)
            .hint("填了证件号码一般就够了；核对身份确有困难的，会请您补充"),
        Field::files("papers", "帮助查找信息的材料", ACCEPTED).hint("例如相关文件的截图、项目的公示页"),
    ];
    Part::new("附件", fields)
        .hint("不附也可以提交。手机拍的照片（jpg、png）就行，也可以用 pdf、ofd、docx、xlsx 文件；每个不超过10MB，一共不超过5个。附件加密保存，不会公开。")
}

/// What came with the form.
pub(super) fn brought(files: &Files) -> Vec<Brought> {
    PAPERS.into_iter().flat_map(|(field, role)| files.of(field, role)).collect()
}
