//! Small stories in, the dates of their sources out.
