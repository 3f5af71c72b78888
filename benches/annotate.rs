//! How fast texts are read, in MB (10⁶ bytes) a second of one core, and how that compares with the least that can be
//! done with the same bytes.
//!
//! ```text
//! cargo bench --bench annotate
//! DATELINE_BENCH=folder-or-file.jsonl cargo bench --bench annotate
//! ```
//!
//! Without the variable the project's own sources are read over and over. A folder's `.txt` and `.md` files are taken,
//! or the `text` of each line of a `.jsonl` file.
//!
//! All ways are timed in turns, round by round, by the processor time of their thread, and each is given its best round:
//! what else the machine does falls on all of them alike, so that the ratios hold where the figures do not. That is why
//! there is no framework here.

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};
use std::{env, fs, io};

use dateline::annotate::{
    self, Words, actor, statement,
    time::{self, Anchor},
};
use dateline::corpus::{self, Article};
use dateline::text::tag::{Tag, Tagger};
use dateline::text::token::{Token, append_tokens};
use dateline::text::{chunk, sentence};
use jiff::civil::date;
use regex::Regex;
use rustix::time::{ClockId, clock_gettime};
use unicode_segmentation::UnicodeSegmentation;

/// Bytes that a corpus has at least when it is timed: small ones are repeated.
const LEAST: usize = 1_000_000;
/// Sizes of one text, in MB.
const SIZES: [usize; 4] = [1, 2, 5, 10];
/// How long each corpus is timed.
const PATIENCE: Duration = Duration::from_secs(20);
const ROUNDS: usize = 5;

/// A way of reading an article.
struct Way<'w> {
    name: &'static str,
    read: Box<dyn Fn(&Article) + 'w>,
}

fn main() -> io::Result<()> {
    let seeds = texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds"))?;
    let (name, texts) = match env::var_os("DATELINE_BENCH") {
        Some(path) => (path.to_string_lossy().into_owned(), texts(Path::new(&path))?),
        None => ("the project's own sources".to_owned(), seeds),
    };
    let bytes: usize = texts.iter().map(String::len).sum();
    if bytes == 0 {
        return Err(io::Error::other(format!("{name} holds no text")));
    }
    let start = worked();
    black_box(Tagger::new());
    println!("the tagger's table is read in {:.1} ms", worked().saturating_sub(start).as_secs_f64() * 1e3);
    let dates = date_like();
    let ways = ways(&dates);

    let times = LEAST.div_ceil(bytes);
    println!("{name}: {} texts, {bytes} bytes, {times} times over", texts.len());
    let articles: Vec<Article> = texts.iter().filter_map(|text| article(text)).collect();
    let repeated: Vec<&Article> = std::iter::repeat_n(&articles, times).flatten().collect();
    table(&ways, &rates(&ways, &repeated));
    println!("the tagger alone: {:.2} million tokens/s", tagger_rate(&repeated) / 1e6);

    println!("\none text made of them all, in MB");
    let whole = texts.join("\n\n");
    let mut first: Option<Vec<f64>> = None;
    for size in SIZES {
        let article = article(&of_size(&whole, size * LEAST)).ok_or_else(|| io::Error::other("not a text"))?;
        let rates = rates(&ways, &[&article]);
        let base = first.get_or_insert_with(|| rates.clone());
        for ((way, rate), base) in ways.iter().zip(&rates).zip(base) {
            println!(
                "{size:>4}  {:<22}{rate:>9.1} MB/s {:>7.2} of the rate at {} MB",
                way.name,
                rate / *base,
                SIZES[0]
            );
        }
    }
    Ok(())
}

/// The stages of time and actors, all of `annotate`, and two yardsticks: counting the words of Unicode's rules, and one pass of a regular
/// expression that knows the shapes of most dates and the meaning of none.
fn ways(dates: &Regex) -> Vec<Way<'_>> {
    let day = date(2025, 10, 28);
    let anchor = Anchor { first: day, last: day, inferred: false };
    let mut ways = floor();
    ways.extend([
        Way {
            name: "time: find",
            read: Box::new(|article| {
                black_box(time::find(article));
            }),
        },
        Way {
            name: "time: find and resolve",
            read: Box::new(move |article| {
                black_box(time::resolve(&time::find(article), Some(anchor)));
            }),
        },
        Way {
            name: "actors: find",
            read: Box::new(|article| {
                black_box(actor::find(article));
            }),
        },
        Way {
            name: "annotate",
            read: Box::new(|article| {
                black_box(annotate::annotate(article));
            }),
        },
        Way {
            name: "words counted",
            read: Box::new(|article| {
                black_box(article.text.unicode_words().count());
            }),
        },
        Way {
            name: "regular expression",
            read: Box::new(|article| {
                black_box(dates.find_iter(&article.text).count());
            }),
        },
    ]);
    ways
}

