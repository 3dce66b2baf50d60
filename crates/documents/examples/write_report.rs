//! Writes a report from its JSON shape in one format and says how long that took, the start of the process included:
//! `cargo run --release -p documents --example write_report -- report.json out.pdf`.

use std::time::Instant;
use std::{env, fs};

use documents::report::json;
use documents::writing::{self, Format};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let start = Instant::now();
    let mut arguments = env::args().skip(1);
    let (Some(input), Some(output)) = (arguments.next(), arguments.next()) else {
        return Err("two arguments: the report as .json, and the file to write".into());
    };
    let report = json::from_json(&fs::read_to_string(input)?)?;
    let read = start.elapsed();
    let bytes = writing::write(&report, Format::from_ending(&output)?)?;
    let written = start.elapsed();
    fs::write(&output, &bytes)?;
    let again = Instant::now();
    writing::write(&report, Format::from_ending(&output)?)?;
    eprintln!(
        "{output}: {} bytes, read {read:?}, written {:?}, once more {:?}",
        bytes.len(),
        written.saturating_sub(read),
        again.elapsed()
    );
    Ok(())
}
