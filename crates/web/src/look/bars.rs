//! A few figures as bars, drawn as SVG by the server, with the table behind them. Widths are shares of the drawing and
//! type has its own size, so that the same drawing reads on a phone and on paper.

use askama::Template;

use super::component;
use super::table::{Cell, Column, Table};

const ROW: usize = 46; // pixels from one bar to the next: its name above it
const LONGEST: f64 = 84.0; // percent; the figure stands behind the bar

/// A chart.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "look/bars.html")]
pub struct Bars {
    caption: String,
    drawn: Vec<Drawn>,
    table: Table,
}

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What it counts.
    pub name: String,
    /// How many; negative and unknown values draw no bar.
    pub value: Option<f64>,
    /// The figure as it is printed, with its unit: 「267件」, 「不适用」.
    pub said: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Drawn {
    name: String,
    said: String,
    width: String,
    figure_at: String,
    top: usize,
}

impl Bars {
    /// A chart of these bars; `what` heads the column of names, `figures` that of figures.
    pub fn new(caption: impl Into<String>, what: &str, figures: &str, bars: &[Bar]) -> Bars {
        let caption = caption.into();
        let usable = |bar: &Bar| bar.value.filter(|value| value.is_finite() && *value > 0.0).unwrap_or(0.0);
        let most = bars.iter().map(usable).fold(0.0, f64::max);
        let drawn = bars.iter().enumerate().map(|(row, bar)| {
            let share = if most > 0.0 { usable(bar) / most * LONGEST } else { 0.0 };
            Drawn {
                name: bar.name.clone(),
                said: bar.said.clone(),
                width: format!("{share:.2}%"),
                figure_at: format!("{share:.2}%"),
                top: row * ROW,
            }
        });
        let mut table = Table::new(caption.clone(), vec![Column::words(what), Column::figures(figures)]);
        table.caption_unseen = true;
        table.rows = bars.iter().map(|bar| vec![Cell::new(&bar.name), Cell::new(&bar.said)]).collect();
        Bars { drawn: drawn.collect(), caption, table }
    }

    fn height(&self) -> usize {
        self.drawn.len() * ROW
    }

    /// The whole in one sentence, for those who do not see it.
    fn said(&self) -> String {
        let said: Vec<String> = self.drawn.iter().map(|bar| format!("{}{}", bar.name, bar.said)).collect();
        format!("{}：{}", self.caption, said.join("，"))
    }
}

component!(Bars);

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(name: &str, value: Option<f64>) -> Bar {
        Bar { name: name.into(), value, said: value.map_or("不适用".into(), |value| format!("{value}件")) }
    }

    #[test]
    fn the_longest_bar_fills_its_room_and_the_others_are_shares_of_it() {
        let bars = Bars::new("处理决定", "事项", "件", &[bar("行政许可", Some(20.0)), bar("处罚", Some(5.0))]);
        let widths: Vec<&str> = bars.drawn.iter().map(|bar| bar.width.as_str()).collect();
        assert_eq!(widths, ["84.00%", "21.00%"]);
        assert_eq!(bars.said(), "处理决定：行政许可20件，处罚5件");
    }

    #[test]
    fn nothing_odd_is_drawn() {
        for value in [None, Some(0.0), Some(-3.0), Some(f64::NAN), Some(f64::INFINITY)] {
            let html = Bars::new("图", "事项", "件", &[bar("x<y", value)]).to_string();
            assert!(html.contains(r#"width="0.00%""#) && html.contains("x&#60;y"), "{html}");
        }
        assert!(Bars::new("图", "事项", "件", &[]).to_string().contains("没有记录"));
    }
}
