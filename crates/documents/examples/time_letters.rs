//! How long letters take, warm, in one process: `scripts/bench-letters`. With a folder as argument it leaves the letter there, for the
//! references that are taken beside it.

use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use std::{env, fs};

use documents::letter::Letter;
use documents::writing::pdf::Fonts;

#[path = "../tests/letters/samples.rs"]
mod samples;

const RUNS: u32 = 200;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let letters: Vec<Letter> = samples::letters().into_iter().map(|(_, letter)| letter).collect();
    let start = Instant::now();
    let first = letters[0].compose().pdf(Fonts::bundled())?;
    println!("the first pdf of a process, fonts read: {:.1} ms, {} bytes", in_ms(start.elapsed()), first.len());

    println!("{:<34} {:>8} {:>8} {:>8}", format!("{RUNS} letters of all kinds, ms"), "min", "median", "max");
    measure("words", &letters, |letter| Ok(letter.compose().text().len()))?;
    measure("html", &letters, |letter| Ok(letter.compose().html().len()))?;
    measure("docx", &letters, |letter| Ok(letter.compose().docx()?.len()))?;
    measure("pdf, never the same one twice", &letters, |letter| Ok(letter.compose().pdf(Fonts::bundled())?.len()))?;

    if let Some(folder) = env::args_os().nth(1).map(PathBuf::from) {
        let letter = letters[letters.len() / 2].compose();
        fs::write(folder.join("letter.docx"), letter.docx()?)?;
    }
    Ok(())
}

/// Each run writes a letter that differs from every other, so that nothing is remembered from the run before.
fn measure(
    name: &str,
    letters: &[Letter],
    write: impl Fn(&Letter) -> Result<usize, documents::writing::WriteError>,
) -> Result<(), Box<dyn std::error::Error>> {
    let mut times = Vec::new();
    for run in 0..RUNS {
        let mut letter = letters[run as usize % letters.len()].clone();
        letter.contact.phone = format!("0513-{:07}", 5_550_000 + run);
        letter.agency = format!("云州市第{}生态环境局", 1000 + run);
        let start = Instant::now();
        black_box(write(&letter)?);
        times.push(start.elapsed());
    }
    times.sort_unstable();
    let [min, median, max] = [times[0], times[times.len() / 2], times[times.len() - 1]].map(in_ms);
    println!("{name:<34} {min:>8.2} {median:>8.2} {max:>8.2}");
    Ok(())
}

fn in_ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
