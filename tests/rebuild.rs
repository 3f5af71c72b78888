//! A site that was built again and again while its sources were edited is the one that a single build makes.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use proptest::prelude::*;
use support::{Root, Site};

/// What an editor does between two builds. Numbers choose among a few names and texts.
#[derive(Debug, Clone)]
enum Edit {
    Source { name: u8, text: u8 },
    RemoveSource { name: u8 },
    Page { text: u8 },
    RemovePage,
    Template { text: u8 },
    RemoveTemplate,
    Settings { text: u8 },
}

/// The last one is refused.
const SOURCES: [&str; 7] = [
    "Ferry late\n\nThe night ferry left Elm two hours late on Monday, the harbour master said. “We waited for the fog \
     to lift,” Ann Ortiz said.\n\nThe Herald, 3 May 2031\n",
    "The night ferry left Elm two hours late on Monday, harbour master Ann Ortiz said. It carried 214 people.\n\n\
     Published in The Courier, May 4th, 2031\n",
    "---\ndate: 2031-05-05\noutlet: Gazette\n---\n\nThe ferry company promised on Tuesday to pay back half of each fare. \
     Its owner, Omar Quell, said that 241 people were on board.\n",
    "---\ndate: 2031-05-06\npublish: excerpt\n---\n\nTalks on a new night ferry have failed, the union said on \
     Wednesday.\n",
    "فیری دو گھنٹے دیر سے روانہ ہوئی۔\n",
    "# A note\n\n* Fog is expected on Thursday.\n* The pilots’ union has called a strike for 12 May 2031.\n",
    "---\nmood: grim\n---\n\nThe quay was empty on Friday.\n",
];
const PAGES: [&str; 3] =
    ["# About\n\nWho we are.\n", "# About\n\n```json\n{\"a\": 1}\n```\n", "# Method\n\n> Quoted.\n"];
/// The last one is refused.
const TEMPLATES: [&str; 3] = [
    "{% extends \"base.html\" %}{% block content %}<h1>Lost</h1>{% endblock content %}",
    "{% extends \"base.html\" %}{% block content %}<h1>Gone</h1>{% endblock content %}",
    "{% if %}",
];
const SETTINGS: [&str; 3] = ["title = \"Ferries\"\n", "title = \"Night ferries\"\nlanguage = \"en\"\n", ""];

impl Edit {
    fn make(&self, root: &Root) {
        let of = |texts: &[&'static str], nth: u8| texts[usize::from(nth) % texts.len()];
        let source = |name: u8| format!("seeds/{}/{}.md", ["a", "b c", "ü"][usize::from(name) % 3], name % 4);
        match *self {
            Edit::Source { name, text } => root.write(&source(name), of(&SOURCES, text)),
            Edit::RemoveSource { name } => root.remove(&source(name)),
            Edit::Page { text } => root.write("content/about.md", of(&PAGES, text)),
            Edit::RemovePage => root.remove("content/about.md"),
            Edit::Template { text } => root.write("templates/404.html", of(&TEMPLATES, text)),
            Edit::RemoveTemplate => root.remove("templates/404.html"),
            Edit::Settings { text } => root.write("content/site.toml", of(&SETTINGS, text)),
        }
    }
}

fn edits() -> impl Strategy<Value = Edit> {
    prop_oneof![
        4 => (any::<u8>(), any::<u8>()).prop_map(|(name, text)| Edit::Source { name, text }),
        2 => any::<u8>().prop_map(|name| Edit::RemoveSource { name }),
        1 => any::<u8>().prop_map(|text| Edit::Page { text }),
        1 => Just(Edit::RemovePage),
        1 => any::<u8>().prop_map(|text| Edit::Template { text }),
        1 => Just(Edit::RemoveTemplate),
        1 => any::<u8>().prop_map(|text| Edit::Settings { text }),
    ]
}

/// When each file of a folder was written.
fn written(folder: &Path, site: &Site) -> BTreeMap<String, SystemTime> {
    let when = |path: &String| fs::metadata(folder.join(path)).and_then(|of| of.modified()).expect("a time");
    site.0.keys().map(|path| (path.clone(), when(path))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_site_built_edit_by_edit_is_the_one_that_is_built_at_once(
        steps in prop::collection::vec(prop::collection::vec(edits(), 1..4), 2..6)
    ) {
        let root = Root::new();
        root.write("seeds/first.txt", SOURCES[0]);
        let public = root.path().join("public");
        let mut before = root.site(&[]);
        for step in steps {
            let times = written(&public, &before);
            for edit in &step {
                edit.make(&root);
            }
            let built = root.build(&[]).status.success();
            let after = Site::read(&public);
            let cold = Root::copy_of(root.path());
            prop_assert_eq!(built, cold.build(&[]).status.success(), "after {:?}", step);
            let expected = if built { Site::read(&cold.path().join("public")) } else { before.clone() };
            prop_assert!(after == expected, "after {step:?}, built: {built}");
            for (path, time) in written(&public, &after) {
                if before.0.get(&path) == after.0.get(&path) {
                    prop_assert!(times.get(&path) == Some(&time), "{path} is as it was and was written again: {step:?}");
                }
            }
            before = after;
        }
    }
}
