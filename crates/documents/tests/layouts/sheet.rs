//! A report as the tables on its paper: merged cells, labels, figures, in the form's own shape or in one that agencies made of it.

use law::report::{Block, Cell, CellId, Content, Report, Table};

/// A cell on paper.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) text: String,
    pub(crate) columns: usize,
    pub(crate) rows: usize,
    pub(crate) is_head: bool,
}

/// A table on paper: each row holds the cells that begin in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sheet {
    pub(crate) rows: Vec<Vec<Field>>,
}

/// How an agency writes and shapes its tables.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Shape {
    pub(crate) writing: Writing,
    /// 「小计」 under （三）–（六）.
    pub(crate) subtotal_rows: bool,
    /// 「小计」 under 法人或其他组织.
    pub(crate) subtotal_column: bool,
    /// A column that the form does not have, at the right.
    pub(crate) remarks: bool,
    /// 总计 stands left of the others.
    pub(crate) total_first: bool,
    pub(crate) table_four: TableFour,
    /// 「第二十条第（一）项」 stands left of its rows, not above them.
    pub(crate) items_at_the_left: bool,
    /// Table three begins anew before its row of that number: with its heads or without.
    pub(crate) split: Option<(usize, bool)>,
}

#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum TableFour {
    #[default]
    Official,
    Stacked,
    Transposed,
    TwoTables,
}

/// How figures and labels are written.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum Writing {
    #[default]
    Plain,
    /// Full-width digits, `（一）` in half width, 「1、」.
    Wide,
    /// 1,234; +2 and -1; `/` for a blank; 「⒈」.
    Signs,
    /// 「1．」, half-width punctuation, labels as they were renamed, white space around figures.
    Renamed,
}

impl Writing {
    pub(crate) const ALL: [Writing; 4] = [Writing::Plain, Writing::Wide, Writing::Signs, Writing::Renamed];

    pub(crate) fn figure(self, id: CellId, cell: &Cell) -> String {
        let mut text = match &cell.content {
            Content::Blank if cell.note.is_some() => return cell.note.clone().unwrap(),
            Content::Blank => return if matches!(self, Writing::Signs) { "/".into() } else { String::new() },
            Content::Unread(_) => panic!("nothing is unread on paper"),
            Content::Number(value) => value.to_string(),
        };
        if matches!(self, Writing::Signs) && !text.starts_with('-') {
            text = thousands(&text);
        }
        if id.column == "change" && text != "0" {
            let (sign, digits) = text.strip_prefix('-').map_or((1, &*text), |digits| (-1, digits));
            text = match self {
                Writing::Plain | Writing::Wide => format!("{}{digits}", if sign < 0 { "减" } else { "增" }),
                Writing::Signs => format!("{}{digits}", if sign < 0 { "-" } else { "+" }),
                Writing::Renamed => text,
            };
        }
        text.push_str(cell.unit.map_or("", |unit| unit.printed()));
        if let Some(note) = &cell.note {
            text.push_str(&format!("（{note}）"));
        }
        match self {
            Writing::Wide => text.chars().map(wide_digit).collect(),
            _ => text,
        }
    }

    pub(crate) fn label(self, text: &str) -> String {
        let digits = "12345678";
        let numbered = text.split_once('.').filter(|(number, _)| number.len() == 1 && digits.contains(*number));
        let narrow = |text: &str| text.replace('（', "(").replace('）', ")").replace('，', ",").replace('：', ":");
        match (self, numbered) {
            (Writing::Plain, _) => text.to_owned(),
            (Writing::Wide, Some((number, rest))) => format!("{number}、{rest}"),
            (Writing::Wide, None) => narrow(text),
            (Writing::Signs, Some((number, rest))) => {
                let number = digits.find(number).unwrap();
                format!("{}{}", "⒈⒉⒊⒋⒌⒍⒎⒏".chars().nth(number).unwrap(), rest.replace("行政法规", "、行政法规"))
            }
            (Writing::Signs, None) => match text {
                "本年制发件数" => "本年(2023)制发件数".into(),
                "现行有效件数" => "现行有效件数(历史累计)".into(),
                _ => text.to_owned(),
            },
            (Writing::Renamed, Some((number, rest))) => format!("{number}．{}", rest.replace("内部事务", "内容事务")),
            (Writing::Renamed, None) => narrow(text)
                .replace("只计这一情形", "只计这一情况")
                .replace("行政规范性文件", "规范性文件")
                .replace("本年新", "本年"),
        }
    }
}

fn wide_digit(c: char) -> char {
    if c.is_ascii_digit() { char::from_u32(u32::from(c) + 0xfee0).unwrap() } else { c }
}

fn thousands(text: &str) -> String {
    let (whole, fraction) = text.split_once('.').map_or((text, String::new()), |(w, f)| (w, format!(".{f}")));
    let mut out = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out + &fraction
}

fn head(text: impl Into<String>, columns: usize, rows: usize) -> Field {
    Field { text: text.into(), columns, rows, is_head: true }
}

fn figure(text: impl Into<String>, columns: usize) -> Field {
    Field { text: text.into(), columns, rows: 1, is_head: false }
}

