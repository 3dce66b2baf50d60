//! What is published: lists, pages, the items of Art. 20.

use casework::publication::facts::Interpretation;
use law::calendar::{Day, parse_day};
use law::catalogue::{Catalogue as Items, Level};
use office::publication::{After, Begin, Filter, PublicLine, PublicPage, Repeal};
use office::{Failed, FileId};

use super::OfOffice;
use crate::portal::source::{Answer, Trouble};
use crate::portal::view::{
    Attachment, Block, Catalogue, Download, From, Home, ItemCount, Listed, Listing, Publication, Related, ThisYear,
    Validity,
};

/// How many lines a page of a list has.
const A_PAGE: u64 = 20;
/// How many the first page shows.
const LATEST: u64 = 8;
/// The level of the agency: what binds it of Arts. 20 and 21.
const LEVEL: Level = Level::County;

impl OfOffice {
    pub(super) async fn first_page(&self, today: Day) -> Answer<Home> {
        let items = self.counted_items().await?;
        let published = items.iter().map(|item| item.count).sum();
        let shelf = self.office.public_list(&Filter::default(), &Begin::First, LATEST).await?;
        let years = self.office.published_years(self.office.profile().agency).await.map_err(super::reports::trouble)?;
        let rules = self.rules_in_force().await?;
        let figures = self.office.request_figures(today).await?;
        let this_year = Filter { year: Some(today.year()), ..Filter::default() };
        Ok(Home {
            often: ["环境影响评价", "行政处罚决定", "空气质量", "排污许可"].map(str::to_owned).into(),
            guide_updated_on: self.guide_changed_on().await?,
            rules: rules.0.iter().map(|(_, rows)| rows.len() as u64).sum(),
            published,
            reports: years.iter().min().copied().zip(years.iter().max().copied()),
            latest: shelf.lines.iter().filter_map(listed).collect(),
            items,
            this_year: ThisYear {
                published: self.office.public_count(&this_year).await?,
                published_within: None,
                requests: figures.received,
                answered: figures.answered,
                answered_in_time: figures.answered_in_time,
                answered_within: None,
            },
        })
    }

    pub(super) async fn counted_items(&self) -> Answer<Vec<ItemCount>> {
        let catalogue = self.office.public_catalogue(LEVEL).await?;
        let items = catalogue.items.into_iter();
        Ok(items.map(|(item, count)| ItemCount { code: item.code, title: item.title, count }).collect())
    }

    pub(super) async fn listed(&self, which: Catalogue, words: Option<&str>, from: &From) -> Answer<Listing> {
        let filter =
            Filter { item: which.item, year: which.year, words: words.map(str::to_owned), ..Filter::default() };
        let shelf = self.office.public_list(&filter, &begin(from), A_PAGE).await?;
        let of_item = Filter { year: None, ..filter.clone() };
        Ok(Listing {
            rows: shelf.lines.iter().filter_map(listed).collect(),
            total: Some(self.office.public_count(&filter).await?),
            years: if words.is_some() { Vec::new() } else { self.office.public_years(&of_item).await? },
            before: shelf.previous.as_ref().map(key),
            after: shelf.next.as_ref().map(key),
        })
    }

    pub(super) async fn page_of(&self, id: &str) -> Answer<Option<Publication>> {
        let Ok(file) = id.parse::<FileId>() else { return Ok(None) };
        match self.office.public_page(&file).await {
            Ok(page) => {
                let Some(mut shown) = publication(id, &page, &self.office.profile().name) else { return Ok(None) };
                shown.related = related(self.office.related(&page).await?);
                Ok(Some(shown))
            }
            Err(Failed::NotFound) => Ok(None),
            Err(failed) => Err(failed.into()),
        }
    }

    pub(super) async fn file_of(&self, id: &str, attachment: &str) -> Answer<Option<Download>> {
        let (Ok(file), Ok(place)) = (id.parse::<FileId>(), attachment.parse()) else { return Ok(None) };
        match self.office.public_attachment(&file, place).await {
            Ok(opened) => {
                let (name, bytes) = (opened.name, opened.content);
                Ok(Some(Download { name, kind: opened.format.media_type(), bytes }))
            }
            Err(Failed::NotFound) => Ok(None),
            Err(failed) => Err(failed.into()),
        }
    }

