//! The pages of the public: the column 「政府信息公开」.
//!
//! Handlers ask a [`Source`] for plain data and show it. They know neither files nor people nor the law's rules. Pages
//! without anything personal are the same for everybody who reads in the same mode, so that a store may stand before them.

mod about;
mod apply;
mod article;
mod catalogue;
mod download;
mod feed;
mod home;
mod of_office;
mod publication;
mod reports;
mod source;
mod status;
mod tour;
pub mod view;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::site::Site;
pub(crate) use apply::ACCEPTED;
pub use apply::{Application, Contact, Organisation, Person, Supply, Way, Who};
pub(crate) use download::private;
pub use of_office::OfOffice;
pub use source::{Answer, Secret, Source, Trouble};
pub use status::{Act, Happened, Letter, NotDone, Status};
pub use tour::Tour;

/// The parts of the column in its navigation: code, address, name. 依申请公开 stands beside the four blocks.
pub const SECTIONS: [(&str, &str, &str); 6] = [
    ("home", "/", "首页"),
    ("guide", "/guide", "政府信息公开指南"),
    ("rules", "/rules", "政府信息公开制度"),
    ("catalogue", "/catalogue", "法定主动公开内容"),
    ("reports", "/reports", "政府信息公开年报"),
    ("apply", "/apply", "依申请公开"),
];

/// Where forms with files come in: more bytes and more patience.
pub(crate) fn uploads() -> Router<Arc<Site>> {
    Router::new().route("/apply/form", post(apply::submit)).route("/status/{secret}/{act}", post(status::act::take))
}

/// Files of publications: too large to be kept ready beside the pages.
pub(crate) fn files() -> Router<Arc<Site>> {
    Router::new().route("/publications/{id}/{attachment}", get(publication::attachment))
}

/// The addresses of the public's pages.
pub(crate) fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/", get(home::home))
        .route("/guide", get(article::guide))
        .route("/rules", get(article::rules))
        .route("/catalogue", get(catalogue::catalogue))
        .route("/search", get(catalogue::search))
        .route("/publications/{id}", get(publication::publication))
        .route("/apply", get(apply::guide))
        .route("/apply/form", get(apply::form))
        .route("/status", get(status::lookup).post(status::look_up))
        .route("/status/{secret}", get(status::status))
        .route("/status/{secret}/receipt", get(status::receipt))
        .route("/status/{secret}/letters/{letter}", get(status::letter))
        .route("/status/{secret}/{act}", get(status::act::show))
        .route("/reports", get(reports::reports))
        .route("/reports/{year}", get(reports::report))
        .route("/reports/{year}/{file}", get(reports::file))
        .route("/tour", get(tour::tour))
        .route("/accessibility", get(about::accessibility))
        .route("/sitemap", get(about::sitemap))
        .route("/sitemap.xml", get(feed::sitemap))
        .route("/robots.txt", get(feed::robots))
        .route("/feed.xml", get(feed::feed))
}
