//! What was typed on the connect page, and what is wrong with it.

use leptos::prelude::*;

use crate::account::profile::{Colour, Keep, Profile};
use crate::openai::base::{Base, BaseProblem};
use crate::openai::key::{Key, KeyProblem};
use crate::state::session::Session;
use crate::state::settings::lang;
use crate::text::Lang;

/// What was typed. Problems show once the person has tried to connect.
#[derive(Clone, Copy)]
pub struct Form {
    session: Session,
    pub key: RwSignal<String>,
    pub name: RwSignal<String>,
    pub keep: RwSignal<Option<Keep>>,
    pub colour: RwSignal<Colour>,
    pub production: RwSignal<bool>,
    pub base: RwSignal<String>,
    /// The origin that the person trusts with the key, if it is not OpenAI's.
    pub trusted: RwSignal<String>,
    pub organization: RwSignal<String>,
    pub project: RwSignal<String>,
    pub tried: RwSignal<bool>,
}

impl Form {
    pub fn new() -> Self {
        let session = expect_context::<Session>();
        let accounts = session.accounts.with_untracked(Vec::len);
        Form {
            session,
            key: RwSignal::default(),
            name: RwSignal::new(default_name(lang(), session)),
            keep: RwSignal::new(None),
            colour: RwSignal::new(Colour::nth(accounts)),
            production: RwSignal::new(false),
            base: RwSignal::new(Base::OPENAI.to_owned()),
            trusted: RwSignal::default(),
            organization: RwSignal::default(),
            project: RwSignal::default(),
            tried: RwSignal::new(false),
        }
    }

    /// The account and key that were typed, if nothing is wrong with them.
    pub fn read(self, lang: Lang) -> Option<(Profile, Key)> {
        if self.advanced_problem(lang).is_some() {
            return None;
        }
        let key = Key::parse(&self.key.get_untracked()).ok()?;
        let some =
            |text: RwSignal<String>| Some(text.get_untracked().trim().to_owned()).filter(|text| !text.is_empty());
        let profile = Profile {
            id: self.session.new_id(),
            name: some(self.name).unwrap_or_else(|| default_name(lang, self.session)),
            base: Base::parse(&self.base.get_untracked()).ok()?,
            organization: some(self.organization),
            project: some(self.project),
            colour: self.colour.get_untracked(),
            production: self.production.get_untracked(),
            locked: self.production.get_untracked(),
            keep: self.keep.get_untracked()?,
        };
        Some((profile, key))
    }

    pub fn key_problem(self, lang: Lang) -> Option<&'static str> {
        let problem = Key::parse(&self.key.get()).err().filter(|_| self.tried.get())?;
        Some(match problem {
            KeyProblem::Empty => lang.key_empty(),
            KeyProblem::Space => lang.key_space(),
            KeyProblem::NotAscii => lang.key_not_ascii(),
            KeyProblem::Bearer => lang.key_bearer(),
        })
    }

    pub fn keep_problem(self, lang: Lang) -> Option<&'static str> {
        (self.tried.get() && self.keep.get().is_none()).then(|| lang.keep_unchosen())
    }

    pub fn base_problem(self, lang: Lang) -> Option<&'static str> {
        let problem = match Base::parse(&self.base.get()) {
            Ok(base) if !self.session.may_reach(&base) => return Some(lang.base_narrowed()),
            Ok(_) => return None,
            Err(problem) => problem,
        };
        Some(match problem {
            BaseProblem::NoScheme => lang.base_no_scheme(),
            BaseProblem::OtherScheme => lang.base_other_scheme(),
            BaseProblem::PlainHttp => lang.base_plain_http(),
            BaseProblem::NoHost => lang.base_no_host(),
            BaseProblem::Credentials => lang.base_credentials(),
            BaseProblem::Tail => lang.base_tail(),
            BaseProblem::BadCharacter => lang.base_character(),
        })
    }

    pub fn trust_problem(self, lang: Lang) -> Option<&'static str> {
        let base = Base::parse(&self.base.get()).ok()?;
        (self.tried.get() && !self.trusts(&base)).then(|| lang.base_other_unconfirmed())
    }

    /// Trust in one address is not trust in the next.
    pub fn trusts(self, base: &Base) -> bool {
        is_openai(base) || self.trusted.with(|origin| origin == base.origin())
    }

    /// An organization or project goes into a header, so it holds what such ids hold.
    pub fn header_problem(self, lang: Lang, id: RwSignal<String>) -> Option<&'static str> {
        let good = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        (!id.get().trim().chars().all(good)).then(|| lang.header_problem())
    }

    pub fn advanced_problem(self, lang: Lang) -> Option<&'static str> {
        self.base_problem(lang)
            .or_else(|| self.trust_problem(lang))
            .or_else(|| self.header_problem(lang, self.organization))
            .or_else(|| self.header_problem(lang, self.project))
    }
}

/// OpenAI's own hosts, the regional ones included.
pub fn is_openai(base: &Base) -> bool {
    let origin = base.origin();
    origin == "https://api.openai.com" || (origin.starts_with("https://") && origin.ends_with(".api.openai.com"))
}

fn default_name(lang: Lang, session: Session) -> String {
    lang.name_default(&(session.accounts.with_untracked(Vec::len) + 1).to_string())
}
