//! How long letters take, warm, in one process: `scripts/bench-letters`. With a folder as argument it leaves the letter there, for the
//! references that are taken beside it.

use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use std::{env, fs};

use documents::letter::Letter;
use documents::writing::WriteError;
use documents::writing::pdf::Fonts;

#[path = "../tests/letters/samples.rs"]
mod samples;

const RUNS: u32 = 200;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let letters: Vec<Letter> = samples::letters().into_iter().map(|(_, letter)| letter).collect();
    let start = Instant::now();
    let first = letters[0].compose().pdf(Fonts::bundled())?;
    println!("the first pdf of a process, fonts read: {:.1} ms, {} bytes", in_ms(start.elapsed()), first.len());

    println!("{:<34} {:>8} {:>8} {:>8}  wanted", format!("{RUNS} letters of all kinds, ms"), "min", "median", "max");
    measure("words", None, &letters, |letter| Ok(letter.compose().text().len()))?;
    measure("html", None, &letters, |letter| Ok(letter.compose().html().len()))?;
    measure("docx", Some(10.0), &letters, |letter| Ok(letter.compose().docx()?.len()))?;
    let pdf = |letter: &Letter| Ok(letter.compose().pdf(Fonts::bundled())?.len());
    measure("pdf, never the same one twice", Some(20.0), &letters, pdf)?;
    let drafts: Vec<_> = letters.iter().map(|letter| letter.compose().docx()).collect::<Result<_, _>>()?;
    let composed: Vec<_> = letters.iter().map(Letter::compose).collect();
    let back = |at: usize| black_box(composed[at].words_handed_in(&drafts[at])).map_or(0, |words| words.len());
    measure_each("a docx read back and compared", None, |run| Ok(back(run as usize % composed.len())))?;

    if let Some(folder) = env::args_os().nth(1).map(PathBuf::from) {
        let letter = letters[letters.len() / 2].compose();
        fs::write(folder.join("letter.docx"), letter.docx()?)?;
    }
    Ok(())
}

/// Each run writes a letter that differs from every other, so that nothing is remembered from the run before. `wanted`: the longest median, in ms.
fn measure(
    name: &str,
    wanted: Option<f64>,
    letters: &[Letter],
    write: impl Fn(&Letter) -> Result<usize, WriteError>,
) -> Result<(), WriteError> {
    let of_run = |run: u32| {
        let mut letter = letters[run as usize % letters.len()].clone();
        letter.contact.phone = format!("0513-{:07}", 5_550_000 + run);
        letter.agency = format!("云州市第{}生态环境局", 1000 + run);
        letter
    };
    let ready: Vec<Letter> = (0..RUNS).map(of_run).collect();
    measure_each(name, wanted, |run| write(&ready[run as usize]))
}

fn measure_each(
    name: &str,
    wanted: Option<f64>,
    work: impl Fn(u32) -> Result<usize, WriteError>,
) -> Result<(), WriteError> {
    let mut times = Vec::new();
    for run in 0..RUNS {
        let start = Instant::now();
        black_box(work(run)?);
        times.push(start.elapsed());
    }
    times.sort_unstable();
    let [min, median, max] = [times[0], times[times.len() / 2], times[times.len() - 1]].map(in_ms);
    let wanted = wanted.map(|most| format!("< {most}{}", if median < most { "" } else { "  MISSED" }));
    println!("{name:<34} {min:>8.2} {median:>8.2} {max:>8.2}  {}", wanted.unwrap_or_default());
    Ok(())
}

fn in_ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
