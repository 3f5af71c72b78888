//! Bytes to text.
//!
//! In: the bytes of a file. Out: the decoded text that every offset counts in, and the name of its encoding; or why the
//! bytes are no text. A byte order mark decides; then NUL bytes in the pattern of UTF-16; then UTF-8 where the bytes are
//! that, or nearly; then a guess among the legacy encodings (the detector of Firefox). The byte order mark is not part of the text.
//!
//! Control characters have no business in a page: each becomes U+FFFD, except tab and line ends, so that one scalar
//! value stands for one. Form feed and vertical tab are line ends and become `\n`. Code points that Unicode keeps for internal use
//! (U+FFFE and the like), and those that hide words, become U+FFFD too; for those that turn words around see
//! [`crate::text::unseen`].

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::text::unseen;

/// A decoded file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    pub(super) text: String,
    /// Name of the encoding, as the WHATWG Encoding Standard has it.
    pub(super) encoding: &'static str,
    /// Number of places where the bytes were not of that encoding.
    pub(super) broken: usize,
}

/// Decodes `bytes`.
///
/// # Errors
/// What the bytes are instead, as the rest of "this is …".
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, &'static str> {
    if let Some(kind) = signature(bytes) {
        return Err(kind);
    }
    let (encoding, from) = Encoding::for_bom(bytes)
        .or_else(|| utf16_without_mark(bytes).map(|encoding| (encoding, 0)))
        .unwrap_or((UTF_8, 0));
    let body = &bytes[from..];
    let encoding = if encoding == UTF_8 && from == 0 { eight_bit(body) } else { encoding };
    if encoding != UTF_16LE && encoding != UTF_16BE && controls(body) * 12 > body.len() {
        return Err("a binary file");
    }
    let (text, _) = encoding.decode_without_bom_handling(body);
    if text.contains('\0') && text.matches('\0').count() * 50 > text.chars().count() {
        return Err("a binary file");
    }
    let broken = broken_places(encoding, body);
    let text = unseen::shown(&text);
    Ok(Decoded { text, encoding: encoding.name(), broken })
}

/// Files that are named as texts by mistake, told by their first bytes.
fn signature(bytes: &[u8]) -> Option<&'static str> {
    const KNOWN: [(&[u8], &str); 10] = [
        (b"\x89PNG\r\n", "a PNG picture"),
        (b"\xFF\xD8\xFF", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"%PDF-", "a PDF document"),
        (b"PK\x03\x04", "a ZIP archive (perhaps a word-processor document)"),
        (b"\xD0\xCF\x11\xE0", "an old word-processor document"),
        (b"{\\rtf", "an RTF document"),
        (b"\x1F\x8B", "a compressed file"),
        (b"\x7FELF", "a program"),
        (b"RIFF", "a media file"),
    ];
    KNOWN.iter().find(|(mark, _)| bytes.starts_with(mark)).map(|(_, kind)| *kind)
}

/// UTF-16 without a byte order mark: in mostly Latin text every other byte is NUL; in other scripts the spaces and ends of
/// lines have one, and what it decodes to is a text.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let pairs = bytes.len() / 2;
    if pairs == 0 || bytes.len() % 2 == 1 {
        return None;
    }
    let first = bytes.iter().step_by(2).filter(|&&b| b == 0).count();
    let second = bytes.iter().skip(1).step_by(2).filter(|&&b| b == 0).count();
    let (many, few) = (pairs * 2 / 5, pairs / 20);
    if second > many && first <= few {
        Some(UTF_16LE)
    } else if first > many && second <= few {
        Some(UTF_16BE)
    } else {
        let parts = |byte: u8| matches!(byte, b' ' | b'\n' | b'\r' | b'0'..=b'9');
        let units = || bytes.chunks_exact(2);
        let little = units().filter(|unit| unit[1] == 0 && parts(unit[0])).count();
        let big = units().filter(|unit| unit[0] == 0 && parts(unit[1])).count();
        let (encoding, marks) = if little >= big { (UTF_16LE, little) } else { (UTF_16BE, big) };
        // What it would be otherwise: broken UTF-8, or refused for its control characters.
        let no_text = || str::from_utf8(bytes).is_err() || controls(bytes) * 12 > bytes.len();
        (marks * RARELY >= pairs && no_text() && is_text(encoding, bytes)).then_some(encoding)
    }
}

/// Units of UTF-16 among which a text has a space, a digit or the end of a line.
const RARELY: usize = 200;

/// Whether nothing but words and their marks stands in the bytes.
fn is_text(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) else { return false };
    let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
    let private = |c: char| matches!(c, '\u{e000}'..='\u{f8ff}');
    letters * 2 > text.chars().count() && text.chars().all(|c| unseen::harmless(c) == c && !private(c))
}

/// UTF-8 where the bytes are, or where far more of them are well-formed sequences than broken ones; else the
/// detector's guess.
fn eight_bit(bytes: &[u8]) -> &'static Encoding {
    if str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let (mut sequences, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sequences += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if broken == 0 || sequences > broken * 4 {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

fn controls(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C)).count()
}

