//! The fonts at hand: the operator's own first, then three open ones that ship with the program.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

use crate::writing::WriteError;

/// The fonts that documents are printed in.
pub struct Fonts {
    pub(super) book: LazyHash<FontBook>,
    pub(super) fonts: Vec<Font>,
}

static BUNDLED: LazyLock<Fonts> = LazyLock::new(|| Fonts::of(bundled()));

const FILES: [&[u8]; 3] = [
    include_bytes!("../../../fonts/NotoSerifSC-Regular.ttf"),
    include_bytes!("../../../fonts/NotoSerifSC-Black.ttf"),
    include_bytes!("../../../fonts/NotoSansSC-Bold.ttf"),
];

fn bundled() -> impl Iterator<Item = Font> {
    FILES.into_iter().flat_map(|file| Font::iter(Bytes::new(file)))
}

impl Fonts {
    /// The fonts that ship with the program, read once.
    pub fn bundled() -> &'static Fonts {
        &BUNDLED
    }

    /// The operator's 仿宋, 小标宋, 黑体, 楷体 in a folder (`.ttf`, `.otf`, `.ttc`, `.otc`); what is missing there comes from the
    /// fonts that ship with the program.
    pub fn in_folder(folder: &Path) -> Result<Fonts, WriteError> {
        let refuse = |path: &Path, reason: &str| WriteError::Fonts(format!("{}：{reason}", path.display()));
        let entries = fs::read_dir(folder).map_err(|error| refuse(folder, &error.to_string()))?;
        let mut paths: Vec<_> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
        paths.retain(|path| {
            let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
            ["ttf", "otf", "ttc", "otc"].contains(&ending.as_str())
        });
        paths.sort(); // the order of a folder is no order
        let mut fonts = Vec::new();
        for path in paths {
            let data = fs::read(&path).map_err(|error| refuse(&path, &error.to_string()))?;
            let before = fonts.len();
            fonts.extend(Font::iter(Bytes::new(data)));
            if fonts.len() == before {
                return Err(refuse(&path, "不是字体文件，或文件已损坏"));
            }
        }
        Ok(Fonts::of(fonts.into_iter().chain(bundled())))
    }

    fn of(fonts: impl Iterator<Item = Font>) -> Fonts {
        let fonts: Vec<Font> = fonts.collect();
        Fonts { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
    }

    /// Refuses texts, each with a name of its place, with characters that no font draws: the typesetter would print empty boxes without a
    /// word.
    pub(crate) fn cover<'a>(&self, texts: impl Iterator<Item = (String, &'a str)>) -> Result<(), WriteError> {
        const NAMED: usize = 20;
        let mut missing: Vec<(char, String)> = Vec::new();
        for (place, text) in texts {
            for character in text.chars().filter(|c| !self.draws(*c)) {
                if !missing.iter().any(|(known, _)| *known == character) {
                    missing.push((character, place.clone()));
                }
            }
        }
        if missing.is_empty() {
            return Ok(());
        }
        let name = |(c, place): &(char, String)| format!("“{c}”（U+{:04X}，{place}）", u32::from(*c));
        let named = missing.iter().take(NAMED).map(name).collect::<Vec<_>>().join("、");
        let characters = if missing.len() > NAMED { format!("{named}等{}个", missing.len()) } else { named };
        Err(WriteError::MissingGlyphs { characters })
    }

    fn draws(&self, character: char) -> bool {
        character == ' ' || self.fonts.iter().any(|font| font.info().coverage.contains(u32::from(character)))
    }
}
