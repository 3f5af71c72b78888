use super::{Interval, Quantity, Stated, Unit, find};
use crate::annotate::{time, words::Words};
use crate::corpus;

fn quantities(text: &str) -> (String, Vec<Quantity>) {
    let article = corpus::parse("seeds/a.txt", text.as_bytes()).expect("a text");
    let words = Words::of(&article);
    let found = find(&article, &words, &time::find(&article));
    (article.text.clone(), found)
}

/// One line for each: the words, the interval, what is counted, of what, in what time, and the role.
fn lines(text: &str) -> Vec<String> {
    let (text, found) = quantities(text);
    let line = |q: &Quantity| {
        let unit = match &q.unit {
            Unit::Measure(measure) => format!("<{measure}>"),
            Unit::Count(noun) => noun.clone(),
            Unit::Bare => "-".to_owned(),
        };
        let extra = q.of.iter().map(|of| format!(" of {of}")).chain(q.per.iter().map(|per| format!(" per {per}")));
        let role = q.role.map_or("", |role| role.name);
        let (low, high) = (q.value.low, q.value.high);
        format!("{} | {low:.0}..{high:.0} {unit}{} {role}", q.span.of(&text), extra.collect::<String>())
    };
    found.iter().map(|q| line(q).trim_end().to_owned()).collect()
}

#[test]
fn numbers_are_read_with_their_bounds_units_and_roles() {
    insta::assert_snapshot!(
        [
            "The landslide killed at least forty-two miners and injured more than 300 people.",
            "Nearly 80 ferries were damaged, and dozens of sailors are missing.",
            "The well leaks 12,000 to 15,000 barrels of oil a day.",
            "The harbour cost between $2 million and $2.5 million, up from $1 million.",
            "Police arrested 18 on the quay.",
            "After nearly nine hours of heated talks, the mayor left.",
            "The nine-hour session ended with 4.5 percent of votes missing.",
            "The death toll rose to 35.",
            "Some 75 miles west of the cape, 1,200 families fled.",
            "Tens of thousands marched for two weeks.",
            "A couple of hundred passengers and another 20 sailors waited.",
        ]
        .iter()
        .flat_map(|text| lines(text))
        .collect::<Vec<_>>()
        .join("\n"),
        @r"
    at least forty-two miners | 42..inf miner injured
    more than 300 people | 300..inf people injured
    Nearly 80 ferries | 68..80 ferri damaged
    dozens of sailors | 24..99 sailor missing
    12,000 to 15,000 barrels of oil a day | 11500..15500 <barrels> of oil per day leaked
    $2 million and $2.5 million | 1950000..2550000 <dollars> spent
    18 | 18..18 people arrested
    nearly nine hours of heated talks | 27540..32400 <time> of talk
    nine-hour | 32400..32400 <time> of session lasted
    4.5 percent of votes | 4..5 <percent> of vote voted
    35 | 35..35 people killed
    Some 75 miles | 107826..133576 <distance>
    1,200 families | 1150..1250 famili displaced
    Tens of thousands | 20000..99000 -
    two weeks | 1209600..1209600 <time>
    A couple of hundred passengers | 200..300 passeng
    another 20 sailors | 20..20 sailor
    "
    );
}

#[test]
fn dates_names_and_ages_are_no_quantities() {
    for text in [
        "The mayor spoke on 12 May 2014 about the quay.",
        "Flight 12 was late and Article 5 was read.",
        "An 18-year-old steered the ferry.",
        "No one saw the ferry.",
    ] {
        assert_eq!(lines(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn intervals_that_share_a_value_are_not_disjoint() {
    let value = |text: &str| -> Interval { quantities(text).1.first().map(|q| q.value).expect(text) };
    for (one, other, disjoint) in [
        ("It sold 5,000 barrels.", "It sold 4,300 barrels.", true),
        ("It sold nearly 5,000 barrels.", "It sold 4,890 barrels.", false),
        ("It sold 5,000 barrels.", "It sold 5,312 barrels.", false),
        ("It sold more than 100 barrels.", "It sold some 125 barrels.", false),
        ("Forty sailors drowned.", "Forty-three sailors drowned.", true),
        ("About 40 sailors drowned.", "Forty-three sailors drowned.", false),
        ("Dozens of sailors drowned.", "Forty-three sailors drowned.", false),
        ("Dozens of sailors drowned.", "Twelve sailors drowned.", true),
        ("It takes up to 60 hours.", "It takes 33 to 61 hours.", false),
        ("It takes two weeks.", "It takes 14 days.", false),
    ] {
        assert_eq!(value(one).is_disjoint(value(other)), disjoint, "{one} / {other}");
    }
}

#[test]
fn how_a_number_is_told_is_kept() {
    for (text, stated) in [
        ("It sold 40 barrels.", Stated::Number),
        ("It sold over 40 barrels.", Stated::Bound),
        ("It sold 40-50 barrels.", Stated::Range),
        ("It sold dozens of barrels.", Stated::Vague),
        ("It sold another 40 barrels.", Stated::Added),
    ] {
        assert_eq!(quantities(text).1.first().map(|q| q.stated), Some(stated), "{text}");
    }
}
