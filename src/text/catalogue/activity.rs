//! What follows a run: the look at the lists, the receipt, and the page of past runs.

use crate::text::words;

words! {
    nav_activity = "Activity" | "Activité";
    check_waiting = "The lists are read again in a moment, to see whether all is gone." | "Les listes seront relues dans un instant, pour voir si tout a disparu.";
    check_reading = "Reading the lists again…" | "Relecture des listes…";
    check_gone(n) = "{n} gone" / "{n} gone" | "{n} disparu" / "{n} disparus";
    check_cancelled(n) = "{n} cancelled or cancelling" / "{n} cancelled or cancelling" | "{n} annulé ou en cours d’annulation" / "{n} annulés ou en cours d’annulation";
    check_failed(n) = "{n} failed" / "{n} failed" | "{n} échec" / "{n} échecs";
    check_still(n) = "{n} still listed" / "{n} still listed" | "{n} encore listé" / "{n} encore listés";
    check_still_hint = "The API called them done and still lists them. That can take a while; look again later." | "L’API les dit traités et les liste encore. Cela peut prendre un moment ; revérifiez plus tard.";
    check_lost(n) = "{n} file also vanished from a store that was to keep it." / "{n} files also vanished from stores that were to keep them." | "{n} fichier a aussi disparu d’un store qui devait le garder." / "{n} fichiers ont aussi disparu de stores qui devaient les garder.";
    check_refused(list: &str) = "It could not be checked: {list} could not be read to the end" | "Vérification impossible : {list} n’a pas pu être lu jusqu’au bout";
    check_again = "Look again" | "Revérifier";
    check_now = "Look now" | "Vérifier maintenant";
    checked = "The lists were read again:" | "Les listes ont été relues :";
    receipt_json = "Receipt as JSON" | "Reçu en JSON";
    receipt_csv = "Receipt as CSV" | "Reçu en CSV";
    receipt_not_kept = "The browser did not keep the receipt of this run: save it before you close the page." | "Le navigateur n’a pas gardé le reçu de cette opération : enregistrez-le avant de fermer la page.";
    receipt_not_saved = "The receipt could not be saved." | "Le reçu n’a pas pu être enregistré.";
    receipt_not_forgotten = "The browser did not erase it." | "Le navigateur ne l’a pas effacé.";
    activity_lead = "Every run of this page on this device, with a receipt that names each object and what became of it." | "Chaque opération de cette page sur cet appareil, avec un reçu qui nomme chaque objet et ce qu’il est devenu.";
    activity_none = "No runs yet" | "Aucune opération";
    activity_none_hint = "What is deleted or cancelled from this page is recorded here." | "Ce qui est supprimé ou annulé depuis cette page est consigné ici.";
    activity_refused = "This browser does not let the page keep anything: past runs are not recorded." | "Ce navigateur ne laisse rien garder à la page : les opérations ne sont pas consignées.";
    activity_stopped = "stopped early" | "arrêtée avant la fin";
    activity_unchecked = "the lists were not read again" | "les listes n’ont pas été relues";
    activity_hash(hash: &str) = "SHA-256 of its content: {hash}" | "SHA-256 de son contenu : {hash}";
    activity_forget = "Forget" | "Oublier";
    activity_forget_one(what: &str) = "Forget this run: {what}" | "Oublier cette opération : {what}";
    activity_forget_all = "Forget all runs" | "Oublier toutes les opérations";
    activity_forget_sure = "Press again to forget all runs" | "Appuyez encore pour tout oublier";
}
