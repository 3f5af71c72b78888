//! A small story made by hand for the tests of this room: a bridge over a harbour is closed.

use crate::annotate::{ActorKind, Annotations, Statement, StatementKind};
use crate::corpus::{Article, Attested, Basis, Block, BlockKind, Sentence, SentenceId, SourceId, Title};
use crate::story::{
    Actor, Agreement, Attribution, Briefing, Citation, DateBasis, Edition, Event, EventStatus, Item, Party, Published,
    RoleGiven, Section, Source, Status, Story,
};
use crate::text::{Edtf, Span};

const GAZETTE: &str = "Harbour\n\nBridge closed after cracks are found\n\nPORT ELM: The harbour bridge was closed \
on Monday after inspectors found cracks in two piers. “Nobody was ever in danger,” Mayor Ada Finch said.\n\n\
Ferry crews added twelve crossings a day.\n\nThe bridge was built in the 1960s. It was last repaired in August 2021.\n\n\
Published in The Elm Gazette, March 4th, 2031";
const WIRE: &str = "Port Elm’s harbour bridge stays shut, ferries are full\n\nInspectors found cracks in two piers of \
the harbour bridge, which was closed on Monday. Harbour officials said the repair would take three weeks & cost <much>.\n\n\
• The works are set to begin on Thursday.\n• Traders fear for the spring market.\n\nThe council denied that warnings \
were ignored.";
const NOTE: &str = "The council is to meet on Friday about the bridge that has been closed since the cracks were found.\n\n\
Earlier inspections had found nothing.";

/// An article of blocks parted by blank lines; sentences end with a stop before a space.
pub(super) fn article(id: &str, text: &str, first: &[BlockKind]) -> Article {
    let mut blocks = Vec::new();
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut number = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start_matches(['•', ' ']).len());
        let span = Span::new(start.min(at + line.len()), at + line.len()).trim(text);
        at += line.len();
        if span.is_empty() {
            continue;
        }
        let words = span.of(text);
        let kind = first.get(blocks.len()).copied().unwrap_or(match line.chars().next() {
            Some('•') => BlockKind::Item,
            _ if words.starts_with("Published in") => BlockKind::Credit,
            _ => BlockKind::Paragraph,
        });
        let from = sentences.len();
        let mut begin = span.start;
        for (offset, _) in words.match_indices(". ").chain([(words.len(), "")]) {
            let end = (span.start + offset + 1).min(span.end);
            let place = Span::new(begin, end).trim(text);
            let id = SentenceId(format!("s{}{:02}", id.len(), sentences.len()));
            sentences.push(Sentence { id, span: place, block: blocks.len() });
            begin = end;
        }
        number += usize::from(kind.is_body());
        blocks.push(Block {
            kind,
            span,
            sentences: from..sentences.len(),
            number: kind.is_body().then_some(number),
            language: None,
        });
    }
    let title = blocks.iter().find(|b: &&Block| b.kind == BlockKind::Title).map(|b| b.span);
    Article {
        id: SourceId(id.to_owned()),
        path: format!("seeds/{id}.txt"),
        sha256: "0".repeat(64),
        encoding: "UTF-8",
        title: Title {
            text: title.map_or("The council is to meet on Friday…", |t| t.of(text)).to_owned(),
            span: title,
            basis: if title.is_some() { Basis::Printed } else { Basis::Derived },
        },
        text: text.to_owned(),
        marks: Vec::new(),
        language: None,
        outlet: None,
        author: None,
        url: None,
        policy: None,
        dateline: None,
        printed: None,
        words: text.split_whitespace().count(),
        hidden: Vec::new(),
        blocks,
        sentences,
    }
}

fn source(article: Article, date: &str, basis: DateBasis, reason: &str, group: usize) -> Source {
    Source {
        article,
        annotations: Annotations::default(),
        timexes: Vec::new(),
        published: Published { value: Edtf::parse(date).unwrap(), basis, reason: reason.to_owned() },
        group,
        desk: group,
    }
}

/// The citation of the sentence of `source` that holds `words`.
pub(super) fn cite(story: &Story, source: usize, words: &str) -> Citation {
    let article = &story.sources[source].article;
    let at = article.text.find(words).expect("the words stand in the source");
    story.cite(source, article.sentence_at(at).expect("the words stand in a sentence"))
}

fn event(story: &Story, date: &str, basis: DateBasis, rank: usize, cited: &[(usize, &str)]) -> Event {
    let citations: Vec<Citation> = cited.iter().map(|&(source, words)| cite(story, source, words)).collect();
    let lead = citations[0];
    Event {
        id: format!("e{}", story.sources[lead.source].article.sentences[lead.sentence].id),
        date: Edtf::parse(date).unwrap(),
        basis,
        reason: "“on Monday” before the printed date".to_owned(),
        readings: Vec::new(),
        status: EventStatus::Happened,
        background: false,
        rank,
        actors: vec![1],
        independent: cited.len(),
        citations,
    }
}

fn items(story: &Story, cited: &[&[(usize, &str)]]) -> Vec<Item> {
    let item = |list: &&[(usize, &str)]| Item {
        citations: list.iter().map(|&(source, words)| cite(story, source, words)).collect(),
        statement: None,
        score: vec![("position", 0.5)],
    };
    cited.iter().map(item).collect()
}

