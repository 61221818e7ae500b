//! Backups.

use crate::text::words;

words! {
    backup_title = "Back up first" | "Sauvegarder d’abord";
    backup_chosen(n) = "Back up {n} object" / "Back up {n} objects" | "Sauvegarder {n} objet" / "Sauvegarder {n} objets";
    backup_open = "Back up…" | "Sauvegarder…";
    backup_lead = "A ZIP with a manifest of every object. It is read and written piece by piece, changes nothing in the account, and holds your data as it is, unencrypted; the key is not in it." | "Un ZIP avec un manifeste de chaque objet. Il est lu et écrit morceau par morceau, ne change rien au compte et contient vos données telles quelles, non chiffrées ; la clé n’y est pas.";
    backup_in = "In the backup" | "Dans la sauvegarde";
    backup_contents(n, size: &str) = "{n} file byte for byte, {size}" / "{n} files byte for byte, {size}" | "{n} fichier octet pour octet, {size}" / "{n} fichiers octet pour octet, {size}";
    backup_texts(n) = "{n} file only as the text that a vector store parsed from it: the API does not give the file itself" / "{n} files only as the text that a vector store parsed from them: the API does not give the files themselves" | "{n} fichier seulement sous forme du texte qu’un vector store en a tiré : l’API ne donne pas le fichier lui-même" / "{n} fichiers seulement sous forme du texte qu’un vector store en a tiré : l’API ne donne pas les fichiers eux-mêmes";
    backup_stores(n) = "{n} vector store: its settings, and its files with their attributes and chunks" / "{n} vector stores: their settings, and their files with their attributes and chunks" | "{n} vector store : ses réglages, et ses fichiers avec attributs et découpage" / "{n} vector stores : leurs réglages, et leurs fichiers avec attributs et découpage";
    backup_places(n) = "The places, with attributes, in {n} vector store that stays" / "The places, with attributes, in {n} vector stores that stay" | "Les places, avec attributs, dans {n} vector store qui reste" / "Les places, avec attributs, dans {n} vector stores qui restent";
    backup_out = "Not in the backup" | "Hors de la sauvegarde";
    backup_nothing(n, purpose: &str) = "The content of {n} file for {purpose}: the API does not give it" / "The contents of {n} files for {purpose}: the API does not give them" | "Le contenu de {n} fichier {purpose} : l’API ne le donne pas" / "Le contenu de {n} fichiers {purpose} : l’API ne les donne pas";
    backup_nothing_hint = "Their names and details are in the manifest." | "Leurs noms et détails sont dans le manifeste.";
    backup_name_them = "Name them" | "Les nommer";
    backup_closing = "Closing this dialog stops the backup." | "Fermer cette fenêtre arrête la sauvegarde.";
    backup_running(done: &str, of: &str, bytes: &str) = "Backing up: {done} of {of}, {bytes}" | "Sauvegarde : {done} sur {of}, {bytes}";
    backup_progress = "Backed up" | "Sauvegardé";
    backup_stop = "Stop the backup" | "Arrêter la sauvegarde";
    backup_done(name: &str) = "Backed up as {name}" | "Sauvegardé dans {name}";
    backup_again = "Save the file again" | "Enregistrer à nouveau le fichier";
    backup_anew = "Back up again…" | "Sauvegarder à nouveau…";
    backup_failed(n) = "{n} object is not in the backup, or not whole" / "{n} objects are not in the backup, or not whole" | "{n} objet n’est pas dans la sauvegarde, ou pas entier" / "{n} objets ne sont pas dans la sauvegarde, ou pas entiers";
    backup_wrong_size = "Its size is not what the API says." | "Sa taille n’est pas celle que dit l’API.";
    backup_lacks(n) = "{n} object of the plan is not in this backup: the plan has changed." / "{n} objects of the plan are not in this backup: the plan has changed." | "{n} objet du plan n’est pas dans cette sauvegarde : le plan a changé." / "{n} objets du plan ne sont pas dans cette sauvegarde : le plan a changé.";
    backup_go_on = "Go on without what is missing" | "Poursuivre sans ce qui manque";
    backup_no_disk = "This browser lets no page write a file piece by piece. Nothing was saved." | "Ce navigateur ne laisse aucune page écrire un fichier morceau par morceau. Rien n’a été enregistré.";
    backup_not_written = "The file could not be written any further: no room is left, or it was taken away. Nothing was saved." | "Le fichier n’a pas pu être écrit jusqu’au bout : plus de place, ou il a été retiré. Rien n’a été enregistré.";
}
