//! Vector stores of two years: some empty, some failing, some expired, many without a name, all sharing files.

use super::{ENOUGH_FOR_ODD_CASES, PAST, one};
use crate::openai::attribute::{AttributeValue, Attributes};
use crate::openai::chunking::{ChunkingStrategy, StaticChunking};
use crate::openai::id::{FileId, StoreId};
use crate::openai::purpose::Purpose;
use crate::openai::store_file::{IndexStatus, StoreFile};
use crate::openai::vector_store::ExpiresAfter;
use crate::sorted::sorted;
use crate::transport::demo::account::Account;
use crate::transport::demo::chance::Chance;
use crate::transport::demo::indexing::verdict;
use crate::transport::demo::store_files::AUTO;
use crate::transport::demo::stores::Store;

const NAMES: &[&str] = &[
    "Support FAQ",
    "Handbook",
    "Contracts",
    "Product docs",
    "Sales deck",
    "HR policies",
    "Release notes",
    "Onboarding",
    "Tickets",
    "Research papers",
    "Kitchen sink",
    "test",
    "test 2",
    "Copy of Handbook",
    "prod-kb",
];

const DAY: u64 = 86_400;

/// A file that could stand in a store: when it was created, and its id.
type Candidate = (u64, FileId);

#[derive(PartialEq)]
enum Kind {
    Plain,
    Empty,
    Failing,
    Expired,
    Large,
}

impl Account {
    pub(super) fn plant_stores(&mut self, chance: &mut Chance, count: usize) {
        let all: Vec<Candidate> = self.candidates(|_| true);
        let failing: Vec<Candidate> =
            self.candidates(|name| [".csv", ".xlsx", "blob"].iter().any(|ending| name.ends_with(ending)));
        let odd = if count >= ENOUGH_FOR_ODD_CASES { 2 } else { 0 };
        let ages: Vec<u64> = (0..count - odd).map(|_| 600 + chance.below(PAST)).collect();
        for (index, age) in sorted(ages, &|age| u64::MAX - age).into_iter().enumerate() {
            let kind = match (index, chance.below(100)) {
                (5, _) => Kind::Large,
                (_, 0..16) => Kind::Empty,
                (_, 16..26) => Kind::Failing,
                (_, 26..40) if age > 20 * DAY => Kind::Expired,
                _ => Kind::Plain,
            };
            let files = if kind == Kind::Failing { &failing } else { &all };
            self.plant_store(chance, index, self.now.saturating_sub(age), kind, files);
        }
        if odd > 0 {
            self.plant_odd_cases(chance, &all);
        }
    }

    /// Oldest first.
    fn candidates(&self, keep: fn(&str) -> bool) -> Vec<Candidate> {
        let fit = |purpose: &Option<Purpose>| matches!(purpose, Some(Purpose::Assistants | Purpose::UserData));
        self.files
            .iter()
            .map(|(_, kept)| &kept.file)
            .filter(|file| fit(&file.purpose) && keep(file.filename.as_deref().unwrap_or_default()))
            .map(|file| (file.created_at.unwrap_or_default(), file.id.clone()))
            .collect()
    }

    fn plant_store(&mut self, chance: &mut Chance, index: usize, created: u64, kind: Kind, files: &[Candidate]) {
        let name = (!chance.hits(0.2)).then(|| match chance.below(3) {
            0 => chance.word(NAMES).to_owned(),
            _ => format!("{} v{}", chance.word(NAMES), 1 + chance.below(4)),
        });
        let mut store = Store::new(StoreId::from(chance.id("vs_")), created, name);
        if chance.hits(0.3) {
            let owner = chance.word(&["ana", "bo", "ci", "assistant-migration"]);
            store.object.metadata = Some(one("owner", owner));
        }
        if index == 3 {
            store.object.name = Some("<b>not bold</b> & \u{202e}backwards".to_owned());
        }
        if chance.hits(0.2) {
            store.object.description = Some("Answers for the help desk.".to_owned());
        }
        let wanted = match kind {
            Kind::Empty => 0,
            Kind::Large => 1_500.min(files.len() / 2),
            _ => (chance.size(14, 1.4) as usize).min(400).min(files.len()),
        };
        // A stretch of neighbours: files of one time come together, and stores overlap.
        let start = chance.below(files.len() as u64) as usize;
        let chosen: Vec<(u64, FileId)> = (0..wanted)
            .filter_map(|step| files.get((start + step) % files.len()))
            .map(|(file_created, id)| ((*file_created).max(created) + 2 + chance.below(30), id.clone()))
            .map(|(time, id)| (time.min(self.now), id))
            .collect();
        let chosen = sorted(chosen, &|(time, _)| *time);
        let last = chosen.last().map_or(created, |(time, _)| *time);
        let (chunking, with_attributes) = (strategy(chance), chance.hits(0.35));
        let place = self.stores.end();
        for (time, id) in chosen {
            let attributes = if with_attributes { attributes(chance) } else { Attributes::new() };
            self.plant_file(&mut store, place, time, id, chunking.clone(), attributes);
        }
        match kind {
            Kind::Expired => {
                // Far enough back that it is over.
                let days = 1 + chance.below(14);
                store.object.expires_after = Some(after(days));
                store.touch(last.min(self.now - (days + 1) * DAY).max(created));
            }
            _ if chance.hits(0.3) => {
                let days = 30 + chance.below(330);
                store.object.expires_after = Some(after(days));
                store.touch((self.now - chance.below(days * DAY)).max(last));
            }
            _ => store.touch(last),
        }
        self.add_store(store);
    }

