//! Whether a host of static files takes a site.

use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::site::Output;

/// What a site on GitHub Pages may weigh, in bytes: <https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits>.
const SITE: usize = 1_000_000_000;

/// What a file in a repository on GitHub may weigh, in bytes:
/// <https://docs.github.com/en/repositories/working-with-files/managing-large-files/about-large-files-on-github>.
const FILE: usize = 100 << 20;

/// A page beyond this, in bytes, is slow to open on a phone.
const PAGE: usize = 4_000_000;

/// Warns of files and sites that GitHub Pages would not take, and of pages that no browser shows well.
pub fn check_limits(outputs: &[Output]) -> Vec<Diagnostic> {
    let sizes = outputs.iter().map(|output| (output.path.as_str(), output.bytes.len()));
    check(sizes)
}

fn check<'o>(sizes: impl Iterator<Item = (&'o str, usize)>) -> Vec<Diagnostic> {
    let split =
        "split the story into several folders, or publish less of each source with `publish` in content/site.toml";
    let (mut problems, mut all) = (Vec::new(), 0);
    for (path, size) in sizes {
        all += size;
        let is_page = Path::new(path).extension().is_some_and(|extension| extension == "html");
        let message = match size {
            _ if size > FILE => format!("weighs {} MB, and GitHub takes no file above 100 MiB", size / 1_000_000),
            _ if is_page && size > PAGE => format!("weighs {} MB: slow to open on a phone", size / 1_000_000),
            _ => continue,
        };
        problems.push(Diagnostic::warning(path, message).help(split));
    }
    if all > SITE {
        let message = format!("the site weighs {} MB, and GitHub Pages publishes no more than 1,000", all / 1_000_000);
        problems.push(Diagnostic::warning(".", message).help(split));
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_heavy_is_named_and_nothing_else() {
        let said = |sizes: &[(&str, usize)]| {
            check(sizes.iter().copied()).iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        };
        assert_eq!(said(&[("a.html", PAGE), ("b.json", FILE), ("c.json", FILE)]), "");
        assert_eq!(said(&[("a.html", PAGE + 1)]), "a.html: weighs 4 MB: slow to open on a phone");
        assert_eq!(said(&[("a.json", FILE + 1)]), "a.json: weighs 104 MB, and GitHub takes no file above 100 MiB");
        let many = vec![("a.json", FILE); 10];
        assert_eq!(said(&many), ".: the site weighs 1048 MB, and GitHub Pages publishes no more than 1,000");
    }
}
