//! 法定主动公开内容 by the items of Art. 20, and search. Pages of lists go by keys.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use law::catalogue::ItemCode;
use serde::Deserialize;

use super::view::{Catalogue, From, ItemCount, Listing};
use crate::fault::Fault;
use crate::look::grouped;
use crate::look::pager::Pager;
use crate::page::Page;
use crate::respond;
use crate::visit::Visit;

/// Nobody types more; the rest is not looked for.
const LONGEST_SEARCH: usize = 80;

#[derive(Template)]
#[template(path = "portal/catalogue.html")]
struct CataloguePage<'v> {
    page: Page<'v>,
    items: Vec<ItemCount>,
    which: Catalogue,
    heading: String,
    listing: Listing,
    pager: Pager,
}

#[derive(Template)]
#[template(path = "portal/search.html")]
struct SearchPage<'v> {
    page: Page<'v>,
    words: String,
    listing: Listing,
    pager: Pager,
}

/// What an address of a list may ask for. What cannot be read is not asked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    item: String,
    year: String,
    q: String,
    after: String,
    before: String,
}

impl Asked {
    fn from(&self) -> From {
        match (self.after.as_str(), self.before.as_str()) {
            ("", "") => From::Start,
            ("", before) => From::Before(before.to_owned()),
            (after, _) => From::After(after.to_owned()),
        }
    }
}

pub(super) async fn catalogue(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Fault> {
    let site = &visit.site;
    let which = Catalogue {
        item: asked.item.parse().ok(),
        year: asked.year.parse().ok().filter(|year| (1949..=2999).contains(year)),
    };
    let items = site.portal.items(site.today()).await?;
    let listing = site.portal.catalogue(which, asked.from()).await?;
    let named = which.item.map(|code| items.iter().find(|item| item.code == code).map(|item| item.title.clone()));
    let heading = match named {
        Some(None) => return Err(Fault::NotFound),
        Some(Some(title)) => title,
        None => "法定主动公开内容".to_owned(),
    };
    let pager = pager(&visit, "/catalogue", &query(which), &listing);
    let page = visit.page(heading.clone()).under("catalogue").with_meta("ColumnName", heading.clone());
    Ok(respond::public(&CataloguePage { page, items, which, heading, listing, pager }))
}

pub(super) async fn search(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Fault> {
    let words: String = asked.q.trim().chars().take(LONGEST_SEARCH).collect();
    let mut listing = match words.as_str() {
        "" => Listing::default(),
        words => visit.site.portal.search(words, asked.from()).await?,
    };
    for row in &mut listing.rows {
        row.found = words.split_whitespace().map(str::to_owned).collect();
    }
    let pager = pager(&visit, "/search", &[("q", words.clone())], &listing);
    let title = if words.is_empty() { "搜索".to_owned() } else { format!("搜索“{words}”") };
    let page = visit.page(title).private();
    Ok(respond::public(&SearchPage { page, words, listing, pager }))
}

impl CataloguePage<'_> {
    fn is_item(&self, code: &ItemCode) -> bool {
        self.which.item == Some(*code)
    }

    fn all(&self) -> u64 {
        self.items.iter().map(|item| item.count).sum()
    }

    fn all_years(&self) -> String {
        address("/catalogue", &query(Catalogue { year: None, ..self.which }))
    }

    fn is_year(&self, year: &i16) -> bool {
        self.which.year == Some(*year)
    }

    fn of_year(&self, year: &i16) -> String {
        address("/catalogue", &query(Catalogue { year: Some(*year), ..self.which }))
    }

    fn of_item(&self, code: &ItemCode) -> String {
        address("/catalogue", &query(Catalogue { item: Some(*code), ..self.which }))
    }
}

fn query(which: Catalogue) -> Vec<(&'static str, String)> {
    let item = which.item.map(|code| ("item", code.to_string()));
    let year = which.year.map(|year| ("year", year.to_string()));
    item.into_iter().chain(year).collect()
}

fn pager(visit: &Visit, path: &str, query: &[(&'static str, String)], listing: &Listing) -> Pager {
    let link = |key: &Option<String>, name| {
        let key = key.clone()?;
        let pairs: Vec<_> = query.iter().cloned().chain([(name, key)]).collect();
        Some(visit.site.base.to(&address(path, &pairs)))
    };
    let said = listing.total.map(|total| format!("共{}条", grouped(total))).unwrap_or_default();
    Pager { before: link(&listing.before, "before"), after: link(&listing.after, "after"), said }
}

fn address(path: &str, query: &[(&'static str, String)]) -> String {
    if query.is_empty() {
        return path.to_owned();
    }
    let pairs: Vec<String> = query.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    format!("{path}?{}", pairs.join("&"))
}

/// A value as it stands in a query.
fn encoded(value: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    value.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_carries_any_words() {
        let query = [("q", "排污 许可&a=1".to_owned()), ("after", "2025-11-03~9".to_owned())];
        assert_eq!(
            address("/search", &query),
            "/search?q=%E6%8E%92%E6%B1%A1%20%E8%AE%B8%E5%8F%AF%26a%3D1&after=2025-11-03~9"
        );
        assert_eq!(address("/catalogue", &[]), "/catalogue");
    }
}
