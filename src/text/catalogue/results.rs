//! The results of a batch.

use crate::jsonl::join::Source;
use crate::text::{Lang, words};

words! {
    results_open = "Open the results" | "Ouvrir les résultats";
    results_of(name: &str) = "Results of {name}" | "Résultats de {name}";
    results_missing = "This batch is not there" | "Ce batch n’existe pas";
    results_missing_advice = "It may belong to another project than the key, or the API has forgotten it." | "Il appartient peut-être à un autre projet que la clé, ou l’API l’a oublié.";
    results_running = "The batch has not ended yet: its results come when it has." | "Le batch n’est pas terminé : ses résultats viendront ensuite.";
    results_refused = "The batch was refused as a whole: none of its requests was sent." | "Le batch a été refusé en entier : aucune de ses requêtes n’a été envoyée.";
    results_read(size: &str) = "Fetch and read the files ({size})" | "Récupérer et lire les fichiers ({size})";
    results_read_unsized = "Fetch and read the files" | "Récupérer et lire les fichiers";
    results_read_hint = "They go from the API to this browser, and nowhere else." | "Ils vont de l’API à ce navigateur, et nulle part ailleurs.";
    results_fetching(file: &str, bytes: &str) = "Fetching the {file}: {bytes}" | "Récupération ({file}) : {bytes}";
    results_fetching_of(file: &str, bytes: &str, of: &str) = "Fetching the {file}: {bytes} of {of}" | "Récupération ({file}) : {bytes} sur {of}";
    results_reading(bytes: &str, of: &str) = "Reading: {bytes} of {of}" | "Lecture : {bytes} sur {of}";
    results_writing = "Writing the file" | "Écriture du fichier";
    results_working = "Progress" | "Avancement";
    results_no_input = "The input file has expired or was deleted. The answers stand alone, in the order in which they came; what is missing cannot be told, and nothing can be sent again from here." | "Le fichier d’entrée a expiré ou a été supprimé. Les réponses sont seules, dans l’ordre où elles sont venues ; ce qui manque ne peut être dit, et rien ne peut être renvoyé d’ici.";
    results_no_answers = "A file of answers has expired or was deleted. Rows that were answered there look missing here; they are not taken for lost." | "Un fichier de réponses a expiré ou a été supprimé. Les lignes qui y avaient leur réponse semblent manquer ici ; elles ne passent pas pour perdues.";
    results_none = "No rows" | "Aucune ligne";
    results_none_hint = "Neither requests nor answers of this batch are there any more." | "Ni requêtes ni réponses de ce batch ne sont plus là.";
    results_rows = "Rows" | "Lignes";
    results_files = "Files" | "Fichiers";
    results_save(file: &str) = "Download the {file} as it is" | "Télécharger tel quel : {file}";
    results_input = "input" | "entrée";
    results_output = "output" | "sortie";
    results_errors = "errors" | "erreurs";
    results_numbered(file: &str, number: &str) = "{file} {number}" | "{file} {number}";

    results_found = "What was found" | "Ce qui a été trouvé";
    results_answered(answered: &str, of: &str) = "{answered} of {of} answered" | "{answered} sur {of} avec réponse";
    results_tokens(n) = "{n} token" / "{n} tokens" | "{n} token" / "{n} tokens";
    results_nothing_odd = "Every request has one answer, and nothing is odd about it." | "Chaque requête a une réponse, sans rien d’étrange.";
    found_missing = "in neither file" | "dans aucun des fichiers";
    found_repeated = "answered more than once" | "avec plusieurs réponses";
    found_errors_inside = "errors within the output" | "erreurs dans la sortie";
    found_truncated = "cut off at the limit of tokens" | "coupées à la limite de tokens";
    found_refused = "refused by the model" | "refusées par le modèle";
    found_empty = "without a word" | "sans un mot";
    found_not_json = "not the JSON asked for" | "pas le JSON demandé";
    found_extra(n) = "{n} answer to what was not asked" / "{n} answers to what was not asked" | "{n} réponse à ce qui n’était pas demandé" / "{n} réponses à ce qui n’était pas demandé";
    found_duplicates(n) = "{n} line for an id that had one" / "{n} lines for ids that had one" | "{n} ligne pour un id qui en avait une" / "{n} lignes pour des ids qui en avaient une";
    found_unreadable(n) = "{n} line without an id that can be read" / "{n} lines without an id that can be read" | "{n} ligne sans id lisible" / "{n} lignes sans id lisible";
    found_line(file: &str, line: &str) = "{file}, line {line}" | "{file}, ligne {line}";
    found_listed(n) = "The first is listed." / "The first {n} are listed." | "La première est listée." / "Les {n} premières sont listées.";
    causes_title = "Errors by message" | "Erreurs par message";
    causes_none = "no message" | "sans message";

    again_lost(n) = "Send {n} row again" / "Send {n} rows again" | "Renvoyer {n} ligne" / "Renvoyer {n} lignes";
    again_lost_hint = "Requests that failed, expired or were never answered, as a new batch" | "Les requêtes échouées, expirées ou sans réponse, en un nouveau batch";
    results_nothing_again = "There is nothing to send again." | "Il n’y a rien à renvoyer.";
    results_no_input_again = "The input file of this batch is gone: its requests cannot be sent again." | "Le fichier d’entrée de ce batch a disparu : ses requêtes ne peuvent être renvoyées.";
    take_home_all(n) = "{n} joined row, in the order of the input" / "All {n} joined rows, in the order of the input" | "{n} ligne jointe, dans l’ordre de l’entrée" / "Les {n} lignes jointes, dans l’ordre de l’entrée";
    take_home_markdown = "for reading" | "pour lire";

    family = "Batches that belong together" | "Batchs liés";
    family_together(n) = "{n} batch together" / "{n} batches together" | "{n} batch ensemble" / "{n} batchs ensemble";
    family_alone = "This batch alone" | "Ce batch seul";
    family_first = "Batch" | "Batch";
    family_repair(number: &str) = "Repair {number}" | "Réparation {number}";
    family_orphan(id: &str) = "It repairs {id}, which is not in the list of batches." | "Il répare {id}, qui n’est pas dans la liste des batchs.";
    family_partial = "The list of batches is not whole yet: there may be more repairs." | "La liste des batchs n’est pas encore complète : il peut y avoir d’autres réparations.";

    row_request = "Request" | "Requête";
    row_response = "Response" | "Réponse";
    row_answer = "Answer" | "Réponse du modèle";
    row_no_request = "The input file is not there." | "Le fichier d’entrée n’est pas là.";
    row_no_response = "There is no line for it in the files." | "Les fichiers n’ont pas de ligne pour elle.";
    row_cut = "Only its beginning is shown." | "Seul le début est affiché.";
    row_gone = "There is no such row" | "Cette ligne n’existe pas";
    row_gone_hint = "It may be there once the files of this batch have been read." | "Elle y sera peut-être quand les fichiers de ce batch auront été lus.";

    column_outcome = "Outcome" | "Issue";
    column_finish = "Finish" | "Fin";
    column_answer = "Answer or error" | "Réponse ou erreur";
    column_input = "Tokens in" | "Tokens lus";
    column_output = "Tokens out" | "Tokens écrits";
    column_line = "Line" | "Ligne";
    column_cause = "Cause" | "Cause";
    column_batch = "Batch" | "Batch";
    column_tries = "Tries" | "Essais";
    column_repeats = "Repeated" | "Répétée";
    column_found_in = "Found in" | "Trouvée dans";

    outcome_done = "Done" | "Faite";
    outcome_not_json = "Not JSON" | "Pas du JSON";
    outcome_truncated = "Cut off" | "Coupée";
    outcome_refused = "Refused" | "Refusée";
    outcome_empty = "Empty" | "Vide";
    outcome_strange = "Not understood" | "Incomprise";
    outcome_missing = "Missing" | "Manquante";

    view_lost = "To be sent again" | "À renvoyer";
    view_cut_off = "Cut off" | "Coupées";
    view_repeated = "Answered twice" | "Réponses en double";
    view_errors_inside = "Errors in the output" | "Erreurs dans la sortie";
}

impl Lang {
    /// What a file of a batch holds.
    pub fn source_of(self, source: Source) -> &'static str {
        match source {
            Source::Input => self.results_input(),
            Source::Output => self.results_output(),
            Source::Errors => self.results_errors(),
        }
    }
}
