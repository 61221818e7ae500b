//! Composing and submitting batches.

use crate::jsonl::draft::{Source, Wrong};
use crate::text::{Lang, words};

words! {
    compose_title = "New batch" | "Nouveau batch";
    compose_with = "Compose a batch of it" | "En composer un batch";
    compose_lead = "Requests are checked here before you pay for them. What you enter stays on this device until it is submitted or thrown away." | "Les requêtes sont vérifiées ici avant que vous ne les payiez. Votre saisie reste sur cet appareil jusqu’à l’envoi ou jusqu’à ce que vous la jetiez.";
    compose_unkept = "This browser keeps nothing for this page: closing it loses the draft." | "Ce navigateur ne garde rien pour cette page : la fermer perd le brouillon.";
    compose_busy = "A batch is being submitted; finish or throw it away first." | "Un batch est en cours d’envoi ; terminez-le ou jetez-le d’abord.";
    compose_throw_away = "Throw away" | "Jeter";
    compose_throw_title = "Throw this draft away?" | "Jeter ce brouillon ?";
    compose_throw_hint = "What you entered is erased from this device. What is in the account stays there." | "Votre saisie est effacée de cet appareil. Ce qui est dans le compte y reste.";
    compose_throw_unsure = "It is not known whether the batch was made. If you throw this away, look into the list of batches yourself." | "On ne sait pas si le batch a été créé. Si vous jetez ceci, regardez vous-même dans la liste des batchs.";

    compose_source = "Requests come from" | "Les requêtes viennent de";
    source_file = "A JSONL file" | "Un fichier JSONL";
    source_file_hint = "each line a request" | "chaque ligne une requête";
    source_paste = "Pasted JSONL" | "Du JSONL collé";
    source_table = "A table (CSV)" | "Un tableau (CSV)";
    source_table_hint = "each row fills in a template" | "chaque ligne remplit un modèle";
    source_list = "A list of prompts" | "Une liste de prompts";
    source_list_hint = "each line is a prompt" | "chaque ligne est un prompt";
    source_account = "A file in the account" | "Un fichier du compte";
    source_account_hint = "of purpose batch" | "d’usage batch";
    source_rows = "Failed rows of a batch" | "Lignes échouées d’un batch";
    source_rows_hint = "failed, expired or missing" | "échouées, expirées ou manquantes";
    compose_parent = "Batch" | "Batch";
    compose_parent_none = "Choose a batch" | "Choisissez un batch";
    compose_parent_take = "Take its lost rows" | "Prendre ses lignes perdues";
    compose_parent_failed(n) = "{n} failed" / "{n} failed" | "{n} échec" / "{n} échecs";
    compose_parent_hint = "Its files are fetched and joined; requests without an answer become the source. The new batch names it in its metadata." | "Ses fichiers sont récupérés et joints ; les requêtes sans réponse deviennent la source. Le nouveau batch le nomme dans ses métadonnées.";
    compose_rows_of(id: &str) = "Requests of {id} that are sent again" | "Requêtes de {id} qui sont renvoyées";
    compose_choose = "Choose a file" | "Choisir un fichier";
    compose_drop = "Drop the file here" | "Déposez le fichier ici";
    compose_drop_hint = "or drop it here" | "ou déposez-le ici";
    compose_paste = "JSONL" | "JSONL";
    compose_prompts = "Prompts" | "Prompts";
    compose_account_file = "File" | "Fichier";
    compose_account_none = "Choose a file" | "Choisissez un fichier";
    compose_columns = "Columns" | "Colonnes";
    compose_columns_hint = "A name in double braces stands for the value of that column." | "Un nom entre doubles accolades vaut la valeur de cette colonne.";
    compose_model = "Model" | "Modèle";
    compose_system = "System text" | "Texte système";
    compose_user = "User text" | "Texte utilisateur";
    compose_parameters = "Parameters (a JSON object)" | "Paramètres (un objet JSON)";
    compose_ids = "custom_id" | "custom_id";
    compose_ids_numbered = "Numbered: request-1, request-2, …" | "Numérotés : request-1, request-2, …";
    compose_ids_column(name: &str) = "From the column “{name}”" | "De la colonne « {name} »";
    compose_unknown(names: &str) = "No such column, so it is sent as it stands: {names}" | "Aucune colonne de ce nom, donc envoyé tel quel : {names}";
    compose_rows(n) = "{n} request made" / "{n} requests made" | "{n} requête faite" / "{n} requêtes faites";
    compose_uneven(n) = "{n} row has more or fewer values than there are columns" / "{n} rows have more or fewer values than there are columns" | "{n} ligne a plus ou moins de valeurs que de colonnes" / "{n} lignes ont plus ou moins de valeurs que de colonnes";
    compose_garbled(n) = "{n} row is not UTF-8; what cannot be read became �" / "{n} rows are not UTF-8; what cannot be read became �" | "{n} ligne n’est pas en UTF-8 ; l’illisible est devenu �" / "{n} lignes ne sont pas en UTF-8 ; l’illisible est devenu �";
    compose_left_out(n) = "{n} prompt was too long and is left out" / "{n} prompts were too long and are left out" | "{n} prompt trop long est omis" / "{n} prompts trop longs sont omis";
    compose_preparing = "Preparing the requests" | "Préparation des requêtes";
    compose_inspection = "Inspection" | "Vérification";
    compose_inspection_none = "It begins as soon as there are requests." | "Elle commence dès qu’il y a des requêtes.";

    compose_labels = "The batch" | "Le batch";
    compose_description = "Description" | "Description";
    compose_description_long = "At most 498 characters: the API takes 512, and the number of a part may follow." | "498 caractères au plus : l’API en accepte 512, et le numéro d’une partie peut suivre.";
    compose_metadata = "Metadata" | "Métadonnées";
    compose_metadata_hint(n) = "Up to {n} entry; the page adds what it finds this batch again by" / "Up to {n} entries; the page adds what it finds this batch again by" | "Jusqu’à {n} entrée ; la page ajoute de quoi retrouver ce batch" / "Jusqu’à {n} entrées ; la page ajoute de quoi retrouver ce batch";
    compose_metadata_many = "Too many entries: the API takes 16, the page's own included." | "Trop d’entrées : l’API en accepte 16, celle de la page comprise.";
    compose_key(n: &str) = "Key {n}" | "Clé {n}";
    compose_value(n: &str) = "Value {n}" | "Valeur {n}";
    compose_add = "Add an entry" | "Ajouter une entrée";
    compose_remove(n: &str) = "Remove entry {n}" | "Retirer l’entrée {n}";
    wrong_no_key = "The key is missing." | "La clé manque.";
    wrong_long_key = "The key is longer than 64 characters." | "La clé dépasse 64 caractères.";
    wrong_long_value = "The value is longer than 512 characters." | "La valeur dépasse 512 caractères.";
    wrong_twice = "This key stands there twice." | "Cette clé figure deux fois.";
    wrong_taken = "The page sets this key itself." | "La page définit elle-même cette clé.";
    compose_expiry = "Results expire" | "Les résultats expirent";
    compose_expiry_default = "As the API does: after 30 days" | "Comme l’API : après 30 jours";

    submit_button = "Submit the batch" | "Envoyer le batch";
    submit_split = "Split and submit" | "Diviser et envoyer";
    submit_split_hint = "Too much for one batch: it becomes several, each as full as the order allows." | "Trop pour un seul batch : il y en aura plusieurs, chacun aussi plein que l’ordre le permet.";
    submit_not_ready = "There are no inspected requests yet." | "Il n’y a pas encore de requêtes vérifiées.";
    submit_empty = "There are no requests in it." | "Il ne contient aucune requête.";
    submit_errors = "Mend the errors first, or say that it is to be sent all the same." | "Corrigez d’abord les erreurs, ou dites qu’il faut l’envoyer quand même.";
    submit_insist = "Send it in spite of the errors" | "L’envoyer malgré les erreurs";
    submit_no_endpoint = "No line names an endpoint." | "Aucune ligne ne nomme un point d’accès.";
    submit_labels = "The description or the metadata are not right yet." | "La description ou les métadonnées ne conviennent pas encore.";
    submit_progress = "Submission" | "Envoi";
    submit_part(part: &str, of: &str) = "Batch {part} of {of}" | "Batch {part} sur {of}";
    submit_idle = "Waiting" | "En attente";
    submit_uploading(sent: &str, size: &str) = "Uploading: {sent} of {size}" | "Envoi du fichier : {sent} sur {size}";
    submit_keeping = "Noting on this device what is about to be sent" | "Note sur cet appareil de ce qui va être envoyé";
    submit_asking = "Creating the batch" | "Création du batch";
    submit_waiting = "The API does not find the file yet; asking again shortly" | "L’API ne trouve pas encore le fichier ; nouvelle demande sous peu";
    submit_looking = "The answer was lost. Looking in the list of batches; nothing is sent again" | "La réponse s’est perdue. Recherche dans la liste des batchs ; rien n’est renvoyé";
    submit_done = "Submitted" | "Envoyé";
    submit_open(id: &str) = "Open {id}" | "Ouvrir {id}";
    submit_absent = "The answer was lost, and the batch is not in the list of the account. Nothing was sent again." | "La réponse s’est perdue, et le batch n’est pas dans la liste du compte. Rien n’a été renvoyé.";
    submit_absent_hint = "Submitting again looks once more first, and sends only if it is still not there." | "Envoyer à nouveau regarde encore une fois d’abord, et n’envoie que s’il n’y est toujours pas.";
    submit_unknown = "The answer was lost, and the list of batches cannot be read: it is not known whether the batch was made. Nothing was sent again." | "La réponse s’est perdue, et la liste des batchs ne peut être lue : on ne sait pas si le batch a été créé. Rien n’a été renvoyé.";
    submit_not_made = "No batch was made." | "Aucun batch n’a été créé.";
    submit_stop = "Stop the upload" | "Arrêter l’envoi";
    submit_go_on = "Go on" | "Continuer";
    submit_again = "Submit again" | "Envoyer à nouveau";
    submit_look = "Look again" | "Regarder à nouveau";
    submit_edit = "Back to the draft" | "Revenir au brouillon";
    submit_another = "Compose another" | "En composer un autre";
    submit_all_done(n) = "The batch was submitted" / "All {n} batches were submitted" | "Le batch est envoyé" / "Les {n} batchs sont envoyés";
    submit_cut_off = "A submission was cut off." | "Un envoi a été interrompu.";
    submit_cut_off_open = "See how far it came" | "Voir où il en est";
    submit_elsewhere = "Another tab is submitting this draft." | "Un autre onglet envoie ce brouillon.";
    submit_changed = "Another tab has submitted this draft; nothing was sent." | "Un autre onglet a envoyé ce brouillon ; rien n’a été envoyé.";
    submit_no_source = "The requests are not at hand as they were. Give the source again, or throw the draft away and begin anew." | "Les requêtes ne sont plus à disposition telles quelles. Redonnez la source, ou jetez le brouillon et recommencez.";
}

impl Lang {
    /// A source, and more about it.
    pub fn source(self, source: Source) -> (&'static str, &'static str) {
        match source {
            Source::File => (self.source_file(), self.source_file_hint()),
            Source::Paste => (self.source_paste(), self.source_file_hint()),
            Source::Table => (self.source_table(), self.source_table_hint()),
            Source::List => (self.source_list(), self.source_list_hint()),
            Source::Account => (self.source_account(), self.source_account_hint()),
            Source::Rows => (self.source_rows(), self.source_rows_hint()),
        }
    }

    /// What is wrong with an entry of the metadata.
    pub fn wrong(self, wrong: Wrong) -> &'static str {
        match wrong {
            Wrong::NoKey => self.wrong_no_key(),
            Wrong::LongKey => self.wrong_long_key(),
            Wrong::LongValue => self.wrong_long_value(),
            Wrong::Twice => self.wrong_twice(),
            Wrong::Taken => self.wrong_taken(),
        }
    }
}
