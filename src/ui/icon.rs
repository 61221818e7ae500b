//! Our own icons: strokes on a 16 by 16 grid, always beside or instead of a word that is there for a screen reader.

use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Activity,
    Alert,
    ArrowDown,
    ArrowUp,
    Batches,
    Brand,
    Check,
    Chevron,
    CleanUp,
    Clock,
    Close,
    Columns,
    Copy,
    Cross,
    Dash,
    Download,
    Files,
    Help,
    Lock,
    Overview,
    Pencil,
    Plus,
    Refresh,
    Search,
    Select,
    Settings,
    Shield,
    Spinner,
    Stores,
    Trash,
    Unlock,
    Upload,
    Views,
}

impl Icon {
    /// SVG path data.
    pub fn path(self) -> &'static str {
        match self {
            Icon::Activity => "M1.5 8.5h3L6.6 3l2.8 10.2 2-4.7h3.1",
            Icon::Alert => "M8 1.8 15 14H1L8 1.8ZM8 6.2v3.6M8 11.8v.4",
            Icon::ArrowDown => "M8 3v10M4 9l4 4 4-4",
            Icon::ArrowUp => "M8 13V3M4 7l4-4 4 4",
            Icon::Batches => "M2 4l6-2.5L14 4 8 6.5 2 4ZM2 8l6 2.5L14 8M2 12l6 2.5 6-2.5",
            Icon::Brand => "M2 5.5 8 2l6 3.5v5L8 14l-6-3.5v-5ZM2 5.5 8 9l6-3.5M8 9v5M5 3.8l6 3.5",
            Icon::Check => "M2.5 8.5 6 12l7.5-8",
            Icon::Chevron => "M4 6l4 4 4-4",
            Icon::CleanUp => {
                "M10.5 1.5 8 7.5M4.5 7.5h7M4.5 7.5c0 3-1 5-2.5 6.7h10.5c-.6-2-1-4.2-1-6.7M6.3 14.2l.7-3.2M9.3 14.2l.3-3.2"
            }
            Icon::Clock => "M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4ZM8 4.6V8l2.4 1.6",
            Icon::Close => "M3.5 3.5l9 9M12.5 3.5l-9 9",
            Icon::Columns => "M2 2.5h12v11H2zM6 2.5v11M10 2.5v11",
            Icon::Copy => "M6 5.5h7.5v8H6zM10 5.5v-3H2.5v8H6",
            Icon::Cross => "M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4ZM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4",
            Icon::Dash => "M3.5 8h9",
            Icon::Download => "M8 2.5V11M4.5 7.5 8 11l3.5-3.5M2.5 13.8h11",
            Icon::Files => "M3.5 1.8h6l3 3v9.4h-9V1.8ZM9.2 2v3.2h3.2M5.8 8.4h4.4M5.8 11h4.4",
            Icon::Lock => "M3.5 7h9v7h-9zM5.3 7V4.7a2.7 2.7 0 0 1 5.4 0V7M8 9.8v1.6",
            Icon::Help => {
                "M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4ZM6.1 6.3a1.9 1.9 0 1 1 2.7 1.8c-.6.3-.8.6-.8 1.3M8 11.4v.3"
            }
            Icon::Overview => "M2.5 14V9M6.2 14V4.5M9.8 14V7M13.5 14V2",
            Icon::Pencil => "M2.5 13.5l.8-3.2L10.8 2.8l2.4 2.4-7.5 7.5-3.2.8ZM9.3 4.3l2.4 2.4",
            Icon::Plus => "M8 3v10M3 8h10",
            Icon::Refresh => "M13.4 8A5.4 5.4 0 1 1 11.6 4M13.5 1.6v3.2h-3.2",
            Icon::Search => "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10ZM10.7 10.7 14 14",
            Icon::Select => "M2.5 2.5h11v11h-11zM5 8.3l2.2 2.2L11 6",
            Icon::Settings => {
                "M2 4.5h6.5M12 4.5h2M2 11.5h2M7.5 11.5H14M10.2 6.3a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6ZM5.8 13.3a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6Z"
            }
            Icon::Shield => {
                "M8 1.6 13.5 3.5v4.2c0 3.2-2.2 5.5-5.5 6.7-3.3-1.2-5.5-3.5-5.5-6.7V3.5L8 1.6ZM5.6 7.8l1.8 1.8 3-3.2"
            }
            Icon::Spinner => "M8 1.8A6.2 6.2 0 1 1 1.8 8",
            Icon::Stores => {
                "M2.5 4c0-1.2 2.5-2.2 5.5-2.2s5.5 1 5.5 2.2S11 6.2 8 6.2 2.5 5.2 2.5 4ZM2.5 4v8c0 1.2 2.5 2.2 5.5 2.2s5.5-1 5.5-2.2V4M2.5 8c0 1.2 2.5 2.2 5.5 2.2s5.5-1 5.5-2.2"
            }
            Icon::Trash => "M2.5 4h11M6 4V2h4v2M4 4l.7 10h6.6L12 4M6.6 6.8v4.4M9.4 6.8v4.4",
            Icon::Unlock => "M3.5 7h9v7h-9zM5.3 7V4.2a2.7 2.7 0 0 1 5.2-1M8 9.8v1.6",
            Icon::Upload => "M8 11V2.5M4.5 6 8 2.5 11.5 6M2.5 13.8h11",
            Icon::Views => "M4 1.8h8v12.4l-4-3-4 3V1.8Z",
        }
    }
}

/// Draws an icon in the colour of the text. It is hidden from screen readers: the word beside it speaks.
#[component]
pub fn Glyph(icon: Icon, #[prop(default = 16)] size: u8) -> impl IntoView {
    view! {
        <svg
            width=size
            height=size
            viewBox="0 0 16 16"
            fill="none"
            stroke="currentColor"
            stroke-width="1.4"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
            class:spin=icon == Icon::Spinner
        >
            <path d=icon.path()></path>
        </svg>
    }
}
