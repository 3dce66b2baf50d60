//! One letter of every kind, of a bureau that does not exist.

use documents::letter::{
    Addressee, Application, Consultation, ConsultationTold, Contact, Correction, Decision, Delay, Delivery,
    DisclosedNevertheless, DocumentNumber, EarlierReply, Extension, FeeNotice, Letter, Matter, OtherAgency,
    ReasonsAsked, Receipt, Reply, Responsible, Search, Supply, Unclear, Why, WithheldPart, Withholding,
};
use law::calendar::{Day, WorkingDays};
use law::in_force::InForce;
use law::request::consultation::Consulted;
use law::request::exemption::Exemption;
use law::request::extension::ExtensionDays;
use law::request::fee::{Basis, Yuan};
use law::request::ground::{GroundDraft, Norm, Rank, ThirdParty};
use law::request::remedy::agency::{Agency, Body, Court, DatedStanding, Seat, Standing};
use law::request::remedy::{Act, Question, Remedy, Rulings, remedy};
use law::request::situation::{MiscReason, MiscRows};

/// Every kind of letter under a name for its snapshot.
pub(crate) fn letters() -> Vec<(&'static str, Letter)> {
    let mut letters = notices();
    letters.extend(decisions().into_iter().map(|(name, decision)| (name, reply(decision))));
    letters
}

pub(crate) fn day(month: i8, day: i8) -> Day {
    Day::constant(2025, month, day)
}

pub(crate) fn letter(matter: Matter) -> Letter {
    Letter {
        agency: "云州市澜江生态环境局".into(),
        number: Some(DocumentNumber::new("澜环公复", 2025, 27).expect("a sound sample")),
        to: Addressee::Person("陈建国".into()),
        dated: Some(day(7, 3)),
        contact: Contact {
            name: "政府信息公开办公室".into(),
            phone: "0513-5550123".into(),
            address: "云州市澜江区长江路100号".into(),
        },
        attachments: vec![],
        matter,
    }
}

pub(crate) fn application() -> Application {
    Application {
        number: "20250609-0003".into(),
        received_on: day(6, 9),
        corrected_on: None,
        content: "澜江区化工园区2024年度第四季度废水排放口在线监测数据和超标处理情况".into(),
    }
}

/// A reply with this decision, its remedy by the law of its day.
pub(crate) fn reply(decision: Decision) -> Letter {
    reply_on(day(7, 3), decision)
}

pub(crate) fn reply_on(on: Day, decision: Decision) -> Letter {
    let remedy = remedy_for(&decision, on);
    let (facts, besides) = (String::new(), String::new());
    let attached = matches!(
        &decision,
        Decision::Granted { supply: Supply::Attached(_) } | Decision::PartlyGranted { supply: Supply::Attached(_), .. }
    );
    let reply = Reply { application: application(), facts, decision, besides, remedy };
    let attachments = if attached {
        vec!["废水排放口在线监测数据".into(), "超标处理情况说明".into()]
    } else {
        vec![]
    };
    Letter { dated: Some(on), attachments, ..letter(Matter::Reply(Box::new(reply))) }
}

fn remedy_for(decision: &Decision, on: Day) -> Remedy {
    let act = Act::Reply(decision.situation().outcome(&MiscRows::default()));
    let question = Question { act, on, agency: &agency(), served_online: false };
    remedy(question, &Rulings::default()).expect("the sample agency names its bodies").expect("a reply has a remedy")
}

/// A branch of the city's bureau in its district.
fn agency() -> Agency {
    let body = |seat, name: &str| Body { seat, name: name.into(), in_force: InForce::ALWAYS, online: None };
    Agency::new(
        vec![DatedStanding { standing: Standing::BranchByDistrict, in_force: InForce::ALWAYS }],
        vec![
            body(Seat::OwnGovernment, "云州市人民政府"),
            body(Seat::LocalGovernment, "云州市澜江区人民政府"),
            body(Seat::SettingDepartment, "云州市生态环境局"),
        ],
        vec![Court { name: "云州经济技术开发区人民法院".into(), in_force: InForce::ALWAYS }],
    )
    .expect("a sound sample")
}

pub(crate) fn ground(exemption: Exemption) -> Withholding {
    let draft = GroundDraft {
        what: String::new(),
        exemptions: vec![exemption],
        reason: "该材料是尚未形成最终意见的会商记录，记录了各方在讨论中的初步看法".into(),
        discretion: "公开会使参与会商的人员今后难以坦率发表意见，影响后续决策".into(),
        norm: Some(Norm { rank: Rank::Law, title: "《中华人民共和国统计法》第九条".into() }),
        third_party: Some(ThirdParty::Objected),
        exception_holds: false,
    };
    (&draft.check().expect("a sound sample")).into()
}

