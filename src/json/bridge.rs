//! For those who hold objects in serde's hands: each is the JSON text that is read and written here.

/// Implements serde's traits for types that can be read from JSON and written as JSON.
macro_rules! through_json {
    ($name:ident $(<$param:ident: $bound:ident>)?) => {
        impl $(<$param: $crate::json::ToJson>)? serde::Serialize for $name $(<$param>)? {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                let text = $crate::json::text(self);
                serde_json::value::RawValue::from_string(text).map_err(serde::ser::Error::custom)?.serialize(to)
            }
        }

        impl<'de $(, $param: $crate::json::$bound)?> serde::Deserialize<'de> for $name $(<$param>)? {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = <Box<serde_json::value::RawValue>>::deserialize(from)?;
                <Self as $crate::json::Answer>::read(text.get().as_bytes()).map_err(serde::de::Error::custom)
            }
        }
    };
}
pub(crate) use through_json;
