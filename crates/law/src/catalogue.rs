//! Arts. 20 and 21: what an agency must publish on its own.
//!
//! The list is data that grows: Art. 22 lets superiors add to it, so an installation may load further lines.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::in_force::InForce;

/// The number of an item, such as `20.5`: the article, and the item in it. Sorted by number, not as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ItemCode {
    article: u16,
    item: u16,
}

/// The text is no item's code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是公开事项的代码，应写作20.5")]
pub struct NoItemCode(String);

/// The level of an agency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 国务院部门.
    Central,
    /// 省级.
    Province,
    /// 设区的市级.
    Prefecture,
    /// 县级.
    County,
    /// 乡镇人民政府.
    Township,
}

/// Something that must be published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its number.
    pub code: ItemCode,
    /// A short name, for lists and menus.
    pub title: String,
    /// Where it stands; none for what a superior has added (Art. 22).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<Article>,
    /// The words of the law, or of the superior's order.
    pub statute: String,
    /// Whom it binds; empty: every agency.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub levels: BTreeSet<Level>,
    /// When.
    #[serde(default)]
    pub in_force: InForce,
}

/// All items, in the order of their numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalogue(Vec<Item>);

/// Why a list of items cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CatalogueError {
    /// It is not written as such a list is.
    #[error("公开事项目录无法读取：{0}")]
    Unreadable(String),
    /// A number that is taken on the same day.
    #[error("公开事项代码{0}重复，请改用未使用的代码")]
    Taken(ItemCode),
    /// An item without name or words.
    #[error("公开事项{0}缺少名称或者内容，请补充")]
    Empty(ItemCode),
}

impl Catalogue {
    /// The items of the Regulation.
    pub fn of_the_regulation() -> &'static Self {
        &SHIPPED
    }

    /// The items of the Regulation and those of a list in the same shape as `data/catalogue.toml`.
    pub fn with_additions(toml: &str) -> Result<Self, CatalogueError> {
        let file: File =
            toml::from_str(toml).map_err(|error| CatalogueError::Unreadable(error.message().to_owned()))?;
        let mut items = SHIPPED.0.clone();
        items.extend(file.item);
        Self::new(items)
    }

    fn new(mut items: Vec<Item>) -> Result<Self, CatalogueError> {
        items.sort_by_key(|item| item.code); // stable: of one code, the earlier line stays first
        for (at, item) in items.iter().enumerate() {
            if item.title.trim().is_empty() || item.statute.trim().is_empty() {
                return Err(CatalogueError::Empty(item.code));
            }
            let mut same_code = items[at + 1..].iter().take_while(|other| other.code == item.code);
            if same_code.any(|other| other.in_force.overlaps(item.in_force)) {
                return Err(CatalogueError::Taken(item.code));
            }
        }
        Ok(Self(items))
    }

    /// What an agency of this level must publish on this day.
    pub fn items(&self, level: Level, on: Date) -> impl Iterator<Item = &Item> {
        self.0.iter().filter(move |item| item.in_force.contains(on) && item.binds(level))
    }

    /// The item with this number on this day.
    pub fn item(&self, code: ItemCode, on: Date) -> Option<&Item> {
        self.0.iter().find(|item| item.code == code && item.in_force.contains(on))
    }
}

impl Item {
    /// Whether an agency of this level must publish it.
    pub fn binds(&self, level: Level) -> bool {
        self.levels.is_empty() || self.levels.contains(&level)
    }
}

impl ItemCode {
    /// Art. 22: added by a superior, and so known to the installation and not to the Regulation.
    pub fn is_added(self) -> bool {
        self.article == 22
    }
}

impl fmt::Display for ItemCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.article, self.item)
    }
}

impl FromStr for ItemCode {
    type Err = NoItemCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // Only what it would be written as again: no signs, no leading zeros, or one item had two codes.
        let number = |digits: &str| digits.parse::<u16>().ok().filter(|number| *number > 0);
        text.split_once('.')
            .and_then(|(article, item)| Some(Self { article: number(article)?, item: number(item)? }))
            .filter(|code| code.to_string() == text)
            .ok_or_else(|| NoItemCode(text.to_owned()))
    }
}

