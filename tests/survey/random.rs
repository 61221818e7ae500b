//! The worst that this program could do is to call something unused that is used. Random accounts, read whole or not.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;
use quartermaster::account::findings::{Finding, Keep};
use quartermaster::account::plans::Along;
use quartermaster::account::recipes::Recipe;
use quartermaster::account::references::{Book, Gap, Listing, Missing};
use quartermaster::account::standing::Standing;
use quartermaster::account::survey::Survey;
use quartermaster::bulk::plan::{Deed, Plan, Why};
use quartermaster::openai::error::{Error, Kind};
use quartermaster::openai::vector_store::VectorStore;
use serde_json::json;

use crate::desk::{GRACE, NOW, survey_of};

const PURPOSES: [&str; 10] = [
    "assistants",
    "assistants_output",
    "batch",
    "batch_output",
    "fine-tune",
    "fine-tune-results",
    "evals",
    "vision",
    "user_data",
    "of tomorrow",
];
const STATUSES: [&str; 9] = [
    "validating",
    "in_progress",
    "finalizing",
    "cancelling",
    "completed",
    "failed",
    "expired",
    "cancelled",
    "of tomorrow",
];
const FILES: usize = 14;

/// Status, input, output, errors.
type Run = (usize, usize, Option<usize>, Option<usize>);

#[derive(Clone, Debug)]
struct Model {
    /// Purpose, and age in hours; none: the API does not say.
    files: Vec<(usize, Option<u64>)>,
    stores: Vec<BTreeSet<usize>>,
    batches: Vec<Run>,
    /// Stores that were not asked for, and whether one refused.
    unread: BTreeSet<usize>,
    refused: bool,
}

fn model() -> impl Strategy<Value = Model> {
    let file = (0..PURPOSES.len(), prop::option::weighted(0.9, 0u64..120));
    let store = prop::collection::btree_set(0..FILES, 0..7);
    let batch = (0..STATUSES.len(), 0..FILES, prop::option::of(0..FILES), prop::option::of(0..FILES));
    let unread = prop::option::weighted(0.2, 0usize..5);
    (
        prop::collection::vec(file, FILES),
        prop::collection::vec(store, 0..5),
        prop::collection::vec(batch, 0..5),
        unread,
        prop::bool::weighted(0.1),
    )
        .prop_map(|(files, stores, batches, unread, refused)| {
            let unread = unread.into_iter().filter(|at| *at < stores.len()).collect();
            Model { files, stores, batches, unread, refused }
        })
}

fn survey(model: &Model) -> Survey {
    let file = |(n, (purpose, age)): (usize, &(usize, Option<u64>))| {
        let created = age.map(|age| NOW - age * 3_600);
        let object = json!({ "id": format!("file-{n}"), "filename": "a", "bytes": 1, "purpose": PURPOSES[*purpose], "created_at": created });
        serde_json::from_value(object).unwrap()
    };
    let mut book = Book::default();
    let stores: Vec<VectorStore> = (0..model.stores.len())
        .map(|n| serde_json::from_value(json!({ "id": format!("vs_{n}"), "usage_bytes": 5 })).unwrap())
        .collect();
    for (n, (store, files)) in stores.iter().zip(&model.stores).enumerate() {
        if !model.unread.contains(&n) {
            let held = |file: &usize| serde_json::from_value(json!({ "id": format!("file-{file}") })).unwrap();
            book.keep(store, &files.iter().map(held).collect::<Vec<_>>(), NOW * 1000);
        }
    }
    let named = |file: &Option<usize>| file.map(|file| format!("file-{file}"));
    let batch = |(n, (status, input, output, errors)): (usize, &Run)| {
        let object = json!({
            "id": format!("batch_{n}"),
            "status": STATUSES[*status],
            "input_file_id": format!("file-{input}"),
            "output_file_id": named(output),
            "error_file_id": named(errors),
        });
        Arc::new(serde_json::from_value(object).unwrap())
    };
    let gap = || Gap { list: Listing::FilesOf("vs_x".into()), why: Missing::Failed(Error::of(Kind::Forbidden)) };
    let gaps = model.refused.then(gap).into_iter().collect();
    let batches = model.batches.iter().enumerate().map(batch).collect();
    let references = book.references(&stores, batches, gaps, NOW * 1000);
    survey_of(model.files.iter().enumerate().map(file).collect(), stores, references)
}

