//! The tables: what they count, their columns, their empty states.

use crate::text::{Lang, words};

words! {
    list_shown(n, total: &str) = "{n} of {total} shown" / "{n} of {total} shown" | "{n} sur {total} affiché" / "{n} sur {total} affichés";
    list_all(n) = "{n} in all" / "{n} in all" | "{n} en tout" / "{n} en tout";
    list_loading(n) = "{n} loaded, still loading…" / "{n} loaded, still loading…" | "{n} chargé, chargement en cours…" / "{n} chargés, chargement en cours…";
    list_loaded(n) = "{n} loaded" / "{n} loaded" | "{n} chargé" / "{n} chargés";
    list_starting = "Loading…" | "Chargement…";
    list_as_of(ago: &str) = "as of {ago}" | "état : {ago}";
    list_refresh = "Refresh" | "Actualiser";
    list_partial = "This list is not whole" | "Cette liste n’est pas complète";
    list_partial_repeats = "The server says there is more but sends the same objects again. What follows is missing here; a gateway that ignores the cursor does this." | "Le serveur annonce une suite mais renvoie les mêmes objets. La suite manque ici ; une passerelle qui ignore le curseur fait cela.";
    list_partial_empty = "The server says there is more but sends nothing. What follows is missing here; refresh to try again." | "Le serveur annonce une suite mais n’envoie rien. La suite manque ici ; actualisez pour réessayer.";
    list_partial_cursor = "The objects from which the list was to go on were deleted meanwhile, again and again. Refresh to read it anew." | "Les objets à partir desquels la liste devait continuer ont été supprimés entre-temps, plusieurs fois. Actualisez pour la relire.";
    list_stale = "The list below is the one read before." | "La liste ci-dessous est celle lue auparavant.";
    search_label = "Search by name or id" | "Chercher par nom ou identifiant";
    facet_purpose = "Purpose" | "Usage";
    facet_status = "Status" | "Statut";
    facet_none = "none" | "aucun";
    no_match = "Nothing matches" | "Aucun résultat";
    no_match_hint = "No object has these words in its name or id." | "Aucun objet n’a ces mots dans son nom ou son identifiant.";
    no_match_clear = "Clear search and filters" | "Effacer recherche et filtres";
    files_none = "No files in this account" | "Aucun fichier dans ce compte";
    files_none_hint = "Upload one with the button above, or drop it anywhere on this page." | "Envoyez-en un avec le bouton ci-dessus, ou déposez-le n’importe où sur cette page.";
    stores_none = "No vector stores in this account" | "Aucun vector store dans ce compte";
    stores_none_hint = "A vector store holds files that are cut up and indexed for search." | "Un vector store contient des fichiers découpés et indexés pour la recherche.";
    batches_none = "No batches in this account" | "Aucun batch dans ce compte";
    batches_none_hint = "A batch answers the requests of a JSONL file within a day, at half the price." | "Un batch répond aux requêtes d’un fichier JSONL en un jour, à moitié prix.";
    select_all_matching(n) = "Select {n} matching" / "Select all {n} matching" | "Sélectionner {n} résultat" / "Sélectionner les {n} résultats";
    select_one(name: &str) = "Select {name}" | "Sélectionner {name}";
    select_not_whole = "The list is still being read: “all” can be selected once it is whole." | "La liste est encore en cours de lecture : « tout » pourra être sélectionné quand elle sera complète.";
    select_partial = "This list is not whole: “all” can be selected once it was read to its end." | "Cette liste n’est pas complète : « tout » pourra être sélectionné quand elle aura été lue jusqu’au bout.";
    selected(n) = "{n} selected" / "{n} selected" | "{n} sélectionné" / "{n} sélectionnés";
    selected_hidden(n) = "{n} of them hidden by the filter" / "{n} of them hidden by the filter" | "dont {n} masqué par le filtre" / "dont {n} masqués par le filtre";
    selected_none = "Nothing selected" | "Rien de sélectionné";
    selected_clear = "Clear selection" | "Tout désélectionner";
    selection_bar = "Selection" | "Sélection";
    selection_as_ids = "Copy ids" | "Copier les identifiants";
    ids_copied(n) = "{n} id copied" / "{n} ids copied" | "{n} identifiant copié" / "{n} identifiants copiés";
    delete_files(n) = "Delete {n} file…" / "Delete {n} files…" | "Supprimer {n} fichier…" / "Supprimer {n} fichiers…";
    delete_stores(n) = "Delete {n} vector store…" / "Delete {n} vector stores…" | "Supprimer {n} vector store…" / "Supprimer {n} vector stores…";
    cancel_batches(n) = "Cancel {n} batch…" / "Cancel {n} batches…" | "Annuler {n} batch…" / "Annuler {n} batchs…";
    cancel_batches_over = "The batches selected have ended; there is nothing to cancel." | "Les batchs sélectionnés sont terminés ; il n’y a rien à annuler.";
    grid_hint = "Arrow keys move, Space selects, Shift and Space selects a range, Control A selects all that match." | "Les flèches déplacent, Espace sélectionne, Maj et Espace sélectionne une plage, Contrôle A sélectionne tous les résultats.";
    head_hint = "Enter sorts, with Shift as a further column. Shift and the arrows to the side change the width; with Alt as well they move the column." | "Entrée trie, avec Maj comme colonne supplémentaire. Maj et les flèches latérales changent la largeur ; avec Alt en plus, elles déplacent la colonne.";
    exact_bytes(n) = "{n} byte" / "{n} bytes" | "{n} octet" / "{n} octets";

    column_name = "Name" | "Nom";
    column_id = "Id" | "Identifiant";
    column_purpose = "Purpose" | "Usage";
    column_sha256 = "SHA-256" | "SHA-256";
    column_size = "Size" | "Taille";
    column_created = "Created" | "Créé";
    column_expires = "Expires" | "Expire";
    column_status = "Status" | "Statut";
    column_files = "Files" | "Fichiers";
    column_failed = "Failed" | "Échecs";
    column_done = "Done" | "Faits";
    column_indexing = "Indexing" | "Indexation";
    column_cost = "Cost a day" | "Coût par jour";
    column_active = "Last active" | "Dernière activité";
    column_description = "Description" | "Description";
    column_endpoint = "Endpoint" | "Point d’accès";
    column_model = "Model" | "Modèle";
    column_progress = "Progress" | "Avancement";
    column_error = "Last error" | "Dernière erreur";
    column_attributes = "Attributes" | "Attributs";
    column_chunking = "Chunking in tokens" | "Découpage en tokens";
    column_message = "What the API said" | "Ce qu’a dit l’API";
    column_file = "File in the account" | "Fichier dans le compte";
    column_used = "Used" | "Utilisé";
    column_gone = "Files gone" | "Fichiers disparus";
    column_stuck = "Files stuck" | "Fichiers bloqués";
    column_replaced = "Replaced by" | "Remplacé par";
    column_ended = "Ended" | "Terminé";
    column_left = "Time left" | "Temps restant";
    column_tokens = "Tokens" | "Tokens";
    column_spent = "Cost" | "Coût";
    column_price = "Price of its model" | "Prix de son modèle";
    column_pace = "By its speed" | "À cette vitesse";
    column_plan = "Recurring plan" | "Plan récurrent";
    column_source = "Known to" | "Connu de";
    watch = "Follow running batches" | "Suivre les batchs en cours";
    watch_ended(what: &str, how: &str) = "{what}: {how}" | "{what} : {how}";
    watch_ended_title = "A batch has ended" | "Un batch s’est terminé";
    history_only(n) = "{n} batch is known to this device only: the API no longer lists it." / "{n} batches are known to this device only: the API no longer lists them." | "{n} batch n’est plus connu que de cet appareil : l’API ne le liste plus." / "{n} batchs ne sont plus connus que de cet appareil : l’API ne les liste plus.";
    history_show = "Show" | "Afficher";
    history_hide = "Hide" | "Masquer";
    history_forget = "Forget them" | "Les oublier";
    history_refused = "This browser keeps nothing here: batches that the API forgets will be forgotten." | "Ce navigateur ne conserve rien ici : les batchs que l’API oublie seront perdus.";
    status_api = "The API" | "L’API";
    status_device = "This device" | "Cet appareil";

    status_uploaded = "Uploaded" | "Envoyé";
    status_processed = "Processed" | "Traité";
    status_error = "Error" | "Erreur";
    status_completed = "Completed" | "Terminé";
    status_in_progress = "In progress" | "En cours";
    status_expired = "Expired" | "Expiré";
    status_validating = "Validating" | "Validation";
    status_failed = "Failed" | "Échoué";
    status_finalizing = "Finalizing" | "Finalisation";
    status_cancelling = "Cancelling" | "Annulation";
    status_stuck = "Stuck" | "Bloqué";
    status_gone = "File is gone" | "Fichier disparu";
    status_there = "There" | "Présent";
    status_name_loading = "Name still loading" | "Nom en cours de chargement";
    status_server_error = "Error at OpenAI" | "Erreur chez OpenAI";
    status_unsupported_file = "File type not supported" | "Type de fichier non pris en charge";
    status_invalid_file = "File could not be read" | "Fichier illisible";
    status_unknown_error = "No reason given" | "Aucune raison donnée";
    status_no_price = "Price unknown" | "Prix inconnu";
    status_known = "Known" | "Connu";
    status_unknown = "Unknown" | "Inconnu";
    status_on_time = "In time" | "À temps";
    status_at_risk = "At risk of the 24 hours" | "Risque de dépasser les 24 heures";
    status_cancelled = "Cancelled" | "Annulé";
}