fn broken_places(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    if encoding == UTF_8 {
        if str::from_utf8(bytes).is_ok() {
            return 0;
        }
        return bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    }
    usize::from(encoding.decode_without_bom_handling_and_without_replacement(bytes).is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> String {
        match decode(bytes) {
            Ok(d) => format!("{}: {:?}", d.encoding, d.text),
            Err(kind) => format!("refused: {kind}"),
        }
    }

    fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "“Déjà vu” – said Zoë at the café.";
        let cases: [(Vec<u8>, &str); 7] = [
            (text.as_bytes().to_vec(), "UTF-8"),
            ([b"\xEF\xBB\xBF", text.as_bytes()].concat(), "UTF-8"),
            ([b"\xFF\xFE".to_vec(), utf16(text, u16::to_le_bytes)].concat(), "UTF-16LE"),
            ([b"\xFE\xFF".to_vec(), utf16(text, u16::to_be_bytes)].concat(), "UTF-16BE"),
            (utf16(text, u16::to_le_bytes), "UTF-16LE"),
            (utf16(text, u16::to_be_bytes), "UTF-16BE"),
            (encoding_rs::WINDOWS_1252.encode(text).0.into_owned(), "windows-1252"),
        ];
        for (bytes, encoding) in cases {
            assert_eq!(read(&bytes), format!("{encoding}: {text:?}"));
        }
    }

    #[test]
    fn utf_16_is_known_without_a_mark_in_any_script() {
        for text in [
            "وزیرِ خارجہ نے پیر کو کہا کہ بات چیت جاری رہے گی۔\n",
            "وصل الوزير إلى كابول يوم الاثنين.\n",
            "一位官员星期一说，会谈将继续进行。\n会谈在第二天结束。\n",
            "Переговоры продолжатся во вторник, сказал министр.\n",
        ] {
            assert_eq!(read(&utf16(text, u16::to_le_bytes)), format!("UTF-16LE: {text:?}"));
            assert_eq!(read(&utf16(text, u16::to_be_bytes)), format!("UTF-16BE: {text:?}"));
        }
        // Eight-bit texts with a stray NUL are none.
        let stray =
            [&b"D\xe9j\xe0 vu, said Zo\xeb at the caf\xe9 on Monday, and it rained."[..], b"\0", b" No. "].concat();
        assert!(read(&stray).starts_with("windows-1252"), "{}", read(&stray));
    }

    #[test]
    fn control_characters_are_replaced_one_for_one() {
        let filler = "Plain words of a long text. ".repeat(9);
        let bytes = format!("a\0b\u{7}c\u{1b}\td\r\ne\u{c}f\u{85}g\u{9f}\u{FFFF}{filler}");
        let text = decode(bytes.as_bytes()).unwrap().text;
        assert_eq!(text, format!("a\u{FFFD}b\u{FFFD}c\u{FFFD}\td\r\ne\nf\ng\u{FFFD}\u{FFFD}{filler}"));
        assert_eq!(text.chars().count(), bytes.chars().count());
    }

    #[test]
    fn what_hides_or_turns_words_is_replaced_one_for_one() {
        assert_eq!(read("c\u{e0041}d\u{206a}e\u{fffb}f".as_bytes()), "UTF-8: \"c\u{FFFD}d\u{FFFD}e\u{FFFD}f\"");
        let turned = decode("The sum is \u{202e}001\u{202c} pounds.".as_bytes()).unwrap().text;
        assert_eq!(turned, "The sum is \u{FFFD}001\u{FFFD} pounds.");
        // What scripts need to be written at all stays.
        let needed = "می\u{200c}خواهم \u{200f}x\u{200e} 👩\u{200d}👩 \u{ad}\u{200b}";
        assert_eq!(decode(needed.as_bytes()).unwrap().text, needed);
    }

    #[test]
    fn what_is_no_text_is_named() {
        assert_eq!(read(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "refused: a PNG picture");
        assert_eq!(read(b"%PDF-1.7 \n"), "refused: a PDF document");
        assert_eq!(read(&[0; 64]), "refused: a binary file");
        assert_eq!(read(&(0..=255).collect::<Vec<u8>>()), "refused: a binary file");
    }

    #[test]
    fn one_broken_byte_does_not_change_the_encoding() {
        let bytes = [("é–ü“ö”".as_bytes()), b"\xFF x"].concat();
        assert_eq!(read(&bytes), "UTF-8: \"é–ü“ö”\u{FFFD} x\"");
        assert_eq!(decode(&bytes).unwrap().broken, 1);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_refused_or_a_text_of_harmless_characters(
            mark in proptest::sample::select(vec![&b""[..], b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF", b"Rain fell. "]),
            bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..120),
        ) {
            let bytes = [mark, &bytes].concat();
            let Ok(decoded) = decode(&bytes) else { return Ok(()) };
            proptest::prop_assert!(decoded.text.chars().all(|c| unseen::harmless(c) == c));
            proptest::prop_assert!(Encoding::for_label(decoded.encoding.as_bytes()).is_some());
            // What is replaced is replaced one for one: no place of the text moves.
            if str::from_utf8(&bytes).is_ok() && mark.is_empty() && decoded.encoding == "UTF-8" && !bytes.starts_with(b"\xEF\xBB\xBF") {
                let given = String::from_utf8(bytes).expect("UTF-8");
                proptest::prop_assert_eq!(decoded.text.chars().count(), given.chars().count());
            }
        }

        #[test]
        fn any_text_is_the_same_in_every_encoding_of_unicode(text in "[^\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f]{1,60}") {
            let plain = format!("It rained. {text}");
            let Ok(expected) = decode(plain.as_bytes()) else { return Ok(()) };
            let encodings = [
                [b"\xEF\xBB\xBF", plain.as_bytes()].concat(),
                [b"\xFF\xFE".to_vec(), utf16(&plain, u16::to_le_bytes)].concat(),
                [b"\xFE\xFF".to_vec(), utf16(&plain, u16::to_be_bytes)].concat(),
            ];
            for bytes in encodings {
                proptest::prop_assert_eq!(&decode(&bytes).expect("a text").text, &expected.text);
            }
        }
    }
}
