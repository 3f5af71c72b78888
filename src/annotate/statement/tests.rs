//! One sentence or paragraph in, one line for each statement out.

use crate::annotate::actor;
use crate::annotate::words::Words;
use crate::corpus::{Article, Attested, Basis, Block, BlockKind, Sentence, SentenceId, SourceId, Title};
use crate::text::Span;

use super::Statement;

/// An article of one paragraph for each line.
fn article(text: &str) -> Article {
    let mut article = Article {
        id: SourceId("t".to_owned()),
        path: "t".to_owned(),
        sha256: String::new(),
        encoding: "UTF-8",
        text: text.to_owned(),
        marks: Vec::new(),
        language: None,
        title: Title { text: "t".to_owned(), span: None, basis: Basis::Derived },
        outlet: None::<Attested>,
        author: None,
        url: None,
        policy: None,
        dateline: None,
        printed: None,
        blocks: Vec::new(),
        sentences: Vec::new(),
        words: 0,
        hidden: Vec::new(),
    };
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len()).trim(text);
        start += line.len();
        let first = article.sentences.len();
        for span in crate::text::sentence::sentences(span.of(text), span.start) {
            let id = SentenceId(format!("s{}", article.sentences.len()));
            article.sentences.push(Sentence { id, span, block: article.blocks.len() });
        }
        let sentences = first..article.sentences.len();
        article.blocks.push(Block { kind: BlockKind::Paragraph, span, sentences, number: Some(1), language: None });
    }
    article
}

/// `kind | speaker | cue | content`, one line a statement.
fn read(text: &str) -> Vec<String> {
    read_where(text, |_| true)
}

/// [`read`], those that the site shows with their speaker.
fn read_sure(text: &str) -> Vec<String> {
    read_where(text, |statement| statement.is_sure(text))
}

fn read_where(text: &str, keep: impl Fn(&Statement) -> bool) -> Vec<String> {
    let article = article(text);
    let actors = actor::find(&article);
    let words = |spans: &[Span]| spans.iter().map(|s| s.of(text)).collect::<Vec<_>>().join(" … ");
    super::find(&article, &Words::of(&article), &actors)
        .iter()
        .filter(|s| keep(s))
        .map(|s| format!("{} | {} | {} | {}", s.kind.as_str(), words(&s.speaker), words(&s.cue), words(&s.content)))
        .collect()
}

