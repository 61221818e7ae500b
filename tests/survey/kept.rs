//! Plans that are kept on the device, and what a person is told of them when they come back.

use quartermaster::account::findings::Keep;
use quartermaster::account::recipes::Recipe;
use quartermaster::bulk::kept::Kept;
use quartermaster::transport::demo::seed::Seed;

use crate::desk::{GRACE, account, survey};

#[test]
fn a_plan_is_kept_with_its_reasons_and_half_a_plan_is_none() {
    let (_, client) = account(&Seed { number: 2, files: 300, stores: 20, batches: 20 });
    let survey = survey(&client);
    for key in ["batch_files", "duplicates", "gone_files", "empty_stores"] {
        let proposal = Recipe::Finding { key, keep: Keep::default() }.propose(&survey, GRACE, &|_| false);
        assert!(!proposal.items.is_empty(), "{key}");
        let kept = Kept {
            id: "1".into(),
            made: 7,
            title: "A \"title\"".into(),
            owner: "place".into(),
            items: proposal.items.into(),
        };
        let text = kept.record();
        assert_eq!(Kept::read("1", &text), Some(kept));
        assert_eq!(Kept::read("1", &text.replace("\"delete_", "\"destroy_").replace("\"remove_", "\"destroy_")), None);
    }
}