    pub(super) async fn all_permalinks(&self) -> Answer<Vec<(String, Day)>> {
        const MOST: usize = 50_000;
        let (mut all, mut begin) = (Vec::new(), Begin::First);
        loop {
            let shelf = self.office.public_list(&Filter::default(), &begin, 1000).await?;
            all.extend(shelf.lines.iter().filter_map(listed).map(|line| (line.id, line.published_on)));
            match shelf.next {
                Some(next) if all.len() < MOST => begin = Begin::After(next),
                _ => return Ok(all),
            }
        }
    }
}

/// A key as it stands in an address: the day and the file.
fn key(After { by, file }: &After) -> String {
    format!("{by}~{file}")
}

/// A key that is none of ours is the beginning.
fn begin(from: &From) -> Begin {
    let after = |key: &str| {
        let (by, file) = key.split_once('~')?;
        let (by, file) = (parse_day(by).ok()?, file.parse::<FileId>().ok()?);
        Some(After { by: by.to_string(), file: file.text().to_owned() })
    };
    match from {
        From::Start => Begin::First,
        From::After(key) => after(key).map_or(Begin::First, Begin::After),
        From::Before(key) => after(key).map_or(Begin::First, Begin::Before),
    }
}

pub(super) fn listed(line: &PublicLine) -> Option<Listed> {
    Some(Listed {
        id: line.file.clone(),
        title: line.title.clone(),
        published_on: parse_day(&line.published_on).ok()?,
        document_number: line.document_number.clone().unwrap_or_default(),
        genre: line.genre().map(|genre| genre.label().to_owned()).unwrap_or_default(),
        validity: validity(line.repeal, line.repealed_on.as_deref(), false),
        found: Vec::new(),
    })
}

/// 有效性 with the day from which the document does not hold; that it holds is said of documents that set rules.
fn validity(repeal: Option<Repeal>, on: Option<&str>, is_norm: bool) -> Validity {
    match (repeal, on.and_then(|on| parse_day(on).ok())) {
        (Some(Repeal::Expired), Some(on)) => Validity::Expired { on },
        (Some(Repeal::Abolished | Repeal::Superseded), Some(on)) => Validity::Repealed { on },
        _ if is_norm => Validity::InForce,
        _ => Validity::NotApplicable,
    }
}

/// The page of what is public now. What was taken back has none.
fn publication(id: &str, page: &PublicPage, publisher: &str) -> Option<Publication> {
    let (row, text) = (&page.row, page.text.as_ref()?);
    let day = |text: &Option<String>| text.as_deref().and_then(|text| parse_day(text).ok());
    let code = row.item.parse().ok()?;
    let title = Items::of_the_regulation()
        .item(code, day(&row.published_on)?)
        .map(|item| item.title.clone())
        .unwrap_or_default();
    Some(Publication {
        id: id.to_owned(),
        title: text.title.clone(),
        index_number: row.index_number.clone().unwrap_or_default(),
        document_number: row.document_number.clone().unwrap_or_default(),
        publisher: publisher.to_owned(),
        formed_on: parse_day(&row.formed_on).ok(),
        published_on: day(&row.published_on)?,
        published_at: String::new(),
        item: (code, title),
        genre: row.genre().map(|genre| genre.label().to_owned()).unwrap_or_default(),
        keywords: Vec::new(),
        validity: validity(
            row.repeal.as_deref().and_then(Repeal::of_code),
            row.repealed_on.as_deref(),
            row.norm.is_some(),
        ),
        body: text.paragraphs().map(|paragraph| Block::Paragraph(paragraph.to_owned())).collect(),
        attachments: page.attachments.iter().map(attachment).collect(),
        related: Vec::new(),
    })
}

fn attachment(row: &office::publication::Attachment) -> Attachment {
    let bytes = u64::try_from(row.size).unwrap_or_default();
    Attachment { id: row.number.to_string(), name: row.name.clone(), bytes }
}

/// The document first, then what interprets it.
fn related(found: office::publication::Related) -> Vec<Related> {
    let document =
        found.document.map(|line| Related { how: "解读的文件".to_owned(), id: line.file, title: line.title });
    let interpretations = found.interpretations.into_iter().map(|line| Related {
        how: line.interpretation().map_or("解读", Interpretation::label).to_owned(),
        id: line.file,
        title: line.title,
    });
    document.into_iter().chain(interpretations).collect()
}

/// What nobody can do anything about here.
pub(super) fn broken(error: impl std::fmt::Display) -> Trouble {
    Trouble::Broken(error.to_string())
}
