//! Writes one letter of every kind as docx, pdf and html into a folder, to be looked at:
//! `cargo run -p documents --example write_letters -- FOLDER`.

use std::path::PathBuf;
use std::{env, fs};

use documents::writing::pdf::Fonts;

#[path = "../tests/letters/samples.rs"]
mod samples;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder: PathBuf = env::args_os().nth(1).ok_or("one argument: the folder")?.into();
    for (name, letter) in samples::letters() {
        let letter = letter.compose();
        fs::write(folder.join(format!("{name}.docx")), letter.docx()?)?;
        fs::write(folder.join(format!("{name}.pdf")), letter.pdf(Fonts::bundled())?)?;
        fs::write(folder.join(format!("{name}.html")), letter.html())?;
        println!("——— {name} ———\n{}\n", letter.text());
    }
    Ok(())
}
