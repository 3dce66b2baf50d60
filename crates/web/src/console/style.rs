//! Every component on one page, for whoever builds the next one.

use askama::Template;
use axum::response::Response;

use crate::look::chip::{Chip, Tone};
use crate::look::rail::{Part, Rail};
use crate::page::Page;
use crate::respond;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "console/style.html")]
struct StylePage<'v> {
    page: Page<'v>,
    rail: Rail,
    chips: Vec<Chip>,
}

pub(super) async fn style(visit: Visit) -> Response {
    respond::private(&StylePage {
        page: visit.page("样式").private(),
        rail: rail(&visit),
        chips: [
            ("网上", Tone::Plain),
            ("还有4个工作日", Tone::Soon),
            ("已超期2个工作日", Tone::Late),
            ("已送达", Tone::Done),
        ]
        .map(|(text, tone)| Chip::new(text, tone))
        .into(),
    })
}

fn rail(visit: &Visit) -> Rail {
    let parts = [("工作台", "/console", 9), ("申请", "/console/requests", 4), ("样式", "/console/style", 0)];
    let parts = parts.map(|(name, path, waiting)| Part {
        name,
        href: visit.site.base.to(path),
        waiting,
        current: visit.path == path,
    });
    Rail { home: visit.site.base.to("/console"), parts: parts.into(), ..Rail::default() }
}
