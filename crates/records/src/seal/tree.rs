//! The log over all entries: a Merkle tree of the shape of RFC 6962 over SM3. A leaf is SM3(0x00 ‖ the entry's hash), a node
//! SM3(0x01 ‖ left ‖ right); the left part of a tree is the largest power of two below its size. One root stands for
//! everything up to its size, and short proofs show that an entry is in it or that one root grew out of another.

use sm3::{Digest, Sm3};
use thiserror::Error;

/// A hash of the tree, or of an entry.
pub type Hash = [u8; 32];

/// What is needed of a tree to append to it: the roots of its full parts, the largest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    peaks: Vec<Hash>,
}

/// A text that is no frontier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("封存状态不合格式")]
pub struct NotAFrontier;

/// The hash of a leaf, from an entry's hash.
pub fn leaf(entry: &Hash) -> Hash {
    Sm3::new().chain_update([0]).chain_update(entry).finalize().into()
}

fn node(left: &Hash, right: &Hash) -> Hash {
    Sm3::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

impl Frontier {
    /// How many entries are in.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Appends an entry by its hash.
    pub fn push(&mut self, entry: &Hash) {
        let mut carried = leaf(entry);
        for _ in 0..self.size.trailing_ones() {
            let left = self.peaks.pop().expect("there is a full part for each bit of the size");
            carried = node(&left, &carried);
        }
        self.peaks.push(carried);
        self.size += 1;
    }

    /// The root. That of the empty tree is the hash of nothing.
    pub fn root(&self) -> Hash {
        let mut parts = self.peaks.iter().rev();
        match parts.next() {
            None => Sm3::digest([]).into(),
            Some(last) => parts.fold(*last, |right, left| node(left, &right)),
        }
    }

    /// Size and full parts as a text.
    pub fn to_text(&self) -> String {
        let mut text = self.size.to_string();
        for peak in &self.peaks {
            text.push(' ');
            text.push_str(&hex::encode(peak));
        }
        text
    }

    /// What [`Frontier::to_text`] wrote.
    pub fn from_text(text: &str) -> Result<Frontier, NotAFrontier> {
        let mut words = text.split(' ');
        let size: u64 = words.next().and_then(|word| word.parse().ok()).ok_or(NotAFrontier)?;
        let peaks: Option<Vec<Hash>> = words.map(hash_from_hex).collect();
        let peaks = peaks.filter(|peaks| peaks.len() == size.count_ones() as usize).ok_or(NotAFrontier)?;
        Ok(Frontier { size, peaks })
    }
}

/// A hash from 64 lower-case hexadecimal digits.
pub fn hash_from_hex(text: &str) -> Option<Hash> {
    let lower = text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    if lower { hex::decode(text).ok()?.try_into().ok() } else { None }
}

/// The root over these entries.
pub fn root(entries: &[Hash]) -> Hash {
    match entries {
        [] => Sm3::digest([]).into(),
        [one] => leaf(one),
        more => {
            let (left, right) = more.split_at(left_part(more.len()));
            node(&root(left), &root(right))
        }
    }
}

/// RFC 6962, 2.1.1: proves that the entry at `position` (from 0) is in the tree over `entries`. `None` beyond its end.
pub fn inclusion(entries: &[Hash], position: usize) -> Option<Vec<Hash>> {
    if position >= entries.len() {
        return None;
    }
    let mut path = Vec::new();
    let (mut entries, mut position) = (entries, position);
    while entries.len() > 1 {
        let (left, right) = entries.split_at(left_part(entries.len()));
        if position < left.len() {
            path.push(root(right));
            entries = left;
        } else {
            path.push(root(left));
            position -= left.len();
            entries = right;
        }
    }
    path.reverse();
    Some(path)
}

/// Whether the path shows that the entry stands at `position` (from 0) of the tree with this size and root.
pub fn is_included(entry: &Hash, position: u64, size: u64, path: &[Hash], root: &Hash) -> bool {
    if position >= size {
        return false;
    }
    let (mut at, mut last, mut hash) = (position, size - 1, leaf(entry));
    for other in path {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            hash = node(other, &hash);
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            hash = node(&hash, other);
        }
        at >>= 1;
        last >>= 1;
    }
    last == 0 && hash == *root
}

/// RFC 6962, 2.1.2: proves that the tree over the first `old` entries grew into the one over all. `None` where `old` is 0
/// or more than there are.
pub fn consistency(entries: &[Hash], old: usize) -> Option<Vec<Hash>> {
    fn part(entries: &[Hash], old: usize, known: bool, proof: &mut Vec<Hash>) {
        if old == entries.len() {
            if !known {
                proof.push(root(entries));
            }
            return;
        }
        let (left, right) = entries.split_at(left_part(entries.len()));
        if old <= left.len() {
            part(left, old, known, proof);
            proof.push(root(right));
        } else {
            part(right, old - left.len(), false, proof);
            proof.push(root(left));
        }
    }
    if old == 0 || old > entries.len() {
        return None;
    }
    let mut proof = Vec::new();
    part(entries, old, true, &mut proof);
    Some(proof)
}

