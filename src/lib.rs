//! Dateline turns a folder of source documents about one unfolding story into a static briefing site.
//!
//! # The way of the data
//!
//! ```text
//! seeds/ ─corpus─▶ Article ─annotate─▶ Annotations ──────────────┐
//!                                                                ├─story─▶ Story ─┐
//! content/ ─corpus─▶ Texts ─config, editorial─▶ Settings, Hints ─┘                ├─site─▶ Output ─publish─▶ public/
//!                                       └─▶ Pages, verified ──────────────────────┤
//! templates/ ─corpus─▶ Texts ─────────────────────────────────────────────────────┘
//! ```
//!
//! Data flows one way, through these modules in this order; nothing calls back up. Only `corpus`, `publish` and `cli`
//! touch the disk.
//!
//! * [`cli`]: arguments in, one call per command, exit code and messages out.
//! * [`config`]: `content/site.toml` to resolved [`config::Settings`].
//! * [`diagnostic`]: what can be wrong with an input, and where it stands.
//! * [`text`]: the ground floor: spans, tokens, sentences, stems, similarity, calendar dates. Knows nothing of news.
//! * [`corpus`]: `seeds/` to [`corpus::Article`]s: bytes, structure, printed title, date and outlet; and the
//!   [`corpus::Texts`] of `content/` and `templates/`, for the rooms that know what they mean.
//! * [`annotate`]: one article to its [`annotate::Annotations`]: temporal expressions, statements, actors. A pure
//!   function of one article.
//! * [`story`]: all annotated articles to one [`story::Story`]: dates, independence, events, agreement, briefing.
//! * [`editorial`]: `content/` to hints for the story and verified pages of the editor.
//! * [`site`]: the story to the bytes of every page, feed and export.
//! * [`publish`]: the link check, and the commit of all bytes or none.
//! * [`check`]: what to know of a site before it goes public.
//! * [`stages`]: what each step of all that took.
//!
//! [`pipeline`] puts them in a row.

pub mod annotate;
pub mod check;
pub mod cli;
pub mod config;
pub mod corpus;
pub mod diagnostic;
pub mod editorial;
mod keys;
pub mod pipeline;
pub mod publish;
pub mod site;
pub mod stages;
pub mod story;
pub mod text;
