//! Straight strokes, and the groups of them that make up a table.

/// A horizontal or vertical stroke.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rule {
    pub(super) is_horizontal: bool,
    /// Its y if horizontal, its x if vertical.
    pub(super) at: f64,
    pub(super) from: f64,
    pub(super) to: f64,
}

/// Strokes nearer than this are one (double borders, corners that do not quite meet), in points.
pub(super) const NEAR: f64 = 3.0;

impl Rule {
    pub(super) fn horizontal(y: f64, x0: f64, x1: f64) -> Self {
        Rule { is_horizontal: true, at: y, from: x0.min(x1), to: x0.max(x1) }
    }

    pub(super) fn vertical(x: f64, y0: f64, y1: f64) -> Self {
        Rule { is_horizontal: false, at: x, from: y0.min(y1), to: y0.max(y1) }
    }

    fn meets(&self, other: &Rule) -> bool {
        let reaches = |line: &Rule, at: f64| line.from - NEAR <= at && at <= line.to + NEAR;
        if self.is_horizontal == other.is_horizontal {
            (self.at - other.at).abs() <= NEAR && self.from <= other.to + NEAR && other.from <= self.to + NEAR
        } else {
            reaches(self, other.at) && reaches(other, self.at)
        }
    }
}

/// Pieces of one line joined: borders are drawn cell by cell.
pub(super) fn joined(mut rules: Vec<Rule>) -> Vec<Rule> {
    rules.retain(|rule| rule.at.is_finite() && rule.from.is_finite() && rule.to.is_finite());
    rules.sort_by(|a, b| {
        // By line (to the tenth of a point), then along it.
        let line = |rule: &Rule| (rule.is_horizontal, (rule.at * 10.0).round());
        let ((a_way, a_at), (b_way, b_at)) = (line(a), line(b));
        a_way.cmp(&b_way).then(a_at.total_cmp(&b_at)).then(a.from.total_cmp(&b.from))
    });
    let mut joined: Vec<Rule> = Vec::new();
    for rule in rules {
        match joined.last_mut() {
            Some(last)
                if last.is_horizontal == rule.is_horizontal
                    && (last.at - rule.at).abs() < 0.2
                    && rule.from <= last.to + NEAR =>
            {
                last.to = last.to.max(rule.to);
            }
            _ => joined.push(rule),
        }
    }
    joined
}

/// Groups of rules that meet each other, in no particular order.
pub(super) fn groups(rules: &[Rule]) -> Vec<Vec<Rule>> {
    let mut owner: Vec<usize> = (0..rules.len()).collect();
    // By where they begin, so that only rules that can meet are compared: a sweep downwards.
    let top = |rule: &Rule| if rule.is_horizontal { rule.at } else { rule.from };
    let bottom = |rule: &Rule| if rule.is_horizontal { rule.at } else { rule.to };
    let mut order: Vec<usize> = (0..rules.len()).collect();
    order.sort_by(|&a, &b| top(&rules[a]).total_cmp(&top(&rules[b])));
    let mut open: Vec<usize> = Vec::new();
    for index in order {
        open.retain(|&other| bottom(&rules[other]) + NEAR >= top(&rules[index]));
        for &other in &open {
            if rules[index].meets(&rules[other]) {
                let (a, b) = (root(&mut owner, index), root(&mut owner, other));
                owner[a] = b;
            }
        }
        open.push(index);
    }
    let mut groups: std::collections::BTreeMap<usize, Vec<Rule>> = std::collections::BTreeMap::new();
    for (index, rule) in rules.iter().enumerate() {
        groups.entry(root(&mut owner, index)).or_default().push(*rule);
    }
    groups.into_values().collect()
}

fn root(owner: &mut [usize], mut index: usize) -> usize {
    while owner[index] != index {
        owner[index] = owner[owner[index]];
        index = owner[index];
    }
    index
}
