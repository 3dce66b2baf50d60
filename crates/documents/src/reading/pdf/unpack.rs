//! Streams of a pdf that would unpack to more than the limits allow. The parser unpacks without limit, so this looks first.

use std::io::Read;

use flate2::read::ZlibDecoder;

use crate::reading::format::find;
use crate::reading::{Limits, Unreadable};

/// Packed in packed in packed: more than this is malice.
const LAYERS: usize = 4;

/// Unpacks every deflated stream of the file, throwing the content away, and refuses when all together pass the limit.
pub(super) fn refuse_bombs(bytes: &[u8], limits: &Limits) -> Result<(), Unreadable> {
    let mut left = limits.unpacked_bytes;
    let mut rest = bytes;
    while let Some(at) = find(rest, b"stream") {
        let after = &rest[at + b"stream".len()..];
        let data =
            after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n")).or_else(|| after.strip_prefix(b"\r"));
        if let Some(data) = data.filter(|data| is_zlib(data)) {
            left =
                spend(data, left, LAYERS).ok_or_else(|| Unreadable::Bomb { what: "pdf 内的数据流".to_owned() })?;
        }
        rest = after;
    }
    Ok(())
}

/// What is left after unpacking `data`, and what is packed in it; `None` if it is more than that.
fn spend(data: &[u8], left: u64, layers: usize) -> Option<u64> {
    let mut decoder = ZlibDecoder::new(data);
    let mut buffer = vec![0; 64 << 10];
    let mut kept = Vec::new();
    let mut left = left;
    // A broken stream ends where it breaks; that is for the parser to tell.
    while let Ok(read) = decoder.read(&mut buffer) {
        if read == 0 {
            break;
        }
        left = left.checked_sub(read as u64)?;
        if kept.is_empty() && is_zlib(&buffer[..read]) || !kept.is_empty() {
            kept.extend_from_slice(&buffer[..read]);
        }
    }
    if kept.is_empty() { Some(left) } else { spend(&kept, left, layers.checked_sub(1)?) }
}

fn is_zlib(data: &[u8]) -> bool {
    matches!(data, [first, second, ..] if first & 0x0F == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0)
}
