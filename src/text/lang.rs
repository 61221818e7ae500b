//! The languages the page speaks.

/// A language. Everything a person reads is a method of it: words, numbers, sizes, times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    #[default]
    En,
    Fr,
}

impl Lang {
    /// Both languages, in the order in which a choice shows them.
    pub const ALL: [Self; 2] = [Self::En, Self::Fr];

    /// The first language of the list that the page speaks, English when there is none.
    /// The tags are those of the browser (`navigator.languages`): `fr-CA`, `en-GB`, `de`.
    pub fn from_tags<S: AsRef<str>>(tags: &[S]) -> Self {
        tags.iter().find_map(|tag| Self::from_tag(tag.as_ref())).unwrap_or_default()
    }

    /// The language of one tag (BCP 47, any case), of which only the first part counts.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|lang| primary.eq_ignore_ascii_case(lang.code()))
    }

    /// The tag for the `lang` attribute and for storage.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
        }
    }

    /// Whether `n` things take the singular: one in English, none or one in French.
    pub const fn singular(self, n: u64) -> bool {
        match self {
            Self::En => n == 1,
            Self::Fr => n < 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_tag_that_is_spoken_wins() {
        assert_eq!(Lang::from_tags(&["de-DE", "fr-CA", "en"]), Lang::Fr);
        assert_eq!(Lang::from_tags(&["EN_us", "fr"]), Lang::En);
        assert_eq!(Lang::from_tags(&["fro", "frr-DE", "enm"]), Lang::En, "Old French is not French");
        assert_eq!(Lang::from_tags::<&str>(&[]), Lang::En);
        assert_eq!(Lang::from_tags(&[String::new()]), Lang::En);
    }

    #[test]
    fn a_code_is_its_own_tag() {
        for lang in Lang::ALL {
            assert_eq!(Lang::from_tag(lang.code()), Some(lang));
        }
        assert_eq!(Lang::from_tag("xx"), None);
    }
}
