//! The query and the sort stand in the address, so that a reload, the way back and a link bring them again.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::state::address::Address;
use crate::state::services::Browser;
use crate::state::table::TableState;

/// The address follows at most this often, in milliseconds: browsers allow few changes in a short time.
const REST: u64 = 250;

/// Keeps table and address alike for as long as the calling component lives: first as the address says, then each
/// follows the other.
pub fn keep_in_address(table: TableState) {
    let address = Address::expect();
    let clock = StoredValue::new_local(expect_context::<Browser>().get().clock);
    // On the way to another screen the parameters are that one's already.
    let path = StoredValue::new(address.path.get_untracked());
    let is_here = move || path.with_value(|path| address.path.with_untracked(|now| now == path));
    let asked = Memo::new(move |_| (address.param("q"), address.param("sort")));
    // What the table last wrote there. To that it need not listen: the field may hold a query half written.
    let written = StoredValue::new(None);
    Effect::new(move |_| {
        let asked = asked.get();
        if is_here() && written.with_value(|written| written.as_ref() != Some(&asked)) {
            table.run(&asked.0, &asked.1);
        }
    });
    let write = move || {
        if !is_here() {
            return;
        }
        let now = untrack(|| table.shown());
        written.set_value(Some(now.clone()));
        address.set(&[("q", &now.0), ("sort", &now.1)], false);
    };
    // Counts the changes, so that of many only the first and the last are written.
    let changes = StoredValue::new(0u32);
    let last = StoredValue::new(0u64);
    Effect::new(move |before: Option<()>| {
        table.shown();
        if before.is_none() {
            return;
        }
        let change = changes.get_value().wrapping_add(1);
        changes.set_value(change);
        let clock = clock.get_value();
        if clock.now() >= last.get_value() + REST {
            last.set_value(clock.now());
            return write();
        }
        spawn_local(async move {
            clock.sleep(REST).await;
            // Gone with the page, or changed again.
            if changes.try_get_value() == Some(change) {
                last.set_value(clock.now());
                write();
            }
        });
    });
}
