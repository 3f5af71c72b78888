//! The `add` command: documents into `seeds/`, never over one that is there.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};

use anyhow::Context;
use serde::Serialize;

use super::arguments::{AddArguments, StatedArguments};
use super::report::printable;
use super::{Failure, Outcome, STANDARD_INPUT};
use crate::config::Limits;
use crate::corpus::{self, Article};
use crate::diagnostic::Diagnostic;

/// Longest name that is made of a text's own words, in characters.
const LONGEST: usize = 60;

/// A document that is to become a source.
struct Document {
    /// Where it comes from, as messages name it.
    from: String,
    /// Path below `seeds/`, without an ending.
    name: String,
    extension: &'static str,
    /// The file's bytes, what is stated of it above the text.
    bytes: Vec<u8>,
    article: Article,
}

/// Adds files, or standard input.
pub(super) fn run(arguments: &AddArguments) -> Outcome {
    corpus::check_root(&arguments.root).map_err(|problem| vec![problem])?;
    let many = arguments.files.len() > 1;
    if many && (arguments.name.is_some() || arguments.stated.front_matter().is_some()) {
        let message = "more than one document, and a name or statements that are of one";
        return Err(vec![Diagnostic::error(STANDARD_INPUT, message).help("add them one by one")].into());
    }
    let seeds = arguments.root.join("seeds");
    let mut known =
        if seeds.is_dir() { corpus::read(&arguments.root, &seeds, &Limits::WIDEST).articles } else { Vec::new() };
    let standard_input = [PathBuf::from("-")];
    let files = if arguments.files.is_empty() { &standard_input[..] } else { &arguments.files };
    let (mut problems, mut out) = (Vec::new(), anstream::stdout().lock());
    for file in files {
        let added = document(file, arguments).and_then(|document| put(&seeds, &known, document));
        match added {
            Ok(document) => {
                let article = &document.article;
                writeln!(out, "Added  seeds/{}.{}", printable(&document.name), document.extension)?;
                writeln!(out, "       {}", printable(&article.title.text))?;
                known.push(document.article);
            }
            Err(Failure::Refused(found)) => problems.extend(found),
            Err(failure) => return Err(failure),
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(problems.into()) }
}

/// Reads one document.
fn document(file: &Path, arguments: &AddArguments) -> Result<Document, Failure> {
    let piped = file == Path::new("-");
    let from = if piped { STANDARD_INPUT.to_owned() } else { file.to_string_lossy().into_owned() };
    let is_markdown = file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("md"));
    let extension = if is_markdown { "md" } else { "txt" };
    let bytes =
        read(file, piped).map_err(|error| vec![Diagnostic::error(&*from, format!("cannot be read: {error}"))])?;
    let named = |problems: Vec<Diagnostic>| -> Failure {
        problems.into_iter().map(|problem| Diagnostic { path: from.clone(), ..problem }).collect::<Vec<_>>().into()
    };
    let parse = |bytes: &[u8]| corpus::parse(&format!("seeds/document.{extension}"), bytes).map_err(named);
    let mut article = parse(&bytes)?;
    let mut stated = bytes;
    if let Some(matter) = arguments.stated.front_matter() {
        if corpus::has_front_matter(&article.text) {
            let problem = Diagnostic::error(&*from, "this document states its title, date and so on by itself");
            return Err(vec![problem.help("change them in its own front matter, and leave the options out")].into());
        }
        stated = [&matter, &*article.text].concat().into_bytes();
        article = parse(&stated)?;
    }
    let name = match (&arguments.name, file.file_stem().filter(|_| !piped)) {
        (Some(name), _) => name.strip_suffix(".txt").or_else(|| name.strip_suffix(".md")).unwrap_or(name).to_owned(),
        (None, Some(stem)) => stem.to_string_lossy().into_owned(),
        (None, None) => name_of(&article),
    };
    check_name(&name).map_err(|why| {
        vec![Diagnostic::error(&*from, format!("`{name}` {why}")).help("give it another name with --name NAME")]
    })?;
    Ok(Document { from, name, extension, bytes: stated, article })
}

