//! The tags: the Penn Treebank's for words, our own for marks.

/// The part of speech of a word, or the office of a mark.
///
/// Words carry the tags of the Penn Treebank (Marcus, Santorini, Marcinkiewicz 1993), `PRP$` and `WP$` as [`Tag::PRPS`]
/// and [`Tag::WPS`]. Marks are told apart by what they do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Tag {
    /// Noun, singular or mass: `bridge`.
    NN,
    /// Noun, plural: `bridges`.
    NNS,
    /// Proper noun, singular: `Nairobi`.
    NNP,
    /// Proper noun, plural: `Kenyans`.
    NNPS,
    /// Verb, base form: `(to) close`.
    VB,
    /// Verb, past tense: `closed`.
    VBD,
    /// Verb, gerund or present participle: `closing`.
    VBG,
    /// Verb, past participle: `(was) closed`.
    VBN,
    /// Verb, present, not third person singular: `(they) close`.
    VBP,
    /// Verb, present, third person singular: `closes`.
    VBZ,
    /// Modal: `will`.
    MD,
    /// Preposition or subordinating conjunction: `of`, `because`, `that`.
    IN,
    /// `to`.
    TO,
    /// Determiner: `the`.
    DT,
    /// Predeterminer: `all (the)`.
    PDT,
    /// Personal pronoun: `she`.
    PRP,
    /// Possessive pronoun: `her (deputy)`.
    PRPS,
    /// Wh-determiner: `which`.
    WDT,
    /// Wh-pronoun: `who`.
    WP,
    /// Possessive wh-pronoun: `whose`.
    WPS,
    /// Wh-adverb: `where`.
    WRB,
    /// Adjective: `old`.
    JJ,
    /// Adjective, comparative: `older`.
    JJR,
    /// Adjective, superlative: `oldest`.
    JJS,
    /// Adverb: `soon`, `not`.
    RB,
    /// Adverb, comparative: `sooner`.
    RBR,
    /// Adverb, superlative: `soonest`.
    RBS,
    /// Particle: `(shut) down`.
    RP,
    /// Coordinating conjunction: `and`.
    CC,
    /// Number: `43`, `three`.
    CD,
    /// Existential `there`.
    EX,
    /// Interjection: `oh`.
    UH,
    /// Foreign word: `et`.
    FW,
    /// The apostrophe of a plural's possessive, where it stands alone: `pilots’`.
    POS,
    /// Any other sign: `+`.
    SYM,
    /// A comma.
    Comma,
    /// A mark that ends a sentence: `.`, `?`, `!`, `…`.
    Stop,
    /// The point of an abbreviation within a sentence: `Dr.`.
    Point,
    /// A colon or semicolon.
    Colon,
    /// A dash between words.
    Dash,
    /// A hyphen within a word.
    Hyphen,
    /// A mark that opens a quotation.
    OpenQuote,
    /// A mark that closes a quotation.
    CloseQuote,
    /// A bracket that opens.
    OpenBracket,
    /// A bracket that closes.
    CloseBracket,
    /// The sign of a currency.
    Currency,
}

use Tag::{
    CC, CD, CloseBracket, CloseQuote, Colon, Comma, Currency, DT, Dash, EX, FW, Hyphen, IN, JJ, JJR, JJS, MD, NN, NNP,
    NNPS, NNS, OpenBracket, OpenQuote, PDT, POS, PRP, PRPS, Point, RB, RBR, RBS, RP, SYM, Stop, TO, UH, VB, VBD, VBG,
    VBN, VBP, VBZ, WDT, WP, WPS, WRB,
};

impl Tag {
    /// Every tag, each at the place of its number.
    pub const ALL: [Tag; 46] = [
        NN,
        NNS,
        NNP,
        NNPS,
        VB,
        VBD,
        VBG,
        VBN,
        VBP,
        VBZ,
        MD,
        IN,
        TO,
        DT,
        PDT,
        PRP,
        PRPS,
        WDT,
        WP,
        WPS,
        WRB,
        JJ,
        JJR,
        JJS,
        RB,
        RBR,
        RBS,
        RP,
        CC,
        CD,
        EX,
        UH,
        FW,
        POS,
        SYM,
        Comma,
        Stop,
        Point,
        Colon,
        Dash,
        Hyphen,
        OpenQuote,
        CloseQuote,
        OpenBracket,
        CloseBracket,
        Currency,
    ];

    /// As the Penn Treebank writes it; marks by the most usual one.
    pub fn as_str(self) -> &'static str {
        const NAMES: [&str; Tag::ALL.len()] = [
            "NN", "NNS", "NNP", "NNPS", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD", "IN", "TO", "DT", "PDT", "PRP",
            "PRP$", "WDT", "WP", "WP$", "WRB", "JJ", "JJR", "JJS", "RB", "RBR", "RBS", "RP", "CC", "CD", "EX", "UH",
            "FW", "POS", "SYM", ",", ".", "Mr.", ":", "–", "-", "``", "''", "(", ")", "$",
        ];
        NAMES[self as usize]
    }

    /// The tag that [`Tag::as_str`] writes so.
    pub fn parse(name: &str) -> Option<Tag> {
        Tag::ALL.into_iter().find(|tag| tag.as_str() == name)
    }

    /// A verb in any form, modals included.
    pub fn is_verb(self) -> bool {
        (VB..=MD).contains(&self)
    }

    /// A verb that can be the verb of a clause by its form: `closed`, `closes`, `will`.
    pub fn is_finite_verb(self) -> bool {
        matches!(self, VBD | VBP | VBZ | MD)
    }

    /// A noun, common or proper.
    pub fn is_noun(self) -> bool {
        self <= NNPS
    }

    /// A name.
    pub fn is_proper(self) -> bool {
        matches!(self, NNP | NNPS)
    }

    /// An adjective in any degree.
    pub fn is_adjective(self) -> bool {
        matches!(self, JJ | JJR | JJS)
    }

    /// An adverb in any degree.
    pub fn is_adverb(self) -> bool {
        matches!(self, RB | RBR | RBS)
    }

    /// `who`, `which`, `whose`, `where`.
    pub fn is_wh(self) -> bool {
        matches!(self, WDT | WP | WPS | WRB)
    }

    /// A mark, not a word.
    pub fn is_mark(self) -> bool {
        self >= POS
    }
}
