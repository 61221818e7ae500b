//! The one place that turns what is wrong with a query into words.

use super::Lang;
use super::visible::visible;
use crate::query::error::{Error, Kind, Wanted};

impl Lang {
    /// What is wrong with a query of this text, and where. `fields` names those that there are.
    pub fn query_problem(self, error: &Error, text: &str, fields: &str) -> String {
        let what = match &error.kind {
            Kind::UnclosedQuote => self.query_unclosed_quote().to_owned(),
            Kind::UnclosedBracket => self.query_unclosed_bracket().to_owned(),
            Kind::StrayBracket => self.query_stray_bracket().to_owned(),
            Kind::EmptyBrackets => self.query_empty_brackets().to_owned(),
            Kind::LoneOr => self.query_lone_or().to_owned(),
            Kind::NoField => self.query_no_field().to_owned(),
            Kind::NoValue => self.query_value_missing().to_owned(),
            Kind::TooDeep => self.query_too_deep().to_owned(),
            Kind::UnknownField(field) => self.query_unknown_field(&visible(field), fields),
            Kind::WrongOp(op, field) => self.query_wrong_sign(op.sign(), field),
            Kind::Not(wanted, text) => {
                let sentence = match wanted {
                    Wanted::Size => Self::query_not_size,
                    Wanted::Money => Self::query_not_money,
                    Wanted::Count => Self::query_not_count,
                    Wanted::Time => Self::query_not_time,
                    Wanted::Age => Self::query_not_age,
                    Wanted::Share => Self::query_not_share,
                    Wanted::Flag => Self::query_not_flag,
                    Wanted::Fact => Self::query_not_fact,
                };
                sentence(self, &visible(text))
            }
            Kind::OneValue => self.query_one_value().to_owned(),
            Kind::Backwards => self.query_backwards().to_owned(),
        };
        self.query_at(&self.number(error.position(text) as u64), &what)
    }
}

#[cfg(test)]
mod tests {
    use crate::query::Query;
    use crate::text::Lang;

    #[test]
    fn a_problem_is_told_with_its_place() {
        let text = "été (b";
        let error = Query::parse(text).unwrap_err();
        assert_eq!(Lang::En.query_problem(&error, text, ""), "Position 5: this bracket is never closed.");
        assert_eq!(Lang::Fr.query_problem(&error, text, ""), "Position 5\u{A0}: cette parenthèse n’est jamais fermée.");
    }
}
