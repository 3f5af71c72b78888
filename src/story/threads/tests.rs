//! Small folders in, their threads out.

use crate::story::tests::story;

/// The ids of the sources of each thread.
fn threads(sources: &[(&str, &str)]) -> Vec<Vec<String>> {
    let story = story(sources);
    let id = |&source: &usize| story.sources[source].article.id.0.clone();
    let mut threads: Vec<Vec<String>> = story.threads.iter().map(|t| t.sources.iter().map(id).collect()).collect();
    threads.sort();
    threads
}

const FERRY: &str = "The ferry Marigold ran aground off Skelby on Monday with 84 passengers aboard.\n\n\
    Rescue boats from Skelby took all passengers of the Marigold ashore, the coastguard said.\n";
const FERRY_TOO: &str = "All 84 passengers of the Marigold are safe after the ferry ran aground near Skelby.\n\n\
    The Skelby coastguard said that the captain of the Marigold would be questioned.\n";
const OTHER_FERRY: &str = "A storm drove the ferry Petrel onto the rocks outside Ostmouth harbour on Friday night.\n\n\
    The harbour master of Ostmouth counted 31 people into the lifeboats, and nobody on the Petrel was hurt.\n";
const VOTE: &str = "Members of the Tarn valley council voted to keep the grammar school in Brackwell open.\n\n\
    Parents in Brackwell had collected signatures for two years.\n";

#[test]
fn two_happenings_of_one_kind_are_two_threads() {
    let found = threads(&[("a", FERRY), ("b", FERRY_TOO), ("c", OTHER_FERRY), ("d", VOTE)]);
    assert_eq!(found, [vec!["a", "b"], vec!["c"], vec!["d"]]);
}

#[test]
fn reports_weeks_apart_are_not_linked() {
    let dated = |date: &str, text: &str| format!("---\ndate: {date}\n---\n\n{text}");
    let (a, b) = (dated("2024-03-04", FERRY), dated("2024-06-10", FERRY_TOO));
    assert_eq!(threads(&[("a", &a), ("b", &b), ("d", VOTE)]).len(), 3);
}

#[test]
fn a_folder_on_one_happening_is_one_thread() {
    assert_eq!(threads(&[("a", FERRY), ("b", FERRY_TOO)]), [vec!["a", "b"]]);
}
