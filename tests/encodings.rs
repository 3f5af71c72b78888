//! Texts of any encoding and script: shown as they were written, in their language and direction, and found.
//!
//! The stories are made up; each case is one folder of one or a few sources, built by the program and read back.

mod support;

use std::collections::BTreeSet;

use support::{Piece, Root, Site, pieces, plain};
use unicode_normalization::UnicodeNormalization as _;

const ENGLISH: &str = "The council of Haven closed the “old” bridge on Monday – engineers from Łódź and São Tomé had found \
                       cracks, said Zoë Müller, the mayor. It stays shut until spring, she said.";
const WESTERN: &str = "The council of Haven closed the “old” bridge on Monday – engineers from Málaga and São Tomé had found \
                       cracks, said Zoë Müller, the mayor. It stays shut until spring, she said.";
const URDU: &str = "بلدیہ نے پیر کے روز پرانا پل بند کر دیا کیونکہ انجینئروں کو اس کے دو ستونوں میں دراڑیں ملی تھیں۔ میئر نے کہا کہ یہ بہار تک بند رہے گا۔ شہریوں نے کہا کہ وہ کشتیوں سے دریا پار کریں گے۔";
const PASHTO: &str = "ښاروالۍ د دوشنبې په ورځ زوړ پل وتاړه ځکه چې انجنیرانو یې په دوو ستنو کې درزونه وموندل. ښاروال وویل چې دا به تر پسرلي پورې تړلی وي. خلکو وویل چې دوی به په کښتیو له سینده تېرېږي.";
const DARI: &str = "شهرداری روز دوشنبه پل کهنه را بست، زیرا انجنیران در دو پایهٔ آن درز یافته بودند. شهردار گفت که این پل تا بهار بسته می\u{200c}ماند. مردم گفتند که با کشتی از دریا می\u{200c}گذرند.";
const ARABIC: &str = "أغلقت البلدية الجسر القديم يوم الاثنين بعد أن وجد المهندسون شقوقا في اثنتين من دعاماته. وقال رئيس البلدية إنه سيبقى مغلقا حتى الربيع. وقال السكان إنهم سيعبرون النهر بالقوارب.";
const TURKISH: &str = "Belediye, iki ayağında çatlak bulunmasından sonra eski köprüyü pazartesi günü kapattı. İstasyon yolu da kapalı. Başkan, köprünün bahara kadar kapalı kalacağını ve bunun için bir ekip kurulduğunu söyledi. IŞIKLI yol açık.";
const CHINESE: &str =
    "市议会于周一关闭了旧桥，因为工程师在两个桥墩上发现了裂缝。市长说，这座桥将关闭到春天。居民说他们将乘船过河。";

/// The page of a source: the language and direction of its body, and all its words.
fn shown(site: &Site, page: &str) -> (BTreeSet<(String, String)>, String) {
    let (mut marked, mut words) = (BTreeSet::new(), String::new());
    for piece in pieces(site.text(page)) {
        match piece {
            Piece::Start(_, attributes) => {
                let value = |key: &str| attributes.get(key).cloned().unwrap_or_default();
                marked.insert((value("lang"), value("dir")));
            }
            Piece::Text(text) => words.push_str(&text),
            Piece::End(_) => {}
        }
    }
    (marked, plain(&words))
}

/// Every word of the search index, as the script of the page reads it.
fn vocabulary(site: &Site) -> BTreeSet<String> {
    let shards = site.0.keys().filter(|path| path.starts_with("search/words-"));
    let read = |path: &String| {
        let script = site.text(path);
        let (from, to) = (script.find(',').expect("a call") + 1, script.rfind(");").expect("its end"));
        let text: String = serde_json::from_str(&script[from..to]).expect("a string");
        text.lines().filter_map(|line| Some(line.split_once('\t')?.0.to_owned())).collect::<Vec<_>>()
    };
    shards.flat_map(read).collect()
}

