//! The details of one object.

use crate::text::{Lang, words};

words! {
    drawer_label = "Details" | "Détails";
    drawer_place(place: &str, count: &str) = "{place} of {count}" | "{place} sur {count}";
    drawer_previous = "Previous (k)" | "Précédent (k)";
    drawer_next = "Next (j)" | "Suivant (j)";
    drawer_close = "Close (Esc)" | "Fermer (Échap)";
    drawer_delete = "Delete…" | "Supprimer…";
    drawer_cancel = "Cancel batch…" | "Annuler le batch…";
    drawer_unknown = "It is not in the list" | "Il n’est pas dans la liste";
    drawer_not_in_list = "It may have been deleted, or belong to another project. The API can be asked for it by its id." | "Il a peut-être été supprimé, ou il appartient à un autre projet. On peut le demander à l’API par son identifiant.";
    drawer_not_yet_in_list = "The list is still being read, and it may yet come. The API can be asked for it by its id." | "La liste est encore en cours de lecture, il peut encore y apparaître. On peut le demander à l’API par son identifiant.";
    drawer_not_in_part = "The list could not be read whole. The API can be asked for it by its id." | "La liste n’a pas pu être lue en entier. On peut le demander à l’API par son identifiant.";
    drawer_look_up = "Look it up" | "Le demander";
    drawer_asking = "Asking the API…" | "Demande à l’API…";
    drawer_copy_json = "Copy JSON" | "Copier le JSON";
    details_line(line: &str) = "Line {line}" | "Ligne {line}";
    details_days_idle(n) = "{n} day after its last use" / "{n} days after its last use" | "{n} jour après sa dernière utilisation" / "{n} jours après sa dernière utilisation";
    uses_batches_partial = "The list of batches is not whole: there may be more." | "La liste des batchs n’est pas complète : il peut y en avoir d’autres.";
    download = "Download" | "Télécharger";
    download_saved(name: &str) = "Saved as {name}" | "Enregistré sous {name}";
    download_refused(purpose: &str) = "The API does not give back the content of files of purpose {purpose}." | "L’API ne rend pas le contenu des fichiers d’usage {purpose}.";
    download_all_the_same = "Ask all the same" | "Demander quand même";
    preview_label = "Beginning of the content" | "Début du contenu";
    preview_cut(size: &str) = "Only the first {size} are shown; the rest was not fetched." | "Seuls les premiers {size} sont affichés ; le reste n’a pas été demandé.";
    preview_empty = "The file is empty." | "Le fichier est vide.";
    preview_binary = "This is neither text nor a picture that can be shown." | "Ce n’est ni du texte ni une image affichable.";
    preview_image(name: &str) = "Picture: {name}" | "Image : {name}";
    preview_large_image = "This picture is too large to be shown here." | "Cette image est trop grande pour être affichée ici.";
    preview_broken_image = "The browser cannot show this picture." | "Le navigateur ne peut pas afficher cette image.";

    section_fields = "Fields" | "Champs";
    section_time_line = "Time line" | "Chronologie";
    section_requests = "Requests" | "Requêtes";
    section_errors = "Errors" | "Erreurs";
    section_usage = "Usage in tokens" | "Consommation en tokens";
    section_metadata = "Metadata" | "Métadonnées";
    section_uses = "Used by" | "Utilisé par";
    section_content = "Content" | "Contenu";

    label_itself = "The file itself" | "Le fichier lui-même";
    label_details = "Status details" | "Détails du statut";
    label_expires_after = "Life" | "Durée de vie";
    label_window = "Window" | "Délai";
    label_total = "Total" | "Total";
    label_started = "Started" | "Démarré";
    label_finalizing = "Finalizing since" | "Finalisation";
    label_failed_at = "Failed" | "Échoué";
    label_cancelling = "Cancellation asked" | "Annulation demandée";
    label_deadline = "Must end by" | "Échéance";
    label_finish = "At this speed done by" | "À cette vitesse, fini";
    label_an_hour = "An hour" | "Par heure";
    label_input_file = "Input" | "Entrée";
    label_output_file = "Output" | "Sortie";
    label_error_file = "Errors" | "Erreurs";
    label_held_by = "In vector store" | "Dans le vector store";
    label_input_of = "Input of" | "Entrée de";
    label_output_of = "Output of" | "Sortie de";
    label_errors_of = "Errors of" | "Erreurs de";
    label_input_tokens = "Input" | "Entrée";
    label_cached_tokens = "of it cached" | "dont en cache";
    label_output_tokens = "Output" | "Sortie";
    label_reasoning_tokens = "of it reasoning" | "dont raisonnement";
}

impl Lang {
    /// The title of a group of facts, by its key.
    pub fn details_section(self, key: &'static str) -> &'static str {
        match key {
            "fields" => self.section_fields(),
            "store_files" | "batch_files" => self.column_files(),
            "time_line" => self.section_time_line(),
            "requests" => self.section_requests(),
            "errors" => self.section_errors(),
            "usage" => self.section_usage(),
            "metadata" => self.section_metadata(),
            "attributes" => self.column_attributes(),
            "uses" => self.section_uses(),
            "content" => self.section_content(),
            key => key,
        }
    }

    /// The label of a fact, by its key: that of a column, or one that no column has.
    pub fn details_label(self, key: &'static str) -> &'static str {
        match key {
            "details" => self.label_details(),
            "itself" => self.label_itself(),
            "expires_after" => self.label_expires_after(),
            "window" => self.label_window(),
            "total" => self.label_total(),
            "completed" | "completed_at" => self.status_completed(),
            "in_progress" => self.status_in_progress(),
            "cancelled" | "cancelled_at" => self.status_cancelled(),
            "expired_at" => self.status_expired(),
            "in_progress_at" => self.label_started(),
            "finalizing_at" => self.label_finalizing(),
            "failed_at" => self.label_failed_at(),
            "cancelling_at" => self.label_cancelling(),
            "deadline" => self.label_deadline(),
            "finish" => self.label_finish(),
            "an_hour" => self.label_an_hour(),
            "input_file" => self.label_input_file(),
            "output_file" => self.label_output_file(),
            "error_file" => self.label_error_file(),
            "held_by" => self.label_held_by(),
            "input_of" => self.label_input_of(),
            "output_of" => self.label_output_of(),
            "errors_of" => self.label_errors_of(),
            "input_tokens" => self.label_input_tokens(),
            "cached_tokens" => self.label_cached_tokens(),
            "output_tokens" => self.label_output_tokens(),
            "reasoning_tokens" => self.label_reasoning_tokens(),
            column => self.column(column),
        }
    }
}
