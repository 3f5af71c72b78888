use super::super::fixture::story;
use super::*;

fn read(text: &str) -> Result<Rendered, Vec<Diagnostic>> {
    let story =
        story(&[("a", "The port closed at noon. It opened `again` on *Monday*."), ("b c", "Nobody <came> [back].")]);
    let offset = text.find("+++\n").map_or(0, |at| at + 4);
    let body = Body { path: "content/x.md", text, offset, is_titled: false, id_prefix: "" };
    render(&body, &Library::new(story.sources.iter().map(|s| &s.article), &BTreeSet::new()))
}

/// The HTML, citations as `{source.sentence …}`.
fn html(text: &str) -> String {
    let show = |part: Part| match part {
        Part::Html(html) => html,
        Part::Cite(group) => {
            let cites: Vec<_> = group.iter().map(|c| format!("{}.{}", c.source, c.sentence)).collect();
            format!("{{{}}}", cites.join(" "))
        }
    };
    let parts = read(text).unwrap_or_else(|problems| panic!("{text}: {problems:?}")).parts;
    parts.into_iter().map(show).collect::<String>().trim().to_owned()
}

fn problems(text: &str) -> String {
    read(text).unwrap_err().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn citations_stand_in_running_text() {
    for (text, expected) in [
        ("It closed [@a, \"closed at noon\"].", "<p>It closed {0.0}.</p>"),
        ("*So [@a, \"port\"; @\"b c\", \"<came> [back]\"]*", "<p><em>So {0.0 1.0}</em></p>"),
        ("- x [@a, \"opened `again` on *Monday*\"]", "<ul>\n<li>x {0.1}</li>\n</ul>"),
        ("x [@a,\n\"closed\nat noon\"]", "<p>x {0.0}</p>"),
        ("[@a, \"port\"] [@a, \"noon\"]", "<p>{0.0} {0.0}</p>"),
        (
            "|h|\n|-|\n|[@a, \"port\"]|",
            "<table><thead><tr><th>h</th></tr></thead><tbody>\n<tr><td>{0.0}</td></tr>\n</tbody></table>",
        ),
        ("`[@a, \"no\"]` \\[@x\\]", "<p><code>[@a, \"no\"]</code> [@x]</p>"),
        ("```\n[@a]\n```", "<pre class=\"code\" tabindex=\"0\"><code>[@a]\n</code></pre>"),
        ("x <!-- [@a] --> y\n\n<!-- [@b]\n -->", "<p>x  y</p>"),
        ("\u{fdd0}0\u{fdd1} [@a, \"port\"]", "<p>\u{fffd}0\u{fffd} {0.0}</p>"),
    ] {
        assert_eq!(html(text), expected, "{text}");
    }
}

#[test]
fn html_is_text() {
    assert_eq!(html("a <b onclick=x>c</b>"), "<p>a &lt;b onclick=x&gt;c&lt;/b&gt;</p>");
    assert_eq!(html("<script>\nx\n</script>"), "<p>&lt;script&gt;\nx\n&lt;/script&gt;</p>");
    assert_eq!(html("<div>[@a, \"port\"]</div>"), "<p>&lt;div&gt;{0.0}&lt;/div&gt;</p>");
}

#[test]
fn a_table_brings_no_styles_along() {
    let table = html("|a|b|\n|:-:|--:|\n|c|d|");
    assert!(table.starts_with("<table><thead><tr><th>a</th><th>b</th>") && !table.contains("style"), "{table}");
}

#[test]
fn headings_have_ids_and_begin_at_the_second_level() {
    let rendered = read("# The *method*\n\n# One\n\n### One & more\n\n## One").unwrap();
    assert_eq!(rendered.heading.as_deref(), Some("The method"));
    let Part::Html(html) = &rendered.parts[0] else { panic!() };
    let expected = "<h2 id=\"one\">One</h2>\n<h3 id=\"one-more\">One &amp; more</h3>\n<h2 id=\"one-2\">One</h2>\n";
    assert_eq!(html, expected);
    assert_eq!(read("x\n\n# Later").unwrap().heading, None);
}

#[test]
fn links_lead_to_the_web_or_within_the_site() {
    let link = |address: &str| html(&format!("[x]({address})"));
    assert_eq!(link("method.md#how"), "<p><a href=\"method.html#how\">x</a></p>");
    assert_eq!(link("data/story.json"), "<p><a href=\"data/story.json\">x</a></p>");
    assert_eq!(link("https://example.org/?a=b:c"), "<p><a href=\"https://example.org/?a=b:c\">x</a></p>");
    assert_eq!(html("<me@example.org>"), "<p><a href=\"mailto:me@example.org\">me@example.org</a></p>");
    for bad in [
        "javascript:alert(1)",
        "JavaScript:x",
        "&#106;avascript:x",
        "data:text/html,x",
        "/x",
        "//example.org",
        "file:x",
    ] {
        assert!(read(&format!("[x]({bad})")).is_err(), "{bad}");
    }
}

#[test]
fn problems_point_into_the_file() {
    assert_eq!(problems("t\n+++\nab [@a, \"gone\"]"), "content/x.md:3:10: these words do not stand in `a`");
    assert_eq!(problems("[@a, \"port\"] [@z, \"x\"]"), "content/x.md:1:16: no source is called `z`");
    let link = "[@a, \"port\"] é [x](javascript:1)";
    assert_eq!(problems(link), "content/x.md:1:16: a link may not begin with `javascript:`");
    assert_eq!(
        problems("x\n[@a, gone]").lines().next().unwrap(),
        "content/x.md:2:1: the exact words are missing, in quotation marks"
    );
    assert_eq!(problems("![x](y.png)"), "content/x.md:1:1: a page cannot hold pictures");
    assert_eq!(problems("[x [@a, \"port\"]](y.html)"), "content/x.md:1:4: a citation cannot stand here");
    assert_eq!(problems("# x [@a, \"port\"]"), "content/x.md:1:5: a citation cannot stand here");
}

proptest::proptest! {
    #[test]
    fn no_page_breaks_the_reader(text in "([\\[\\]@\"“”,;: a`<>!*_#|\\\\\n\u{fdd0}\u{fdd1}0-]|\\[@a, \"port\"\\]|<!--|-->|```|\\]\\(|é){0,40}") {
        if let Ok(rendered) = read(&text) {
            for part in rendered.parts {
                if let Part::Html(html) = part {
                    proptest::prop_assert!(!html.contains([OPEN, CLOSE]), "{html:?}");
                    proptest::prop_assert!(!html.contains("<!--") && !html.contains("<img"), "{html:?}");
                }
            }
        }
    }
}

#[test]
fn what_a_reference_names_hides_nothing_and_is_no_citation() {
    for (text, expected) in [
        ("a&#x202e;b &#27;c &#xe0041;d", "<p>a\u{FFFD}b \u{FFFD}c \u{FFFD}d</p>"),
        ("[@a, \"port\"] &#xfdd0;0&#xfdd1; &amp; &eacute;", "<p>{0.0} \u{FFFD}0\u{FFFD} &amp; é</p>"),
        ("[x](y.html \"a&#x202e;b\")", "<p><a href=\"y.html\" title=\"a\u{FFFD}b\">x</a></p>"),
        ("# a&#x202e;b\n\n## c&#x202e;d", "<h2 id=\"c-d\">c\u{FFFD}d</h2>"),
        ("a \u{2067}b\u{2069}", "<p>a \u{2067}b\u{2069}</p>"),
    ] {
        assert_eq!(html(text), expected, "{text}");
    }
}

#[test]
fn of_very_many_problems_the_first_are_told_and_the_rest_counted() {
    let told = problems(&"[@z, \"port\"]\n\n".repeat(Problems::MOST + 7));
    assert_eq!(told.lines().count(), Problems::MOST + 1);
    assert!(told.ends_with("content/x.md: 7 more problems of this file are not told"), "{told}");
}