impl Shape {
    fn write(&self, report: &Report, id: CellId) -> String {
        report.tables.get(id).map_or(String::new(), |cell| self.writing.figure(id, cell))
    }

    fn head(&self, text: &str, columns: usize, rows: usize) -> Field {
        head(self.writing.label(text), columns, rows)
    }

    /// Table two: one table, as the form prints it.
    pub(crate) fn proactive(&self, report: &Report) -> Sheet {
        let mut rows = Vec::new();
        for (block, _) in report.blocks() {
            rows.extend(self.block(report, block));
        }
        Sheet { rows }
    }

    fn block(&self, report: &Report, block: &Block) -> Vec<Vec<Field>> {
        let count = block.columns.len();
        let widths: Vec<usize> = match count {
            1 => vec![3],
            2 => vec![1, 2],
            _ => vec![1; count],
        };
        let item = self.head(&block.heading, 4, 1);
        let mut rows = Vec::new();
        let mut heads = vec![self.head(&block.corner, 1, 1)];
        heads.extend(block.columns.iter().zip(&widths).map(|(label, width)| self.head(&label.printed, *width, 1)));
        if self.items_at_the_left {
            heads.insert(0, Field { columns: 1, rows: 1 + block.rows.len(), ..item });
        } else {
            rows.push(vec![item]);
        }
        rows.push(heads);
        for label in &block.rows {
            let id = |column: &str| CellId::find(Table::Proactive, &label.code, column).unwrap();
            let mut row = vec![self.head(&label.printed, 1, 1)];
            row.extend(
                block
                    .columns
                    .iter()
                    .zip(&widths)
                    .map(|(column, width)| figure(self.write(report, id(&column.code)), *width)),
            );
            rows.push(row);
        }
        rows
    }

    /// Table three, in one piece or in two.
    pub(crate) fn requests(&self, report: &Report) -> Vec<Sheet> {
        let form = report.form();
        let legal = ["enterprise", "research_institution", "social_organization", "legal_service", "other"];
        let mut columns = vec!["natural_person"];
        columns.extend(legal);
        if self.subtotal_column {
            columns.push("subtotal");
        }
        columns.insert(if self.total_first { 0 } else { columns.len() }, "total");
        if self.remarks {
            columns.push("remarks");
        }
        let printed = |code: &str| {
            let label = form.requests.columns.iter().find(|label| label.code == code);
            label.map_or("小计", |label| &*label.printed)
        };
        let wide = columns.len();
        let organizations = legal.len() + usize::from(self.subtotal_column);
        let mut heads =
            vec![vec![self.head(&form.cross_check, 3, 3), self.head("申请人情况", wide, 1)], Vec::new(), Vec::new()];
        for code in &columns {
            match *code {
                "natural_person" | "total" => heads[1].push(self.head(printed(code), 1, 2)),
                "remarks" => heads[1].push(self.head("备注", 1, 2)),
                "enterprise" => {
                    heads[1].push(self.head("法人或其他组织", organizations, 1));
                    heads[2].push(self.head(printed(code), 1, 1));
                }
                code => heads[2].push(self.head(printed(code), 1, 1)),
            }
        }
        let mut body: Vec<Vec<Field>> = Vec::new();
        let labels = &form.requests.rows;
        let groups = ["（三）不予公开", "（四）无法提供", "（五）不予处理", "（六）其他处理"];
        let sizes = |group: &str| labels.iter().filter(|label| label.group.as_deref() == Some(group)).count();
        let added = usize::from(self.subtotal_rows);
        let outcomes = labels.len() - 3 + groups.iter().filter(|group| self.subtotal_rows && sizes(group) > 0).count();
        for (index, label) in labels.iter().enumerate() {
            let mut row = Vec::new();
            if matches!(&*label.code, "received" | "carried_in" | "carried_out") {
                row.push(self.head(&label.printed, 3, 1));
            } else {
                if label.code == "granted" {
                    row.push(self.head(&form.requests.outcomes_heading, 1, outcomes));
                }
                if let Some(group) = &label.group {
                    if labels[index - 1].group.as_ref() != Some(group) {
                        row.push(self.head(group, 1, sizes(group) + added));
                    }
                    row.push(self.head(&label.printed, 1, 1));
                } else {
                    row.push(self.head(&label.printed, 2, 1));
                }
            }
            row.extend(columns.iter().map(|code| figure(self.request(report, &label.code, code), 1)));
            body.push(row);
            let last = label.group.is_some() && labels.get(index + 1).is_none_or(|next| next.group != label.group);
            if last && self.subtotal_rows {
                let mut row = vec![self.head("小计", 1, 1)];
                let group = label.group.as_ref().unwrap();
                let members: Vec<&str> =
                    labels.iter().filter(|l| l.group.as_ref() == Some(group)).map(|l| &*l.code).collect();
                row.extend(columns.iter().map(|code| {
                    let sum: i64 = members.iter().map(|row| Self::request_value(report, row, code)).sum();
                    figure(if *code == "remarks" { String::new() } else { sum.to_string() }, 1)
                }));
                body.push(row);
            }
        }
        match self.split {
            None => {
                heads.extend(body);
                vec![Sheet { rows: heads }]
            }
            Some((at, again)) => {
                let mut second = Sheet { rows: if again { heads.clone() } else { Vec::new() } };
                second.rows.extend(body.split_off(at));
                heads.extend(body);
                vec![Sheet { rows: heads }.cut(), second.cut()]
            }
        }
    }