/// Two printed reports and a note without title, date or outlet.
pub(super) fn story() -> Story {
    let mut gazette = article("gazette", GAZETTE, &[BlockKind::Tag, BlockKind::Title]);
    gazette.outlet = Some(Attested { text: "The Elm Gazette".to_owned(), basis: Basis::Printed });
    let wire = article("wire", WIRE, &[BlockKind::Title]);
    let note = article("note 3", NOTE, &[]);
    let mut story = Story {
        sources: vec![
            source(gazette, "2031-03-04", DateBasis::Printed, "credit line “Published in …”", 0),
            source(wire, "2031-03-04/2031-03-05~", DateBasis::Inferred, "tells of Monday as past", 1),
            source(note, "", DateBasis::Unknown, "nothing in the text or in other sources fixes it", 2),
        ],
        ..Story::default()
    };
    add_voices(&mut story);
    add_events(&mut story);
    let closed: &[(usize, &str)] = &[(0, "The harbour bridge was closed"), (1, "Inspectors found cracks")];
    let closed_cited: Vec<Citation> = closed.iter().map(|&(s, w)| cite(&story, s, w)).collect();
    story.agreements = vec![Agreement { id: "as02".to_owned(), citations: closed_cited, independent: 2 }];
    let mut claims =
        items(&story, &[&[(0, "“Nobody was ever")], &[(1, "Harbour officials said")], &[(1, "The council denied")]]);
    claims.iter_mut().enumerate().for_each(|(at, item)| item.statement = Some(at));
    story.briefing = Briefing {
        sections: vec![
            Section {
                id: "summary",
                items: items(&story, &[closed, &[(1, "The works are set")], &[(0, "Ferry crews")]]),
            },
            Section { id: "agreed", items: items(&story, &[closed]) },
            Section { id: "claims", items: claims },
            Section {
                id: "next",
                items: items(&story, &[&[(1, "The works are set")], &[(2, "The council is to meet")]]),
            },
        ],
    };
    let now = cite(&story, 1, "Inspectors found cracks");
    story.status = Some(Status { now, before: vec![cite(&story, 0, "The harbour bridge was closed")] });
    story.edition = Edition { as_of: story.sources[1].published.value, basis: DateBasis::Inferred };
    story
}

fn add_voices(story: &mut Story) {
    let voices = [
        (0, "“Nobody was ever", StatementKind::Direct, "Mayor Ada Finch", Some(0)),
        (1, "Harbour officials said", StatementKind::Indirect, "Harbour officials", None),
        (1, "The council denied", StatementKind::Indirect, "The council", Some(1)),
    ];
    for (source, words, kind, speaker, actor) in voices {
        let citation = cite(story, source, words);
        let article = &story.sources[source].article;
        let id = format!("q{}", article.sentences[citation.sentence].id);
        let at = article.text[citation.span.start..].find(speaker).expect("the speaker is named") + citation.span.start;
        let content = match kind {
            StatementKind::Direct => Span::new(citation.span.start, at - 1),
            _ => Span::new(at + speaker.len() + 6, citation.span.end),
        };
        let statements = &mut story.sources[source].annotations.statements;
        statements.push(Statement {
            kind,
            content: vec![content],
            cue: Vec::new(),
            speaker: vec![Span::new(at, at + speaker.len())],
            antecedent: None,
            actor: None,
            sentence: citation.sentence,
            confidence: 1.0,
        });
        let statement = statements.len() - 1;
        story.statements.push(Attribution {
            id,
            source,
            statement,
            actor,
            party: actor.map(|_| "City".to_owned()),
            party_reason: actor.map(|_| "an organ of the city".to_owned()).unwrap_or_default(),
            citation,
        });
    }
    let mut person = |id: &str, name: &str, kind, party: &str, source, words: &str| {
        let mention = cite(story, source, words);
        let at = story.sources[source].article.text.find(name).expect("the name stands in the source");
        story.actors.push(Actor {
            former_ids: Vec::new(),
            id: id.to_owned(),
            name: name.to_owned(),
            kind,
            role: (kind == ActorKind::Person).then(|| "Mayor".to_owned()),
            roles: Vec::new(),
            state: None,
            party: Some(party.to_owned()),
            aliases: vec![(name.to_owned(), 1), (name.rsplit(' ').next().unwrap_or(name).to_owned(), 2)],
            mentions: vec![Citation { span: Span::new(at, at + name.len()), ..mention }],
        });
    };
    person("p-finch", "Ada Finch", ActorKind::Person, "City", 0, "“Nobody was ever");
    person("o-council", "The council", ActorKind::Organisation, "City", 1, "The council denied");
    let mayor = cite(story, 0, "“Nobody was ever");
    let at = GAZETTE.find("Mayor").expect("the role stands in the source");
    story.actors[0].roles =
        vec![RoleGiven { text: "Mayor".to_owned(), citation: Citation { span: Span::new(at, at + 5), ..mayor } }];
    story.parties = vec![Party {
        name: "City".to_owned(),
        third: false,
        declared: false,
        states: Vec::new(),
        members: vec![(0, "Mayor: of the city".to_owned()), (1, "an organ of the city".to_owned())],
        reason: "set against the traders in 4 sentences of 2 sources".to_owned(),
    }];
}

fn add_events(story: &mut Story) {
    let mut built = event(story, "196X", DateBasis::Printed, 5, &[(0, "The bridge was built")]);
    built.background = true;
    let mut repaired = event(story, "2021-08", DateBasis::Printed, 6, &[(0, "It was last repaired")]);
    repaired.background = true;
    let closed = event(
        story,
        "2031-03-03",
        DateBasis::Resolved,
        1,
        &[(0, "The harbour bridge was closed"), (1, "Inspectors found cracks")],
    );
    let mut works = event(story, "2031-03-06", DateBasis::Inferred, 2, &[(1, "The works are set")]);
    works.status = EventStatus::Scheduled;
    let ferries = event(story, "2031-03-04", DateBasis::Inferred, 3, &[(0, "Ferry crews")]);
    let earlier = event(story, "", DateBasis::Unknown, 4, &[(2, "Earlier inspections")]);
    story.events = vec![built, repaired, closed, ferries, works, earlier];
}
