//! The door: any file in, a reading or one clear sentence out.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, Read};
use std::panic;
use std::path::Path;
use std::sync::Once;

use super::archive::Archive;
use super::budget::Budget;
use super::format::{self, Container, Format};
use super::{Doubt, Limits, Reading, Unreadable, docx, encoding, html, pdf, txt, xlsx};

/// Reads a file from disk; one that is too large is refused by its size alone, before a byte is read.
pub fn read_file(path: &Path, limits: &Limits) -> Result<Reading, Unreadable> {
    let no_file = |error: io::Error| Unreadable::NoFile { reason: why(&error) };
    if is_named_pipe(path) {
        return Err(Unreadable::NoFile { reason: "这是管道，不是文件".to_owned() });
    }
    let file = File::open(path).map_err(no_file)?;
    let metadata = file.metadata().map_err(no_file)?;
    if metadata.is_dir() {
        return Err(Unreadable::NoFile { reason: "这是一个目录".to_owned() });
    }
    refuse_large(metadata.len(), limits)?;
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
    // A pipe or a device has no size: the limit holds for what comes out of it, too.
    file.take(limits.file_bytes + 1).read_to_end(&mut bytes).map_err(no_file)?;
    read(&bytes, &path.file_name().unwrap_or_default().to_string_lossy(), limits)
}

/// Whether the path is a pipe in a folder: opening one waits for a writer, for ever if none comes. A pipe that a shell hands
/// over (`<(…)`, `/dev/stdin`) has no name of its own and is read.
#[cfg(unix)]
pub fn is_named_pipe(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt;
    path.metadata().is_ok_and(|metadata| metadata.file_type().is_fifo()) && path.canonicalize().is_ok()
}

/// Whether the path is a pipe in a folder; elsewhere than on Unix there are none.
#[cfg(not(unix))]
pub fn is_named_pipe(_: &Path) -> bool {
    false
}

/// Reads a file's bytes. `name` is what the file is called; its ending is held against the content, which alone decides.
pub fn read(bytes: &[u8], name: &str, limits: &Limits) -> Result<Reading, Unreadable> {
    refuse_large(bytes.len() as u64, limits)?;
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let mut reading = match format::container(bytes)? {
        Container::Zip => {
            let archive = guarded("压缩包", || Archive::open(bytes, limits))?;
            read_archive(archive, limits)?
        }
        Container::Pdf => pdf::read(bytes, limits)?,
        Container::Text => read_text(bytes, ending, limits)?,
    };
    if reading.is_blank() && reading.doubts.is_empty() {
        return Err(Unreadable::Empty);
    }
    if !reading.format.fits_ending(ending) {
        let message = format!("文件后缀是 {ending}，内容其实是 {}，已按内容读取", reading.format.name());
        reading.doubts.push(Doubt { page: None, message });
    }
    Ok(reading)
}

fn refuse_large(size: u64, limits: &Limits) -> Result<(), Unreadable> {
    if size > limits.file_bytes {
        return Err(Unreadable::TooLarge {
            size_mb: size.div_ceil(1 << 20),
            limit_mb: limits.file_bytes.div_ceil(1 << 20),
        });
    }
    Ok(())
}

fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "没有这个文件".to_owned(),
        io::ErrorKind::PermissionDenied => "没有读取权限".to_owned(),
        _ => format!("系统报告 {error}"),
    }
}

fn read_text(bytes: &[u8], ending: &str, limits: &Limits) -> Result<Reading, Unreadable> {
    let mut budget = Budget::new(limits);
    let mut doubts = Vec::new();
    let text = encoding::decode(bytes, html::charset(bytes).as_deref(), &mut doubts)?;
    let format = format::of_text(&text, ending)?;
    let parts = match format {
        Format::Html => guarded("html", || html::read(&text, &mut budget))?,
        _ => txt::read(&text, &mut budget)?,
    };
    Ok(Reading { format, parts, doubts })
}

fn read_archive(archive: Archive<'_>, limits: &Limits) -> Result<Reading, Unreadable> {
    let mut budget = Budget::new(limits);
    match archive.kind()? {
        Format::Xlsx => guarded("xlsx", || xlsx::read(archive, &mut budget)),
        _ => guarded("docx", || docx::read(archive, &mut budget)),
    }
}

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Runs a reader so that a panic in the library under it becomes [`Unreadable::Broken`], without a word on standard error.
/// Under `cargo fuzz` panics stay panics: there they are what is looked for.
pub(super) fn guarded<T>(
    format: &'static str,
    reader: impl FnOnce() -> Result<T, Unreadable>,
) -> Result<T, Unreadable> {
    if cfg!(fuzzing) {
        return reader();
    }
    hush(reader)
        .unwrap_or_else(|| Err(Unreadable::Broken { format, place: "内部结构有矛盾，无法读取".to_owned() }))
}

/// Runs `work`; `None` if it panicked. Its panic message is swallowed.
pub(super) fn hush<T>(work: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let loud = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !QUIET.get() {
                loud(info);
            }
        }));
    });
    // What the closure touched is dropped or never looked at again after a panic, so no broken state is seen.
    let before = QUIET.replace(true);
    let result = panic::catch_unwind(panic::AssertUnwindSafe(work));
    QUIET.set(before);
    result.ok()
}
