//! How the API's objects and names are written down: two macros that give them their leniency.

/// Defines an object of the API: its id is required, all else is optional and read leniently. The name
/// in quotes is what the API writes as `object`. All fields are public.
macro_rules! object {
    (
        $(#[$meta:meta])*
        pub struct $name:ident $(= $tag:literal)? {
            $(required $required:ident: $required_type:ty,)?
            $($(#[$field_meta:meta])* pub $field:ident: $type:ty,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            $(pub $required: $required_type,)?
            $(
                $(#[$field_meta])*
                pub $field: $type,
            )*
        }

        impl crate::json::FromJson for $name {
            fn from_json(json: crate::json::Json<'_>) -> Option<Self> {
                crate::json::FromFields::from_fields(&mut crate::json::Fields::of(json)?)
            }
        }

        impl crate::json::FromFields for $name {
            fn from_fields(fields: &mut crate::json::Fields<'_>) -> Option<Self> {
                Some($name {
                    $($required: fields.required(stringify!($required))?,)?
                    $($field: fields.read(stringify!($field)),)*
                })
            }
        }

        impl crate::json::ToJson for $name {
            fn write(&self, to: &mut String) {
                let mut object = crate::json::Object::begin(to);
                $(object.field("object", &$tag);)?
                $(object.field(stringify!($required), &self.$required);)?
                $(object.field(stringify!($field), &self.$field);)*
                object.end();
            }
        }

        crate::json::through_json!($name);
    };
}
pub(crate) use object;

/// Defines a set of names that may grow: what is not known is kept as it came.
macro_rules! open_enum {
    (
        $(#[$meta:meta])*
        pub enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $text:literal,)* }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$variant_meta])* $variant,)*
            /// A name that was not known when this was written.
            Unknown(String),
        }

        impl $name {
            /// Those that are known.
            pub const KNOWN: &'static [Self] = &[$($name::$variant,)*];

            /// As the API writes it.
            pub fn as_str(&self) -> &str {
                match self {
                    $($name::$variant => $text,)*
                    $name::Unknown(text) => text,
                }
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($text => $name::$variant,)*
                    _ => $name::Unknown(text.to_owned()),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl crate::json::FromJson for $name {
            fn from_json(json: crate::json::Json<'_>) -> Option<Self> {
                json.as_text().map(Self::from)
            }
        }

        impl crate::json::ToJson for $name {
            fn write(&self, to: &mut String) {
                self.as_str().write(to);
            }
        }

        crate::json::through_json!($name);
    };
}
pub(crate) use open_enum;
