//! What the tokens of models cost: the program's list, and prices that the person put in, each with its day.

use std::collections::BTreeMap;

use super::shelf::Shelf;
use crate::json::{Fields, FromJson, Json, Object, ToJson, parse, text};
use crate::jsonl::prices::{self, Price, is_version};

const PLACE: &str = "quartermaster.model-prices";

/// A price of the person's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Own {
    pub price: Price,
    /// The day on which it was put in, in seconds since 1970.
    pub as_of: u64,
}

/// By model; dated versions of a model cost what the model does, unless they have a price of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ModelPrices {
    own: BTreeMap<String, Own>,
}

impl ModelPrices {
    pub fn read(shelf: &dyn Shelf) -> Self {
        let read = |text: String| Vec::<Entry>::from_json(parse(text.as_bytes()).ok()?);
        let own = shelf.get(PLACE).and_then(read).unwrap_or_default();
        ModelPrices { own: own.into_iter().map(|Entry(model, own)| (model, own)).collect() }
    }

    /// Whether the device kept it. The program's own list is not kept: a newer one takes its place.
    pub fn write(&self, shelf: &dyn Shelf) -> bool {
        if self.own.is_empty() {
            shelf.remove(PLACE);
            return true;
        }
        let entries: Vec<Entry> = self.own.iter().map(|(model, own)| Entry(model.clone(), *own)).collect();
        shelf.set(PLACE, &text(&entries))
    }

    /// The price of a model; `None` if nobody knows it.
    pub fn of(&self, model: &str) -> Option<Price> {
        self.own(model).map(|own| own.price).or_else(|| prices::price(model))
    }

    /// The person's own price that holds for a model.
    pub fn own(&self, model: &str) -> Option<Own> {
        let family = || self.own.iter().find(|(name, _)| is_version(model, name)).map(|(_, own)| own);
        self.own.get(model).or_else(family).copied()
    }

    /// The models that the person put in.
    pub fn models(&self) -> impl Iterator<Item = &str> {
        self.own.keys().map(String::as_str)
    }

    pub fn set(&mut self, model: &str, own: Own) {
        self.own.insert(model.to_owned(), own);
    }

    /// Back to the list of the program.
    pub fn forget(&mut self, model: &str) {
        self.own.remove(model);
    }
}

struct Entry(String, Own);

impl FromJson for Entry {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let mut fields = Fields::of(json)?;
        let model = fields.read("model")?;
        let price = Price { input: fields.read("input")?, output: fields.read("output")? };
        Some(Entry(model, Own { price, as_of: fields.read("as_of")? }))
    }
}

impl ToJson for Entry {
    fn write(&self, to: &mut String) {
        let mut object = Object::begin(to);
        object.field("model", &self.0);
        object.field("input", &self.1.price.input);
        object.field("output", &self.1.price.output);
        object.field("as_of", &self.1.as_of);
        object.end();
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[derive(Default)]
    struct Device(RefCell<Option<String>>);

    impl Shelf for Device {
        fn get(&self, _: &str) -> Option<String> {
            self.0.borrow().clone()
        }
        fn set(&self, _: &str, value: &str) -> bool {
            self.0.replace(Some(value.to_owned()));
            true
        }
        fn remove(&self, _: &str) {
            self.0.take();
        }
    }

    fn own(input: u64) -> Own {
        Own { price: Price { input, output: 2 * input }, as_of: 1_790_000_000 }
    }

    #[test]
    fn ones_own_price_goes_before_the_list_and_holds_for_dated_versions() {
        let mut prices = ModelPrices::default();
        let listed = prices.of("gpt-5").unwrap();
        assert_eq!(prices.of("house-model"), None, "what nobody knows has no price, not none to pay");
        prices.set("gpt-5", own(7));
        prices.set("house-model", own(9));
        prices.set("house-model-2026-01-01", own(11));
        let input = |model| prices.of(model).map(|price| price.input);
        assert_eq!(input("gpt-5-2025-08-07"), Some(7));
        assert_eq!((input("house-model"), input("house-model-2026-01-01")), (Some(9), Some(11)));
        assert_eq!(input("house-model-2026-02-02"), Some(9));
        assert_ne!(input("gpt-5-mini"), Some(7));
        prices.forget("gpt-5");
        assert_eq!(prices.of("gpt-5"), Some(listed));
    }

    #[test]
    fn prices_of_ones_own_are_kept_and_an_unreadable_text_is_none() {
        let (device, mut prices) = (Device::default(), ModelPrices::default());
        prices.set("a \"model\"", own(1));
        assert!(prices.write(&device));
        assert_eq!(ModelPrices::read(&device), prices);
        prices.forget("a \"model\"");
        assert!(prices.write(&device) && device.0.borrow().is_none());
        device.set("", "[{");
        assert_eq!(ModelPrices::read(&device), ModelPrices::default());
    }
}
