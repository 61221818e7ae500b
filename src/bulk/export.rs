//! A plan as a file for other eyes: JSON for scripts, CSV for spreadsheets.

use super::plan::{Deed, Item, Plan};
use super::receipt::{Fields, WrittenUse, kind, reason};
use crate::json::{Object, ToJson};
use crate::table::export::csv_text;

/// What is to become of an item.
fn word(deed: Deed) -> &'static str {
    match deed {
        Deed::DeleteFile | Deed::DeleteStore => "delete",
        Deed::CancelBatch => "cancel",
        Deed::RemoveFile => "detach",
    }
}

/// `account` and `base` say where, `made` when (RFC 3339).
pub fn json(plan: &Plan, account: &str, base: &str, made: &str) -> String {
    let mut text = String::new();
    let mut object = Object::begin(&mut text);
    let whose: Vec<(&str, &dyn ToJson)> = vec![("name", &account), ("base", &base)];
    object.field("plan", &1u64);
    object.field("account", &Fields(whose));
    object.field("made", &made);
    object.field("bytes", &plan.bytes());
    object.field("items", &plan.each().map(|(item, spared)| Planned(item, spared)).collect::<Vec<_>>());
    object.end();
    text
}

struct Planned<'a>(&'a Item, bool);

impl ToJson for Planned<'_> {
    fn write(&self, to: &mut String) {
        let Planned(item, spared) = self;
        let (why, store) = reason(&item.why);
        let (id, kind, action, name) = (&*item.id, kind(item.deed), word(item.deed), &*item.name);
        let uses: Vec<WrittenUse> = item.uses.iter().map(WrittenUse).collect();
        let fields: Vec<(&str, &dyn ToJson)> = vec![
            ("id", &id),
            ("kind", &kind),
            ("action", &action),
            ("name", &name),
            ("bytes", &item.bytes),
            ("why", &why),
            ("store", &store),
            ("used_by", &uses),
            ("protected", spared),
        ];
        Fields(fields).write(to);
    }
}

pub fn csv(plan: &Plan) -> String {
    let mut to = String::from("id,kind,action,name,bytes,why,store,used_by,protected\r\n");
    for (item, spared) in plan.each() {
        let (why, store) = reason(&item.why);
        let bytes = item.bytes.map(|bytes| bytes.to_string()).unwrap_or_default();
        let uses: Vec<&str> = item.uses.iter().map(|user| &*user.id).collect();
        let uses = uses.join(" ");
        let cells =
            [&*item.id, kind(item.deed), word(item.deed), &item.name, &bytes, why, store.unwrap_or_default(), &uses];
        for cell in cells {
            csv_text(cell, &mut to);
            to.push(',');
        }
        to.push_str(if spared { "true\r\n" } else { "false\r\n" });
    }
    to
}
