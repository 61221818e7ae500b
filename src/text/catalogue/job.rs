//! Confirming, running and reporting a job.

use crate::text::words;

words! {
    confirm_files(n) = "Delete {n} file?" / "Delete {n} files?" | "Supprimer {n} fichier ?" / "Supprimer {n} fichiers ?";
    confirm_stores(n) = "Delete {n} vector store?" / "Delete {n} vector stores?" | "Supprimer {n} vector store ?" / "Supprimer {n} vector stores ?";
    confirm_batches(n) = "Cancel {n} batch?" / "Cancel {n} batches?" | "Annuler {n} batch ?" / "Annuler {n} batchs ?";
    confirm_bytes(size: &str) = "{size} in all." | "{size} en tout.";
    confirm_account = "Account:" | "Compte :";
    confirm_files_note = "Deleting cannot be undone. A file that is in a vector store vanishes from it, and a batch that still needs its input fails." | "La suppression est définitive. Un fichier présent dans un vector store en disparaît, et un batch qui a encore besoin de son entrée échoue.";
    confirm_stores_note = "Deleting cannot be undone. The files in these stores stay in the account; searches that use the stores fail." | "La suppression est définitive. Les fichiers de ces stores restent dans le compte ; les recherches qui les utilisent échouent.";
    confirm_batches_note = "A cancelled batch cannot be resumed. What it has answered so far is kept and paid for; cancelling can take up to ten minutes." | "Un batch annulé ne peut pas reprendre. Ce qu’il a déjà répondu est conservé et facturé ; l’annulation peut prendre dix minutes.";
    confirm_type(n: &str) = "To confirm, type {n}" | "Pour confirmer, tapez {n}";
    confirm_list = "What will be acted on" | "Ce qui sera traité";
    confirm_more(n) = "and {n} more" / "and {n} more" | "et {n} autre" / "et {n} autres";
    confirm_delete = "Delete" | "Supprimer";
    confirm_cancel_batches = "Cancel batches" | "Annuler les batchs";
    confirm_keep = "Keep them" | "Les garder";
    unnamed = "unnamed" | "sans nom";

    job_busy = "A run is under way. Wait for it or cancel it first." | "Une opération est en cours. Attendez sa fin ou annulez-la d’abord.";
    job_elsewhere = "Another tab has a run of this account under way. Wait for it or cancel it there first." | "Un autre onglet a une opération en cours pour ce compte. Attendez sa fin ou annulez-la d’abord là-bas.";
    job_in_other_tab = "Runs in another tab" | "S’exécute dans un autre onglet";
    job_unkept = "This browser does not keep a record of the run: if the page is closed, it cannot go on." | "Ce navigateur ne conserve pas de trace de l’opération : si la page est fermée, elle ne pourra pas reprendre.";
    job_cut_off = "Cut off" | "Interrompue";
    job_cut_off_at(done: &str, total: &str) = "Cut off at {done} of {total}." | "Interrompue à {done} sur {total}.";
    job_cut_off_of(name: &str, tail: &str) = "Account {name}, key ending in {tail}." | "Compte {name}, clé se terminant par {tail}.";
    job_cut_off_reconnect = "Connect this account again to go on." | "Connectez de nouveau ce compte pour reprendre.";
    job_take_up(done: &str, total: &str) = "Resume {done} of {total}" | "Reprendre {done} sur {total}";
    job_end_here = "End it here" | "L’arrêter là";
    job_hold(n, left: &str) = "{n} file will be deleted in {left} s" / "{n} files will be deleted in {left} s" | "{n} fichier sera supprimé dans {left} s" / "{n} fichiers seront supprimés dans {left} s";
    job_undo = "Undo" | "Annuler";
    job_delete_now = "Delete now" | "Supprimer maintenant";
    job_undone = "Nothing was deleted." | "Rien n’a été supprimé.";
    job_show = "Show the run" | "Afficher l’opération";
    job_hide = "Hide" | "Masquer";
    job_ended = "The run has ended" | "L’opération est terminée";
    job_ended_done(n) = "{n} done." / "{n} done." | "{n} fait." / "{n} faits.";
    job_ended_failed(n) = "{n} failed." / "{n} failed." | "{n} échec." / "{n} échecs.";
    job_files = "Deleting files" | "Suppression de fichiers";
    job_stores = "Deleting vector stores" | "Suppression de vector stores";
    job_batches = "Cancelling batches" | "Annulation de batchs";
    job_files_over = "Files deleted" | "Fichiers supprimés";
    job_stores_over = "Vector stores deleted" | "Vector stores supprimés";
    job_batches_over = "Batches cancelled" | "Batchs annulés";
    job_of(done: &str, total: &str) = "{done} of {total}" | "{done} sur {total}";
    job_rate(n: &str) = "{n} a second" | "{n} par seconde";
    job_left(time: &str) = "about {time} left" | "environ {time} restant";
    job_paused = "Paused" | "En pause";
    job_cooling = "Slowed down: rate limit" | "Ralenti : limite de débit";
    job_offline = "Offline: waiting for the network" | "Hors ligne : en attente du réseau";
    job_cancelling = "Cancelling: waiting for what is under way" | "Annulation : en attente de ce qui est en cours";
    job_pause = "Pause" | "Pause";
    job_resume = "Resume" | "Reprendre";
    job_cancel = "Cancel" | "Annuler";
    job_stopped = "The run stopped early" | "L’opération s’est arrêtée avant la fin";
    job_retry(n) = "Try {n} failed again" / "Try {n} failed again" | "Réessayer {n} échec" / "Réessayer {n} échecs";
    job_done_files = "Deleted" | "Supprimés";
    job_done_batches = "Cancelled" | "Annulés";
    job_gone = "Already gone" | "Déjà disparus";
    job_failed = "Failed" | "Échecs";
    job_skipped = "Skipped (protected)" | "Ignorés (protégés)";
    job_not_tried = "Not tried" | "Non tentés";
    job_all_done(n) = "{n} done, nothing failed." / "All {n} done, nothing failed." | "{n} fait, aucun échec." / "Les {n} sont faits, aucun échec.";
    job_group(n) = "{n} object" / "{n} objects" | "{n} objet" / "{n} objets";
    job_group_unsettled(n) = "The answer for {n} of them was lost: it may be gone all the same." / "The answer for {n} of them was lost: they may be gone all the same." | "La réponse pour {n} d’entre eux s’est perdue : il a peut-être disparu malgré tout." / "La réponse pour {n} d’entre eux s’est perdue : ils ont peut-être disparu malgré tout.";
}
