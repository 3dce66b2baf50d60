//! A picture of one bit a point as png (W3C PNG, 3rd edition): three chunks, one filter.

use std::io::Write;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};

const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";

/// A square picture: grey of one bit, in which 1 is white.
pub(super) fn black_and_white(side: usize, is_black: impl Fn(usize, usize) -> bool) -> Vec<u8> {
    let length = u32::try_from(side).expect("no code has so many points").to_be_bytes();
    let (depth, grey, deflate, filters, whole) = (1, 0, 0, 0, 0);
    let head = [&length[..], &length[..], &[depth, grey, deflate, filters, whole]].concat();
    let mut png = SIGNATURE.to_vec();
    chunk(&mut png, *b"IHDR", &head);
    chunk(&mut png, *b"IDAT", &packed(&rows(side, is_black)));
    chunk(&mut png, *b"IEND", &[]);
    png
}

/// Rows of whole bytes, each after its filter: none.
fn rows(side: usize, is_black: impl Fn(usize, usize) -> bool) -> Vec<u8> {
    let width = side.div_ceil(8);
    let mut rows = Vec::with_capacity(side * (width + 1));
    for y in 0..side {
        rows.push(0);
        let bit = |x: usize| u8::from(x < side && !is_black(x, y));
        rows.extend((0..width).map(|byte| (0..8).fold(0, |bits, at| bits << 1 | bit(byte * 8 + at))));
    }
    rows
}

fn packed(rows: &[u8]) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(rows).and_then(|()| packed.finish()).expect("writing into memory does not fail")
}

fn chunk(png: &mut Vec<u8>, kind: [u8; 4], content: &[u8]) {
    let length = u32::try_from(content.len()).expect("a code is a few hundred bytes");
    let mut sum = Crc::new();
    sum.update(&kind);
    sum.update(content);
    png.extend(length.to_be_bytes());
    png.extend(kind);
    png.extend(content);
    png.extend(sum.sum().to_be_bytes());
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::ZlibDecoder;

    use super::*;

    /// The chunks of a png, their sums checked.
    fn chunks(mut png: &[u8]) -> Vec<(String, Vec<u8>)> {
        png = png.strip_prefix(&SIGNATURE).unwrap();
        let mut chunks = Vec::new();
        while !png.is_empty() {
            let length = u32::from_be_bytes(png[..4].try_into().unwrap()) as usize;
            let (kind, content, sum) = (&png[4..8], &png[8..8 + length], &png[8 + length..12 + length]);
            let mut crc = Crc::new();
            crc.update(&png[4..8 + length]);
            assert_eq!(crc.sum().to_be_bytes(), sum);
            chunks.push((String::from_utf8(kind.to_vec()).unwrap(), content.to_vec()));
            png = &png[12 + length..];
        }
        chunks
    }

    #[test]
    fn every_point_lies_where_it_should() {
        let is_black = |x: usize, y: usize| x == y || x == 9;
        let chunks = chunks(&black_and_white(10, is_black));
        assert_eq!(chunks.iter().map(|(kind, _)| kind.as_str()).collect::<Vec<_>>(), ["IHDR", "IDAT", "IEND"]);
        assert_eq!(chunks[0].1, [0, 0, 0, 10, 0, 0, 0, 10, 1, 0, 0, 0, 0]);
        let mut rows = Vec::new();
        ZlibDecoder::new(&chunks[1].1[..]).read_to_end(&mut rows).unwrap();
        let drawn: Vec<Vec<bool>> =
            rows.chunks(3).map(|row| (0..10).map(|x| row[1 + x / 8] >> (7 - x % 8) & 1 == 0).collect()).collect();
        let meant: Vec<Vec<bool>> = (0..10).map(|y| (0..10).map(|x| is_black(x, y)).collect()).collect();
        assert_eq!(drawn, meant);
    }
}
