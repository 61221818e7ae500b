//! The page of one vector store.

use crate::text::words;

words! {
    store_open = "Open the store" | "Ouvrir le store";
    store_way = "Where this is" | "Où vous êtes";
    store_parts = "Parts of the store" | "Parties du store";
    store_part_files = "Files" | "Fichiers";
    store_part_search = "Search" | "Recherche";
    store_missing = "This vector store is not there" | "Ce vector store n’existe pas";
    store_missing_advice = "It may have been deleted, or belong to another project than the key." | "Il a peut-être été supprimé, ou il appartient à un autre projet que la clé.";
    store_counts(total: &str, parts: &str) = "{total}: {parts}" | "{total} : {parts}";
    store_counts_differ(said: &str) = "The list of files says otherwise than the store itself, which counts {said}. What is shown is what the list holds." | "La liste des fichiers dit autre chose que le store lui-même, qui compte {said}. Ce qui est affiché est ce que contient la liste.";
    store_empty = "No files in this store" | "Aucun fichier dans ce store";
    store_empty_hint = "Attach files of the account, or upload new ones with the buttons above." | "Attachez des fichiers du compte, ou envoyez-en avec les boutons ci-dessus.";
    remove_files(n) = "Remove {n} file…" / "Remove {n} files…" | "Retirer {n} fichier…" / "Retirer {n} fichiers…";
    remove_delete_files(n) = "Remove and delete {n} file…" / "Remove and delete {n} files…" | "Retirer et supprimer {n} fichier…" / "Retirer et supprimer {n} fichiers…";
    drawer_remove = "Remove from the store…" | "Retirer du store…";
    drawer_remove_delete = "Remove and delete…" | "Retirer et supprimer…";

    parsed_title = "Text as the store parsed it" | "Texte tel que le store l’a lu";
    parsed_show = "Show the text" | "Afficher le texte";
    parsed_empty = "The store found no text in this file." | "Le store n’a trouvé aucun texte dans ce fichier.";
    parsed_cut(n) = "Only the first {n} character is shown." / "Only the first {n} characters are shown." | "Seul le premier {n} caractère est affiché." / "Seuls les {n} premiers caractères sont affichés.";
}
