//! The macro in which the catalogue is written: each entry holds both languages, so that one
//! without its translation does not compile.

/// Defines methods of [`Lang`](crate::text::Lang), one for each entry. There are three kinds:
///
/// ```text
/// words! {
///     nav_files = "Files" | "Fichiers";
///     deleted_of(done: &str, total: &str) = "{done} of {total}" | "{done} sur {total}";
///     files(n) = "{n} file" / "{n} files" | "{n} fichier" / "{n} fichiers";
/// }
/// ```
///
/// The first returns `&'static str`, the others `String`. A count stands first, without a type: it
/// is a `u64`, it is written with its digits in groups, and it chooses between singular and plural;
/// typed parameters may follow it. Typed parameters are written as they are, so a number among them
/// comes already formatted. A parameter that no format names is a warning, as in any function.
macro_rules! words {
    ($(
        $(#[$doc:meta])*
        $name:ident $(($($parameter:tt)*))? = $en:literal $(/ $en_many:literal)? | $fr:literal $(/ $fr_many:literal)?;
    )*) => {
        impl $crate::text::Lang {
            $($crate::text::words! { @entry
                $(#[$doc])*
                $name $(($($parameter)*))? = $en $(/ $en_many)? | $fr $(/ $fr_many)?
            })*
        }
    };

    (@entry $(#[$doc:meta])* $name:ident = $en:literal | $fr:literal) => {
        $(#[$doc])*
        pub const fn $name(self) -> &'static str {
            match self {
                Self::En => $en,
                Self::Fr => $fr,
            }
        }
    };

    (@entry $(#[$doc:meta])* $name:ident ($($word:ident: $type:ty),+ $(,)?) = $en:literal | $fr:literal) => {
        $(#[$doc])*
        pub fn $name(self, $($word: $type),+) -> String {
            match self {
                Self::En => format!($en),
                Self::Fr => format!($fr),
            }
        }
    };

    (@entry $(#[$doc:meta])* $name:ident ($n:ident $(, $word:ident: $type:ty)* $(,)?)
        = $en:literal / $en_many:literal | $fr:literal / $fr_many:literal) => {
        $(#[$doc])*
        pub fn $name(self, $n: u64 $(, $word: $type)*) -> String {
            let one = self.singular($n);
            let $n = self.number($n);
            match (self, one) {
                (Self::En, true) => format!($en),
                (Self::En, false) => format!($en_many),
                (Self::Fr, true) => format!($fr),
                (Self::Fr, false) => format!($fr_many),
            }
        }
    };
}
pub(crate) use words;

#[cfg(test)]
mod tests {
    use crate::text::Lang;

    crate::text::words! {
        sample_word = "Files" | "Fichiers";
        /// Entries may be documented.
        sample_format(done: &str, total: &str) = "{done} of {total}" | "{done} sur {total}";
        sample_turned(a: &str, b: &str) = "{a} {b}" | "{b} {a}";
        sample_count(n) = "{n} file" / "{n} files" | "{n} fichier" / "{n} fichiers";
        sample_count_with(n, name: &str) = "{n} file in {name}" / "{n} files in {name}" | "{n} fichier dans {name}" / "{n} fichiers dans {name}";
        sample_count_unsaid(n) = "One is left" / "{n} are left" | "Il en reste un" / "Il en reste {n}";
    }

    #[test]
    fn a_word_in_both_languages() {
        assert_eq!(Lang::En.sample_word(), "Files");
        assert_eq!(Lang::Fr.sample_word(), "Fichiers");
    }

    #[test]
    fn formats_name_their_parameters() {
        assert_eq!(Lang::En.sample_format("1", "2"), "1 of 2");
        assert_eq!(Lang::Fr.sample_format("1", "2"), "1 sur 2");
        assert_eq!(Lang::Fr.sample_turned("1", "2"), "2 1");
    }

    #[test]
    fn a_count_chooses_its_form_in_each_language() {
        let english = [0, 1, 2, 9_811].map(|n| Lang::En.sample_count(n));
        assert_eq!(english, ["0 files", "1 file", "2 files", "9,811 files"]);
        let french = [0, 1, 2, 9_811].map(|n| Lang::Fr.sample_count(n));
        assert_eq!(french, ["0 fichier", "1 fichier", "2 fichiers", "9\u{202F}811 fichiers"]);
    }

    #[test]
    fn a_count_may_have_company_and_may_go_unsaid() {
        assert_eq!(Lang::En.sample_count_with(2, "vs_1"), "2 files in vs_1");
        assert_eq!(Lang::En.sample_count_unsaid(1), "One is left");
        assert_eq!(Lang::Fr.sample_count_unsaid(3), "Il en reste 3");
    }
}
