//! The arguments as typed.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
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
  dateline new ~/dossiers/strike
      make a folder for a story of your own
  pbpaste | dateline add --outlet 'Evening Post' --date 2023-05-02
      put a pasted article into seeds/
  dateline check --strict
      say what is wrong or doubtful, and write nothing
  dateline story --as-of 2024-05-01
      print the story as it stood on that day, as JSON
  dateline build --timings
      say what each stage of the build took

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

const CHECK_EXAMPLES: &str = "\
Examples:
  dateline check
  dateline check --strict --format json | jq '.problems[] | select(.severity != \"note\")'

Exit code: 0 nothing is wrong, 1 something is (with --strict, a warning suffices), 2 bad usage.";

const SERVE_EXAMPLES: &str = "\
Examples:
  dateline serve
  dateline serve --root ~/dossiers/strike --port 8000";

const ADD_EXAMPLES: &str = "\
Examples:
  dateline add ~/Downloads/report.txt
  pbpaste | dateline add --title 'Port reopens' --outlet 'The Gazette' --date 2024-05-08 --url https://gazette.example/port
  xclip -o | dateline add --name 2024/port-report";

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
    /// Check everything that a build checks and more, and write nothing
    ///
    /// Besides what keeps a build from being done, names sources of unknown date, near copies, editorial entries that
    /// have lost their place, web addresses that look mistyped, and files too heavy for GitHub Pages.
    #[command(after_help = CHECK_EXAMPLES)]
    Check(BuildArguments),
    /// Show the site in a browser while it is worked on, and write nothing
    ///
    /// Builds the site in memory, serves it on this machine alone, and builds it again when a source, the content or a
    /// template changes; open pages reload themselves. While something is wrong, the last good site stays and says what it
    /// is. With a base URL that has a path, the site stands below that path, as it will when published.
    #[command(after_help = SERVE_EXAMPLES)]
    Serve(ServeArguments),
    /// Put documents into seeds/: files, or what comes in on standard input
    ///
    /// The words go in as they are. What the options state of them is written above, as a front matter. A document that
    /// is there already, and a name that is taken, are refused.
    #[command(after_help = ADD_EXAMPLES)]
    Add(AddArguments),
    /// Make the folder of a new story
    New {
        /// Folder to make
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// Title of the story [default: drawn from its sources]
        #[arg(long, value_name = "WORDS")]
        title: Option<String>,
    },
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
    /// Let warnings fail, too
    #[arg(long)]
    pub(super) strict: bool,
    /// How to tell what was done and what is wrong
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,
    /// Say on standard error what each stage took
    #[arg(long)]
    pub(super) timings: bool,
    /// Write the whole site as one file too, to be sent around: single.html
    #[arg(long)]
    pub(super) single_file: bool,
}

/// For whom problems and results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Words, for a person at a terminal
    Human,
    /// One JSON object on standard output, for editors and CI
    Json,
}

#[derive(Debug, Args)]
pub(super) struct ServeArguments {
    #[command(flatten)]
    pub(super) input: InputArguments,
    /// Address the site will be published at; its path is served too
    #[arg(long, value_name = "URL", value_parser = config::parse_base_url)]
    pub(super) base_url: Option<String>,
    /// Port to listen on [default: 4040, or a free one where that is taken]
    #[arg(long, value_name = "N")]
    pub(super) port: Option<u16>,
    /// Number of threads [default: one per core]
    #[arg(long, value_name = "N", value_parser = jobs)]
    pub(super) jobs: Option<NonZeroUsize>,
}

#[derive(Debug, Args)]
pub(super) struct AddArguments {
    /// Documents: plain text or Markdown; `-` or none for standard input
    #[arg(value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// Folder that holds seeds/
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
    /// Name below seeds/, without an ending; of one document [default: from the file’s name, or the words]
    #[arg(long, value_name = "NAME")]
    pub(super) name: Option<String>,
    #[command(flatten)]
    pub(super) stated: StatedArguments,
}

/// What is known of a document besides its text.
#[derive(Debug, Args)]
pub(super) struct StatedArguments {
    /// Title
    #[arg(long, value_name = "WORDS")]
    pub(super) title: Option<String>,
    /// Who published it
    #[arg(long, value_name = "WORDS")]
    pub(super) outlet: Option<String>,
    /// Who wrote it
    #[arg(long, value_name = "WORDS")]
    pub(super) author: Option<String>,
    /// Day it was published
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_date)]
    pub(super) date: Option<Date>,
    /// Its address on the web
    #[arg(long, value_name = "URL")]
    pub(super) url: Option<String>,
    /// How much of it may be public: full, excerpt, link or private
    #[arg(long, value_name = "POLICY")]
    pub(super) publish: Option<String>,
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
