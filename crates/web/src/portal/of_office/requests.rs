//! Applications over the web: sent in, looked up, withdrawn or made clear.

use casework::request::facts::{Applicant, Arrival};
use law::request::receipt::Channel;
use office::request::{self, ActOfApplicant, Delivery, Intake, SentLetter, Wanted};
use office::{CommandKey, Failed, Invalid};

use super::OfOffice;
use crate::portal::apply::{Application, Contact, Supply, Way, Who};
use crate::portal::source::{Answer, Secret, Trouble};
use crate::portal::status::{Act, Happened, Letter, NotDone, Status};
use crate::portal::view::Download;
use crate::submitted::Complaints;

impl OfOffice {
    pub(super) async fn take_in(&self, application: Application) -> Answer<Result<Secret, Complaints>> {
        let key = CommandKey::new(&application.key).map_err(|error| Trouble::Broken(error.to_string()))?;
        let papers = application.papers.clone();
        match self.office.submit_request_with(key, intake(application), papers).await {
            Ok(receipt) => match Secret::parse(&receipt.secret) {
                Some(secret) => Ok(Ok(secret)),
                None => Err(Trouble::Broken("回执的密文不合格式".to_owned())),
            },
            Err(Failed::Invalid(invalid)) => Ok(Err(complaints(invalid))),
            Err(failed) => Err(failed.into()),
        }
    }

    pub(super) async fn standing(&self, secret: &Secret) -> Answer<Option<Status>> {
        let page = match self.office.request_status(secret.as_str()).await {
            Ok(page) => page,
            Err(Failed::NotFound) => return Ok(None),
            Err(failed) => return Err(failed.into()),
        };
        let happened = page.timeline.into_iter().map(|plain| Happened { on: plain.on, text: plain.text }).collect();
        Ok(Some(Status {
            number: page.number.unwrap_or_default(),
            code: page.code.replace('-', ""),
            subject: page.title,
            submitted_on: page.came_on,
            clock: page.clock,
            application: page.application,
            practice: self.office.settings().practice,
            happened,
            way: way(page.delivery).to_owned(),
            letters: page.letters.iter().map(letter).collect(),
            reasons_by: page.reasons_by,
            may_withdraw: page.may_withdraw,
        }))
    }

    pub(super) async fn sent_letter(&self, secret: &Secret, id: &str) -> Answer<Option<Download>> {
        let Some(which) = crate::letter::which(id) else { return Ok(None) };
        match self.office.letter_of_applicant(secret.as_str(), which).await {
            Ok(letter) => Ok(Some(crate::letter::download(letter))),
            Err(Failed::NotFound) => Ok(None),
            Err(failed) => Err(failed.into()),
        }
    }

    pub(super) async fn acted(&self, secret: &Secret, act: Act, key: &str) -> Answer<Result<(), NotDone>> {
        let key = CommandKey::new(key).map_err(|error| Trouble::Broken(error.to_string()))?;
        let act = match act {
            Act::Withdraw => ActOfApplicant::Withdraw { words: "申请人在网上撤回".to_owned() },
            Act::GiveReasons { words } => ActOfApplicant::GiveReasons { words },
            Act::Correct { words, papers } => ActOfApplicant::Correct { words, papers },
        };
        match self.office.act_of_applicant(secret.as_str(), key, act).await {
            Ok(()) => Ok(Ok(())),
            Err(Failed::Refused(refusal)) => Ok(Err(NotDone::Whole(refusal.to_string()))),
            Err(conflict @ Failed::Conflict { .. }) => Ok(Err(NotDone::Whole(conflict.to_string()))),
            Err(Failed::Invalid(invalid)) => Ok(Err(NotDone::Fields(complaints(invalid)))),
            Err(failed) => Err(failed.into()),
        }
    }
}

/// By the fields of the pages.
fn complaints(invalid: Invalid) -> Complaints {
    let mut complaints = Complaints::default();
    for wrong in invalid.0 {
        complaints.say(field(wrong.field), wrong.message);
    }
    complaints
}

fn letter(SentLetter { of, number }: &SentLetter) -> Letter {
    let number = number.as_ref().map(|number| format!("（{number}）")).unwrap_or_default();
    Letter { id: crate::letter::id(of), title: format!("{}{number}", of.kind.label()), on: of.on }
}

fn intake(application: Application) -> Intake {
    let Application { who, contact, title, document_number, description, supply, way, .. } = application;
    let Contact { telephone, address, postcode, mail } = contact;
    let reached = request::Person { phone: telephone, address, postcode, email: mail, ..request::Person::default() };
    let (applicant, person) = match who {
        Who::Person(person) => (
            Applicant::NaturalPerson,
            request::Person {
                name: person.name,
                id_kind: person.document.to_owned(),
                id_number: person.document_number,
                ..reached
            },
        ),
        Who::Organisation(organisation) => (
            organisation.kind,
            request::Person {
                name: organisation.contact_person,
                organisation: Some(request::Organisation {
                    name: organisation.name,
                    code: organisation.code,
                    ..request::Organisation::default()
                }),
                ..reached
            },
        ),
    };
    let wanted = Wanted {
        title,
        document_number,
        description,
        supply: match supply {
            Supply::Paper => request::Supply::Paper,
            Supply::Electronic => request::Supply::Electronic,
        },
        delivery: match way {
            Way::Download => Delivery::Online,
            Way::Post => Delivery::Post,
            Way::Mail => Delivery::Email,
            Way::InPerson => Delivery::PickUp,
        },
        remark: String::new(),
    };
    Intake {
        channel: Channel::Internet,
        arrival: Arrival::default(),
        applicant,
        person,
        wanted,
        late_reason: String::new(),
    }
}

/// How the answer comes, in words for the applicant.
fn way(delivery: Delivery) -> &'static str {
    match delivery {
        Delivery::Post => "将邮寄到您登记的地址",
        Delivery::Email => "将发到您登记的邮箱",
        Delivery::Online => "可在这个页面下载",
        Delivery::PickUp => "请到本机关领取",
        Delivery::OnTheSpot => "请到本机关查阅",
    }
}

/// The form of the portal has names of its own for some fields.
fn field(name: &'static str) -> &'static str {
    match name {
        "id_number" => "document_number",
        "document_number" => "number",
        "organisation_name" => "organisation",
        "organisation_code" => "code",
        "phone" => "telephone",
        "email" => "mail",
        "title" => "description",
        other => other,
    }
}