impl TryFrom<String> for ItemCode {
    type Error = NoItemCode;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<ItemCode> for String {
    fn from(code: ItemCode) -> Self {
        code.to_string()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    item: Vec<Item>,
}

static SHIPPED: LazyLock<Catalogue> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("../data/catalogue.toml")).expect("the shipped catalogue is valid (tested)");
    Catalogue::new(file.item).expect("the shipped catalogue holds no item twice (tested)")
});

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = Date::constant(2025, 6, 9);

    fn codes(catalogue: &Catalogue, level: Level) -> Vec<String> {
        catalogue.items(level, TODAY).map(|item| item.code.to_string()).collect()
    }

    #[test]
    fn article_20_has_fifteen_items_that_bind_everybody() {
        let fifteen: Vec<_> = (1..=15).map(|item| format!("20.{item}")).collect();
        for level in [Level::Central, Level::Province] {
            assert_eq!(codes(Catalogue::of_the_regulation(), level), fifteen);
        }
        for (number, item) in (1..).zip(&SHIPPED.0[..15]) {
            assert_eq!(item.article.unwrap().to_string(), format!("20({number})"));
            assert!(item.title.chars().count() <= 12, "short enough for a menu: {}", item.title);
        }
    }

    #[test]
    fn article_21_adds_seven_subjects_for_a_county() {
        let county = codes(Catalogue::of_the_regulation(), Level::County);
        assert_eq!(county.len(), 22);
        assert_eq!(county[15..], ["21.1", "21.2", "21.3", "21.4", "21.5", "21.6", "21.7"]);
        assert_eq!(codes(Catalogue::of_the_regulation(), Level::Prefecture), county);
    }

    #[test]
    fn article_21_adds_eight_others_for_a_township() {
        let township = codes(Catalogue::of_the_regulation(), Level::Township);
        assert_eq!(township[15..], ["21.4", "21.5", "21.7", "21.8", "21.9", "21.10", "21.11", "21.12"]);
    }

    #[test]
    fn the_words_are_those_of_the_law() {
        let item = Catalogue::of_the_regulation().item("20.13".parse().unwrap(), TODAY).unwrap();
        assert_eq!(item.statute, "环境保护、公共卫生、安全生产、食品药品、产品质量的监督检查情况");
    }

    #[test]
    fn superiors_add_to_the_list() {
        let added = r#"
            [[item]]
            code = "22.1"
            title = "突发环境事件"
            statute = "突发环境事件信息（环境保护法第五十四条）"
            levels = ["county"]
            in_force = { from = "2025-01-01" }
        "#;
        let catalogue = Catalogue::with_additions(added).unwrap();
        assert!(codes(&catalogue, Level::County).contains(&"22.1".to_owned()));
        assert!(!codes(&catalogue, Level::Township).contains(&"22.1".to_owned()));
        assert_eq!(catalogue.item("22.1".parse().unwrap(), date(2024, 12, 31)), None);
        let added: Vec<bool> = ["22.1", "20.1"].map(|code| code.parse::<ItemCode>().unwrap().is_added()).into();
        assert_eq!(added, [true, false]);
    }

    #[test]
    fn a_list_that_cannot_be_used_is_refused() {
        let refused = |toml: &str| Catalogue::with_additions(toml).unwrap_err();
        let taken = "[[item]]\ncode = '20.5'\ntitle = '许可'\nstatute = '许可'";
        assert_eq!(refused(taken), CatalogueError::Taken("20.5".parse().unwrap()));
        let empty = "[[item]]\ncode = '22.1'\ntitle = ' '\nstatute = '许可'";
        assert_eq!(refused(empty), CatalogueError::Empty("22.1".parse().unwrap()));
        assert!(matches!(refused("[[item]]\ncode = '22'"), CatalogueError::Unreadable(_)));
        assert!(matches!(refused("海门"), CatalogueError::Unreadable(_)));
    }

    #[test]
    fn codes_sort_by_number_and_have_one_form() {
        let code = |text: &str| text.parse::<ItemCode>();
        assert!(code("20.9").unwrap() < code("20.10").unwrap());
        for text in ["", "20", "20.", ".5", "20.05", "+20.5", "20.0", "20.5.1", "20.65536", "二十.五"] {
            assert!(code(text).is_err(), "{text}");
        }
    }
}