/// The ground floor: each way holds what those before it need.
fn floor() -> Vec<Way<'static>> {
    vec![
        Way {
            name: "corpus: parse",
            read: Box::new(|article| {
                black_box(corpus::parse("seeds/text.txt", article.text.as_bytes()).is_ok());
            }),
        },
        Way {
            name: "sentences",
            read: Box::new(|article| {
                for block in &article.blocks {
                    black_box(sentence::sentences(block.span.of(&article.text), block.span.start));
                }
            }),
        },
        Way {
            name: "tokens",
            read: Box::new(|article| {
                let mut tokens: Vec<Token<'_>> = Vec::new();
                for sentence in &article.sentences {
                    tokens.clear();
                    append_tokens(sentence.span.of(&article.text), sentence.span.start, &mut tokens);
                    black_box(tokens.len());
                }
            }),
        },
        Way {
            name: "tokens and tags",
            read: Box::new(|article| {
                black_box(Words::of(article));
            }),
        },
        Way {
            name: "tokens, tags and chunks",
            read: Box::new(|article| {
                let words = Words::of(article);
                for sentence in 0..article.sentences.len() {
                    black_box(chunk::chunks(words.sentence(sentence)));
                }
            }),
        },
        Way {
            name: "actors",
            read: Box::new(|article| {
                black_box(actor::find(article));
            }),
        },
        Way {
            name: "tags, actors, statements",
            read: Box::new(|article| {
                black_box(statement::find(article, &Words::of(article), &actor::find(article)));
            }),
        },
    ]
}

/// Tokens a second that the tagger alone reads, the best of some rounds.
fn tagger_rate(articles: &[&Article]) -> f64 {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut ends = vec![0];
    for article in articles {
        for sentence in &article.sentences {
            append_tokens(sentence.span.of(&article.text), sentence.span.start, &mut tokens);
            ends.push(tokens.len());
        }
    }
    let (mut tagger, mut tags) = (Tagger::new(), Vec::<Tag>::new());
    let round = || {
        let start = worked();
        tags.clear();
        ends.windows(2).for_each(|ends| tagger.tag_into(&tokens[ends[0]..ends[1]], &mut tags));
        black_box(tags.len());
        worked().saturating_sub(start).as_secs_f64()
    };
    let best = std::iter::repeat_with(round).take(ROUNDS).fold(f64::MAX, f64::min);
    tokens.len() as f64 / best
}

fn date_like() -> Regex {
    let month = r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)";
    let weekday = "(?:mon|tues|wednes|thurs|fri|satur|sun)day";
    let unit = "(?:second|minute|hour|day|night|week|weekend|month|quarter|year|decade|centur(?:y|ie))s?";
    let number = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|few)";
    let pattern = format!(
        r"(?i-u)\b(?:\d{{4}}-\d\d-\d\d|{month}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?|\d{{1,2}}\s+{month}(?:\s+\d{{4}})?|{month}\s+\d{{4}}|{weekday}(?:\s+(?:morning|afternoon|evening|night))?|(?:last|next|this|past|previous)\s+(?:{unit}|{weekday}|{month})|{number}[\s-]{unit}(?:\s+(?:ago|earlier|later))?|today|tomorrow|yesterday|tonight|now|\d{{4}}s|(?:19|20)\d\d)\b"
    );
    Regex::new(&pattern).expect("the expression is one")
}

/// The best rate of each way over all of `articles`, in MB a second.
fn rates(ways: &[Way<'_>], articles: &[&Article]) -> Vec<f64> {
    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    let mut best = vec![Duration::MAX; ways.len()];
    let begin = Instant::now();
    for round in 0..ROUNDS {
        for (way, best) in ways.iter().zip(&mut best) {
            let start = worked();
            for article in articles {
                (way.read)(article);
            }
            *best = (*best).min(worked().saturating_sub(start));
        }
        if round > 0 && begin.elapsed() > PATIENCE {
            break;
        }
    }
    best.iter().map(|time| bytes as f64 / 1e6 / time.as_secs_f64()).collect()
}

/// How long this thread has been at work.
fn worked() -> Duration {
    clock_gettime(ClockId::ThreadCPUTime).try_into().unwrap_or_default()
}

fn table(ways: &[Way<'_>], rates: &[f64]) {
    let of = |name: &str| ways.iter().position(|way| way.name == name).map_or(f64::NAN, |at| rates[at]);
    let (words, regex) = (of("words counted"), of("regular expression"));
    println!("{:<28}{:>14}{:>18}{:>18}", "", "MB/s per core", "× counting words", "× the expression");
    for (way, rate) in ways.iter().zip(rates) {
        println!("{:<28}{rate:>14.1}{:>18.2}{:>18.2}", way.name, rate / words, rate / regex);
    }
}

fn article(text: &str) -> Option<Article> {
    corpus::parse("seeds/text.txt", text.as_bytes()).ok()
}

/// `whole` over and over, up to the last blank line before `bytes`.
fn of_size(whole: &str, bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + whole.len());
    while text.len() < bytes {
        text.push_str(whole);
        text.push_str("\n\n");
    }
    let end = (0..=bytes.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let end = text[..end].rfind("\n\n").unwrap_or(end);
    text.truncate(end);
    text
}

/// The texts of a folder, or of a file of JSON lines, in the order of their names or lines.
fn texts(path: &Path) -> io::Result<Vec<String>> {
    if path.is_dir() {
        let files = walkdir::WalkDir::new(path).sort_by_file_name().into_iter().filter_map(Result::ok);
        let is_text = |file: &Path| file.extension().is_some_and(|e| e == "txt" || e == "md");
        return files.filter(|f| is_text(f.path())).map(|f| fs::read_to_string(f.path())).collect();
    }
    let text = |line: &str| {
        let line: serde_json::Value = serde_json::from_str(line)?;
        Ok(line["text"].as_str().unwrap_or_default().to_owned())
    };
    fs::read_to_string(path)?.lines().filter(|line| !line.trim().is_empty()).map(text).collect()
}