impl Lang {
    /// The title of a column, by its key.
    pub fn column(self, key: &'static str) -> &'static str {
        match key {
            "name" => self.column_name(),
            "id" => self.column_id(),
            "purpose" => self.column_purpose(),
            "size" => self.column_size(),
            "created" => self.column_created(),
            "expires" => self.column_expires(),
            "status" => self.column_status(),
            "files" => self.column_files(),
            "failed" => self.column_failed(),
            "done" => self.column_done(),
            "indexing" => self.column_indexing(),
            "cost" => self.column_cost(),
            "metadata" => self.section_metadata(),
            "active" => self.column_active(),
            "description" => self.column_description(),
            "endpoint" => self.column_endpoint(),
            "model" => self.column_model(),
            "progress" => self.column_progress(),
            "ended" => self.column_ended(),
            "left" => self.column_left(),
            "tokens" => self.column_tokens(),
            "spent" => self.column_spent(),
            "price" => self.column_price(),
            "pace" => self.column_pace(),
            "source" => self.column_source(),
            "plan" => self.column_plan(),
            "error" => self.column_error(),
            "attributes" => self.column_attributes(),
            "chunking" => self.column_chunking(),
            "message" => self.column_message(),
            "outcome" => self.column_outcome(),
            "finish" => self.column_finish(),
            "answer" => self.column_answer(),
            "input" => self.column_input(),
            "output" => self.column_output(),
            "line" => self.column_line(),
            "cause" => self.column_cause(),
            "batch" => self.column_batch(),
            "tries" => self.column_tries(),
            "repeats" => self.column_repeats(),
            "found_in" => self.column_found_in(),
            "file" => self.column_file(),
            "used" => self.column_used(),
            "sha256" => self.column_sha256(),
            "gone" => self.column_gone(),
            "stuck" => self.column_stuck(),
            "replaced" => self.column_replaced(),
            key => key,
        }
    }

    /// A status of the API in words; one that is not known is shown as the API wrote it.
    pub fn status(self, term: &str) -> String {
        match term {
            "uploaded" => self.status_uploaded(),
            "processed" => self.status_processed(),
            "error" => self.status_error(),
            "completed" => self.status_completed(),
            "in_progress" => self.status_in_progress(),
            "expired" => self.status_expired(),
            "validating" => self.status_validating(),
            "failed" => self.status_failed(),
            "finalizing" => self.status_finalizing(),
            "cancelling" => self.status_cancelling(),
            "cancelled" => self.status_cancelled(),
            "stuck" => self.status_stuck(),
            "gone" => self.status_gone(),
            "there" => self.status_there(),
            "name_loading" => self.status_name_loading(),
            "server_error" => self.status_server_error(),
            "unsupported_file" => self.status_unsupported_file(),
            "invalid_file" => self.status_invalid_file(),
            "no_price" => self.status_no_price(),
            "known" => self.status_known(),
            "unknown" => self.status_unknown(),
            "on_time" => self.status_on_time(),
            "at_risk" => self.status_at_risk(),
            "api" => self.status_api(),
            "device" => self.status_device(),
            "unknown_error" => self.status_unknown_error(),
            "store" => self.standing_store(),
            "waiting" => self.standing_waiting(),
            "new" => self.standing_new(),
            "batch" => self.standing_batch(),
            "failed_batch" => self.standing_failed_batch(),
            "unproven" => self.standing_unproven(),
            "no" => self.standing_no(),
            "done" => self.outcome_done(),
            "not_json" => self.outcome_not_json(),
            "truncated" => self.outcome_truncated(),
            "refused" => self.outcome_refused(),
            "empty" => self.outcome_empty(),
            "strange" => self.outcome_strange(),
            "missing" => self.outcome_missing(),
            other => return crate::text::visible::visible(other).into_owned(),
        }
        .to_owned()
    }
}