    fn request(&self, report: &Report, row: &str, column: &str) -> String {
        match column {
            "remarks" => String::new(),
            "subtotal" => Self::request_value(report, row, column).to_string(),
            _ => self.write(report, CellId::find(Table::Requests, row, column).unwrap()),
        }
    }

    fn request_value(report: &Report, row: &str, column: &str) -> i64 {
        let value = |column: &str| {
            let id = CellId::find(Table::Requests, row, column).unwrap();
            report.tables.counted(id).map_or(0, |value| i64::try_from(value).unwrap())
        };
        match column {
            "remarks" => 0,
            "subtotal" => ["enterprise", "research_institution", "social_organization", "legal_service", "other"]
                .map(value)
                .iter()
                .sum(),
            column => value(column),
        }
    }

    /// Table four.
    pub(crate) fn remedies(&self, report: &Report) -> Vec<Sheet> {
        let form = &report.form().remedies;
        let id = |row: &str, column: &str| CellId::find(Table::Remedies, row, column).unwrap();
        let figures = |rows: &[&str]| -> Vec<Field> {
            let ids = rows.iter().flat_map(|row| form.columns.iter().map(move |column| id(row, &column.code)));
            ids.map(|id| figure(self.write(report, id), 1)).collect()
        };
        let outcomes = |rows: usize| form.columns.iter().map(move |label| self.head(&label.printed, 1, rows));
        let names: Vec<&str> = form.rows.iter().map(|row| &*row.code).collect();
        match self.table_four {
            TableFour::Official => {
                let first = vec![self.head("行政复议", 5, 1), self.head("行政诉讼", 10, 1)];
                let mut second: Vec<Field> = outcomes(2).collect();
                second.extend([self.head("未经复议直接起诉", 5, 1), self.head("复议后起诉", 5, 1)]);
                let third = outcomes(1).chain(outcomes(1)).collect();
                vec![Sheet { rows: vec![first, second, third, figures(&names)] }]
            }
            TableFour::Stacked => {
                let mut rows = Vec::new();
                for label in &form.rows {
                    rows.push(vec![self.head(&label.printed, 5, 1)]);
                    rows.push(outcomes(1).collect());
                    rows.push(figures(&[&label.code]));
                }
                vec![Sheet { rows }]
            }
            TableFour::TwoTables => {
                let one = vec![vec![self.head("行政复议", 5, 1)], outcomes(1).collect(), figures(&names[..1])];
                let two = vec![
                    vec![self.head("行政诉讼", 10, 1)],
                    vec![self.head("未经复议直接起诉", 5, 1), self.head("复议后起诉", 5, 1)],
                    outcomes(1).chain(outcomes(1)).collect(),
                    figures(&names[1..]),
                ];
                vec![Sheet { rows: one }, Sheet { rows: two }]
            }
            TableFour::Transposed => {
                let mut rows = vec![
                    vec![self.head("", 1, 2), self.head("行政复议", 1, 2), self.head("行政诉讼", 2, 1)],
                    vec![self.head("未经复议直接起诉", 1, 1), self.head("复议后起诉", 1, 1)],
                ];
                for column in &form.columns {
                    let mut row = vec![self.head(&column.printed, 1, 1)];
                    row.extend(names.iter().map(|name| figure(self.write(report, id(name, &column.code)), 1)));
                    rows.push(row);
                }
                vec![Sheet { rows }]
            }
        }
    }
}

/// What stands at a place of the grid.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place<'s> {
    Begins(&'s Field),
    /// Covered from the left or from above.
    Covered(&'s Field),
    Nothing,
}

impl Sheet {
    /// The grid with every place filled.
    pub(crate) fn grid(&self) -> Vec<Vec<Place<'_>>> {
        let mut grid: Vec<Vec<Place<'_>>> = self.rows.iter().map(|_| Vec::new()).collect();
        for (y, row) in self.rows.iter().enumerate() {
            let mut x = 0;
            for cell in row {
                while matches!(grid[y].get(x), Some(Place::Begins(_) | Place::Covered(_))) {
                    x += 1;
                }
                for line in grid.iter_mut().skip(y).take(cell.rows) {
                    while line.len() < x + cell.columns {
                        line.push(Place::Nothing);
                    }
                    line[x..x + cell.columns].fill(Place::Covered(cell));
                }
                grid[y][x] = Place::Begins(cell);
                x += cell.columns;
            }
        }
        grid
    }

    /// Cells that reach over the end are cut, as a page break does.
    fn cut(mut self) -> Sheet {
        let height = self.rows.len();
        for (y, row) in self.rows.iter_mut().enumerate() {
            for cell in row {
                cell.rows = cell.rows.min(height - y);
            }
        }
        self
    }
}
