//! The `new` command: the folder of a new story.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::Context;

use super::Outcome;
use super::report::printable;
use crate::config;
use crate::diagnostic::Diagnostic;

/// What stands in a new `content/site.toml`, below the title.
const SETTINGS: &str = "\
# Everything here may be left out.

# One line below the title.
# standfirst = \"\"

# Who answers for the site.
# publisher = \"\"

# Where the site will stand, for feeds, the sitemap and canonical links.
# base_url = \"https://example.org/dossier/\"

# How much of each source may be public: full, excerpt (the cited sentences and a link), link, or private.
# publish = \"excerpt\"
";

/// Makes `folder` with `seeds/` and `content/site.toml`; refuses one that holds anything.
pub(super) fn run(folder: &Path, title: Option<&str>) -> Outcome {
    let name = folder.to_string_lossy();
    let refuse = |why: &str| {
        vec![
            Diagnostic::error(&*name, why)
                .help("name a folder that is not there yet, or an empty one; nothing was changed"),
        ]
    };
    match fs::read_dir(folder).map(|mut entries| entries.next().is_some()) {
        Ok(true) => return Err(refuse("holds files already").into()),
        Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => return Err(refuse("is a file").into()),
        _ => {}
    }
    let settings = settings(title);
    for below in ["seeds", "content"] {
        let path = folder.join(below);
        fs::create_dir_all(&path).with_context(|| format!("cannot make {}", path.display()))?;
    }
    let file = folder.join("content").join(config::FILE);
    fs::write(&file, settings).with_context(|| format!("cannot write {}", file.display()))?;
    let shown = printable(&name);
    let mut out = anstream::stdout().lock();
    writeln!(out, "Made   {shown}/seeds/ and {shown}/content/site.toml")?;
    writeln!(out, "Next   put articles into {shown}/seeds/, or: dateline add --root {shown} FILE")?;
    writeln!(out, "       dateline --root {shown}")?;
    Ok(())
}

fn settings(title: Option<&str>) -> String {
    let title = match title {
        Some(title) => format!("title = {}\n\n", toml::Value::from(title)),
        None => "# Title of the story; drawn from its sources where it is left out.\n# title = \"\"\n\n".to_owned(),
    };
    let (head, rest) = SETTINGS.split_at(SETTINGS.find("\n\n").map_or(0, |at| at + 2));
    [head, &title, rest].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        assert_eq!(config::parse(&settings(None)).unwrap(), config::Settings::default());
        for title in ["The port", "A \"b\"\\ 'c'\u{7}\n# d", "’"] {
            let read = config::parse(&settings(Some(title))).unwrap().title;
            // On one line, and what no page may hold replaced.
            let shown = title.replace('\n', " ").replace('\u{7}', "\u{fffd}");
            assert_eq!(read, Some(shown), "{title:?}");
        }
        let every_key = SETTINGS
            .replace("# standfirst = \"\"", "standfirst = \"x\"")
            .replace("# publisher = \"\"", "publisher = \"x\"");
        let every_key = every_key.replace("# base_url", "base_url").replace("# publish =", "publish =");
        let read = config::parse(&every_key).unwrap();
        assert!(read.standfirst.is_some() && read.publisher.is_some() && read.base_url.is_some() && read.policy_stated);
    }
}
