//! What leaves the page: exports and scripts.

use crate::text::words;

words! {
    export_menu = "Export" | "Exporter";
    export_shown(n) = "{n} row shown" / "{n} rows shown" | "{n} ligne affichée" / "{n} lignes affichées";
    export_chosen(n) = "{n} row selected" / "{n} rows selected" | "{n} ligne sélectionnée" / "{n} lignes sélectionnées";
    export_csv = "for spreadsheets" | "pour les tableurs";
    export_json = "one list" | "une seule liste";
    export_jsonl = "an object a line" | "un objet par ligne";
    export_saved(n, name: &str) = "{n} row saved as {name}" / "{n} rows saved as {name}" | "{n} ligne enregistrée dans {name}" / "{n} lignes enregistrées dans {name}";
    export_not_saved = "The browser did not take the file" | "Le navigateur n’a pas pris le fichier";
    script_get = "Copy a curl script that retrieves them" | "Copier un script curl qui les lit";
    script_delete = "Copy a curl script that deletes them" | "Copier un script curl qui les supprime";
    script_cancel = "Copy a curl script that cancels them" | "Copier un script curl qui les annule";
    script_remove = "Copy a curl script that takes them out of the store" | "Copier un script curl qui les retire du store";
    script_copied(n) = "Script of {n} call copied; the key is not in it" / "Script of {n} calls copied; the key is not in it" | "Script de {n} appel copié ; la clé n’y est pas" / "Script de {n} appels copié ; la clé n’y est pas";
    script_retrieves(n, account: &str, date: &str) = "Retrieves {n} object of the account “{account}”, {date}" / "Retrieves {n} objects of the account “{account}”, {date}" | "Lit {n} objet du compte « {account} », {date}" / "Lit {n} objets du compte « {account} », {date}";
    script_deletes(n, account: &str, date: &str) = "Deletes {n} object of the account “{account}”, {date}" / "Deletes {n} objects of the account “{account}”, {date}" | "Supprime {n} objet du compte « {account} », {date}" / "Supprime {n} objets du compte « {account} », {date}";
    script_removes(n, account: &str, date: &str) = "Takes {n} file out of a vector store of the account “{account}”, {date}" / "Takes {n} files out of a vector store of the account “{account}”, {date}" | "Retire {n} fichier d’un vector store du compte « {account} », {date}" / "Retire {n} fichiers d’un vector store du compte « {account} », {date}";
    script_cancels(n, account: &str, date: &str) = "Cancels {n} batch of the account “{account}”, {date}" / "Cancels {n} batches of the account “{account}”, {date}" | "Annule {n} batch du compte « {account} », {date}" / "Annule {n} batchs du compte « {account} », {date}";
    script_no_key = "Put the API key into OPENAI_API_KEY first" | "Mettez d’abord la clé d’API dans OPENAI_API_KEY";
}
