//! Whose a job is: told apart without the key, and the same again when a key that was not kept is typed anew.

use super::profile::Profile;
use crate::json::{Fields, FromJson, Json, Object, ToJson};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// Of the profile; a key that is kept in memory gets another one each time.
    pub id: String,
    pub name: String,
    /// Address, organization and project.
    pub base: String,
    pub organization: Option<String>,
    pub project: Option<String>,
    /// The last four characters of the key.
    pub tail: String,
}

impl Owner {
    pub fn of(profile: &Profile, tail: &str) -> Owner {
        Owner {
            id: profile.id.clone(),
            name: profile.name.clone(),
            base: profile.base.as_str().to_owned(),
            organization: profile.organization.clone(),
            project: profile.project.clone(),
            tail: tail.to_owned(),
        }
    }

    /// Whether a job of one may go on with the key of the other: at the same address, the same account of this
    /// device, or the same end of a key in the same organization and project.
    pub fn is(&self, other: &Owner) -> bool {
        self.base == other.base && (self.id == other.id || self.place() == other.place())
    }

    /// The same for everybody who acts with this key.
    pub fn place(&self) -> String {
        let or_none = |text: &Option<String>| text.clone().unwrap_or_default();
        format!("{} {} {} {}", self.base, or_none(&self.organization), or_none(&self.project), self.tail)
    }
}

impl ToJson for Owner {
    fn write(&self, to: &mut String) {
        let mut object = Object::begin(to);
        object.field("id", &self.id);
        object.field("name", &self.name);
        object.field("base", &self.base);
        object.field("organization", &self.organization);
        object.field("project", &self.project);
        object.field("tail", &self.tail);
        object.end();
    }
}

impl FromJson for Owner {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let mut fields = Fields::of(json)?;
        let mut text = |name: &str| fields.read::<String>(name);
        Some(Owner {
            id: text("id")?,
            name: text("name")?,
            base: text("base")?,
            organization: text("organization"),
            project: text("project"),
            tail: text("tail")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owner(id: &str, base: &str, tail: &str) -> Owner {
        let (id, base, tail) = (id.to_owned(), base.to_owned(), tail.to_owned());
        Owner { id, name: "Work".into(), base, organization: None, project: Some("proj_1".into()), tail }
    }

    #[test]
    fn a_key_typed_again_is_known_by_its_end_and_another_address_or_project_is_not() {
        let one = owner("a", "https://api.openai.com/v1", "wxyz");
        assert!(one.is(&owner("b", "https://api.openai.com/v1", "wxyz")), "typed again");
        assert!(one.is(&owner("a", "https://api.openai.com/v1", "0000")), "a new key of the same account");
        assert!(!one.is(&owner("b", "https://api.openai.com/v1", "0000")));
        assert!(!one.is(&owner("a", "https://other.example/v1", "wxyz")));
        assert!(!one.is(&Owner { project: None, ..owner("b", "https://api.openai.com/v1", "wxyz") }));
        assert_eq!(Owner::from_json(crate::json::parse(crate::json::text(&one).as_bytes()).unwrap()), Some(one));
    }
}
