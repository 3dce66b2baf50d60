//! What a name looks like.

use std::collections::HashSet;
use std::sync::LazyLock;

struct Surnames {
    usual: Characters,
    rare: Characters,
    compound: HashSet<&'static str>,
    compound_begin: Characters,
}

/// A set of Chinese characters, one bit each: it is asked behind every label and role.
struct Characters(Vec<u64>);

impl Characters {
    fn contains(&self, character: char) -> bool {
        let code = character as usize;
        self.0.get(code / 64).is_some_and(|bits| bits >> (code % 64) & 1 == 1)
    }
}

impl FromIterator<char> for Characters {
    fn from_iter<I: IntoIterator<Item = char>>(characters: I) -> Self {
        let mut bits = vec![0; 0xA000 / 64];
        for code in characters.into_iter().map(|character| character as usize) {
            if code / 64 >= bits.len() {
                bits.resize(code / 64 + 1, 0);
            }
            bits[code / 64] |= 1 << (code % 64);
        }
        Self(bits)
    }
}

static SURNAMES: LazyLock<Surnames> = LazyLock::new(|| {
    let mut lines = lines(include_str!("../../data/surnames.txt"));
    let mut next = || lines.next().expect("the list of surnames has three lines");
    let (usual, rare) = (next().chars().collect(), next().chars().collect());
    let compound: HashSet<&'static str> = next().split_whitespace().collect();
    let compound_begin = compound.iter().filter_map(|surname| surname.chars().next()).collect();
    Surnames { usual, rare, compound, compound_begin }
});

static GIVEN: LazyLock<Characters> =
    LazyLock::new(|| lines(include_str!("../../data/given.txt")).flat_map(str::chars).collect());

static NO_NAMES: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../data/no-names.txt")).flat_map(str::split_whitespace).collect());

fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// Posts and forms of address: 张科长 and 李女士 show no more than a surname.
const TITLES: [&str; 32] = [
    "先生", "女士", "小姐", "同志", "老师", "师傅", "经理", "主任", "科长", "局长", "处长", "书记", "主席", "主管",
    "所长", "站长", "院长", "队长", "组长", "部长", "市长", "区长", "镇长", "村长", "会长", "律师", "医生", "某", "氏",
    "总", "工", "大妈",
];

/// Endings of places and organisations.
const PLACES: &str = "市县区镇乡村局厅委院所站队厂店校司科室办社处部户组街路省州";

/// The byte length of the name that this whole stretch is, if it is one.
pub(super) fn whole(token: &str) -> Option<usize> {
    let bare: Vec<char> = token.chars().filter(|character| !character.is_whitespace()).collect();
    if token.contains(['·', '•', '・']) {
        let parts_named = token.split(['·', '•', '・']).all(|part| part.chars().count() >= 2);
        return (parts_named && (5..=20).contains(&bare.len())).then_some(token.len());
    }
    let text: String = bare.iter().collect();
    if !(2..=4).contains(&bare.len()) || is_none(&text) {
        return None;
    }
    let surnames = &*SURNAMES;
    let compound = surnames.compound.contains(bare[..2].iter().collect::<String>().as_str()) && bare.len() >= 3;
    let single = is_surname(bare[0])
        && match bare.as_slice() {
            [_, _] => true,
            [_, given @ ..] if given.len() == 2 => {
                !NO_NAMES.contains(text.chars().take(2).collect::<String>().as_str())
            }
            // Both parents' surnames, then two characters: only where those are beyond doubt.
            [_, second, given @ ..] => is_surname(*second) && given.iter().all(|character| GIVEN.contains(*character)),
            _ => false,
        };
    (compound || single).then_some(token.len())
}

