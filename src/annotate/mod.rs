//! One article to what can be read out of it alone: temporal expressions, its own date, statements, actors, quantities.
//!
//! In: an [`Article`]. Out: [`Annotations`], a pure function of it, run side by side for many articles.
//! Blocks in another language than English are left out. Knows nothing of other articles, of files or of HTML. What needs
//! the other sources (an inferred date, the value of "Monday" in an undated text) is left open here and closed by the story.

pub mod actor;
pub mod dating;
pub mod quantity;
pub mod statement;
pub mod time;
pub mod words;

#[cfg(test)]
pub(crate) mod tests;

use crate::corpus::Article;
use crate::text::tag::Tagger;

pub use actor::{ActorKind, LocalActor};
pub use dating::{Dating, InferredDate};
pub use quantity::Quantity;
pub use statement::{Statement, StatementKind};
pub use time::{Timex, TimexType};
pub use words::Words;

/// What one article says, in places of its text.
#[derive(Debug, Clone, Default)]
pub struct Annotations {
    /// Temporal expressions in text order, not yet resolved.
    pub timexes: Vec<Timex>,
    /// Attributed statements in text order.
    pub statements: Vec<Statement>,
    /// Named actors, in the order of their first mention.
    pub actors: Vec<LocalActor>,
    /// Numbers with what they count or measure, in text order.
    pub quantities: Vec<Quantity>,
    /// What it says of its own date where it prints none in full.
    pub dating: Dating,
}

/// Makes ready what the first reading would wait for, so that it can be done while the sources are still sought: a
/// twelfth of what a site of five takes.
pub fn prepare() {
    time::prepare();
    drop(Tagger::new());
}

/// Reads one article.
pub fn annotate(article: &Article) -> Annotations {
    // Every rule below is of English. What is in another language is not read at all, rather than read wrongly.
    let article = article.in_english();
    let article = article.with_blank_marks();
    let actors = actor::find(&article);
    let words = Words::of(&article);
    let timexes = time::find(&article);
    let dating = dating::find(&article, &timexes);
    let quantities = quantity::find(&article, &words, &timexes);
    let statements = statement::find(&article, &words, &actors);
    Annotations { timexes, statements, actors, quantities, dating }
}
