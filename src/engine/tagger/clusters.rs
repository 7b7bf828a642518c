//! Words that stand in the same company: clusters of word vectors, made by `tools/clusters.rs`. They tell the tagger of names and
//! words that no training set holds.

use std::sync::OnceLock;

/// Bits of a word's hash that the file keeps. A word that is not there is taken for another twice in a hundred times.
pub const HASH_BITS: u32 = 21;
/// How many fine clusters there are: their numbers take ten bits.
pub const FINE: usize = 1024;
/// How many clusters of fine ones.
pub const MIDDLE: usize = 256;
/// How many wide clusters of fine ones.
pub const COARSE: usize = 64;

/// A word's clusters from wide to fine, each plus 1; 0 for words that have none.
pub type Company = [u16; 3];

/// The clusters by word.
pub struct Clusters {
    /// Where the words with these high bits of the hash begin; one more than there are such bits.
    begins: Vec<u32>,
    /// The low bits of the words' hashes, ascending among those of the same high bits, and their fine clusters.
    words: Vec<(u8, u16)>,
    wider: Vec<[u8; 2]>,
}

/// The clusters shipped with the crate.
pub fn clusters() -> &'static Clusters {
    static CLUSTERS: OnceLock<Clusters> = OnceLock::new();
    CLUSTERS.get_or_init(|| Clusters::read(include_bytes!("../model/clusters.bin")))
}

impl Clusters {
    /// Reads a file of clusters; what is cut off counts as 0.
    ///
    /// Layout: count of words as four bytes; for each fine cluster its middle, then for each its wide one, a byte each; the hashes
    /// ascending as differences in base 128 (low bits first); the fine clusters' low bytes; their high bits, four words a byte.
    pub fn read(bytes: &[u8]) -> Self {
        let mut at = 0;
        let mut next = || {
            at += 1;
            bytes.get(at - 1).copied().unwrap_or(0)
        };
        let count = (0..4).fold(0, |count, byte| count | usize::from(next()) << (8 * byte)).min(bytes.len());
        let mut wider = vec![[0; 2]; FINE];
        for level in 0..2 {
            wider.iter_mut().for_each(|wider| wider[level] = next());
        }
        let mut hash: u32 = 0;
        let mut words: Vec<(u32, u16)> = Vec::with_capacity(count);
        for _ in 0..count {
            let mut shift = 0;
            loop {
                let byte = next();
                hash = hash.wrapping_add(u32::from(byte & 127) << shift);
                shift += 7;
                if byte < 128 || shift > 21 {
                    break;
                }
            }
            words.push((hash, 0));
        }
        words.iter_mut().for_each(|word| word.1 = u16::from(next()));
        for four in words.chunks_mut(4) {
            let high = u16::from(next());
            for (n, word) in four.iter_mut().enumerate() {
                word.1 |= (high >> (2 * n) & 3) << 8;
            }
        }
        let mut begins = vec![0_u32; BUCKETS + 1];
        let (mut sum, mut coming) = (0, words.iter().peekable());
        for (high, begin) in begins.iter_mut().enumerate() {
            while coming.next_if(|word| bucket(word.0) < high).is_some() {
                sum += 1;
            }
            *begin = sum;
        }
        let words = words.iter().map(|&(hash, fine)| (hash as u8, fine)).collect();
        Self { begins, words, wider }
    }

    /// The clusters of the word with this hash.
    pub fn of(&self, word: u64) -> Company {
        let hash = (word >> (64 - HASH_BITS)) as u32;
        let at = |high: usize| self.begins.get(high).map_or(0, |&begin| begin as usize);
        let same = self.words.get(at(bucket(hash))..at(bucket(hash) + 1)).unwrap_or(&[]);
        same.iter().find(|(low, _)| *low == hash as u8).map_or([0; 3], |&(_, fine)| {
            let [middle, coarse] = self.wider.get(usize::from(fine)).copied().unwrap_or_default();
            [u16::from(coarse) + 1, u16::from(middle) + 1, fine + 1]
        })
    }
}

/// Words are looked for among those whose hash has the same bits but for the low eight: some four.
const BUCKETS: usize = 1 << (HASH_BITS - 8);

const fn bucket(hash: u32) -> usize {
    (hash >> 8) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::lexicon::word_hash;

    #[test]
    fn cities_keep_company() {
        let of = |word: &str| clusters().of(word_hash(word));
        assert_eq!(of("Nairobi")[0], of("Kampala")[0]);
        assert_ne!(of("Nairobi")[0], of("carrots")[0]);
        assert!(of("said")[2] > 0);
    }

    #[test]
    fn odd_files_do_no_harm() {
        for bytes in [&[][..], &[255; 40], &[3, 0, 0, 0, 1]] {
            let _ = Clusters::read(bytes).of(7);
        }
    }
}