impl Model {
    fn in_store(&self, file: usize) -> bool {
        self.stores.iter().any(|files| files.contains(&file))
    }
    fn is_input_of_living(&self, file: usize) -> bool {
        self.batches.iter().any(|(status, input, ..)| *input == file && !(4..8).contains(status))
    }
    fn is_of_batch(&self, file: usize) -> bool {
        let of = |(_, input, output, errors): &Run| *input == file || *output == Some(file) || *errors == Some(file);
        self.batches.iter().any(of)
    }
    fn is_young(&self, file: usize) -> bool {
        self.files[file].1.is_none_or(|age| age < GRACE)
    }
    fn is_provable(&self, file: usize) -> bool {
        self.files[file].0 < 4
    }
    fn is_whole(&self) -> bool {
        self.unread.is_empty() && !self.refused
    }
    fn is_unused(&self, file: usize) -> bool {
        self.is_whole()
            && !self.in_store(file)
            && !self.is_of_batch(file)
            && !self.is_young(file)
            && self.is_provable(file)
    }
}

fn number(id: &str) -> usize {
    id.rsplit(['-', '_']).next().unwrap().parse().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn nothing_that_is_used_or_new_or_not_known_is_ever_called_unused(model in model()) {
        let survey = survey(&model);
        let unused: BTreeSet<usize> = (0..FILES).filter(|file| model.is_unused(*file)).collect();
        // The word beside a file, the query, the finding, and the plans made of them all say the same.
        let by_word: BTreeSet<usize> =
            (0..FILES).filter(|file| survey.files.standing(*file as u32) == Standing::Unused).collect();
        prop_assert_eq!(&by_word, &unused);
        for query in ["is:unused", "used:no"] {
            let found: BTreeSet<usize> = survey.find(quartermaster::account::details::Kind::File, query).into_iter().map(|row| row as usize).collect();
            prop_assert_eq!(&found, &unused);
        }
        for recipe in [
            Recipe::Finding { key: "unused_files", keep: Keep::default() },
            Recipe::Files { query: "is:unused".to_owned() },
            Recipe::Files { query: "used:no".to_owned() },
        ] {
            let proposal = recipe.propose(&survey, GRACE, &|_| false);
            let ids: BTreeSet<usize> = proposal.items.iter().map(|item| number(&item.id)).collect();
            prop_assert_eq!(&ids, &unused);
            prop_assert!(proposal.left_out.is_empty());
        }
        let words = [
            ("used:store", model.stores.iter().enumerate().filter(|(n, _)| !model.unread.contains(n)).flat_map(|(_, files)| files.iter().copied()).collect::<BTreeSet<_>>()),
        ];
        for (query, expected) in words {
            let found: BTreeSet<usize> = survey.find(quartermaster::account::details::Kind::File, query).into_iter().map(|row| row as usize).collect();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn a_plan_as_it_is_proposed_breaks_no_store_that_stays_and_no_running_batch(model in model(), chosen in prop::collection::vec(any::<bool>(), 5)) {
        let model = Model { unread: BTreeSet::new(), refused: false, ..model };
        let survey = survey(&model);
        let chosen: Vec<String> = (0..model.stores.len()).filter(|n| chosen[*n]).map(|n| format!("vs_{n}")).collect();
        let query = if chosen.is_empty() { "id:=none".to_owned() } else { format!("id={}", chosen.join(",")) };
        let stores = |along| Recipe::Stores { query: query.clone(), along };
        let findings = quartermaster::account::findings::FINDINGS.iter().map(|finding| Recipe::Finding { key: finding.key, keep: Keep::default() });
        let recipes = [Recipe::Files { query: String::new() }, Recipe::Everything, stores(Along::Nothing), stores(Along::OnlyIts)];
        for recipe in findings.chain(recipes) {
            let proposal = recipe.propose(&survey, GRACE, &|_| false);
            let kept: Vec<_> = proposal.items.into_iter().filter(|item| !proposal.left_out.contains(&item.id)).collect();
            let plan = Plan::new(kept);
            let stores: BTreeSet<usize> = plan.targets().filter(|item| item.deed == Deed::DeleteStore).map(|item| number(&item.id)).collect();
            for item in plan.targets().filter(|item| item.deed == Deed::DeleteFile) {
                let file = number(&item.id);
                prop_assert!(!model.is_input_of_living(file), "{recipe:?} takes the input of a running batch");
                let stays = model.stores.iter().enumerate().any(|(n, files)| !stores.contains(&n) && files.contains(&file));
                prop_assert!(!stays, "{recipe:?} takes a file of a store that stays");
            }
        }
        // With all their files: those that others share too, but never the input of a running batch.
        let proposal = stores(Along::All).propose(&survey, GRACE, &|_| false);
        for item in proposal.items.iter().filter(|item| item.deed == Deed::DeleteFile) {
            prop_assert_eq!(proposal.left_out.contains(&item.id), model.is_input_of_living(number(&item.id)));
        }
    }

    #[test]
    fn a_plan_that_was_kept_comes_back_without_what_is_used_or_gone_since(before in model(), after in model()) {
        let whole = |model: Model| Model { unread: BTreeSet::new(), refused: false, ..model };
        let (before, after) = (whole(before), whole(after));
        let was = Recipe::Finding { key: "unused_files", keep: Keep::default() }.propose(&survey(&before), GRACE, &|_| false);
        let left = |file: usize| !file.is_multiple_of(3);
        let now = {
            let mut all = survey(&after);
            let files = (0..FILES as u32).filter(|row| left(*row as usize)).filter_map(|row| all.file(row).cloned());
            let files = files.map(|file| (*file).clone()).collect();
            let stores = (0..after.stores.len() as u32).filter_map(|row| all.store(row).map(|row| (*row.store).clone())).collect();
            all = survey_of(files, stores, all.references);
            all
        };
        let proposal = Recipe::Kept(was.items.clone().into()).propose(&now, GRACE, &|_| false);
        let there = was.items.iter().filter(|item| left(number(&item.id))).count();
        prop_assert_eq!((proposal.items.len(), proposal.gone as usize), (there, was.items.len() - there));
        for item in &proposal.items {
            let file = number(&item.id);
            prop_assert_eq!(&item.why, &Why::Found("unused_files".into()));
            let breaks = after.in_store(file) || after.is_input_of_living(file)
                || after.batches.iter().any(|(_, _, output, errors)| *output == Some(file) || *errors == Some(file));
            prop_assert_eq!(proposal.left_out.contains(&item.id), breaks);
        }
    }
}

#[test]
fn what_waits_for_the_whole_graph_proposes_nothing_before() {
    let model = Model {
        files: vec![(0, Some(100)); FILES],
        stores: vec![BTreeSet::new(); 2],
        batches: vec![],
        unread: [1].into(),
        refused: false,
    };
    let partial = survey(&model);
    let finding = Finding::of("unused_files").unwrap();
    assert!(finding.look(&partial, GRACE).waits);
    assert_eq!(finding.look(&partial, GRACE).count, 0);
    let whole = survey(&Model { unread: BTreeSet::new(), ..model });
    assert_eq!(finding.look(&whole, GRACE).count, FILES as u64);
}
