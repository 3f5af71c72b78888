use super::*;

/// A paragraph each, made up: a bridge was closed, and someone said so.
const PARAGRAPHS: [(&str, &str); 26] = [
    (
        "en",
        "The council closed the old bridge on Monday after engineers found cracks in two of its piers, and the mayor said it would stay shut until spring.",
    ),
    (
        "ur",
        "بلدیہ نے پیر کے روز پرانا پل بند کر دیا کیونکہ انجینئروں کو اس کے دو ستونوں میں دراڑیں ملی تھیں۔ میئر نے کہا کہ یہ بہار تک بند رہے گا۔",
    ),
    (
        "ps",
        "ښاروالۍ د دوشنبې په ورځ زوړ پل وتاړه، ځکه چې انجنیرانو د هغه په دوو ستنو کې درزونه موندلي وو. ښاروال وویل چې پل به تر پسرلي پورې تړلی وي.",
    ),
    (
        "fa",
        "شهرداری روز دوشنبه پل قدیمی را بست، زیرا مهندسان در دو پایه آن ترک‌هایی پیدا کرده بودند. شهردار گفت این پل تا بهار بسته خواهد بود.",
    ),
    (
        "fa",
        "ښاروالی کابل نه، بلکه شاروالی شهر ما روز دوشنبه پل کهنه را بست و شاروال گفت که این پل تا بهار سال آینده برای مردم باز نخواهد شد و از آن نمی توان گذشت.",
    ),
    (
        "ar",
        "أغلقت البلدية الجسر القديم يوم الاثنين بعد أن عثر المهندسون على شقوق في اثنتين من دعائمه، وقال رئيس البلدية إنه سيبقى مغلقا حتى الربيع.",
    ),
    (
        "tr",
        "Belediye, mühendislerin iki ayağında çatlak bulmasından sonra eski köprüyü pazartesi günü kapattı. Belediye başkanı, köprünün bahara kadar kapalı kalacağını ve bunun için bir ekip kurulduğunu söyledi.",
    ),
    (
        "fr",
        "La mairie a fermé le vieux pont lundi après que des ingénieurs ont trouvé des fissures dans deux de ses piles, et le maire a dit qu’il resterait fermé jusqu’au printemps.",
    ),
    (
        "de",
        "Die Stadt hat die alte Brücke am Montag gesperrt, nachdem Ingenieure in zwei ihrer Pfeiler Risse gefunden hatten, und der Bürgermeister sagte, sie werde bis zum Frühjahr geschlossen bleiben.",
    ),
    (
        "es",
        "El ayuntamiento cerró el viejo puente el lunes después de que los ingenieros hallaran grietas en dos de sus pilares, y el alcalde dijo que seguirá cerrado hasta la primavera.",
    ),
    (
        "pt",
        "A câmara fechou a velha ponte na segunda-feira, depois de os engenheiros terem encontrado fendas em dois dos seus pilares, e o presidente disse que não será aberta até à primavera.",
    ),
    (
        "it",
        "Il comune ha chiuso il vecchio ponte lunedì dopo che gli ingegneri hanno trovato delle crepe in due dei suoi piloni, e il sindaco ha detto che non sarà riaperto prima della primavera.",
    ),
    (
        "nl",
        "De gemeente heeft de oude brug maandag gesloten nadat ingenieurs scheuren in twee van de pijlers hadden gevonden, en volgens de burgemeester blijft hij tot het voorjaar dicht.",
    ),
    (
        "sv",
        "Staden stängde den gamla bron på måndagen efter att ingenjörer hade hittat sprickor i två av pelarna, och borgmästaren sade att den inte öppnas före våren.",
    ),
    (
        "pl",
        "Miasto zamknęło w poniedziałek stary most, ponieważ inżynierowie znaleźli pęknięcia w dwóch jego filarach, a burmistrz powiedział, że nie będzie on otwarty przed wiosną i że prace są już w toku.",
    ),
    (
        "id",
        "Pemerintah kota menutup jembatan tua itu pada hari Senin setelah para insinyur menemukan retakan di dua tiangnya, dan wali kota mengatakan bahwa jembatan itu akan ditutup untuk sementara.",
    ),
    ("zh", "工程师在两个桥墩上发现裂缝后，市政府于星期一关闭了这座老桥。市长说，大桥将关闭到春天。"),
    ("ja", "技師が二本の橋脚にひびを見つけたため、市は月曜日に古い橋を閉鎖した。市長は春まで閉鎖が続くと述べた。"),
    (
        "ko",
        "기술자들이 교각 두 곳에서 균열을 발견하자 시는 월요일에 낡은 다리를 폐쇄했다. 시장은 봄까지 닫혀 있을 것이라고 말했다.",
    ),
    (
        "ru",
        "Власти города закрыли старый мост в понедельник после того, как инженеры нашли трещины в двух его опорах, и мэр сказал, что он будет закрыт до весны.",
    ),
    (
        "uk",
        "Міська влада закрила старий міст у понеділок після того, як інженери знайшли тріщини в двох його опорах, і мер сказав, що він буде закритий до весни.",
    ),
    (
        "hi",
        "इंजीनियरों को दो खंभों में दरारें मिलने के बाद नगर परिषद ने सोमवार को पुराना पुल बंद कर दिया और महापौर ने कहा कि यह वसंत तक बंद रहेगा।",
    ),
    ("bn", "প্রকৌশলীরা দুটি স্তম্ভে ফাটল পাওয়ার পর সোমবার পুরোনো সেতুটি বন্ধ করে দেওয়া হয়েছে।"),
    (
        "he",
        "העירייה סגרה את הגשר הישן ביום שני לאחר שמהנדסים מצאו סדקים בשניים מעמודיו, וראש העיר אמר כי הוא יישאר סגור עד האביב.",
    ),
    ("el", "Ο δήμος έκλεισε την παλιά γέφυρα τη Δευτέρα, αφού οι μηχανικοί βρήκαν ρωγμές σε δύο από τους πυλώνες της."),
    ("und-Ethi", "መሐንዲሶች በሁለት ምሰሶዎች ላይ ስንጥቅ ካገኙ በኋላ ከተማው ድልድዩን ዘጋ።"),
];