/// Whether the proof shows that the tree of the second size and root begins with that of the first.
pub fn is_consistent(old: (u64, &Hash), new: (u64, &Hash), proof: &[Hash]) -> bool {
    let ((old_size, old_root), (new_size, new_root)) = (old, new);
    if old_size == 0 || old_size > new_size {
        return false;
    }
    if old_size == new_size {
        return proof.is_empty() && old_root == new_root;
    }
    let mut proof = proof.iter();
    let (mut at, mut last) = (old_size - 1, new_size - 1);
    while at & 1 == 1 {
        at >>= 1;
        last >>= 1;
    }
    // The old tree is itself a full part of the new one where its size is a power of two; the proof then leaves it out.
    let Some(first) = (if old_size.is_power_of_two() { Some(old_root) } else { proof.next() }) else { return false };
    let (mut old_hash, mut new_hash) = (*first, *first);
    for other in proof {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            old_hash = node(other, &old_hash);
            new_hash = node(other, &new_hash);
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            new_hash = node(&new_hash, other);
        }
        at >>= 1;
        last >>= 1;
    }
    last == 0 && old_hash == *old_root && new_hash == *new_root
}

/// The largest power of two below `size`, which is at least 2.
fn left_part(size: usize) -> usize {
    1 << (usize::BITS - 1 - (size - 1).leading_zeros())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn entries(count: usize) -> Vec<Hash> {
        (0..count).map(|at| Sm3::digest(at.to_string()).into()).collect()
    }

    #[test]
    fn the_frontier_has_the_root_of_the_tree_at_every_size() {
        let entries = entries(200);
        let mut frontier = Frontier::default();
        assert_eq!(frontier.root(), root(&[]));
        for (at, entry) in entries.iter().enumerate() {
            frontier.push(entry);
            assert_eq!(frontier.root(), root(&entries[..=at]), "{at}");
            assert_eq!(Frontier::from_text(&frontier.to_text()), Ok(frontier.clone()));
        }
    }

    #[test]
    fn inclusion_is_proved_for_every_entry_and_for_no_other_place() {
        for size in 1..40 {
            let entries = entries(size);
            let root = root(&entries);
            for at in 0..size {
                let path = inclusion(&entries, at).unwrap();
                for claimed in 0..=size {
                    let holds = is_included(&entries[at], claimed as u64, size as u64, &path, &root);
                    assert_eq!(holds, claimed == at, "{at} as {claimed} of {size}");
                }
                assert!(!is_included(&[7; 32], at as u64, size as u64, &path, &root));
                let longer = [&path[..], &[[0; 32]]].concat();
                assert!(!is_included(&entries[at], at as u64, size as u64, &longer, &root));
            }
            assert_eq!(inclusion(&entries, size), None);
        }
    }

    #[test]
    fn every_tree_grew_out_of_each_smaller_one() {
        let entries = entries(40);
        for new in 1..=40 {
            for old in 1..=new {
                let proof = consistency(&entries[..new], old).unwrap();
                let (old_root, new_root) = (root(&entries[..old]), root(&entries[..new]));
                let (old, new) = (old as u64, new as u64);
                assert!(is_consistent((old, &old_root), (new, &new_root), &proof), "{old} in {new}");
                assert!(!is_consistent((old, &[7; 32]), (new, &new_root), &proof), "{old} in {new}");
                assert!(!is_consistent((old, &old_root), (new, &[7; 32]), &proof), "{old} in {new}");
            }
        }
        assert_eq!(consistency(&entries, 0), None);
        assert_eq!(consistency(&entries, 41), None);
    }

    proptest! {
        #[test]
        fn one_changed_dropped_or_swapped_entry_changes_the_root(size in 2..60_usize, at in 0..60_usize) {
            let (whole, at) = (entries(size), at % size);
            let mut changed = whole.clone();
            changed[at][0] ^= 1;
            prop_assert_ne!(root(&changed), root(&whole));
            let mut dropped = whole.clone();
            dropped.remove(at);
            prop_assert_ne!(root(&dropped), root(&whole));
            let mut swapped = whole.clone();
            swapped.swap(at, (at + 1) % size);
            prop_assert_ne!(root(&swapped), root(&whole));
        }
    }

    #[test]
    fn odd_texts_are_no_frontier() {
        let peak = "0a".repeat(32);
        assert!(Frontier::from_text(&format!("1 {peak}")).is_ok());
        assert!(Frontier::from_text("0").is_ok());
        for text in ["", "1", "x", &format!("2 {peak} {peak}"), "1 zz", &format!("1 {}", peak.to_uppercase())] {
            assert_eq!(Frontier::from_text(text), Err(NotAFrontier), "{text}");
        }
    }
}
