//! The names of provinces, prefectures and counties, and how they are found in a text.

use std::sync::LazyLock;

const PLACES: &str = include_str!("../../../../data/places.csv");

/// The last character of a full name.
pub(super) const KINDS: &[char] = &['市', '县', '区', '省', '州', '旗', '盟'];

/// The longest full name, in characters (双江拉祜族佤族布朗族傣族自治县).
const LONGEST: usize = 15;

/// What behind a name makes another word of its last character: 宜兴市场, 河东区域.
const NOT_BEHIND: &[(char, &[char])] =
    &[('市', &['场', '集', '值', '售']), ('区', &['域', '别', '分', '间', '块', '划', '位']), ('县', &['域'])];

/// A place and the codes of the divisions that bear its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub name: &'static str,
    /// Codes of the divisions, parted by blanks; that of a superior begins that of its subordinates.
    pub codes: &'static str,
    pub use_of_name: Use,
}

/// How far a name can be told from everyday words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// It is nothing else.
    Plain,
    /// Also an everyday word or part of one: counts only at the beginning of a clause.
    Common,
    /// More often that word: known only so that it is the agency's own.
    Never,
}

/// Names for a list of codes: 「宜兴市、宜昌市」.
pub(super) fn places_of(codes: &str) -> String {
    let name = |code: &str| {
        let mut all = GAZETTEER.lines.iter().copied().filter_map(parse);
        all.find(|place| place.codes.split(' ').any(|other| other == code)).map(|place| place.name)
    };
    codes.split(' ').filter_map(name).collect::<Vec<_>>().join("、")
}

/// The full name that `text` begins with.
pub(super) fn full_name_at_start(text: &str) -> Option<Place> {
    let ends = text.char_indices().take(LONGEST).map(|(at, c)| at + c.len_utf8());
    ends.filter_map(|end| find(&text[..end])).last()
}

/// The place whose name without its kind `text` begins with: 「海门生态环境局」.
pub(super) fn leading_bare(text: &str, within: &[&str]) -> Option<Place> {
    let mut ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).skip(1).take(3);
    ends.find_map(|end| {
        KINDS.iter().find_map(|kind| {
            let place = find(&format!("{}{kind}", &text[..end]))?;
            let fits =
                within.is_empty() || place.codes.split(' ').any(|code| within.iter().any(|own| code.starts_with(own)));
            fits.then_some(place)
        })
    })
}

/// Every full name in a text, the longest at each place.
pub(super) fn full_names(text: &str) -> impl Iterator<Item = (usize, Place)> + '_ {
    text.match_indices(KINDS).filter_map(move |(at, kind)| {
        let end = at + kind.len();
        let next = text[end..].chars().next();
        let kind = kind.chars().next()?;
        let another =
            NOT_BEHIND.iter().any(|(of, chars)| *of == kind && next.is_some_and(|next| chars.contains(&next)));
        if another {
            return None;
        }
        // Long names are those of autonomous areas; all others have at most seven characters.
        let most = if text[..at].ends_with("自治") || text[..end].ends_with("联合旗") { LONGEST } else { 7 };
        let starts = text[..at].char_indices().rev().take(most - 1).map(|(start, _)| start);
        let (start, place) = starts.filter_map(|start| find(&text[start..end]).map(|place| (start, place))).last()?;
        Some((start, place))
    })
}

/// The names, ready to be looked up: lines as they stand in the data, and which pairs of characters open one.
struct Gazetteer {
    lines: Vec<&'static str>,
    openings: Vec<u64>,
}

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| {
    let lines: Vec<&'static str> = PLACES.lines().filter(|line| !line.starts_with('#')).collect();
    let mut openings = vec![0; 1024];
    for line in &lines {
        let (word, bit) = opening(line);
        openings[word] |= bit;
    }
    Gazetteer { lines, openings }
});

/// The place in a table of 65,536 bits for the two characters that a name begins with. Most runs of text fail here.
fn opening(name: &str) -> (usize, u64) {
    let mut chars = name.chars().map(u32::from);
    let (first, second) = (chars.next().unwrap_or(0), chars.next().unwrap_or(0));
    let hash = (first.wrapping_mul(0x9e37_79b1) ^ second.wrapping_mul(0x85eb_ca77)) >> 16;
    (hash as usize / 64, 1 << (hash % 64))
}

/// The place of that full name.
pub(super) fn find(name: &str) -> Option<Place> {
    let (word, bit) = opening(name);
    if GAZETTEER.openings[word] & bit == 0 {
        return None;
    }
    // The comma behind a name sorts before every character of a longer one.
    let names = |line: &&'static str| line.split(',').next().unwrap_or(line).cmp(name);
    let at = GAZETTEER.lines.binary_search_by(names).ok()?;
    parse(GAZETTEER.lines[at])
}

fn parse(line: &'static str) -> Option<Place> {
    let mut fields = line.split(',');
    let (name, codes) = (fields.next()?, fields.next()?);
    let use_of_name = match fields.next() {
        Some("common") => Use::Common,
        Some("never") => Use::Never,
        _ => Use::Plain,
    };
    Some(Place { name, codes, use_of_name })
}

/// For tests of the data: every full name.
#[cfg(test)]
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    GAZETTEER.lines.iter().filter_map(|line| line.split(',').next())
}

/// For tests of the data: the name is found.
#[cfg(test)]
pub(super) fn knows(name: &str) -> bool {
    find(name).is_some_and(|place| place.name == name)
}