fn consultation(consulted: Consulted) -> Letter {
    let concern = match consulted {
        Consulted::ThirdParty => "监测数据附件中的生产工艺参数，你单位在报送时标明为商业秘密",
        Consulted::Agency => "该方案由你单位负责其中的用水总量部分",
    };
    let matter = Consultation {
        consulted,
        received_on: day(6, 9),
        information: "澜江区化工园区2024年度第四季度废水排放口在线监测数据及其附件".into(),
        concern: concern.into(),
    };
    let to = match consulted {
        Consulted::ThirdParty => "云州澜江精细化工有限公司",
        Consulted::Agency => "云州市澜江区水务局",
    };
    Letter {
        number: Some(DocumentNumber::new("澜环公征", 2025, 4).expect("a sound sample")),
        to: Addressee::Organisation(to.into()),
        dated: Some(day(6, 12)),
        ..letter(Matter::Consultation(matter))
    }
}

fn notices() -> Vec<(&'static str, Letter)> {
    let receipt = Receipt {
        number: "20250609-0003".into(),
        code: "7KQ4-M2TX-9EHN".into(),
        channel: "当面提交".into(),
        registered_on: day(6, 9),
        received_on: Some(day(6, 9)),
        due_on: Some(day(7, 7)),
        content: application().content,
        form: "纸质，邮寄".into(),
        status_page: "https://www.lanjiang.example/gk/query".into(),
        code_page: Some("https://www.lanjiang.example/gk/status/7KQ4M2TX9EHN".into()),
    };
    let unconfirmed =
        Receipt {
            channel: "互联网".into(), received_on: None, due_on: None, form: String::new(), ..receipt.clone()
        };
    let without_number = |matter| Letter { number: None, ..letter(matter) };
    let correction = Correction {
        application: application(),
        points: vec![
            Unclear {
                point: "信息的名称".into(),
                guidance: "请写明所需文件的名称或者文号，不清楚的，写明所涉及的事项".into(),
            },
            Unclear { point: "所属时期".into(), guidance: String::new() },
        ],
        guidance: "本机关网站“政府信息公开”专栏载有在线监测月报目录，可以先行查阅".into(),
        answer_by: day(6, 27),
    };
    let told = |consulted| ConsultationTold { application: application(), consulted, asked_on: day(6, 12) };
    vec![
        ("receipt", without_number(Matter::Receipt(receipt))),
        ("receipt_unconfirmed", without_number(Matter::Receipt(unconfirmed))),
        ("correction", letter(Matter::Correction(correction))),
        ("consultation_third_party", consultation(Consulted::ThirdParty)),
        ("consultation_agency", consultation(Consulted::Agency)),
        ("consultation_told_third_party", letter(Matter::ConsultationTold(told(Consulted::ThirdParty)))),
        ("consultation_told_agency", letter(Matter::ConsultationTold(told(Consulted::Agency)))),
        (
            "disclosed_nevertheless",
            Letter {
                to: Addressee::Organisation("云州澜江精细化工有限公司".into()),
                ..letter(Matter::DisclosedNevertheless(DisclosedNevertheless {
                    asked_on: day(6, 12),
                    information: "化工园区2024年12月3日废水超标排放的污染物种类、浓度和持续时间".into(),
                    reason: "该次超标排放影响下游饮用水水源，公众有必要了解".into(),
                }))
            },
        ),
        (
            "extension",
            letter(Matter::Extension(Extension {
                application: application(),
                days: ExtensionDays::new(WorkingDays(20)).expect("a sound sample"),
                reason: "所涉数据分散在三个监测站，需要逐一核对".into(),
                due_on: Some(day(8, 4)),
            })),
        ),
        (
            "fee",
            letter(Matter::Fee(FeeNotice {
                application: application(),
                decided_on: day(7, 3),
                basis: Basis::Cases { earlier: 12, now: 1 },
                amount: Yuan(100),
                way: "持本通知书到云州市行政审批中心非税收入窗口缴纳，或者扫描缴款单上的二维码缴纳".into(),
            })),
        ),
        (
            "reasons",
            letter(Matter::Reasons(ReasonsAsked {
                application: application(),
                facts: "您自2025年5月以来已向本机关提交内容相近的申请31件".into(),
                answer_by: day(7, 14),
            })),
        ),
        (
            "delay",
            letter(Matter::Delay(Delay {
                application: application(),
                reason: "所涉文件共四百余份，需要逐份审查".into(),
                until: day(9, 30),
            })),
        ),
        (
            "delivery",
            without_number(Matter::Delivery(Delivery {
                title: "政府信息公开申请答复书".into(),
                number: "澜环公复〔2025〕27号".into(),
                way: "直接送达".into(),
                address: "云州市澜江区长江路100号".into(),
            })),
        ),
    ]
}

