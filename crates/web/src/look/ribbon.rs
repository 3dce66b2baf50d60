//! The ribbon: the clock of a file as one strip. Days used are solid, days that do not count hatched, what is left pale,
//! days beyond the due date red; today is a mark. The applicant and the officer see the same one.
//!
//! Drawn in shares of its width, while type keeps its own size: the same SVG reads at 390 pixels, on a desk and on paper.
//! Here is the drawing; `of_clock` has where it comes from.

mod of_clock;

use askama::Template;
use law::calendar::Day;

use super::component;

const NARROWEST: f64 = 275.0; // the strip in a panel on a phone, in pixels: labels keep apart from each other even there
const LABEL: f64 = 13.5; // the width of a character there
const LANE: usize = 20; // from one line of labels to the next

/// A ribbon.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "look/ribbon.html")]
pub struct Ribbon {
    /// Makes the ids of this drawing its own, where a page has several.
    pub id: String,
    begins: Day,
    ends: Day,
    stretches: Vec<Stretch>,
    today: Option<Day>,
    first: String,
    last: String,
    said: String,
}

/// A stretch of the strip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// From the end of this day.
    pub after: Day,
    /// To the end of this day.
    pub through: Day,
    /// What happens to its days.
    pub kind: Kind,
    /// What stands below it; empty where nothing does.
    pub label: String,
}

/// What happens to the days of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// They count, and are gone.
    Used,
    /// They do not count.
    Uncounted,
    /// They count, and are still to come.
    Left,
    /// They lie beyond the due date.
    Late,
}

struct Label {
    text: String,
    x: String,
    anchor: &'static str,
    y: usize,
    class: &'static str,
}

impl Ribbon {
    /// A ribbon from `begins` to the end of its last stretch. `today` is left out where the file is closed. `first` and
    /// `last` stand above its ends; `said` is the whole in one sentence.
    pub fn new(
        begins: Day,
        stretches: Vec<Stretch>,
        today: Option<Day>,
        first: impl Into<String>,
        last: impl Into<String>,
        said: impl Into<String>,
    ) -> Ribbon {
        let ends = stretches.iter().map(|stretch| stretch.through).max().unwrap_or(begins).max(begins);
        let today = today.filter(|today| (begins..=ends).contains(today));
        Ribbon {
            id: "clock".to_owned(),
            begins,
            ends,
            stretches,
            today,
            first: first.into(),
            last: last.into(),
            said: said.into(),
        }
    }

    /// The same with another id.
    #[must_use]
    pub fn named(mut self, id: impl Into<String>) -> Ribbon {
        self.id = id.into();
        self
    }

    /// How far from the left the end of a day lies, in percent.
    fn at(&self, day: Day) -> f64 {
        let days = |to: Day| f64::from((to - self.begins).get_days());
        let whole = days(self.ends).max(1.0);
        (days(day) / whole * 100.0).clamp(0.0, 100.0)
    }

    fn x(&self, stretch: &Stretch) -> String {
        percent(self.at(stretch.after))
    }

    fn width(&self, stretch: &Stretch) -> String {
        percent(self.at(stretch.through) - self.at(stretch.after))
    }

    fn mark(&self) -> Option<String> {
        self.today.map(|today| percent(self.at(today)))
    }

    /// The labels above the strip: 「今天」 at its mark, kept within the drawing, and those of the two ends, which make
    /// room for it.
    fn above(&self) -> Vec<Label> {
        const ROWS: (usize, usize) = (14, 34);
        let ends = [(&self.first, 0.0, "start"), (&self.last, 100.0, "end")];
        let today = self.today.map(|today| {
            let (half, at) = (share("今天") / 2.0, self.at(today));
            let (x, anchor) = match at {
                at if at < half => (0.0, "start"),
                at if at > 100.0 - half => (100.0, "end"),
                at => (at, "middle"),
            };
            let middle = at.clamp(half, 100.0 - half);
            (
                Label { text: "今天".to_owned(), x: percent(x), anchor, y: ROWS.1, class: "now" },
                middle - half,
                middle + half,
            )
        });
        let ends = ends.into_iter().map(|(text, x, anchor)| {
            let free = today.as_ref().is_none_or(|(_, from, to)| match anchor {
                "start" => share(text) + 2.0 < *from,
                _ => 100.0 - share(text) - 2.0 > *to,
            });
            Label { text: text.clone(), x: percent(x), anchor, y: if free { ROWS.1 } else { ROWS.0 }, class: "" }
        });
        let ends: Vec<Label> = ends.collect();
        ends.into_iter().chain(today.map(|(label, ..)| label)).collect()
    }

