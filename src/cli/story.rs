//! The `story` command: the story of a root folder as JSON.

use std::io::{self, Write};

use super::arguments::StoryArguments;
use super::{Outcome, report};
use crate::pipeline;
use crate::site;
use crate::stages::Stages;
use crate::story::Hints;

/// Prints the story; writes no file.
pub(super) fn run(arguments: &StoryArguments) -> Outcome {
    let input = &arguments.input;
    let hints = Hints { as_of: input.as_of, summary_words: arguments.summary_words, ..Hints::default() };
    let loaded = pipeline::load(&input.root, hints, &mut Stages::default())?;
    report::problems(&loaded.warnings);
    let json = site::story_json(&loaded.story, &loaded.editor, &loaded.settings);
    Ok(io::stdout().lock().write_all(&json)?)
}
