//! What a whole text is read as: blocks, titles, dates, credits.

use std::fmt::Write as _;

use super::*;

/// A text in; its blocks out, one a line, with sentences parted by ` | ` and marks in braces, and what was found besides.
fn outline(path: &str, text: &str) -> String {
    let article = parse(path, text.as_bytes()).unwrap();
    let mut out = format!("{:?} title: {}\n", article.title.basis, article.title.text);
    for block in &article.blocks {
        let shown = |(part, is_mark): (crate::text::Span, bool)| {
            let words = part.of(&article.text).replace('\n', "⏎");
            if is_mark { format!("{{{words}}}") } else { words }
        };
        let words: Vec<String> = article.sentences[block.sentences.clone()]
            .iter()
            .map(|s| article.runs(s.span).map(shown).collect())
            .collect();
        let number = block.number.map(|n| format!(" ¶{n}")).unwrap_or_default();
        let _ = writeln!(out, "{:?}{number}: {}", block.kind, words.join(" | "));
    }
    if let Some(d) = &article.dateline {
        let _ = writeln!(out, "dateline: {} ({})", d.place, d.agency.as_deref().unwrap_or("no agency"));
    }
    if let Some(p) = &article.printed {
        let _ = writeln!(out, "date: {} {:?}, {}", p.date, p.basis, p.reason);
    }
    for (name, said) in [("outlet", &article.outlet), ("author", &article.author)] {
        if let Some(said) = said {
            let _ = writeln!(out, "{name}: {} {:?}", said.text, said.basis);
        }
    }
    out
}

fn plain(text: &str) -> String {
    outline("seeds/x.txt", text)
}

