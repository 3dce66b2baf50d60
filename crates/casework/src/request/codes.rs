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

/// What a fee is charged for: `{"by":"cases","earlier":12,"now":3}` or `{"by":"pages","pages":120}`.
pub(super) mod basis {
    use law::request::fee::Basis;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    #[serde(tag = "by", rename_all = "snake_case", deny_unknown_fields)]
    enum Written {
        Cases { earlier: u32, now: u32 },
        Pages { pages: u32 },
    }

    pub(crate) fn serialize<S: Serializer>(basis: &Basis, to: S) -> Result<S::Ok, S::Error> {
        let written = match *basis {
            Basis::Cases { earlier, now } => Written::Cases { earlier, now },
            Basis::Pages(pages) => Written::Pages { pages },
        };
        written.serialize(to)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Basis, D::Error> {
        Ok(match Written::deserialize(from)? {
            Written::Cases { earlier, now } => Basis::Cases { earlier, now },
            Written::Pages { pages } => Basis::Pages(pages),
        })
    }
}

/// An amount in whole 元.
pub(super) mod yuan {
    use law::request::fee::Yuan;
    use serde::{Deserialize, Deserializer, Serializer};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
    pub(crate) fn serialize<S: Serializer>(amount: &Yuan, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_u64(amount.0)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Yuan, D::Error> {
        u64::deserialize(from).map(Yuan)
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
