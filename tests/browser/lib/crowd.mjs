// A made-up story of many sources, hostile ones among them, the same at every run: `node lib/crowd.mjs FOLDER [NUMBER]`
// writes its `seeds` and `content`.
//
// The story: two countries quarrel over a fishing ground for some months, and a third hosts their talks.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const OUTLETS = ["The Alma Courier", "North Quay Post", "Radio Verrin", "Fishing Weekly", "صحيفة الميناء", "Ὁ Φάρος", "The Very Long Name of a Newspaper That Somebody Founded in a Small Harbour Town & Sons"];
const PEOPLE = [["Halla Jónsdóttir", "fisheries minister of Iceland"], ["Duarte Meireles", "Portuguese fisheries minister"], ["Sigrid Aasen", "Norwegian mediator"], ["Einar Þorvaldsson", "Icelandic coast guard commander"], ["Inês Caldeira", "spokeswoman for the Portuguese navy"], ["Ólöf d’Arc-O’Neill", "head of the trawler owners’ union"]];
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const UNBROKEN = "Quota".repeat(60);
const FIRST_DAY = Date.UTC(2022, 0, 10);
const DAY = 86_400_000;

/** Texts in other scripts: a title and two sentences, the second quoted. */
const SCRIPTS = {
  ar: ["اتفاق على حصص الصيد", "قال وزير الصيد يوم الإثنين إن المحادثات في أوسلو انتهت دون اتفاق.", "وقالت المتحدثة: «لن نغادر المياه قبل توقيع الاتفاق»."],
  he: ["המחלוקת על מכסות הדיג", "השר אמר ביום שני כי השיחות באוסלו הסתיימו ללא הסכם.", "הדוברת אמרה: \"לא נעזוב את המים לפני חתימת ההסכם\"."],
  ur: ["ماہی گیری کے کوٹے پر مذاکرات", "وزیر نے پیر کے روز کہا کہ اوسلو میں مذاکرات بغیر کسی معاہدے کے ختم ہو گئے۔", "ترجمان نے کہا: ”ہم معاہدے پر دستخط سے پہلے پانی نہیں چھوڑیں گے۔“"],
  zh: ["渔业配额谈判破裂", "部长星期一表示，奥斯陆的谈判没有达成协议就结束了。", "发言人说：“在签署协议之前，我们不会离开这片海域。”"],
  ja: ["漁獲枠をめぐる協議が決裂", "大臣は月曜日、オスロでの協議が合意なしに終わったと述べた。", "報道官は「合意に署名するまで海域を離れない」と語った。"],
  ru: ["Переговоры о квотах сорваны", "Министр заявил в понедельник, что переговоры в Осло закончились без соглашения.", "«Мы не уйдём, пока соглашение не подписано», — сказала представитель флота."],
  hi: ["मछली पकड़ने के कोटे पर बातचीत", "मंत्री ने सोमवार को कहा कि ओस्लो में बातचीत बिना समझौते के समाप्त हो गई।", "प्रवक्ता ने कहा, “समझौते पर हस्ताक्षर होने तक हम पानी नहीं छोड़ेंगे।”"],
};

const HOSTILE = [
  '"><script>alert("title")</script> Talks {{ title }} stall',
  "</title></main><img src=x onerror=alert(1)> Trawler & tug",
  "🚢🐟 Quota talks 👩‍👩‍👧‍👦 resume 🇮🇸🇵🇹",
  "Talks ‮desrever‬ and ⁧turned⁩ about",
  `Talks on ${UNBROKEN} resume`,
  "A title that goes on ".repeat(14).trim(),
  "<![CDATA[ talks ]]> <!-- stall --> &amp; &#x41; {% raw %}",
  "Z̸̧̛͎͔̱̤̯̹̓̈́̈́̕a̷̢̡̛͓̫͇̬͛̏̈́̕l̵̨̛͈̦͉̞̈́̀̀̕g̶̨̛̼̮̜̬̈́̀̓̕o talks · … — ''",
  "./../..\\talks?*|<>:\"",
];

/** Numbers that look random and are the same everywhere. */
function dice(seed) {
  let state = seed * 2_654_435_761 + 1;
  return (sides) => {
    state = (Math.imul(state ^ (state >>> 15), 1 | state) + 0x6d2b79f5) >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) % sides;
  };
}