/// The byte length of the name that running text begins with.
pub(super) fn running(text: &str) -> Option<usize> {
    let characters: Vec<char> = text.chars().take(6).collect();
    let surname = match characters.as_slice() {
        [first, second, ..] if SURNAMES.compound.contains([*first, *second].iter().collect::<String>().as_str()) => 2,
        [first, ..] if SURNAMES.usual.contains(*first) => 1,
        _ => return None,
    };
    let is_name = |length: usize| {
        let name: String = characters.get(..length)?.iter().collect();
        let given = characters[surname..length].iter().all(|character| GIVEN.contains(*character));
        let known_word = length >= 2 && NO_NAMES.contains(characters[..2].iter().collect::<String>().as_str());
        let followed = characters.get(length).is_none_or(|next| can_follow(*next)) || is_addressed(&text[name.len()..]);
        (given && followed && !known_word && !is_none(&name)).then_some(name.len())
    };
    is_name(surname + 2).or_else(|| is_name(surname + 1))
}

/// Whether all but the surname are characters of given names.
pub(super) fn is_given(name: &str) -> bool {
    name[surname_length(name)..]
        .chars()
        .all(|character| GIVEN.contains(character) || "·•・ \u{3000}".contains(character))
}

/// The bytes of the surname that a name begins with; 0 where it has none by Chinese custom.
pub(crate) fn surname_length(name: &str) -> usize {
    let mut characters = name.chars();
    let (Some(first), second) = (characters.next(), characters.next()) else { return 0 };
    let two: String = [Some(first), second].into_iter().flatten().collect();
    if name.contains(['·', '•', '・']) || !is_surname(first) && !SURNAMES.compound.contains(two.as_str()) {
        0
    } else if SURNAMES.compound.contains(two.as_str()) && characters.next().is_some() {
        two.len()
    } else {
        first.len_utf8()
    }
}

/// Whether a name in running text may begin with this character.
pub(crate) fn may_begin(character: char) -> bool {
    SURNAMES.usual.contains(character) || SURNAMES.compound_begin.contains(character)
}

fn is_surname(character: char) -> bool {
    SURNAMES.usual.contains(character) || SURNAMES.rare.contains(character)
}

fn is_none(text: &str) -> bool {
    NO_NAMES.contains(text)
        || text.contains(['某', '无', '的'])
        || TITLES.iter().any(|title| text.ends_with(title))
        || text.ends_with(|character| PLACES.contains(character))
}

/// Whether a form of address follows, as in 陈丽女士; behind a whole name it hides nothing.
fn is_addressed(behind: &str) -> bool {
    ["女士", "先生", "小姐", "同志", "老师", "等人"].iter().any(|title| behind.starts_with(title))
}

/// What can stand behind a person in running text: a sign, or a verb or particle that people take.
fn can_follow(next: char) -> bool {
    !crate::view::is_han(next)
        || "于在因向系属称诉说反来投举的家患与及和等以申提已是为被自将所认经夫父母之确住从到对现就曾有未不则等一两三（"
            .contains(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_words() {
        for name in ["张伟", "王建国", "欧阳修远", "欧阳明", "单雄信", "李王志强", "阿卜杜拉·买买提"]
        {
            assert_eq!(whole(name), Some(name.len()), "{name}");
        }
        for word in ["单位", "海门市", "张某", "张某某", "李女士", "王科长", "无", "江苏", "有限公司", "", "管理员"]
        {
            assert_eq!(whole(word), None, "{word}");
        }
    }

    #[test]
    fn in_running_text_the_name_ends_before_its_verb() {
        assert_eq!(running("王建国反映其住宅旁有噪声"), Some("王建国".len()));
        assert_eq!(running("李强向我局提出申请"), Some("李强".len()));
        assert_eq!(running("应当提交材料"), None);
        assert_eq!(running("高度关注"), None);
        assert_eq!(running("张贴公告"), None);
    }

    #[test]
    fn surnames_may_have_two_characters() {
        assert_eq!(surname_length("欧阳明"), 6);
        assert_eq!(surname_length("张伟"), 3);
        assert_eq!(surname_length("古丽·买买提"), 0);
        assert_eq!(surname_length(""), 0);
    }
}
