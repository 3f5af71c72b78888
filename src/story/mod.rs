//! All annotated articles to one story: dates, independence, actors, events, agreement, briefing.
//!
//! In: articles with their annotations, in path order, and the editor's [`Hints`]. Out: one [`Story`].
//! Knows nothing of HTML or files. Every collection is ordered, and no order of input files can change a result.

mod model;

pub use model::*;

use crate::annotate::Annotations;
use crate::corpus::Article;

/// Composes the story.
pub fn compose(articles: Vec<(Article, Annotations)>, hints: &Hints) -> Story {
    let _ = (articles, hints);
    Story::default()
}
