//! Where everything stands: the address of every page, and the way from one to another.
//!
//! The name of a source's page depends on the source's identity alone, so that no source ever moves another.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// The longest name that is taken as it is, in bytes.
const LONGEST: usize = 80;

/// Digits of a digest that tell folded ids apart.
const DIGITS: usize = 8;

/// Attributes of an element that name others of the same page, by id.
pub const REFERENCES: [&str; 6] = ["for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "headers"];

/// File names that some systems keep for devices.
const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// The name of a source's page without its extension: `[a-z0-9_-]` only, never empty, a letter, digit or `_` first, the
/// same for one id for ever.
///
/// An id that is already such a name is taken as it is. Any other is folded, and 8 hexadecimal digits of its SHA-256,
/// letters among them, keep ids that fold alike apart; so they do one that ends like that by itself.
pub fn slug(id: &str) -> String {
    let plain = id.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-'));
    let is_odd = id.is_empty() || id.starts_with('-') || id.len() > LONGEST || RESERVED.contains(&id);
    if plain && !is_odd && !ends_in_digest(id) {
        return id.to_owned();
    }
    let mut name = String::new();
    for c in id.chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' | '_' => name.push(c),
            _ if name.ends_with('-') || name.is_empty() => {}
            _ => name.push('-'),
        }
        if name.len() >= LONGEST - DIGITS - 2 {
            break;
        }
    }
    let mut name = name.trim_end_matches('-').to_owned();
    if name.is_empty() {
        name.push_str("source");
    }
    let _ = write!(name, "-{}", digest(id));
    name
}

/// A few digits of the digest of `id`, letters among them.
pub(super) fn digest(id: &str) -> String {
    let digest = hex(&Sha256::digest(id.as_bytes()));
    let digits = digest.as_bytes().chunks(DIGITS).find(|digits| is_digest(digits)).unwrap_or(b"d");
    String::from_utf8_lossy(digits).into_owned()
}

/// Whether a name ends as those do that a digest was put behind.
pub(super) fn ends_in_digest(id: &str) -> bool {
    id.rsplit_once('-').is_some_and(|(_, end)| is_digest(end.as_bytes()))
}

/// Whether these are the digits of a digest as names have them: a day written in digits is none.
fn is_digest(digits: &[u8]) -> bool {
    let is_hex = |b: &u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
    digits.len() == DIGITS && digits.iter().all(is_hex) && digits.iter().any(u8::is_ascii_lowercase)
}

/// Path of a source's page below the site.
pub fn article(id: &str) -> String {
    format!("articles/{}.html", slug(id))
}

/// The way from the page at `path` up to the site's root: empty, or `../` once for each folder.
pub fn path_to_root(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

/// Lower-case hexadecimal digits of `bytes`.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_id_is_its_own_name() {
        assert_eq!(slug("000_42d2-x"), "000_42d2-x");
    }

    #[test]
    fn ids_that_fold_alike_stay_apart() {
        let folded = slug("a b");
        let names: Vec<_> = ["a b", "a/b", "A b", "a-b", "ä b", "a  b", &folded, &slug(&folded)].map(slug).to_vec();
        let mut unique = names.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), names.len(), "{names:?}");
        assert!(folded.starts_with("a-b-"));
        assert_eq!(slug("reuters-20251027"), "reuters-20251027");
    }

    #[test]
    fn every_name_is_a_file_name_anywhere() {
        for id in ["", "CON", "nul", "..", "日本語", "a?b*c", &"x".repeat(300), "-", "/", "-rf", "--", "a-0123abcd"]
        {
            let name = slug(id);
            assert!(!name.is_empty() && name.len() <= 90, "{name}");
            assert!(name.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-')), "{name}");
            assert!(!RESERVED.contains(&name.as_str()) && !name.starts_with('-'));
        }
    }

    #[test]
    fn the_root_is_as_far_up_as_the_page_is_down() {
        assert_eq!(path_to_root("index.html"), "");
        assert_eq!(path_to_root("articles/x.html"), "../");
    }

    proptest::proptest! {
        #[test]
        fn any_id_has_one_name_that_is_safe_anywhere_and_its_own(
            a in "([a-cA-C./ _-]|[^a-z]){0,12}|\\PC{0,300}", b in "[a-cA-C./ _-]{0,3}",
        ) {
            for id in [&a, &b] {
                let name = slug(id);
                proptest::prop_assert_eq!(&name, &slug(id));
                proptest::prop_assert!(!name.is_empty() && name.len() <= LONGEST, "{}", name);
                proptest::prop_assert!(name.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-')), "{}", name);
                proptest::prop_assert!(!RESERVED.contains(&name.as_str()) && !name.starts_with('-'), "{}", name);
            }
            proptest::prop_assert_eq!(slug(&a) == slug(&b), a == b);
        }
    }
}