    /// The labels under the strip, each in the first line in which it does not touch another.
    fn below(&self) -> Vec<Label> {
        let mut free_from: Vec<f64> = Vec::new();
        let mut labels = Vec::new();
        for stretch in self.stretches.iter().filter(|stretch| !stretch.label.is_empty()) {
            let width = share(&stretch.label);
            let wished = self.at(stretch.after);
            let fits = wished + width <= 100.0;
            let from = if fits { wished } else { (100.0 - width).max(0.0) };
            let lane = free_from.iter().position(|end| *end <= from).unwrap_or(free_from.len());
            if lane == free_from.len() {
                free_from.push(0.0);
            }
            free_from[lane] = from + width + 2.0;
            let (x, anchor) = if fits { (wished, "start") } else { (100.0, "end") };
            labels.push(Label { text: stretch.label.clone(), x: percent(x), anchor, y: 79 + lane * LANE, class: "" });
        }
        labels
    }

    fn height(&self) -> usize {
        self.below().iter().map(|label| label.y + 7).max().unwrap_or(66)
    }
}

impl Kind {
    fn class(self) -> &'static str {
        match self {
            Kind::Used => "used",
            Kind::Uncounted => "uncounted",
            Kind::Left => "left",
            Kind::Late => "late",
        }
    }
}

fn percent(share: f64) -> String {
    format!("{share:.2}%")
}

/// The width of a text on the narrowest drawing, in percent: Chinese characters are square, others about half as wide.
fn share(text: &str) -> f64 {
    let pixels: f64 = text.chars().map(|c| if c.is_ascii() { LABEL * 0.58 } else { LABEL }).sum();
    pixels / NARROWEST * 100.0
}

component!(Ribbon);

#[cfg(test)]
mod tests {
    use super::*;

    fn november(day: i8) -> Day {
        Day::constant(2025, 11, day)
    }

    fn stretch(after: i8, through: i8, kind: Kind, label: &str) -> Stretch {
        Stretch { after: november(after), through: november(through), kind, label: label.to_owned() }
    }

    #[test]
    fn stretches_are_drawn_in_shares_of_the_whole() {
        let ribbon = Ribbon::new(
            november(1),
            vec![
                stretch(1, 6, Kind::Used, ""),
                stretch(6, 11, Kind::Uncounted, "征求意见，不计时"),
                stretch(11, 21, Kind::Left, ""),
            ],
            Some(november(11)),
            "11月1日 收到",
            "11月21日 最迟答复",
            "说明",
        );
        let html = ribbon.to_string();
        for piece in [
            r#"class="used" x="0.00%""#,
            r#"class="uncounted" x="25.00%""#,
            r#"width="50.00%""#,
            "fill=\"url(#clock-hatch)\"",
            "今天",
            r#"aria-label="说明""#,
        ] {
            assert!(html.contains(piece), "{piece} in {html}");
        }
    }

    #[test]
    fn labels_never_lie_on_each_other() {
        let ribbon = Ribbon::new(
            november(1),
            vec![
                stretch(2, 3, Kind::Uncounted, "征求意见，不计时"),
                stretch(5, 6, Kind::Uncounted, "征求意见，不计时"),
                stretch(28, 30, Kind::Uncounted, "等您补正，不计时"),
            ],
            None,
            "",
            "",
            "",
        );
        let labels = ribbon.below();
        let lanes: Vec<usize> = labels.iter().map(|label| label.y).collect();
        assert_eq!(lanes, [79, 99, 79]);
        assert_eq!(labels[2].anchor, "end");
        assert_eq!(ribbon.height(), 106);
    }

    #[test]
    fn the_ends_make_room_for_today() {
        let rows = |today: i8| -> Vec<usize> {
            let stretches = vec![stretch(1, 30, Kind::Used, "")];
            let ribbon =
                Ribbon::new(november(1), stretches, Some(november(today)), "11月1日 收到", "11月30日 最迟答复", "");
            ribbon.above().iter().map(|label| label.y).collect()
        };
        assert_eq!(rows(15), [34, 34, 34]);
        assert_eq!(rows(3), [14, 34, 34]);
        assert_eq!(rows(29), [34, 14, 34]);
    }

    #[test]
    fn a_file_of_one_day_and_a_today_outside_do_not_break_the_drawing() {
        let ribbon = Ribbon::new(november(3), vec![], Some(november(9)), "", "", "");
        assert_eq!(ribbon.mark(), None);
        assert!(!ribbon.to_string().contains("NaN"));
    }
}