/// What a reader types, as the script folds it.
fn typed(query: &str) -> Vec<String> {
    let mut words = Vec::new();
    dateline::site::search::fold::words(query, |word| words.push(word.to_owned()));
    words
}

/// Asserts that the words typed are in the index, the last one as the beginning of a word at least.
#[track_caller]
fn assert_found(site: &Site, query: &str) {
    let (vocabulary, words) = (vocabulary(site), typed(query));
    let (last, whole) = words.split_last().expect("words");
    let found =
        whole.iter().all(|word| vocabulary.contains(word)) && vocabulary.iter().any(|word| word.starts_with(last));
    assert!(found, "{query}: {words:?}: {vocabulary:?}");
}

/// A site of one source of these bytes.
fn site_of(bytes: &[u8]) -> Site {
    let root = Root::new();
    root.write("seeds/bridge.txt", bytes);
    root.site(&[])
}

fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(order).collect()
}

#[test]
fn every_encoding_shows_the_same_page() {
    let encodings: [(&str, Vec<u8>); 6] = [
        ("UTF-8", ENGLISH.as_bytes().to_vec()),
        ("UTF-8 with a mark", [b"\xEF\xBB\xBF", ENGLISH.as_bytes()].concat()),
        ("UTF-16LE with a mark", [b"\xFF\xFE".to_vec(), utf16(ENGLISH, u16::to_le_bytes)].concat()),
        ("UTF-16BE with a mark", [b"\xFE\xFF".to_vec(), utf16(ENGLISH, u16::to_be_bytes)].concat()),
        ("UTF-16LE", utf16(ENGLISH, u16::to_le_bytes)),
        ("UTF-16BE", utf16(ENGLISH, u16::to_be_bytes)),
    ];
    for (name, bytes) in encodings {
        let site = site_of(&bytes);
        let (_, words) = shown(&site, "articles/bridge.html");
        for sentence in
            ["engineers from Łódź and São Tomé had found cracks, said Zoë Müller", "shut until spring, she said."]
        {
            assert!(words.contains(sentence), "{name}: {words}");
        }
        assert!(!words.contains('\u{FFFD}') && !words.contains('\u{FEFF}'), "{name}: {words}");
        assert_found(&site, "lodz sao tome ZOE müller");
    }
}

#[test]
fn the_code_pages_of_windows_are_told_apart() {
    for (text, encoding, query) in [
        (WESTERN, encoding_rs::WINDOWS_1252, "malaga zoe"),
        (TURKISH, encoding_rs::WINDOWS_1254, "ayagında istasyon"),
        (ARABIC, encoding_rs::WINDOWS_1256, "البلدية المهندسون"),
    ] {
        let (bytes, _, lost) = encoding.encode(text);
        assert!(!lost, "{} holds every letter", encoding.name());
        let site = site_of(&bytes);
        let (_, words) = shown(&site, "articles/bridge.html");
        let last = text.split(['.', '。']).rfind(|part| !part.trim().is_empty()).expect("a sentence").trim();
        assert!(words.contains(last), "{}: {last}: {words}", encoding.name());
        assert_found(&site, query);
    }
}

#[test]
fn every_line_end_parts_the_same_paragraphs() {
    let paragraphs = ["The bridge was closed on Monday, officials said.", "It opens on Friday.", "Ferries run."];
    for (name, end) in [("\\n", "\n"), ("\\r\\n", "\r\n"), ("\\r", "\r")] {
        let site = site_of(paragraphs.join(&end.repeat(2)).as_bytes());
        let (_, words) = shown(&site, "articles/bridge.html");
        assert!(paragraphs.iter().all(|paragraph| words.contains(paragraph)), "{name}: {words}");
        assert_eq!(site.text("articles/bridge.html").matches("class=\"block ").count(), 3, "{name}");
    }
    let mixed =
        site_of(b"The bridge was closed on Monday, officials said.\r\n\r\nIt opens on Friday.\r\rFerries run.\n\n");
    assert_eq!(mixed.text("articles/bridge.html").matches("class=\"block ").count(), 3);
}

