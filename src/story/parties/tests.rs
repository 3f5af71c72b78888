//! Sides found, and stories without any.