/// One of every decision; every exemption in its refusal.
pub(crate) fn decisions() -> Vec<(&'static str, Decision)> {
    let told = Supply::Told {
        way: "到本机关档案室查阅、抄录，或者复制".into(),
        time: "2025年7月4日至7月31日的工作日上午".into(),
    };
    let attached = Supply::Attached("纸质复印件".into());
    let parts = vec![
        WithheldPart {
            what: "附件一第3页至第5页的生产工艺参数".into(),
            why: Why::Withheld(ground(Exemption::ThirdParty)),
        },
        WithheldPart {
            what: "正文第7页的会商意见".into(), why: Why::Withheld(ground(Exemption::Deliberative))
        },
        WithheldPart {
            what: "附件二的企业来信".into(),
            why: Why::NotGovernmentInformation("该信为企业之间的往来信件".into()),
        },
    ];
    let refusals = Exemption::ALL.into_iter().map(|exemption| {
        let name = match exemption {
            Exemption::StateSecret => "refused_state_secret",
            Exemption::ForbiddenByLaw => "refused_by_law",
            Exemption::SecurityStability => "refused_security_stability",
            Exemption::ThirdParty => "refused_third_party",
            Exemption::InternalAffairs => "refused_internal_affairs",
            Exemption::Deliberative => "refused_deliberative",
            Exemption::EnforcementFile => "refused_enforcement_file",
        };
        (name, Decision::Refused { ground: ground(exemption) })
    });
    let reason = || "现有数据按小时记录，所需的逐企业年度对比分析尚未制作".to_owned();
    let mut all: Vec<(&'static str, Decision)> = vec![
        ("granted", Decision::Granted { supply: attached.clone() }),
        ("granted_told", Decision::Granted { supply: told }),
        (
            "already_published",
            Decision::AlreadyPublished {
                way: "登录本机关网站“政府信息公开”专栏，在“法定主动公开内容—环境监测”中查阅《2024年第四季度在线监测公报》".into(),
            },
        ),
        ("partly_granted", Decision::PartlyGranted { supply: attached, withheld: parts }),
        (
            "not_existing",
            Decision::NotExisting {
                search: Search {
                    on: day(6, 20),
                    stores: vec!["档案室".into(), "在线监测平台".into(), "办公系统".into()],
                    words: "以“化工园区”“排放口”“超标”为关键词检索，检得文件12份，均不含所申请的数据".into(),
                },
            },
        ),
        (
            "not_this_agency",
            Decision::NotThisAgency {
                reason: "园区污水处理厂的特许经营协议由水务部门签订并保存".into(),
                responsible: Responsible::Known(OtherAgency {
                    name: "云州市澜江区水务局".into(),
                    contact: "云州市澜江区人民路8号，0513-5550456".into(),
                }),
            },
        ),
        (
            "not_this_agency_unknown",
            Decision::NotThisAgency { reason: "本机关没有制作或者获取该信息的职责".into(), responsible: Responsible::Unknown },
        ),
        ("needs_creation", Decision::NeedsCreation { reason: reason() }),
        (
            "still_unclear",
            Decision::StillUnclear { asked_on: Some(day(6, 12)), reason: "补正材料仍未写明所需数据的企业和时期".into() },
        ),
        (
            "declined_petition",
            Decision::DeclinedPetition {
                reason: "申请内容为要求查处某企业夜间异味".into(),
                channel: "拨打12345或者到本机关信访接待室提出".into(),
            },
        ),
        (
            "declined_publication",
            Decision::DeclinedPublication { way: "到云州市图书馆借阅《云州年鉴（2024）》".into() },
        ),
        (
            "declined_excessive",
            Decision::DeclinedExcessive {
                heard: true,
                asked_on: Some(day(6, 12)),
                reason: "所说明的理由与已答复的31件申请相同，没有新的需要".into(),
            },
        ),
        (
            "declined_reissue",
            Decision::DeclinedReissue { reason: "所要求的批复已于2024年5月6日送达给您".into() },
        ),
        (
            "declined_repeat",
            Decision::DeclinedRepeat {
                earlier: Some(EarlierReply { number: "澜环公复〔2025〕3号".into(), on: day(2, 17) }),
            },
        ),
        (
            "registry_query",
            Decision::RegistryQuery {
                rules: "《不动产登记暂行条例》".into(),
                way: "到云州市不动产登记中心查询，地址：云州市澜江区人民路20号".into(),
            },
        ),
        ("closed_not_corrected", Decision::ClosedNotCorrected { asked_on: Some(day(6, 12)), answer_by: Some(day(6, 27)) }),
        ("closed_fee_unpaid", Decision::ClosedFeeUnpaid { asked_on: Some(day(6, 4)), pay_by: Some(day(7, 2)) }),
        ("closed_withdrawn", Decision::ClosedWithdrawn { withdrawn_on: day(6, 30) }),
    ];
    all.extend(refusals);
    for (name, reason) in [
        ("closed_not_government_information", MiscReason::NotGovernmentInformation),
        ("closed_party_affairs", MiscReason::PartyAffairs),
        ("closed_inquiry", MiscReason::Inquiry),
        ("closed_transferred_archives", MiscReason::TransferredArchives),
        ("closed_other", MiscReason::Other),
    ] {
        let words = "经核对，申请所列三项均不是文件资料".into();
        all.push((name, Decision::ClosedMisc { reason, words }));
    }
    all
}