#[test]
fn a_bare_pasted_report() {
    let text = "\n• Dam holds; river still high\n• Mayor asks for help\nRIVERTON: The dam[1] held on Sunday. It was close.\n\
                “We were lucky,” the mayor said.\nA second wave is due.\nPublished in The Post, March 3rd, 2024";
    insta::assert_snapshot!(plain(text), @r"
    Derived title: The dam held on Sunday
    Highlight ¶1: Dam holds; river still high
    Highlight ¶2: Mayor asks for help
    Paragraph ¶3: The dam[1] held on Sunday. | It was close.
    Paragraph ¶4: “We were lucky,” the mayor said.
    Paragraph ¶5: A second wave is due.
    Credit: Published in The Post, March 3rd, 2024
    dateline: RIVERTON (no agency)
    date: 2024-03-03 Printed, credit line “Published in The Post, March 3rd, 2024”
    outlet: The Post Printed
    ");
}

#[test]
fn tag_title_headings_and_paragraphs() {
    let text = "River and Dam\n\nThe Dam Holds for Now: What the Valley Should Expect This Spring\n\n\u{a0}A Close Call\n\n\
                The dam held on Sunday. It was close.\n\nWhat Happens Next?\n\nNobody knows.\n\nA short line\n\nThe end came.\n";
    insta::assert_snapshot!(plain(text), @r"
    Printed title: The Dam Holds for Now: What the Valley Should Expect This Spring
    Tag: River and Dam
    Title: The Dam Holds for Now: What the Valley Should Expect This Spring
    Heading: A Close Call
    Paragraph ¶1: The dam held on Sunday. | It was close.
    Heading: What Happens Next?
    Paragraph ¶2: Nobody knows.
    Heading: A short line
    Paragraph ¶3: The end came.
    ");
}

#[test]
fn headings_without_blank_lines_and_items() {
    let text = "The dam held on Sunday.\nRising Water Since August\nThe river rose. The needs are:\n- food\n- boats\nThe mayor left.";
    insta::assert_snapshot!(plain(text), @r"
    Derived title: The dam held on Sunday
    Paragraph ¶1: The dam held on Sunday.
    Heading: Rising Water Since August
    Paragraph ¶2: The river rose. | The needs are:
    Item ¶3: food
    Item ¶4: boats
    Paragraph ¶5: The mayor left.
    ");
}

#[test]
fn wrapped_lines_are_joined() {
    let text = "Dam Holds\nBy Ann Lee\n\nRIVERTON, March 3 (Newswire) - The dam above the town held on\nSunday after a night of heavy rain that\r\nfilled the lake. \
                It was close,\nthe mayor said.\n\nA second wave is due on Monday, and\nnobody knows how high it will be.";
    insta::assert_snapshot!(plain(text).replace('\r', ""), @r"
    Printed title: Dam Holds
    Title: Dam Holds
    Credit: By Ann Lee
    Paragraph ¶1: The dam above the town held on⏎Sunday after a night of heavy rain that⏎filled the lake. | It was close,⏎the mayor said.
    Paragraph ¶2: A second wave is due on Monday, and⏎nobody knows how high it will be.
    dateline: RIVERTON (Newswire)
    author: Ann Lee Printed
    ");
}

#[test]
fn markdown_has_its_own_marks() {
    let text = "+++\noutlet = \"The Post\"\ndate = 2024-03-03\n+++\n# The *dam* holds\n\nRIVERTON: The dam **held**. It was [close](https://example.com/x.y).\n\n\
                ## Needs\n\n- food\n- boats\n\n  and oars\n\n> The mayor left.\n\n```\nlet x = 1;\n```\n<b>Bold.</b>\n";
    insta::assert_snapshot!(outline("seeds/x.md", text), @r"
    Printed title: The dam holds
    Title: The {*}dam{*} holds
    Paragraph ¶1: The dam {**}held{**}. | It was {[}close{](https://example.com/x.y)}.
    Heading: Needs
    Item ¶2: food
    Item ¶3: boats
    Item ¶4: and oars
    Paragraph ¶5: The mayor left.
    Preformatted: let x = 1;
    Paragraph ¶6: <b>Bold.</b>
    dateline: RIVERTON (no agency)
    date: 2024-03-03 Declared, stated in the front matter
    outlet: The Post Declared
    ");
}

#[test]
fn marks_of_markdown_are_no_words() {
    let text = "![logo](a.png)\n\n# *Dam* holds\n\n*By Ann Lee*\n\n**RIVERTON** — The dam held.** It was\\* _close_.** *“We\n`won`,” she said.*\n\n\
                > A wall ![wet](b.png) of\\\n> [water](<c d> \"e\"), <https://f.example> and <b>mud</b>.\n\n[Read it here](g)\n\n- [Next](h), [last][i]\n- **End.** It is.\n\n\
                <div>Raw words.</div>\n\n![all](j.png) ![pictures](k.png)\n\nAn [unsafe](javascript:l) link.\n\n[i]: m\n";
    insta::assert_snapshot!(outline("seeds/x.md", text), @r#"
    Printed title: Dam holds
    Preformatted: ![logo](a.png)
    Title: {*}Dam{*} holds
    Credit: {*}By Ann Lee{*}
    Paragraph ¶1: The dam held.** | It was{\}* {_}close{_}.** | {*}“We⏎{`}won{`},” she said.{*}
    Paragraph ¶2: A wall {![wet](b.png)} of{\}⏎{> [}water{](<c d> "e")}, {<}https://f.example{>} and <b>mud</b>.
    Tag: {[}Read it here{](g)}
    Tag: {[}Next{](h)}, {[}last{][i]}
    Item ¶3: {**}End.{**} | It is.
    Preformatted: <div>Raw words.</div>
    Preformatted: ![all](j.png) ![pictures](k.png)
    Paragraph ¶4: An {[}unsafe{](javascript:l)} link.
    dateline: RIVERTON (no agency)
    author: Ann Lee Printed
    "#);
    assert!(parse("seeds/x.txt", text.as_bytes()).unwrap().marks.is_empty());
}

#[test]
fn first_lines_that_are_titles_and_that_are_not() {
    let title = |text: &str| {
        parse("seeds/x.txt", text.as_bytes()).map(|a| format!("{:?}: {}", a.title.basis, a.title.text)).unwrap()
    };
    let cases = [
        ("Who Is Ann Lee?\n\nShe is the mayor.", "Printed: Who Is Ann Lee?"),
        ("Mayor leaves the U.S.\n\nShe left on Monday.", "Printed: Mayor leaves the U.S."),
        ("'Out!' Mayor tells council to leave\nShe said so on Monday.", "Printed: 'Out!' Mayor tells council to leave"),
        ("The mayor left.\n\nShe said so on Monday.", "Derived: The mayor left"),
        ("“Who?” she asked.\nNobody answered.", "Derived: “Who?” she asked"),
        ("WORLD\nMayor Leaves the Council\nShe left on Monday.", "Printed: Mayor Leaves the Council"),
        ("News | World | Rivers\nMayor Leaves the Council\nShe left on Monday.", "Printed: Mayor Leaves the Council"),
        (
            "Mayor leaves\nThe council was told only afterwards, in a short letter\nShe left on Monday.",
            "Printed: The council was told only afterwards, in a short letter",
        ),
        ("Only a line without a stop", "Derived: Only a line without a stop"),
        ("A list of names\nAnn Lee\nBo Chen", "Printed: A list of names"),
    ];
    for (given, expected) in cases {
        assert_eq!(title(given), expected, "{given:?}");
    }
}

#[test]
fn a_date_is_taken_from_the_surest_place() {
    let date = |path: &str, text: &str| {
        let printed = parse(path, text.as_bytes()).unwrap().printed;
        printed.map(|p| format!("{} {:?}: {}", p.date, p.basis, p.reason)).unwrap_or_default()
    };
    let cases = [
        ("seeds/2024-03-01-post.txt", "It rained.", "2024-03-01 Filename: file name “2024-03-01-post”"),
        ("seeds/a/post_20240301.txt", "It rained.", "2024-03-01 Filename: file name “post_20240301”"),
        ("seeds/000_20240399.txt", "It rained.", ""),
        ("seeds/ABC20240301.0261.txt", "It rained.", "2024-03-01 Filename: file name “ABC20240301.0261”"),
        ("seeds/a20240301f.txt", "It rained.", ""),
        ("seeds/x.txt", "It rained on March 3, 2024.", ""),
        ("seeds/x.txt", "It rained.\n© 2024 The Post, 3 March 2024", ""),
        ("seeds/x.txt", "Published 03/04/2024\n\nIt rained.", ""),
        (
            "seeds/x.txt",
            "Rain 3 March 2024 Last updated at 05:55 GMT It rained all day, and the river rose.",
            "2024-03-03 Printed: stamp “3 March 2024”",
        ),
        (
            "seeds/x.txt",
            "It rained.\n\nThis article was first published on 4 March 2024. It has been amended.",
            "2024-03-04 Printed: notice “This article was first published on 4 March 2024”",
        ),
        (
            "seeds/x.txt",
            "ABC20240303.0261 NEWS STORY\n\nIt rained all day, and the river rose.",
            "2024-03-03 Printed: id of the report “ABC20240303.0261”",
        ),
        (
            "seeds/x.txt",
            "3/27/24, 9:14 AM Rain - The Post\nRain\nIt rained.",
            "2024-03-27 Derived: credit line “3/27/24, 9:14 AM Rain - The Post”: its page was printed on that day, so it is \
             not younger",
        ),
        (
            "seeds/x.txt",
            "From: Ann Lee\nDate: Sun, 3 Mar 2024 09:12:33 +0000\nSubject: Rain\n\nIt rained.",
            "2024-03-03 Printed: credit line “Date: Sun, 3 Mar 2024 09:12:33 +0000”",
        ),
        (
            "seeds/2024-03-01.txt",
            "LEEDS, March 2, 2024 — It rained.",
            "2024-03-02 Printed: dateline “LEEDS, March 2, 2024 —”",
        ),
        (
            "seeds/x.txt",
            "Rain\nUpdated March 4, 2024\nPublished March 3, 2024\nIt rained.",
            "2024-03-03 Printed: credit line “Published March 3, 2024”",
        ),
        (
            "seeds/x.txt",
            "Rain\nSunday, March 3, 2024\nIt rained.",
            "2024-03-03 Printed: credit line “Sunday, March 3, 2024”",
        ),
        (
            "seeds/x.txt",
            "---\ndate: 2024-03-05\n---\nIt rained.\nPublished March 3, 2024",
            "2024-03-05 Declared: stated in the front matter",
        ),
    ];
    for (path, text, expected) in cases {
        assert_eq!(date(path, text), expected, "{path} {text:?}");
    }
}

#[test]
fn a_declared_title_stands_over_the_printed_one() {
    let article = parse("seeds/x.txt", b"---\ntitle: Rain at last\n---\nRain\n\nIt rained.").unwrap();
    assert_eq!(
        (article.title.text.as_str(), article.title.basis, article.title.span),
        ("Rain at last", Basis::Declared, None)
    );
    assert_eq!(article.blocks[0].kind, BlockKind::Title);
    assert_eq!(article.words, 2);
}

#[test]
fn what_is_no_article_is_refused_with_help() {
    let refused = |bytes: &[u8]| {
        let problems = parse("seeds/x.txt", bytes).unwrap_err();
        problems.iter().map(|p| format!("{p} ({})", p.help.as_deref().unwrap_or(""))).collect::<Vec<_>>().join("; ")
    };
    let help = "put the article's text in it, or delete it";
    assert_eq!(refused(b""), format!("seeds/x.txt: there is no text in this file ({help})"));
    assert_eq!(refused(b" \n\t\r\n"), format!("seeds/x.txt: there is no text in this file ({help})"));
    assert_eq!(
        refused(b"---\ntitle: x\n---\n"),
        format!("seeds/x.txt: there is no text below the front matter ({help})")
    );
    assert!(refused(b"\x89PNG\r\n\x1a\n\0").starts_with("seeds/x.txt: this is a PNG picture, not a text (save"));
    assert!(refused(&vec![b'a'; (16 << 20) + 1]).starts_with("seeds/x.txt: this file is longer than 16777216 bytes"));
}

#[test]
fn every_line_end_gives_the_same_blocks() {
    let text = "Rain at Last\n\nIt rained.\nIt rained again.\n";
    for end in ["\r\n", "\r", "\u{2028}", "\u{85}"] {
        assert_eq!(plain(&text.replace('\n', end)), plain(text), "{end:?}");
    }
}

#[test]
fn sentences_keep_their_ids_when_others_come_and_go() {
    let ids = |text: &str| -> Vec<_> {
        parse("seeds/x.txt", text.as_bytes()).unwrap().sentences.into_iter().map(|s| s.id).collect()
    };
    let before = ids("It rained. The dam held.");
    let after = ids("A new line came first.\n\nThe dam held. It rained.");
    assert_eq!((&before[0], &before[1]), (&after[2], &after[1]));
}

/// Long inputs of the shapes that make careless readers slow.
#[test]
fn time_grows_with_the_length_alone() {
    let started = std::time::Instant::now();
    let shapes = [
        ". ", "a. ", "\n", "- ", "[1]", "“", "?” A ", ".]", "\u{a0}", "A\n", "> ", "((", "**a", "[a](", "1 ", "a, ",
        "\r", "- a\n  ",
    ];
    for shape in shapes {
        let text = format!("It rained. {}", shape.repeat(60_000 / shape.len()));
        for path in ["seeds/x.txt", "seeds/x.md"] {
            assert!(parse(path, text.as_bytes()).is_ok());
        }
    }
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_an_article_or_a_refusal(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
        let _ = parse("seeds/x.txt", &bytes);
        let _ = parse("seeds/x.md", &bytes);
    }

    #[test]
    fn sentences_lie_in_their_blocks(
        text in "((([A-Z][a-z]{0,5}|[a-z]{1,5}|U\\.S\\.|\\[1\\]|“|”|—|[0-9]{1,4}|March|By|Published in|RIVERTON|\\*{1,2}|_|`|\\\\|\\[a\\]\\(b\\. C\\)|!\\[a|\\]\\(b\\)|<b>)[ ,.:?*\u{a0}-]?){1,6}(\n|\r\n|\r|\n\n|\n- |\n• |\n# |\n> |\n```\n|\n---\n|\n  )){1,8}"
    ) {
        for path in ["seeds/x.txt", "seeds/x.md"] {
            let Ok(article) = parse(path, text.as_bytes()) else { continue };
            check(&article);
        }
    }
}

fn check(article: &Article) {
    assert!(!article.title.text.is_empty());
    for (nth, mark) in article.marks.iter().enumerate() {
        assert!(
            !mark.of(&article.text).is_empty() && nth.checked_sub(1).is_none_or(|n| article.marks[n].end <= mark.start)
        );
    }
    let mut last = 0;
    let mut ids = std::collections::BTreeSet::new();
    for (at, block) in article.blocks.iter().enumerate() {
        assert!(last <= block.span.start && !block.span.of(&article.text).is_empty());
        assert!(!block.sentences.is_empty(), "{:?}", article.text);
        for sentence in &article.sentences[block.sentences.clone()] {
            assert!(last <= sentence.span.start && block.span.contains(sentence.span));
            assert!(!article.words_at(sentence.span).trim().is_empty(), "{:?}", article.text);
            assert_eq!(sentence.block, at);
            assert!(ids.insert(sentence.id.clone()));
            last = sentence.span.end;
        }
        last = last.max(block.span.end);
    }
    assert_eq!(ids.len(), article.sentences.len());
}

/// Paragraphs of a made-up story in three languages.
const ENGLISH: &str = "The council closed the old bridge on Monday after engineers found cracks in two of its piers, and the mayor said it would stay shut.";
const URDU: &str = "بلدیہ نے پیر کے روز پرانا پل بند کر دیا کیونکہ انجینئروں کو اس کے دو ستونوں میں دراڑیں ملی تھیں۔ میئر نے کہا کہ یہ بہار تک بند رہے گا۔";
const TURKISH: &str = "Belediye, iki ayağında çatlak bulunmasından sonra eski köprüyü pazartesi günü kapattı. Başkan, köprünün bahara kadar kapalı kalacağını ve bunun için bir ekip kurulduğunu söyledi.";

fn languages(text: &str) -> (Option<(String, Basis)>, Vec<Option<&'static str>>) {
    let article = super::parse("seeds/a.txt", text.as_bytes()).expect("a text");
    let blocks = article.blocks.iter().map(|block| block.language).collect();
    (article.language.map(|language| (language.text, language.basis)), blocks)
}

#[test]
fn a_source_is_in_the_language_of_most_of_it_and_a_block_may_be_in_another() {
    let derived = |tag: &str| Some((tag.to_owned(), Basis::Derived));
    let text = format!("Bridge closed\n\n{ENGLISH}\n\n{URDU}\n\n{ENGLISH}\n\n{TURKISH}\n");
    assert_eq!(languages(&text), (derived("en"), vec![None, None, Some("ur"), None, Some("tr")]));
    let text = format!("پل بند\n\n{URDU}\n\n{URDU}\n\n{ENGLISH}\n\nRiverton Post\n");
    let (language, blocks) = languages(&text);
    assert_eq!(language, derived("ur"));
    assert_eq!(blocks, [None, None, None, Some("en"), Some("und-Latn")]);
    assert_eq!(languages("Bridge closed, ferries overwhelmed"), (None, vec![None]));
}

#[test]
fn a_declared_language_holds_for_the_source_and_not_against_the_words_of_a_block() {
    let declared = |tag: &str| Some((tag.to_owned(), Basis::Declared));
    let text = format!("---\nlanguage: en-GB\n---\n{ENGLISH}\n\n{URDU}\n\n{URDU}\n");
    assert_eq!(languages(&text), (declared("en-GB"), vec![None, Some("ur"), Some("ur")]));
    // A language that no rule here tells from its neighbours.
    let text = format!("---\nlanguage: skr\n---\n{URDU}\n\nRiverton, Portside\n");
    assert_eq!(languages(&text).0, declared("skr"));
}

#[test]
fn only_english_blocks_are_analysed_and_every_place_holds() {
    let text = format!("{ENGLISH}\n\n{URDU}\n\n{ENGLISH}\n");
    let article = super::parse("seeds/a.txt", text.as_bytes()).expect("a text");
    let english = article.in_english();
    assert_eq!(english.text.len(), article.text.len());
    assert!(english.text.is_ascii() && !english.text.contains('\u{fffd}'));
    assert_eq!(article.body_sentences().count(), 2);
    assert_eq!(english.sentences, article.sentences);
    assert!(article.is_in_english());
    let foreign = super::parse("seeds/a.txt", URDU.as_bytes()).expect("a text");
    assert_eq!(foreign.body_sentences().count(), 0);
    assert_eq!(foreign.sentences.len(), 2, "its sentences can be cited");
    assert!(foreign.in_english().text.trim().is_empty() && !foreign.is_in_english());
}
