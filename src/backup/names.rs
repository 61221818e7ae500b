//! Names of entries: such as any system can unpack, no two alike.

use rustc_hash::FxHashSet;

use crate::table::export::safe_name;

/// Bytes of a name without its ending, and of the ending: with both, and an id, a name stays below the 255 bytes that
/// most systems take.
const STEM: usize = 120;
const ENDING: usize = 24;

/// Names that mean a device to Windows, whatever their ending.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

#[derive(Default)]
pub struct Names(FxHashSet<String>);

impl Names {
    /// The path of an object in a folder: its own name as far as that is safe, with its id where the name is taken.
    pub fn path(&mut self, folder: &str, name: &str, id: &str) -> String {
        let (stem, ending) = parts(name);
        let with_id = format!("{stem} ({})", cut(&safe_name(id), STEM / 2));
        let numbered = (2u64..).map(|number| format!("{with_id} {number}"));
        let stems = [stem, with_id.clone()].into_iter().chain(numbered);
        let mut paths = stems.map(|stem| format!("{folder}/{stem}{ending}"));
        // Some systems do not tell capitals from small letters.
        paths.find(|path| self.0.insert(path.to_lowercase())).unwrap_or_default()
    }
}

/// What stands before the last dot, and the rest.
fn parts(name: &str) -> (String, String) {
    let name = safe_name(name);
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && ending.len() < ENDING => (stem, format!(".{ending}")),
        _ => (&*name, String::new()),
    };
    // Windows drops what stands at the end of a name.
    let ending = ending.trim_end_matches(['.', ' ']).to_owned();
    let stem = cut(stem, STEM).trim_end_matches(['.', ' ']);
    let first = stem.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let is_port = |prefix| first.strip_prefix(prefix).is_some_and(|number: &str| number.chars().count() == 1);
    let is_device = DEVICES.contains(&&*first) || is_port("com") || is_port("lpt");
    (if is_device || stem.is_empty() { format!("_{stem}") } else { stem.to_owned() }, ending)
}

/// The beginning of a text, of at most so many bytes.
fn cut(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    text.get(..end.unwrap_or_default()).unwrap_or_default()
}