const written = (day) => `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
const ofYear = (day) => `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]}`;

/** What happened on a day, in sentences of which two or three have a date. */
function sentences(roll, day) {
  const [name, role] = PEOPLE[roll(PEOPLE.length)];
  const boats = 2 + roll(40);
  const weekday = WEEKDAYS[new Date(day.getTime() - DAY * (1 + roll(5))).getUTCDay()];
  const later = new Date(day.getTime() + DAY * (3 + roll(60)));
  const before = new Date(day.getTime() - DAY * (8 + roll(200)));
  const pool = [
    `Icelandic patrol boats stopped ${boats} Portuguese trawlers near the Verrin Bank on ${weekday}, the coast guard said.`,
    `Portugal withdrew its negotiators from the talks in Oslo on ${ofYear(before)}.`,
    `A new round of talks is to open in Oslo on ${written(later)}.`,
    `“We will not leave these waters before an agreement is signed,” ${name}, the ${role}, said.`,
    `${name} said the quota for cod would be ${100 + roll(900)} tonnes.`,
    `Iceland closed the bank to foreign boats in ${MONTHS[roll(12)]} ${2015 + roll(6)}.`,
    `On ${written(before)}, both countries signed a letter in Bergen and promised to cut their catch by ${5 + roll(40)} percent.`,
    `Portuguese officials accused the Icelandic coast guard of cutting ${1 + roll(9)} nets.`,
    `Norway has hosted the talks since ${2019 + roll(3)}.`,
    `“The numbers are wrong,” a senior official in Lisbon said. “Nobody counted the boats.”`,
    `Iceland demands that every trawler carry a transponder by ${written(later)}.`,
    `The last quarrel over the bank ended on ${ofYear(before)} ${1972 + roll(20)}.`,
  ];
  const start = roll(pool.length);
  const chosen = Array.from({ length: 4 + roll(6) }, (_, at) => pool[(start + at * 5) % pool.length]);
  return [...new Set(chosen)];
}

const TITLES = ["Trawlers stopped near the Verrin Bank", "Quota talks stall in Oslo", "Portugal recalls its negotiators", "Coast guard denies cutting nets", "Iceland sets a date for transponders", "What the letter of Bergen says", "Mediator hopes for a signature", "Fishermen wait in the harbour"];

/** One source: its path below `seeds` and its text. */
function source(n, earlier) {
  const roll = dice(n + 1);
  const day = new Date(FIRST_DAY + DAY * Math.floor(n / 2) + DAY * roll(3));
  const outlet = OUTLETS[roll(OUTLETS.length)];
  const number = String(n).padStart(3, "0");
  const plain = `${TITLES[roll(TITLES.length)]} (${n})`;
  const title = n % 6 === 1 ? `${HOSTILE[(n / 6 | 0) % HOSTILE.length]} ${n}` : plain;
  const script = Object.keys(SCRIPTS)[n % 7];
  const told = sentences(roll, day).map((text) => (n % 16 === 5 ? `${text} ${UNBROKEN} ${"https://bank.example/" + "list/".repeat(60)}` : text));
  if (n % 10 === 3 && earlier.length > 8) return [`${number}-copy.txt`, earlier[n % 7 + 1].replace(/^/, `${outlet}\n\n`)];
  if (n % 9 === 4) return [`${script}/${number}.txt`, SCRIPTS[script].map((text, at) => (at === 0 ? `${text} ${n}` : text)).join("\n\n") + "\n"];
  if (n % 13 === 6) return [`bare ${number} & {{ ${n} }}.txt`, `${told[0]}\n`];
  if (n % 14 === 8) {
    const front = [`title: ${JSON.stringify(title)}`, `outlet: ${JSON.stringify(n % 4 ? outlet : "<b>" + outlet)}`, `author: ${JSON.stringify("O'Quill & Søn <x>")}`, `date: ${day.toISOString().slice(0, 10)}`];
    return [`${number}.md`, `---\n${front.join("\n")}\n---\n\n## What **happened**\n\n${told.join("\n\n")}\n\n- <script>alert(${n})</script> a point\n- another [link](javascript:alert(1))\n\n\`\`\`\n${"code ".repeat(60)}\n\`\`\`\n`];
  }
  if (n % 17 === 9) {
    const safe = title.replace(/&/g, "&amp;").replace(/</g, "&lt;");
    return [`pages/${number}.html`, `<!doctype html><html><head><title>${safe}</title></head><body><article><h1>${safe}</h1><p>${told.join("</p><p>")}</p></article></body></html>\n`];
  }
  if (n % 11 === 7) return [`${number}.txt`, `${title}\n\n${told.join(" ")}\n`];
  const mixed = n % 8 === 2 ? `\n\n${SCRIPTS[script].slice(1).join(" ")} ${told[0]}` : "";
  return [`${number}.txt`, `${title}\n\n${outlet}, ${written(day)}\n\nOSLO: ${told.join("\n\n")}${mixed}\n`];
}

/** What the editor says of it: a lead, a page, and sources that may be shown in part or not at all. */
function content(paths) {
  const policies = ["excerpt", "link", "private"].map((policy, at) => {
    const id = paths.filter((path) => path.endsWith(".txt"))[20 + at * 7].replace(/\.txt$/, "");
    return [`content/sources/${policy}.md`, `+++\nsource = ${JSON.stringify(id)}\npublish = "${policy}"\n+++\n\nAs its owner asks.\n`];
  });
  return [
    ["content/site.toml", 'title = "The quarrel over the Verrin Bank & <its> ‘cod’"\nstandfirst = "Two countries, one bank, 300 sources."\nbase_url = "https://bank.example/desk/"\n'],
    ["content/method.md", `# How this was made\n\nBy hand and ${UNBROKEN}.\n\n| a | table | of | many | columns | here |\n|---|---|---|---|---|---|\n| 1 | 2 | 3 | 4 | 5 | ${"6".repeat(80)} |\n`],
    ...policies,
  ];
}

/** The files of the story, as `[path, text]`. */
export function crowd(number = 300) {
  const texts = [];
  const seeds = Array.from({ length: number }, (_, n) => {
    const [path, text] = source(n, texts);
    texts.push(text);
    return [path, text];
  });
  return [...seeds.map(([path, text]) => [`seeds/${path}`, text]), ...content(seeds.map(([path]) => path))];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , folder, number] = process.argv;
  for (const [path, text] of crowd(Number(number ?? 300))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
