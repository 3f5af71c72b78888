//! Bytes to `public/`: every link and fragment checked, then all files or none.
//!
//! In: [`Output`](crate::site::Output)s. Out: a folder that is the whole old site or the whole new one, whatever
//! happens. Knows nothing of what a page says.
//!
//! The folder carries a manifest, `.dateline-manifest`: the digest and path of every file, as `sha256sum -c` reads
//! them. A folder without one, or with files that it does not list, was not made by this program and is not touched.

mod commit;
mod limits;
mod links;
mod manifest;
mod place;
mod swap;

pub use commit::{Changes, check, check_standing, commit, recover};
pub use limits::check_limits;
pub use links::{check_links, check_links_written, links_outside, percent_decoded};
pub use place::check_place;