#[test]
fn a_paragraph_tells_its_language() {
    let wrong: Vec<_> = PARAGRAPHS.iter().filter(|(tag, text)| guess(text) != Some(tag)).collect();
    let found: Vec<_> = wrong.iter().map(|(tag, text)| (tag, guess(text))).collect();
    assert_eq!(found, []);
}

#[test]
fn english_with_words_of_others_is_english() {
    for text in [
        "Recep Yıldız and Ayşe Öztürk of the Köprü Derneği met José de la Cruz and Łukasz Wójcik in the old town hall.",
        "The mayor called it “la grande honte de la ville et de ses élus” and left the room without a further word to the press.",
        "Under the banner “يسقط الجسر” some two hundred people marched to the town hall on Monday, police said.",
        "The film, Die Brücke an der Stadt, was shown in Riverton and won the prize.",
        "He takes a slower, longer-term approach to a company's debts.",
        "Mayor vows to reopen bridge in spring",
    ] {
        assert_eq!(guess(text), Some(ENGLISH), "{text}");
    }
}

#[test]
fn what_says_nothing_of_its_language_is_left_open() {
    for text in [
        "",
        "…",
        "12 3 2031",
        "Bridge closed, ferries overwhelmed",
        "Riverton, Portside, Harbour Office",
        "Juan de la Cruz, María de los Ángeles, Pedro de la Rosa, Ana del Río, Luis y Marta de la Vega",
        "Café Zürich; Hôtel de la Gare; Señor Peña",
        "https://example.com/de/la/el/und/der/die/und/der/que/con/para/por",
        "BRIDGE TO STAY SHUT UNTIL SPRING",
        "Photo: A. Lee",
    ] {
        assert_eq!(guess(text), None, "{text}");
    }
}

#[test]
fn a_language_that_cannot_be_told_is_not_named() {
    // Letters alone, a made-up language in Latin letters, and one in words that several share.
    assert_eq!(guess("جسر"), Some("und-Arab"));
    assert_eq!(guess("мост"), Some("und-Cyrl"));
    let invented = "bala turi mono keta rima solu ".repeat(8);
    assert_eq!(guess(&invented), Some(UNKNOWN));
    assert_eq!(guess("pøn dårt vælk sømmer gråd"), Some(UNKNOWN));
}

#[test]
fn tags_have_names_scripts_and_directions() {
    let named = |tag| name(tag).unwrap_or_default();
    assert_eq!(named("ur"), "Urdu");
    assert_eq!(named("tr-TR"), "Turkish");
    assert_eq!(named("pa-Arab"), "Punjabi");
    assert_eq!(named("und-Arab"), "a language in Arabic script");
    assert_eq!(named("und"), "a language that was not recognised");
    assert_eq!(name("tlh"), None);
    for (tag, from_right) in [
        ("ur", true),
        ("UR-pk", true),
        ("he", true),
        ("pa", false),
        ("pa-Arab-PK", true),
        ("ku-arab", true),
        ("tr", false),
        ("tlh", false),
    ] {
        assert_eq!(is_from_right(tag), from_right, "{tag}");
    }
    assert!(is_english("en-GB") && !is_english("und") && is_same("pt-BR", "pt"));
}

#[test]
fn the_tables_are_whole() {
    assert!(TABLE.languages.iter().filter(|l| l.worded).count() <= 64, "a bit for each");
    assert!(
        TABLE.languages.iter().take_while(|l| l.worded).count() == TABLE.languages.iter().filter(|l| l.worded).count()
    );
    for language in &TABLE.languages {
        assert!(TABLE.scripts.iter().any(|script| script.code == language.script), "{}", language.tag);
    }
    assert!(TABLE.ranges.windows(2).all(|pair| pair[0].1 < pair[1].0), "ranges are apart");
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC{0,400}") {
        let _ = (guess(&text), script(&text), name(&text), is_from_right(&text));
    }
}
