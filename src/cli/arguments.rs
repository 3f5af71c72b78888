//! The arguments as typed.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use jiff::civil::Date;

use crate::config;

const EXAMPLES: &str = "\
Examples:
  dateline
      build the site of this folder into public/
  dateline --root ~/dossiers/strike
      build that of another folder
  dateline build --base-url https://example.org/strike/
      build it to be published there: sitemap, feeds and canonical links name this address
  dateline story --as-of 2024-05-01
      print the story as it stood on that day, as JSON

Sources are .txt and .md files in ROOT/seeds; nothing else is needed. ROOT/content may hold a title
(site.toml), the editor's lead (briefing.md), more pages, and names (actors.toml).

Exit code: 0 done, 1 refused or failed (every problem is listed with its file), 2 bad usage.";

const ANNOTATE_EXAMPLES: &str = "\
Examples:
  dateline annotate --date 2024-05-01 report.txt
  dateline annotate --jsonl < documents.jsonl > annotations.jsonl";

const COMPARE_EXAMPLES: &str = "\
Reads pairs of sentences from standard input, one a line; the dates may be left out:
  {\"id\": \"…\", \"a\": \"…\", \"b\": \"…\", \"date_a\": \"YYYY-MM-DD\", \"date_b\": null}

Example:
  dateline compare < pairs.jsonl > compared.jsonl";

const STORY_EXAMPLES: &str = "\
Examples:
  dateline story | jq .events
  dateline story --as-of 2024-05-01 --summary-words 100";

/// Turns a folder of source documents about one unfolding story into a static, cited briefing site.
///
/// Without a command, builds the site.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
#[command(disable_help_subcommand = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    #[command(flatten)]
    pub(super) build: BuildArguments,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Build the site (the default)
    Build(BuildArguments),
    /// Print what can be read out of single documents, a line of JSON for each
    ///
    /// Offsets count Unicode scalar values of the decoded document. A document stands alone: no other source, no
    /// content/ and no file is read or written.
    #[command(after_help = ANNOTATE_EXAMPLES)]
    Annotate(AnnotateArguments),
    /// Print the story as JSON, as data/story.json of the site holds it, and write nothing
    #[command(after_help = STORY_EXAMPLES)]
    Story(StoryArguments),
    /// Print whether pairs of sentences tell the same fact and how they differ, a line of JSON for each
    ///
    /// The rules are those that find what sources agree and differ in.
    #[command(after_help = COMPARE_EXAMPLES)]
    Compare,
    /// Print the completion script of a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, Args)]
pub(super) struct BuildArguments {
    #[command(flatten)]
    pub(super) input: InputArguments,
    /// Folder to write the site to [default: ROOT/public]
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// Address the site will be published at; goes before that of site.toml
    #[arg(long, value_name = "URL", value_parser = config::parse_base_url)]
    pub(super) base_url: Option<String>,
    /// Number of threads [default: one per core]
    #[arg(long, value_name = "N", value_parser = jobs)]
    pub(super) jobs: Option<NonZeroUsize>,
    /// Let warnings fail the build
    #[arg(long)]
    pub(super) strict: bool,
    /// Write the whole site as one file too, to be sent around: single.html
    #[arg(long)]
    pub(super) single_file: bool,
}

#[derive(Debug, Args)]
pub(super) struct AnnotateArguments {
    /// Documents: plain text or Markdown
    #[arg(value_name = "FILE", required_unless_present = "jsonl")]
    pub(super) files: Vec<PathBuf>,
    /// Day the documents were published
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_date)]
    pub(super) date: Option<Date>,
    /// Read documents from standard input, one a line: {"id": "…", "text": "…", "dct": "YYYY-MM-DD" or null}
    #[arg(long, conflicts_with_all = ["files", "date"])]
    pub(super) jsonl: bool,
}

#[derive(Debug, Args)]
pub(super) struct StoryArguments {
    #[command(flatten)]
    pub(super) input: InputArguments,
    /// Most words of the briefing's summary [default: by the size of the story]
    #[arg(long, value_name = "N")]
    pub(super) summary_words: Option<usize>,
}

/// What every command that reads a story takes.
#[derive(Debug, Args)]
pub(super) struct InputArguments {
    /// Folder that holds seeds/ and, if you like, content/ and templates/
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
    /// Tell the story as it stood at the end of this day, leaving out later sources
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_date)]
    pub(super) as_of: Option<Date>,
}

/// Reads a civil date, written in full.
pub(super) fn parse_date(text: &str) -> Result<Date, String> {
    let plain = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    match text.parse() {
        Ok(date) if plain => Ok(date),
        _ => Err("not a day of the calendar written YYYY-MM-DD".to_owned()),
    }
}

/// Threads that a machine can use; thousands would only wait for each other.
const MOST_JOBS: usize = 256;

fn jobs(text: &str) -> Result<NonZeroUsize, String> {
    let number = text.parse().ok().filter(|n: &NonZeroUsize| n.get() <= MOST_JOBS);
    number.ok_or_else(|| format!("a number from 1 to {MOST_JOBS} is needed"))
}