fn read(file: &Path, piped: bool) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let limit = Limits::WIDEST.source_bytes as u64 + 1;
    if piped {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)?;
    } else {
        File::open(file)?.take(limit).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// Writes a document into `seeds`, whole or not at all.
fn put(seeds: &Path, known: &[Article], document: Document) -> Result<Document, Failure> {
    let refuse = |message: String, help: &str| -> Result<Document, Failure> {
        Err(vec![Diagnostic::error(&*document.from, message).help(help)].into())
    };
    let twin = known.iter().find(|article| told(article) == told(&document.article));
    if let Some(twin) = twin {
        return refuse(format!("this text is there already, as {}", twin.path), "nothing is to be done");
    }
    if let Some(taken) = known.iter().find(|article| article.id.0 == document.name) {
        return refuse(format!("there is another source of that name, {}", taken.path), "name it with --name NAME");
    }
    let path = seeds.join(format!("{}.{}", document.name, document.extension));
    let folder = path.parent().unwrap_or(seeds);
    let failed = || format!("cannot write {}", path.display());
    fs::create_dir_all(folder).with_context(failed)?;
    let mut file = tempfile::Builder::new().prefix(".dateline-add-").tempfile_in(folder).with_context(failed)?;
    file.write_all(&document.bytes).with_context(failed)?;
    match file.persist_noclobber(&path) {
        Ok(written) => readable(&written).with_context(failed)?,
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
            return refuse(format!("{} is there already", path.display()), "name it with --name NAME");
        }
        Err(error) => return Err(anyhow::Error::from(error.error).context(failed()).into()),
    }
    Ok(document)
}

/// What a text tells, however it is laid out.
fn told(article: &Article) -> Vec<&str> {
    article.sentences.iter().map(|sentence| sentence.span.of(&article.text).trim()).collect()
}

/// A file for everybody to read, as others are: one made for a moment is its owner's alone.
#[cfg(unix)]
fn readable(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_: &File) -> io::Result<()> {
    Ok(())
}

/// A name made of a text's title: letters of any script and digits, joined by hyphens.
fn name_of(article: &Article) -> String {
    let words = article.title.text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut name = String::new();
    for word in words {
        if name.chars().count() + word.chars().count() >= LONGEST && !name.is_empty() {
            break;
        }
        name.push_str(if name.is_empty() { "" } else { "-" });
        name.extend(word.to_lowercase().chars().take(LONGEST));
    }
    if name.is_empty() { "source".to_owned() } else { name }
}

/// Whether `name` stays below `seeds/` and is read again from there.
fn check_name(name: &str) -> Result<(), &'static str> {
    let plain = |component: Component<'_>| matches!(component, Component::Normal(part) if !part.as_encoded_bytes().starts_with(b"."));
    let odd = |c: char| c.is_control() || "\\:*?\"<>|".contains(c);
    match () {
        () if name.is_empty() || name.ends_with('/') => Err("is no name of a file"),
        () if name.contains(odd) => Err("has a character that not every system allows in a file’s name"),
        () if !Path::new(name).components().all(plain) => Err("leads out of seeds/, or to a hidden file"),
        () => Ok(()),
    }
}

impl StatedArguments {
    /// What is stated, as a front matter with its line ends; none where nothing is.
    fn front_matter(&self) -> Option<String> {
        /// In the order that a reader expects.
        #[derive(Serialize)]
        struct Written<'a> {
            title: &'a Option<String>,
            outlet: &'a Option<String>,
            author: &'a Option<String>,
            date: Option<String>,
            url: &'a Option<String>,
            publish: &'a Option<String>,
        }
        let Self { title, outlet, author, date, url, publish } = self;
        let date = date.map(|date| date.to_string());
        let text = toml::to_string(&Written { title, outlet, author, date, url, publish }).ok()?;
        (!text.is_empty()).then(|| format!("+++\n{text}+++\n\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_of_the_title() {
        let name = |text: &str| name_of(&corpus::parse("seeds/x.txt", text.as_bytes()).unwrap());
        assert_eq!(name("Port reopens – “at last”\n\nIt rained in Haven on Monday.\n"), "port-reopens-at-last");
        assert_eq!(name("ہڑتال ختم\n\nIt rained in Haven on Monday.\n"), "ہڑتال-ختم");
        let long = name(&format!("{}\n\nIt rained in Haven on Monday.\n", "Port reopens ".repeat(12)));
        assert!(long.len() <= LONGEST && long.starts_with("port-reopens-port"), "{long}");
    }

    #[test]
    fn a_name_stays_below_the_sources() {
        for bad in ["", "a/", "../a", "/a", "a/../b", ".a", "a/.b", "a:b", "a\nb", "a\\b"] {
            assert!(check_name(bad).is_err(), "{bad:?}");
        }
        for good in ["a", "2024/port report", "ہڑتال", "a.b"] {
            assert_eq!(check_name(good), Ok(()), "{good:?}");
        }
    }
}