    /// Attached and indexed long ago.
    fn plant_file(
        &mut self,
        store: &mut Store,
        place: usize,
        time: u64,
        id: FileId,
        chunking: ChunkingStrategy,
        attributes: Attributes,
    ) {
        let Some(kept) = self.files.get_mut(id.as_str()) else { return };
        let verdict = verdict(&kept.file);
        kept.stores.push(place);
        let mut file = entry(&store.object.id, id, time, chunking);
        file.usage_bytes = Some(verdict.usage);
        file.status = Some(verdict.status);
        file.last_error = verdict.error;
        file.attributes = Some(attributes);
        store.attach(file, 0);
    }

    /// A file that never gets ready, files that are gone but still listed, and a store that is being filled.
    fn plant_odd_cases(&mut self, chance: &mut Chance, files: &[Candidate]) {
        let now = self.now;
        let mut store = Store::new(StoreId::from(chance.id("vs_")), now - 500, Some("Stuck import".to_owned()));
        let place = self.stores.end();
        for _ in 0..3 {
            let id = FileId::from(chance.file_id());
            let mut file = entry(&store.object.id, id, now - 490, AUTO);
            file.status = Some(IndexStatus::Completed);
            file.usage_bytes = Some(chance.size(40_000, 1.0));
            store.attach(file, 0);
        }
        if let Some((_, id)) = files.first()
            && let Some(kept) = self.files.get_mut(id.as_str())
        {
            kept.stores.push(place);
            let file = entry(&store.object.id, id.clone(), now - 480, AUTO);
            store.attach(file, u64::MAX);
        }
        self.add_store(store);

        let place =
            self.add_store(Store::new(StoreId::from(chance.id("vs_")), now - 30, Some("Help desk 2".to_owned())));
        for (_, id) in files.iter().rev().take(25) {
            self.attach(place, id.as_str(), None, None);
        }
    }
}

fn entry(store: &StoreId, id: FileId, time: u64, chunking: ChunkingStrategy) -> StoreFile {
    StoreFile {
        id,
        usage_bytes: Some(0),
        created_at: Some(time),
        vector_store_id: Some(store.clone()),
        status: Some(IndexStatus::InProgress),
        last_error: None,
        chunking_strategy: Some(chunking),
        attributes: Some(Attributes::new()),
    }
}

fn after(days: u64) -> ExpiresAfter {
    ExpiresAfter { anchor: Some("last_active_at".to_owned()), days: Some(days) }
}

fn strategy(chance: &mut Chance) -> ChunkingStrategy {
    match chance.below(6) {
        0 => ChunkingStrategy::Static(StaticChunking {
            max_chunk_size_tokens: Some(1_600),
            chunk_overlap_tokens: Some(200),
        }),
        // Cut before the API told how.
        1 => ChunkingStrategy::Other("other".to_owned()),
        _ => AUTO,
    }
}

fn attributes(chance: &mut Chance) -> Attributes {
    let department = chance.word(&["support", "legal", "sales"]).to_owned();
    let mut attributes = Attributes::new();
    attributes.insert("department".to_owned(), AttributeValue::Text(department));
    attributes.insert("year".to_owned(), AttributeValue::Number((2024 + chance.below(3)) as f64));
    attributes.insert("public".to_owned(), AttributeValue::Flag(chance.hits(0.5)));
    attributes
}
