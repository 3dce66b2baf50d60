//! How those things of the law are written in facts that the law itself does not write.

/// The way on which an application came in, by its code.
pub(super) mod channel {
    use law::request::receipt::Channel;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
    pub(crate) fn serialize<S: Serializer>(channel: &Channel, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(channel.code())
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Channel, D::Error> {
        let code = String::deserialize(from)?;
        Channel::of_code(&code).ok_or_else(|| Error::custom(format_args!("渠道「{code}」不认识")))
    }
}

/// Who is asked for an opinion.
pub(super) mod consulted {
    use law::request::consultation::Consulted;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
    pub(crate) fn serialize<S: Serializer>(consulted: &Consulted, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(match consulted {
            Consulted::ThirdParty => "third_party",
            Consulted::Agency => "agency",
        })
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Consulted, D::Error> {
        match String::deserialize(from)?.as_str() {
            "third_party" => Ok(Consulted::ThirdParty),
            "agency" => Ok(Consulted::Agency),
            other => Err(Error::custom(format_args!("征求对象「{other}」不认识"))),
        }
    }
}

/// The length of an extension in working days, held against Art. 33 when it is read.
pub(super) mod extension_days {
    use law::calendar::WorkingDays;
    use law::request::extension::ExtensionDays;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
    pub(crate) fn serialize<S: Serializer>(days: &ExtensionDays, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_u16(days.days().0)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<ExtensionDays, D::Error> {
        ExtensionDays::new(WorkingDays(u16::deserialize(from)?)).map_err(Error::custom)
    }
}
