//! Content stems: what a sentence is about, for comparing sentences.
