//! Filling a vector store: file batches, how far they are, what failed.

use crate::fill::State;
use crate::openai::store_file::{IndexErrorCode, LastError};
use crate::text::failure::Sentence;
use crate::text::{Lang, words};

words! {
    fill_panel = "Files into vector stores" | "Fichiers vers les vector stores";
    fill_title = "File batches" | "Lots de fichiers";
    fill_lead = "Files go into a vector store by batches of at most 500. The API has no list of these batches; this one is kept in this browser." | "Les fichiers entrent dans un vector store par lots de 500 au plus. L’API n’a pas de liste de ces lots ; celle-ci est gardée dans ce navigateur.";
    fill_show = "Show what goes into vector stores" | "Afficher ce qui entre dans les vector stores";
    fill_of(done: &str, total: &str) = "{done} of {total} files" | "{done} sur {total} fichiers";
    fill_into(store: &str) = "Into {store}" | "Vers {store}";
    fill_attaching = "attaching" | "ajout en cours";
    fill_indexing = "being indexed" | "indexation en cours";
    fill_cancelling = "calling off what is not indexed yet" | "annulation de ce qui n’est pas encore indexé";
    fill_offline = "offline: waiting for the network" | "hors ligne : en attente du réseau";
    fill_cooling = "slowed down: rate limit" | "ralenti : limite de débit";
    fill_over = "ended" | "terminé";
    fill_completed = "Indexed" | "Indexés";
    fill_in_progress = "Being indexed" | "En cours d’indexation";
    fill_waiting = "Waiting" | "En attente";
    fill_failed = "Failed" | "Échecs";
    fill_called_off = "Called off" | "Annulés";
    fill_not_tried = "Not tried" | "Non tentés";
    fill_all_done(n) = "{n} file is in the store, nothing failed." / "All {n} files are in the store, nothing failed." | "{n} fichier est dans le store, aucun échec." / "Les {n} fichiers sont dans le store, aucun échec.";
    fill_cancel = "Cancel" | "Annuler";
    fill_retry(n) = "Try {n} failed file again" / "Try {n} failed files again" | "Réessayer {n} fichier en échec" / "Réessayer {n} fichiers en échec";
    fill_retry_these(n) = "Try this {n} file again" / "Try these {n} files again" | "Réessayer ce fichier ({n})" / "Réessayer ces {n} fichiers";
    fill_retry_rest(n) = "Attach the {n} file that was not tried" / "Attach the {n} files that were not tried" | "Ajouter {n} fichier non tenté" / "Ajouter {n} fichiers non tentés";
    fill_forget(store: &str) = "Put away the report on {store}" | "Ranger le rapport sur {store}";
    fill_parts(n) = "{n} file batch" / "{n} file batches" | "{n} lot de fichiers" / "{n} lots de fichiers";
    fill_part(number: &str) = "Batch {number}" | "Lot {number}";
    fill_part_unnamed = "no id yet" | "pas encore d’identifiant";
    fill_stuck = "Nothing has moved for ten minutes. Indexing has been seen to hang: cancel, then try what is left again." | "Rien n’a bougé depuis dix minutes. Il arrive que l’indexation se bloque : annulez, puis réessayez ce qui reste.";
    fill_elsewhere = "Another tab carries it out; this one goes on when that is closed." | "Un autre onglet s’en charge ; celui-ci prendra la suite quand il sera fermé.";
    fill_unkept = "The browser refused to keep this: if the page is closed, it is forgotten." | "Le navigateur a refusé de le garder : si la page est fermée, ce sera oublié.";
    fill_unsettled(n) = "The answer was lost for {n} of them: it may be in the store all the same." / "The answer was lost for {n} of them: they may be in the store all the same." | "La réponse s’est perdue pour {n} d’entre eux : il est peut-être dans le store malgré tout." / "La réponse s’est perdue pour {n} d’entre eux : ils sont peut-être dans le store malgré tout.";
    fill_files(n) = "{n} file" / "{n} files" | "{n} fichier" / "{n} fichiers";
    fill_stopped = "Attaching stopped early" | "L’ajout s’est arrêté avant la fin";

    index_unsupported = "The store cannot index files of this type" | "Le store ne peut pas indexer ce type de fichier";
    index_unsupported_do = "Upload it as text, Markdown, PDF, Word or another type that is supported." | "Envoyez-le en texte, Markdown, PDF, Word ou un autre type pris en charge.";
    index_invalid = "The store could not read this file" | "Le store n’a pas pu lire ce fichier";
    index_invalid_do = "It may be encrypted, broken or empty of text. Upload a sound copy." | "Il est peut-être chiffré, abîmé ou sans texte. Envoyez une copie saine.";
    index_server = "The API failed while it indexed this file" | "L’API a échoué en indexant ce fichier";
    index_server_do = "It is on their side; try again." | "Cela vient d’elle ; réessayez.";
    index_other = "The file was not indexed" | "Le fichier n’a pas été indexé";
    index_other_do = "What the API said is below." | "Ce que l’API a répondu figure ci-dessous.";
}

impl Lang {
    /// What a fill is doing.
    pub fn fill_state(self, state: &State) -> &'static str {
        match state {
            State::Attaching => self.fill_attaching(),
            State::Indexing => self.fill_indexing(),
            State::CoolingDown => self.fill_cooling(),
            State::Offline => self.fill_offline(),
            State::Cancelling => self.fill_cancelling(),
            State::Over { .. } => self.fill_over(),
        }
    }

    /// Why a store did not index a file, and what to do about it.
    pub fn index_failure(self, error: &LastError) -> Sentence {
        let (what, advice) = match error.code {
            Some(IndexErrorCode::UnsupportedFile) => (self.index_unsupported(), self.index_unsupported_do()),
            Some(IndexErrorCode::InvalidFile) => (self.index_invalid(), self.index_invalid_do()),
            Some(IndexErrorCode::ServerError) => (self.index_server(), self.index_server_do()),
            Some(IndexErrorCode::Unknown(_)) | None => (self.index_other(), self.index_other_do()),
        };
        Sentence { what: what.to_owned(), advice }
    }
}