#[test]
fn patterns_of_reported_speech() {
    let table: &[(&str, &[&str])] = &[
        ("“The bridge is safe,” said the mayor.", &["direct | the mayor | said | “The bridge is safe,”"]),
        (
            "“The bridge is safe,” the mayor said. “Nobody needs to worry about it.”",
            &["direct | the mayor | said | “The bridge is safe,” … “Nobody needs to worry about it.”"],
        ),
        (
            "Harbour officials said the bridge would open in May.",
            &["indirect | Harbour officials | said | the bridge would open in May"],
        ),
        (
            "A senior engineer confirmed that two cables had snapped.",
            &["indirect | A senior engineer | confirmed | that two cables had snapped"],
        ),
        (
            "On Friday, the spokesman told reporters that the work was “nearly done”.",
            &["mixed | the spokesman | told | that the work was “nearly done”"],
        ),
        (
            "According to the port authority, nobody was hurt.",
            &["indirect | the port authority | According to | nobody was hurt"],
        ),
        (
            "Nobody was hurt, according to officials at the port.",
            &["indirect | officials at the port | according to | Nobody was hurt"],
        ),
        (
            "The ferry will sail again in June, officials said.",
            &["indirect | officials | said | The ferry will sail again in June"],
        ),
        (
            "Kenya accused the shipping line of hiding the wreck—a charge the line denies.",
            &[
                "indirect | Kenya | accused | the shipping line of hiding the wreck",
                "indirect | the line | denies | a charge",
            ],
        ),
        (
            "The port council countered by accusing the pilots of delay.",
            &["indirect | The port council | accusing | the pilots of delay"],
        ),
        (
            "“It is over,” one diver said, adding that the wreck was empty.",
            &["direct | one diver | said | “It is over,”", "indirect | one diver | adding | that the wreck was empty"],
        ),
        (
            "In a statement, the Port Council (PC) said:\n“The quay stays closed until the survey is complete.”",
            &["direct | the Port Council (PC) | said | “The quay stays closed until the survey is complete.”"],
        ),
        (
            "Ann Lee, the harbour master, said the tide was too high.",
            &["indirect | Ann Lee, the harbour master | said | the tide was too high"],
        ),
        ("“It is over.” — Ann Lee", &["direct | Ann Lee | — | “It is over.”"]),
        ("LEE: We never closed the quay.", &["indirect | LEE | : | We never closed the quay"]),
        (
            "“We opened the gate,” she said. “Then the water came.”\n“Nobody was ready,” said Bo Berg.",
            &[
                "direct | she | said | “We opened the gate,” … “Then the water came.”",
                "direct | Bo Berg | said | “Nobody was ready,”",
            ],
        ),
        (
            "“We opened the gate,” she said. “Then the water came.\n“We could not close it again.”",
            &["direct | she | said | “We opened the gate,” … “Then the water came. … “We could not close it again.”"],
        ),
        ("“The quay,” the mayor said, “is closed.”", &["direct | the mayor | said | “The quay,” … “is closed.”"]),
        ("The mayor denied that the quay was closed.", &["indirect | The mayor | denied | that the quay was closed"]),
        (
            "Pilots, who say the channel is too narrow, stayed ashore.",
            &["indirect | who | say | the channel is too narrow"],
        ),
        (
            "The mayor and her deputy said the quay was safe.",
            &["indirect | The mayor and her deputy | said | the quay was safe"],
        ),
        ("''The bridge is safe,'' the mayor said.", &["direct | the mayor | said | ''The bridge is safe,''"]),
        (
            "The quay, the harbour master said, was closed on Sunday.",
            &["indirect | the harbour master | said | The quay … was closed on Sunday"],
        ),
        (
            "“He told me ‘we are late’ twice,” the pilot said.",
            &["direct | the pilot | said | “He told me ‘we are late’ twice,”"],
        ),
        (
            "The mayor warned that the bridge could fall.",
            &["indirect | The mayor | warned | that the bridge could fall"],
        ),
        (
            "“Nobody asked the people who live here what they wanted.”",
            &["direct |  |  | “Nobody asked the people who live here what they wanted.”"],
        ),
    ];
    let wrong: Vec<_> =
        table.iter().filter(|(text, expected)| read(text) != *expected).map(|(t, _)| (t, read(t))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn quotations_beside_their_verb() {
    let table: &[(&str, &[&str])] = &[
        ("“We never closed it,” Ernest told the court.", &["direct | Ernest | told | “We never closed it,”"]),
        ("“We never closed it,” Hill notes.", &["direct | Hill | notes | “We never closed it,”"]),
        ("“We never closed it,” Keating explained.", &["direct | Keating | explained | “We never closed it,”"]),
        ("“Who closed the quay?” Keating asked.", &["direct | Keating | asked | “Who closed the quay?”"]),
        ("“We never closed it,” the official added.", &["direct | the official | added | “We never closed it,”"]),
        (
            "“We never closed it,” a senior official noted on Monday.",
            &["direct | a senior official | noted | “We never closed it,”"],
        ),
        ("Berg told the court: “We never closed it.”", &["direct | Berg | told | “We never closed it.”"]),
        (
            "Pilots walk out - Ann Lee: “The talks failed because nobody came to the table.”",
            &["direct | Ann Lee | : | “The talks failed because nobody came to the table.”"],
        ),
        (
            "“It is over,” Berg said. “One of many” repairs “never came at all.”",
            &["direct | Berg | said | “It is over,” … “One of many” repairs “never came at all.”"],
        ),
    ];
    let wrong: Vec<_> =
        table.iter().filter(|(text, expected)| read(text) != *expected).map(|(t, _)| (t, read(t))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    for text in ["The “Safe Quay” Harbour rules say little.", "The council's “Old Lady” bridge notes were lost."]
    {
        assert_eq!(read_sure(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn quotations_go_on_in_the_next_paragraph() {
    let table: &[(&str, &[&str])] = &[
        (
            "“We opened the gate,” Berg said.\n“Nobody was ready for the water.”\n“It came at night.”",
            &["direct | Berg | said | “We opened the gate,” … “Nobody was ready for the water.” … “It came at night.”"],
        ),
        (
            "“The first night in the tower was bad.\n“We had no light and no water at all.\n“The second was worse,” said Carla Venn, a nurse.",
            &[
                "direct | Carla Venn, a nurse | said | “The first night in the tower was bad. … “We had no light and no water at all. … “The second was worse,”",
            ],
        ),
        (
            "“The first night in the tower was bad.”\n“The second was worse,” said Carla Venn.",
            &[
                "direct |  |  | “The first night in the tower was bad.”",
                "direct | Carla Venn | said | “The second was worse,”",
            ],
        ),
        (
            "\"The first night in the tower was bad.\n“The second was worse,” said Carla Venn.",
            &[
                "direct |  |  | \"The first night in the tower was bad.",
                "direct | Carla Venn | said | “The second was worse,”",
            ],
        ),
        (
            "Berg said the gate was open.\n“Nobody was ready for the water last night.”",
            &[
                "indirect | Berg | said | the gate was open",
                "direct |  |  | “Nobody was ready for the water last night.”",
            ],
        ),
        (
            "“We opened the gate,” Berg said.\nThe water came at night.\n“Nobody was ready for the water last night.”",
            &[
                "direct | Berg | said | “We opened the gate,”",
                "direct |  |  | “Nobody was ready for the water last night.”",
            ],
        ),
        (
            "“We opened the gate,” Berg said.\n“Nobody was ready,” Lund said.",
            &["direct | Berg | said | “We opened the gate,”", "direct | Lund | said | “Nobody was ready,”"],
        ),
        (
            "The Port Council released the following statement:\n“The quay stays closed.”",
            &["direct | The Port Council | released the following statement | “The quay stays closed.”"],
        ),
        (
            "The council painted the statement wall:\n“The quay stays closed until the survey is over.”",
            &["direct |  |  | “The quay stays closed until the survey is over.”"],
        ),
    ];
    let wrong: Vec<_> =
        table.iter().filter(|(text, expected)| read(text) != *expected).map(|(t, _)| (t, read(t))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn how_far_a_quotation_reaches() {
    let table: &[(&str, &[&str])] = &[
        // Behind a colon it is the whole of what is said.
        (
            "The mayor scolded him: “Nobody asked for this wreck,” she said. “Take it away.”",
            &["direct | she | said | “Nobody asked for this wreck,” … “Take it away.”"],
        ),
        // Another's, which goes on in the next sentence.
        (
            "“We stay,” Berg said, while Lund asked, “Who goes? Nobody goes at night.”",
            &["direct | Berg | said | “We stay,”", "direct | Lund | asked | “Who goes? Nobody goes at night.”"],
        ),
        (
            "“It was never done,” said Mr. Katz, who said he wanted Mr. Berg to get “an opinion.”",
            &[
                "direct | Mr. Katz | said | “It was never done,”",
                "mixed | who | said | he wanted Mr. Berg to get “an opinion.”",
            ],
        ),
        // His words, as a paper has them.
        (
            "“We will go,” he said after the meeting in Lima, The Courier reported.",
            &["direct | he | said | “We will go,”"],
        ),
        // A part of the words, then a quotation of its own.
        (
            "“The gate” of the port, Lee said. “It was never ours.”",
            &["mixed | Lee | said | “The gate” of the port … “It was never ours.”"],
        ),
        ("“The gate is shut,” the notice reads.", &["direct | the notice | reads | “The gate is shut,”"]),
        ("“You won?” she said, but Kevin slept.", &["direct | she | said | “You won?”"]),
        // Over paragraphs without a mark, up to the one that closes it; not past a mark of the paragraph's own.
        (
            "The mayor said, \"The quay is shut.\nNobody may go there before Monday.\"",
            &["direct | The mayor | said | \"The quay is shut. … Nobody may go there before Monday.\""],
        ),
        (
            "The mayor said, \"The quay is shut.\nIt opens on Monday, as the \"old port\" did.",
            &["direct | The mayor | said | \"The quay is shut."],
        ),
        (
            "The mayor said that \"the quay is shut.\"\nNobody may go there before Monday.\"",
            &["mixed | The mayor | said | that \"the quay is shut.\""],
        ),
    ];
    let wrong: Vec<_> =
        table.iter().filter(|(text, expected)| read(text) != *expected).map(|(t, _)| (t, read(t))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn words_of_saying_that_are_several_words() {
    let table: &[(&str, &[&str])] = &[
        (
            "The mayor made it abundantly clear that the quay would stay shut.",
            &["indirect | The mayor | made it abundantly clear | that the quay would stay shut"],
        ),
        (
            "The ministry issued a stern warning on Friday that the dam could break.",
            &["indirect | The ministry | issued a stern warning on Friday | that the dam could break"],
        ),
        (
            "Ann Lee gave assurances that the ferry would sail.",
            &["indirect | Ann Lee | gave assurances | that the ferry would sail"],
        ),
        (
            "The company repeated its claim that nobody had been hurt.",
            &["indirect | The company | repeated its claim | that nobody had been hurt"],
        ),
        (
            "Lee let it be known that she would not stand again.",
            &["indirect | Lee | let it be known | that she would not stand again"],
        ),
        (
            "In the words of Ann Lee, the quay is a ruin.",
            &["indirect | Ann Lee | In the words of | the quay is a ruin"],
        ),
        (
            "There were reports that the dam had broken.",
            &["indirect |  | There were reports | that the dam had broken"],
        ),
        // What the warning did, not what it said; and clear water.
        ("The ministry issued a warning that scared everybody.", &[]),
        ("The storm made clear water muddy.", &[]),
        ("There were promises in the box that the mayor kept.", &[]),
    ];
    let wrong: Vec<_> =
        table.iter().filter(|(text, expected)| read(text) != *expected).map(|(t, _)| (t, read(t))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn speakers_beside_a_quotation_that_verbs_or_marks_hide() {
    let table: &[(&str, &[&str])] = &[
        ("“We will stay, the captain said.", &["direct | the captain | said | “We will stay,"]),
        ("‘We will stay,’ said Ann Lee.", &["direct | Ann Lee | said | ‘We will stay,’"]),
        (
            "Lee said the gate was ‘wide open’ and that nobody closed it.",
            &["mixed | Lee | said | the gate was ‘wide open’ and that nobody closed it"],
        ),
        ("“We will stay,” Ann Lee remembered.", &["direct | Ann Lee | remembered | “We will stay,”"]),
        ("Ann Lee remembered that the gate was open.", &[]),
        ("“I never saw the boat,” the accused replied.", &["direct | the accused | replied | “I never saw the boat,”"]),
        ("“I never saw the boat,” the accused said.", &["direct | the accused | said | “I never saw the boat,”"]),
        (
            "Officials close to the mayor said the gate was open.",
            &["indirect | Officials close to the mayor | said | the gate was open"],
        ),
        (
            "Asked about the crash, Venn replied that nobody had seen the boat.",
            &["indirect | Venn | replied | that nobody had seen the boat"],
        ),
        ("“Old Mill,” the house named after its owner, burned.", &[]),
    ];
    let wrong: Vec<_> =
        table.iter().filter(|(text, expected)| read(text) != *expected).map(|(t, _)| (t, read(t))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_heading_ends_a_quotation_that_was_left_open() {
    let text = "“The first night in the tower was very bad.\n“The second was worse,” said Carla Venn.";
    let speakers = |kind: BlockKind| {
        let mut article = article(&text.replace('\n', "\nThe nights\n"));
        article.blocks[1].kind = kind;
        let actors = actor::find(&article);
        let found = super::find(&article, &Words::of(&article), &actors);
        found.iter().map(|s| (s.speaker.len(), s.content.len())).collect::<Vec<_>>()
    };
    assert_eq!(speakers(BlockKind::Heading), [(0, 1), (1, 1)]);
    let joined = read(text);
    assert_eq!(joined.len(), 1, "{joined:?}");
}

#[test]
fn who_is_told_or_asked_does_not_speak() {
    let table: &[(&str, &[&str])] = &[
        ("It was reported that the quay was shut.", &["indirect |  | was reported | that the quay was shut"]),
        ("A reporter was told that the gate was shut.", &["indirect |  | was told | that the gate was shut"]),
        (
            "Asked whether the quay would open, Ann Lee said: “We hope so.”",
            &["indirect |  | Asked | whether the quay would open", "direct | Ann Lee | said | “We hope so.”"],
        ),
        ("The mayor intends to say so. The mayor thinks “nobody cares” and wants the quay shut.", &[]),
    ];
    let wrong: Vec<_> =
        table.iter().filter(|(text, expected)| read(text) != *expected).map(|(t, _)| (t, read(t))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_is_no_statement() {
    for text in [
        "The bridge, called the “Old Lady” by locals, was closed.",
        "He was told to leave the site before noon.",
        "The mayor was accused of lying about the bridge.",
        "The council countered the flood with sandbags.",
        "The council wants to say that it tried.",
        "The report was read by few.",
        "The talks made no progress, and the session ended early.",
        "The so-called “safe zone” was flooded.",
        "The mayor believes that the bridge is safe.",
        "The council wants the quay to be closed.",
        "Officials hope that the ferry sails in June.",
        "She called the harbour master at noon.",
        "He added sugar to the tea.",
        "The states of the north are dry.",
        "The road signs say little.",
        "The storm made it clear.",
        "She gave the word.",
        "He let it go.",
    ] {
        assert_eq!(read_sure(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn what_nobody_is_known_to_have_said() {
    for text in [
        "If the commander says the rebels left, nobody will believe it.",
        "Unless the ministry says the dam is safe, the town will be cleared.",
        "Whether the minister said the dam was safe is unclear.",
        "The minister did not say the dam was safe.",
        "The minister never said the dam was safe.",
        "Nobody said the dam was safe.",
        "None of the officials said the dam was safe.",
        "Few said the dam was safe.",
        "Did the minister say the dam was safe?",
        "Who said the dam was safe?",
        "The minister will say the dam is safe.",
        "The minister must say that the dam is safe.",
        "The minister failed to mention that the dam was unsafe.",
        "Had the minister said the dam was safe, nobody would have left.",
        "Should the minister say the dam is safe, nobody will leave.",
        "Imagine the minister said the dam was safe.",
        "It is not true that the minister said the dam was safe.",
        "Before the minister said the dam was safe, the town was cleared.",
        "“We are stuck,” the “boat people” of Lima said.",
        "Prosecutors and lawyers for both Ann Lee and Carla Venn said they were ready to go on.",
        "In papers, lawyers for both Mark Lee Jr. and Carla Venn said they were ready to go on.",
        "A box was also found Friday in Alma, Norland, addressed to the donor Bo Berg, Radio Lima and The Courier reported.",
        "UPDATE 2:52 p.m. -- More papers were given to the court.",
        "CORRECTION: This article said at first that the gate was shut.",
        "Editor’s note: The gate was shut.",
    ] {
        assert_eq!(read_sure(text), Vec::<String>::new(), "{text}");
    }
    for (text, expected) in [
        ("The gate fell and Ann Lee said the quay was shut.", "indirect | Ann Lee | said | the quay was shut"),
        ("In Alma, Norland, Ann Lee said the quay was shut.", "indirect | Ann Lee | said | the quay was shut"),
        ("LEE: The gate was shut on Monday.", "indirect | LEE | : | The gate was shut on Monday"),
        ("The minister asked: “Is the dam safe?”", "direct | The minister | asked | “Is the dam safe?”"),
        ("The minister said he could not say more.", "indirect | The minister | said | he could not say more"),
        ("The minister denied that the dam had broken.", "indirect | The minister | denied | that the dam had broken"),
        ("“Is it safe?” the minister would ask.", "direct | the minister | would ask | “Is it safe?”"),
        ("“I did not say so,” the minister said.", "direct | the minister | said | “I did not say so,”"),
    ] {
        assert_eq!(read_sure(text), [expected], "{text}");
    }
}

#[test]
fn what_another_says_is_not_the_first_speakers() {
    let table: &[(&str, &[&str])] = &[
        (
            "The army said three soldiers were killed; the rebels said ten.",
            &["indirect | The army | said | three soldiers were killed"],
        ),
        (
            "The army said three soldiers were killed, but the rebels claimed ten.",
            &["indirect | The army | said | three soldiers were killed"],
        ),
        (
            "The army says it won, and the rebels say they won.",
            &["indirect | The army | says | it won", "indirect | the rebels | say | they won"],
        ),
    ];
    let wrong: Vec<_> =
        table.iter().filter(|(text, expected)| read_sure(text) != *expected).map(|(t, _)| (t, read_sure(t))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_name_behind_what_it_is_speaks() {
    let speaker = |text: &str| {
        let article = article(text);
        let actors = actor::find(&article);
        let found = super::find(&article, &Words::of(&article), &actors);
        assert_eq!(found.len(), 1, "{text}");
        found[0].actor.map_or("nobody".to_owned(), |a| format!("{} ({})", actors[a].name, actors[a].kind.as_str()))
    };
    let cases = [
        ("“Ships may call,” harbour master Ada Quill said on Monday.", "Ada Quill (person)"),
        ("“Ships may call,” said the harbour master Ada Quill.", "Ada Quill (person)"),
        ("“Ships may call,” county engineer Ada Quill said.", "Ada Quill (person)"),
        ("Ada Quill left. “Ships may call,” Mr. Quill said on Monday.", "Ada Quill (person)"),
        ("“Ships may call,” an official of Port Alma said.", "nobody"),
        ("“Ships may call,” residents near the Old Quay said.", "nobody"),
        ("“Ships may call,” the owner Quill said.", "nobody"),
    ];
    for (text, expected) in cases {
        assert_eq!(speaker(text), expected, "{text}");
    }
}

#[test]
fn a_spokesman_for_somebody_is_not_that_person() {
    let text = "Mayor Ann Lee opened the quay. A spokesman for Ann Lee said the quay was safe. Lee said she was glad.";
    let article = article(text);
    let actors = actor::find(&article);
    let statements = super::find(&article, &Words::of(&article), &actors);
    let named: Vec<Option<&str>> = statements.iter().map(|s| s.actor.map(|a| actors[a].name.as_str())).collect();
    assert_eq!(named, [None, Some("Ann Lee")]);
}

/// The words that the last speaker of a text stands for, and the actor found: `words -> actor`.
fn led_back(text: &str) -> String {
    let article = article(text);
    let actors = actor::find(&article);
    let statements = super::find(&article, &Words::of(&article), &actors);
    let Some(last) = statements.last() else { return "no statement".to_owned() };
    let words = last.antecedent.map_or("", |span| span.of(text));
    format!("{words} -> {}", last.actor.map_or("nobody", |a| actors[a].name.as_str()))
}

#[test]
fn pronouns_are_led_back_where_one_reading_is_left() {
    let table = [
        // Over paragraphs: who spoke last, past quotations of the same speaker.
        ("Ann Lee said the quay was safe.\n“Nobody needs to worry about it,” she said.", "Ann Lee -> Ann Lee"),
        ("Ann Lee opened the new quay on Monday.\n“Paul Berg built most of it,” she said.", "Ann Lee -> Ann Lee"),
        // By gender.
        ("Ann Lee met Paul Berg at the quay. He said the gate was shut.", "Paul Berg -> Paul Berg"),
        ("Mr. Quill met Ms. Ode at the quay. She said the gate was shut.", "Ode -> Ode"),
        // Two of one kind, somebody without a name, and nobody: not led back.
        ("For Paul Berg, a docker, Mark Lee was also a hero. He said the gate was shut.", "Paul Berg -> Paul Berg"),
        ("For years Paul Berg, a docker, and Mark Lee were heroes. He said the gate was shut.", " -> nobody"),
        ("Mark Lee left Paul Berg at the quay and James Reed at the gate. He said the gate was shut.", " -> nobody"),
        ("A diver and the harbour master met Paul Berg’s lawyer. He said the gate was shut.", " -> nobody"),
        ("The quay is closed. He said the gate was shut.", " -> nobody"),
        (
            "In a tape that the Harbour Herald has, the governor went on to insult Paul Berg. He said the gate was shut.",
            " -> nobody",
        ),
        ("Paul Berg left after a man asked if the gate was shut. “It is,” he added.", " -> nobody"),
        // Bodies and several people.
        ("They met the Harbour Union, which said the gate was shut.", "Harbour Union -> Harbour Union"),
        (
            "The Harbour Union said the gate was shut. It said ships could not call.",
            "The Harbour Union -> Harbour Union",
        ),
        ("Harbour officials went to the gate, where they said it was shut.", "Harbour officials -> nobody"),
    ];
    let wrong: Vec<_> =
        table.iter().filter(|(text, expected)| led_back(text) != *expected).map(|(t, _)| (t, led_back(t))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn descriptions_are_led_back_to_who_has_the_office() {
    let table = [
        ("Mayor Ann Lee opened the quay. On Sunday, the mayor said it was safe.", "Ann Lee -> Ann Lee"),
        // The one office is not the other.
        ("Vice President Ann Lee opened the quay. On Sunday, the president said it was safe.", " -> nobody"),
        ("Gov. Ann Lee met Governor Paul Berg. On Sunday, the governor said it was safe.", " -> nobody"),
        // Of a state of its own, and named far before.
        (
            "Kenyan President Paul Berg met Mark Reed in Lima. Ann Lee opened the quay. James Ode closed it. \
             The president said it was safe.",
            " -> nobody",
        ),
        (
            "A senior harbour engineer said the quay was safe. The engineer added that it was new.",
            "A senior harbour engineer -> nobody",
        ),
    ];
    let wrong: Vec<_> =
        table.iter().filter(|(text, expected)| led_back(text) != *expected).map(|(t, _)| (t, led_back(t))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
