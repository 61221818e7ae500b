//! How a cell is drawn: its value in the words and numbers of the language. What it is made of is made once; from
//! then on only its text changes, while the row goes from one object to the next.

use std::borrow::Cow;

use leptos::prelude::document;
use web_sys::{Element, Node};

use crate::table::column::{Tone, Value};
use crate::text::{Lang, date, visible};
use crate::ui::icon::Icon;

/// What a cell is made of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Empty,
    /// Our own words and numbers.
    Own(Ink),
    /// Text from elsewhere, which may run in another direction.
    Foreign,
    Id,
    Status(Tone),
    Flag,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ink {
    Usual,
    Soft,
    Faint,
}

pub struct Cell {
    pub element: Element,
    kind: Kind,
    text: Option<Node>,
    shown: String,
    /// It carries a title, for the object it shows now.
    titled: bool,
}

impl Cell {
    pub fn new(element: Element) -> Self {
        Cell { element, kind: Kind::Empty, text: None, shown: String::new(), titled: false }
    }

    /// A cell whose element was copied together with its row.
    pub fn copied(&self, element: Element) -> Self {
        let text = place_of_text(&element, self.kind);
        Cell { element, kind: self.kind, text, shown: self.shown.clone(), titled: false }
    }

    /// Shows a value. `now` in seconds since 1970.
    pub fn show(&mut self, lang: Lang, value: Value<'_>, now: u64) {
        let (kind, text): (Kind, Cow<'_, str>) = match value {
            Value::Absent => (Kind::Own(Ink::Faint), "–".into()),
            Value::Text(text) | Value::Term(text) => (Kind::Foreign, visible::visible(text)),
            Value::Id(id) => (Kind::Id, visible::visible(id)),
            Value::Status { term, tone } => (Kind::Status(tone), lang.status(term).into()),
            Value::Count(n) => (Kind::Own(Ink::Usual), lang.number(n).into()),
            Value::Bytes(n) => (Kind::Own(Ink::Usual), lang.bytes(n).into()),
            Value::Money(n) => (Kind::Own(Ink::Usual), lang.dollars(n).into()),
            Value::Time(then) => (Kind::Own(Ink::Soft), lang.ago(then, now).into()),
            Value::Flag(true) => (Kind::Flag, "".into()),
            Value::Flag(false) => (Kind::Empty, "".into()),
            Value::Fraction { done, total } => {
                (Kind::Own(Ink::Usual), format!("{} / {}", lang.number(done), lang.number(total)).into())
            }
        };
        if kind != self.kind {
            self.kind = kind;
            for (class, ink) in [("soft", Ink::Soft), ("faint", Ink::Faint)] {
                let _ = self.element.class_list().toggle_with_force(class, kind == Kind::Own(ink));
            }
            self.element.set_text_content(None);
            // Where the page refuses an element there is nothing that could be shown in it.
            self.text = build(&self.element, kind);
            self.shown.clear();
        }
        if *text != *self.shown {
            if let Some(node) = &self.text {
                node.set_node_value(Some(&text));
            }
            self.shown = text.into_owned();
            if std::mem::take(&mut self.titled) {
                let _ = self.element.remove_attribute("title");
            }
        }
    }

    pub fn is_id(&self) -> bool {
        self.kind == Kind::Id
    }

    /// Says on hover what the cell has no room for: the whole text, the exact number.
    pub fn entitle(&mut self, lang: Lang, value: Value<'_>) {
        let title = match value {
            Value::Text(text) => visible::visible(text).into_owned(),
            Value::Bytes(n) => lang.exact_bytes(n),
            Value::Time(then) => format!("{} UTC", date::date_time(then)),
            _ => return,
        };
        self.titled = self.element.set_attribute("title", &title).is_ok();
    }
}

/// Fills an empty cell; the text node in which its words go.
fn build(cell: &Element, kind: Kind) -> Option<Node> {
    let inner = match kind {
        Kind::Empty => return None,
        Kind::Own(_) => cell.clone(),
        Kind::Foreign => add(cell, "bdi", "")?,
        Kind::Id => add(cell, "bdi", "id")?,
        Kind::Status(tone) => {
            let (class, icon) = match tone {
                Tone::Quiet => ("badge", Icon::Dash),
                Tone::Busy => ("badge busy", Icon::Clock),
                Tone::Good => ("badge good", Icon::Check),
                Tone::Warning => ("badge warn", Icon::Alert),
                Tone::Bad => ("badge bad", Icon::Cross),
            };
            let badge = add(cell, "span", class)?;
            glyph(&badge, icon, "12");
            badge
        }
        Kind::Flag => {
            glyph(cell, Icon::Check, "16");
            return None;
        }
    };
    // Never empty: a copy of an empty text node is none.
    let text: Node = document().create_text_node(" ").into();
    inner.append_child(&text).ok()
}

/// Where [`build`] put the text node: last in the cell, or in the last element of it.
fn place_of_text(cell: &Element, kind: Kind) -> Option<Node> {
    let outer: &Node = cell;
    match kind {
        Kind::Empty | Kind::Flag => None,
        Kind::Own(_) => outer.last_child(),
        Kind::Foreign | Kind::Id | Kind::Status(_) => outer.last_child()?.last_child(),
    }
}

/// Adds an element with a class to another.
pub fn add(to: &Element, name: &str, class: &str) -> Option<Element> {
    let element = document().create_element(name).ok()?;
    if !class.is_empty() {
        element.set_class_name(class);
    }
    to.append_child(&element).ok()?;
    Some(element)
}

/// Adds an icon; the same as [`Glyph`](crate::ui::icon::Glyph) draws.
pub fn glyph(to: &Element, icon: Icon, size: &str) {
    let svg = |name: &str, attributes: &[(&str, &str)]| {
        let element = document().create_element_ns(Some("http://www.w3.org/2000/svg"), name).ok()?;
        for (name, value) in attributes {
            let _ = element.set_attribute(name, value);
        }
        Some(element)
    };
    let attributes = [
        ("width", size),
        ("height", size),
        ("viewBox", "0 0 16 16"),
        ("fill", "none"),
        ("stroke", "currentColor"),
        ("stroke-width", "1.4"),
        ("stroke-linecap", "round"),
        ("stroke-linejoin", "round"),
        ("aria-hidden", "true"),
    ];
    if let (Some(icon), Some(path)) = (svg("svg", &attributes), svg("path", &[("d", icon.path())])) {
        let _ = icon.append_child(&path);
        let _ = to.append_child(&icon);
    }
}
