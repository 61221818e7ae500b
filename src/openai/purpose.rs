//! What a file was stored for, and what the API allows because of it.

use super::define::open_enum;

open_enum! {
    pub enum Purpose {
        Assistants = "assistants",
        AssistantsOutput = "assistants_output",
        Batch = "batch",
        BatchOutput = "batch_output",
        FineTune = "fine-tune",
        FineTuneResults = "fine-tune-results",
        Vision = "vision",
        UserData = "user_data",
        Evals = "evals",
    }
}

impl Purpose {
    /// Purposes with which `POST /files` accepts a file (the specification's CreateFileRequest).
    pub const UPLOADABLE: &'static [Purpose] =
        &[Purpose::Assistants, Purpose::Batch, Purpose::FineTune, Purpose::Vision, Purpose::UserData, Purpose::Evals];

    /// Purposes that the specification lists for `POST /uploads`; the SDKs' types also admit the others of
    /// [`Purpose::UPLOADABLE`].
    pub const UPLOADABLE_IN_PARTS: &'static [Purpose] =
        &[Purpose::Assistants, Purpose::Batch, Purpose::FineTune, Purpose::Vision];

    /// Whether `GET /files/{id}/content` gives the bytes, as far as known; `None` for a purpose that is not known.
    /// Source: OpenAI's community forum, thread 1357013 (2025); the reference does not say.
    /// A guess for the looks of a button only: the server's answer decides.
    pub fn downloadable(&self) -> Option<bool> {
        match self {
            Purpose::Batch
            | Purpose::BatchOutput
            | Purpose::AssistantsOutput
            | Purpose::FineTuneResults
            | Purpose::Vision => Some(true),
            Purpose::Assistants | Purpose::UserData | Purpose::FineTune | Purpose::Evals => Some(false),
            Purpose::Unknown(_) => None,
        }
    }
}