#[test]
fn composed_and_decomposed_letters_are_shown_as_they_are_and_found_alike() {
    for text in [ENGLISH.nfc().collect::<String>(), ENGLISH.nfd().collect()] {
        let site = site_of(text.as_bytes());
        let (_, words) = shown(&site, "articles/bridge.html");
        let name: String =
            if text == ENGLISH { "Zoë Müller".nfc().collect() } else { "Zoë Müller".nfd().collect() };
        assert!(words.contains(&name), "{words}");
        for query in ["Zoë Müller", "zoe muller", "Zoe\u{308} Mu\u{308}ller"] {
            assert_found(&site, query);
        }
    }
}

#[test]
fn every_script_is_in_its_language_and_direction_and_is_found() {
    let root = Root::new();
    let cases = [
        ("urdu", URDU, "ur", "rtl", "بلدیہ ستونوں"),
        ("pashto", PASHTO, "ps", "rtl", "ښاروالۍ ستنو"),
        ("dari", DARI, "fa", "rtl", "شهرداری می\u{200c}ماند"),
        ("arabic", ARABIC, "ar", "rtl", "البلدية المهندسون"),
        ("turkish", TURKISH, "tr", "ltr", "istasyon ISIKLI"),
        ("chinese", CHINESE, "zh", "ltr", "市议会于周一关闭了旧桥 工程师"),
    ];
    for (name, text, ..) in cases {
        root.write(&format!("seeds/{name}.txt"), text);
    }
    let smile = "The ferry 👩‍👩‍👧 ran on Monday 🇹🇷, said the captain 👍🏽. Nobody 😀 was left.";
    root.write("seeds/emoji.txt", smile);
    let site = root.site(&[]);
    for (name, text, lang, dir, query) in cases {
        let (marked, words) = shown(&site, &format!("articles/{name}.html"));
        let told =
            marked.iter().any(|(l, d)| l.split('-').next() == Some(lang) && (d == dir || dir == "ltr" && d.is_empty()));
        assert!(told, "{name}: {marked:?}");
        assert!(words.contains(&plain(text)), "{name}: {words}");
        assert_found(&site, query);
    }
    let (_, words) = shown(&site, "articles/emoji.html");
    assert!(words.contains(smile), "{words}");
}

#[test]
fn the_letters_i_of_turkish_are_found_whichever_is_typed() {
    let site = site_of(TURKISH.as_bytes());
    for query in ["istasyon", "İSTASYON", "İstasyon", "ISTASYON", "ışıklı", "isikli", "IŞIKLI", "Işıklı"] {
        assert_found(&site, query);
    }
}

#[test]
fn bytes_that_are_no_text_are_replaced_and_told() {
    // Half a pair of UTF-16, and sequences of UTF-8 that are longer than they may be.
    let halves = [
        b"\xFF\xFE".to_vec(),
        utf16("Rain ", u16::to_le_bytes),
        vec![0x3d, 0xd8],
        utf16("fell on the quay.", u16::to_le_bytes),
    ];
    let overlong =
        b"The rain \xe2\x80\x9cfell\xe2\x80\x9d on \xc3\xa9t\xc3\xa9 \xc0\xaf the \xc3\xbc quay, he said.".to_vec();
    for bytes in [halves.concat(), overlong] {
        let root = Root::new();
        root.write("seeds/a.txt", &bytes);
        let built = root.build(&[]);
        assert!(
            built.status.success() && support::messages(&built).contains("seeds/a.txt"),
            "{}",
            support::messages(&built)
        );
        let (_, words) = shown(&Site::read(&root.path().join("public")), "articles/a.html");
        assert!(words.contains('\u{FFFD}') && words.contains("quay"), "{words}");
    }
}
