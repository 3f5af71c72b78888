//! `content/actors.toml`: what the editor knows of the actors.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use crate::annotate::ActorKind;
use crate::diagnostic::{Diagnostic, Problems};
use crate::keys::{self, Key, Kind as Value};
use crate::story::ActorHint;
use crate::text::{one_line, unseen};

/// Name of the file in `content/`.
pub const ACTORS: &str = "actors.toml";

/// The file, as messages name it.
const PATH: &str = "content/actors.toml";

const ACTOR: [Key; 4] = [
    Key::must("name", Value::Checked(empty_name)),
    Key::may("aliases", Value::List(empty_name)),
    Key::may("party", Value::Checked(empty_name)),
    Key::may("kind", Value::OneOf(&["person", "organisation", "state", "place"])),
];

const KEYS: [Key; 1] = [Key::may("actor", Value::Tables(&ACTOR))];

fn empty_name(words: &str) -> Option<keys::Wrong> {
    keys::filled(words).map(|(wrong, _)| (wrong, "write the name, or leave the entry out"))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    actor: Vec<WrittenActor>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenActor {
    name: Spanned<String>,
    #[serde(default)]
    aliases: Vec<Spanned<String>>,
    party: Option<Spanned<String>>,
    kind: Option<Kind>,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Person,
    Organisation,
    State,
    Place,
}

impl From<Kind> for ActorKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Person => ActorKind::Person,
            Kind::Organisation => ActorKind::Organisation,
            Kind::State => ActorKind::State,
            Kind::Place => ActorKind::Place,
        }
    }
}

/// Reads the text of `content/actors.toml`; none where it is empty.
///
/// # Errors
/// Every problem of the file, located.
pub fn actors(text: &str) -> Result<Vec<ActorHint>, Vec<Diagnostic>> {
    let written: Written = keys::read(PATH, text, 0..text.len(), &KEYS)?;
    let mut names = Names { text, owners: BTreeMap::new(), problems: Problems::default() };
    let mut hints = Vec::new();
    for (at, actor) in written.actor.into_iter().enumerate() {
        hints.push(ActorHint {
            name: names.take(actor.name, at),
            aliases: actor.aliases.into_iter().map(|alias| names.take(alias, at)).collect(),
            party: actor.party.map(|party| names.filled(party)),
            kind: actor.kind.map(Into::into),
        });
    }
    let problems = names.problems.told();
    if problems.is_empty() { Ok(hints) } else { Err(problems) }
}

/// Every name given so far, and which entry gave it.
struct Names<'t> {
    text: &'t str,
    owners: BTreeMap<String, usize>,
    problems: Problems,
}

impl Names<'_> {
    fn filled(&mut self, written: Spanned<String>) -> String {
        let span = written.span();
        let name = unseen::shown(&one_line(&written.into_inner()));
        if name.is_empty() {
            self.problem(span, "an empty name".to_owned(), "write the name, or leave the entry out");
        }
        name
    }

    /// A name or alias, which may mean one actor only.
    fn take(&mut self, written: Spanned<String>, entry: usize) -> String {
        let span = written.span();
        let name = self.filled(written);
        if let Some(owner) = self.owners.insert(name.to_lowercase(), entry)
            && owner != entry
        {
            let message = format!("`{name}` already means another actor");
            self.problem(span, message, "leave it with one of the two, or put both into one entry");
        }
        name
    }

    fn problem(&mut self, span: Range<usize>, message: String, help: &str) {
        self.problems.add(|| Diagnostic::error(PATH, message).at(self.text, span).help(help));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let text = "[[actor]]\nname = 'Port Union'\naliases = ['PU', 'dockers']\nparty = 'Labour'\nkind = 'organisation'\n\
                    [[actor]]\nname = 'A. Berg'\n";
        let hints = actors(text).unwrap();
        assert_eq!(hints[0].aliases, ["PU", "dockers"]);
        assert_eq!((hints[0].party.as_deref(), hints[0].kind), (Some("Labour"), Some(ActorKind::Organisation)));
        assert_eq!(hints[1], ActorHint { name: "A. Berg".to_owned(), ..ActorHint::default() });
        assert_eq!(actors("").unwrap(), []);
    }

    #[test]
    fn what_is_wrong_is_located() {
        let of = |text: &str| actors(text).unwrap_err().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
        assert!(of("[[actor]]\naliases = []").contains("1:1: `name` is missing"));
        assert!(
            of("[[actor]]\nname = 'x'\nkind = 'ship'").starts_with("content/actors.toml:3:8: `kind` cannot be `ship`")
        );
        assert!(of("[[actors]]\nname = 'x'").starts_with("content/actors.toml:1:3: unknown key `actors`"));
        assert_eq!(of("[[actor]]\nname = ' '"), "content/actors.toml:2:8: `name` is empty");
        assert_eq!(
            of("[[actor]]\nname = 'A'\n[[actor]]\nname = 'B'\naliases = ['a']"),
            "content/actors.toml:5:12: `a` already means another actor"
        );
    }
}
