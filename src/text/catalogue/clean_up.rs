//! Why files are there, and the clean-up page.

use crate::text::{Lang, words};

words! {
    story_input(name: &str) = "Input of batch “{name}”" | "Entrée du batch « {name} »";
    story_output(name: &str) = "Output of batch “{name}”" | "Sortie du batch « {name} »";
    story_errors(name: &str) = "Errors of batch “{name}”" | "Erreurs du batch « {name} »";
    story_running = ", which is still running" | ", encore en cours";
    story_ended(ago: &str) = ", finished {ago}" | ", terminé {ago}";
    story_other_batches(n) = ", and of {n} other" / ", and of {n} others" | ", et de {n} autre" / ", et de {n} autres";
    story_file = "A file" | "Un fichier";
    story_uploaded(ago: &str) = "Uploaded {ago}" | "Envoyé {ago}";
    story_of_purpose(purpose: &str) = "Uploaded for {purpose}" | "Envoyé pour {purpose}";
    story_uploaded_for(purpose: &str, ago: &str) = "Uploaded for {purpose} {ago}" | "Envoyé pour {purpose} {ago}";
    story_no_store = ", in no vector store" | ", dans aucun vector store";
    story_store(name: &str) = ", in vector store “{name}”" | ", dans le vector store « {name} »";
    story_stores(n) = ", in {n} vector store" / ", in {n} vector stores" | ", dans {n} vector store" / ", dans {n} vector stores";

    sure_not_yet = "Not known yet: who uses what has not been read." | "Pas encore connu : qui utilise quoi n’a pas été lu.";
    sure_unknown(n) = "Not known: {n} vector store could not be read, so nothing is called unused." / "Not known: {n} vector stores could not be read, so nothing is called unused." | "Inconnu : {n} vector store n’a pas pu être lu ; rien n’est donc dit inutilisé." / "Inconnu : {n} vector stores n’ont pas pu être lus ; rien n’est donc dit inutilisé.";
    sure_store = "In use: vector stores hold it." | "Utilisé : des vector stores le contiennent.";
    sure_waiting = "In use: a batch that has not ended needs it." | "Utilisé : un batch inachevé en a besoin.";
    sure_new(hours) = "Too new to be called unused: it is younger than {hours} hour." / "Too new to be called unused: it is younger than {hours} hours." | "Trop récent pour être dit inutilisé : il a moins de {hours} heure." / "Trop récent pour être dit inutilisé : il a moins de {hours} heures.";
    sure_batch = "Of a batch that has ended: nothing needs it any more, but its results are lost with it." | "D’un batch terminé : plus rien n’en a besoin, mais ses résultats seraient perdus.";
    sure_failed_batch = "Of a batch that failed, expired or was cancelled: what it answered until then is lost with it." | "D’un batch en échec, expiré ou annulé : ce qu’il avait répondu serait perdu.";
    sure_unproven(purpose: &str) = "Cannot be proven unused: of files for {purpose} the API does not show every use." | "Inutilisation impossible à prouver : pour les fichiers {purpose}, l’API ne montre pas tous les usages.";
    sure_unproven_purpose = "Cannot be proven unused: the API does not show every use of such files." | "Inutilisation impossible à prouver : l’API ne montre pas tous les usages de ces fichiers.";
    sure_unused = "Unused: no vector store holds it and no batch refers to it; all of them were read." | "Inutilisé : aucun vector store ne le contient et aucun batch ne s’y réfère ; tous ont été lus.";

    standing_store = "In a store" | "Dans un store";
    standing_waiting = "By a running batch" | "Par un batch en cours";
    standing_new = "Too new to say" | "Trop récent";
    standing_batch = "Of a past batch" | "D’un batch passé";
    standing_failed_batch = "Of a failed batch" | "D’un batch en échec";
    standing_unproven = "Cannot be proven" | "Improuvable";
    standing_no = "Unused" | "Inutilisé";

    finding_unused_files = "Unused files" | "Fichiers inutilisés";
    finding_unused_files_hint = "In no vector store, of no batch, and of a purpose whose every use the API shows." | "Dans aucun vector store, d’aucun batch, et d’un usage que l’API montre entièrement.";
    finding_batch_files = "Files of finished batches" | "Fichiers de batchs terminés";
    finding_batch_files_hint = "Inputs and outputs. Take the results home first: they go with the files." | "Entrées et sorties. Récupérez d’abord les résultats : ils partent avec les fichiers.";
    finding_failed_batch_files = "Files of failed and expired batches" | "Fichiers de batchs en échec ou expirés";
    finding_failed_batch_files_hint = "Cancelled ones too. What was answered before the end is in them." | "Annulés aussi. Ils contiennent ce qui a été répondu avant la fin.";
    finding_duplicates = "Duplicates" | "Doublons";
    finding_duplicates_hint = "Same name and size; one of each stays. Their content is not compared." | "Mêmes nom et taille ; un de chaque reste. Leur contenu n’est pas comparé.";
    finding_assistants_files = "Files left by Assistants" | "Fichiers laissés par Assistants";
    finding_assistants_files_hint = "Made for the Assistants API, which ended on 26 August 2026." | "Créés pour l’API Assistants, arrêtée le 26 août 2026.";
    finding_large_files = "Large files" | "Fichiers volumineux";
    finding_large_files_hint = "100 MB and more." | "100 Mo et plus.";
    finding_old_files = "Old files" | "Vieux fichiers";
    finding_old_files_hint = "Made more than a year ago." | "Créés il y a plus d’un an.";
    finding_expired_stores = "Expired vector stores" | "Vector stores expirés";
    finding_expired_stores_hint = "They can no longer be searched." | "On ne peut plus y chercher.";
    finding_unused_stores = "Vector stores never used" | "Vector stores jamais utilisés";
    finding_unused_stores_hint = "Nothing happened to them after the hour in which they were made." | "Rien ne s’y est passé après l’heure de leur création.";
    finding_empty_stores = "Empty vector stores" | "Vector stores vides";
    finding_empty_stores_hint = "Without any file." | "Sans aucun fichier.";
    finding_failing_stores = "Vector stores where everything failed" | "Vector stores où tout a échoué";
    finding_failing_stores_hint = "None of their files could be indexed." | "Aucun de leurs fichiers n’a pu être indexé.";
    finding_assistants_stores = "Vector stores left by Assistants" | "Vector stores laissés par Assistants";
    finding_assistants_stores_hint = "Older than the end of that API, without a name or with its mark." | "Antérieurs à la fin de cette API, sans nom ou avec sa marque.";
    finding_large_stores = "Large vector stores" | "Vector stores volumineux";
    finding_large_stores_hint = "1 GB and more: what is paid for." | "1 Go et plus : ce qui est facturé.";
    finding_replaced_stores = "Replaced vector stores" | "Vector stores remplacés";
    finding_replaced_stores_hint = "A migration made a new one that holds all that could be found in them. The files that only they use go too." | "Une migration en a créé un nouveau qui contient tout ce qu’on y trouvait. Les fichiers qu’eux seuls utilisent partent aussi.";
    finding_gone_files = "Files that no longer exist" | "Fichiers qui n’existent plus";
    finding_gone_files_hint = "Vector stores go on listing them; they are taken out." | "Des vector stores les listent encore ; ils en sont retirés.";
    finding_stuck_files = "Files stuck while indexing" | "Fichiers bloqués à l’indexation";
    finding_stuck_files_hint = "In progress for more than ten minutes; they are taken out of their vector stores." | "En cours depuis plus de dix minutes ; ils sont retirés de leurs vector stores.";
}

impl Lang {
    /// What a finding is called, and what it means, by its key.
    pub fn finding(self, key: &str) -> (&'static str, &'static str) {
        match key {
            "unused_files" => (self.finding_unused_files(), self.finding_unused_files_hint()),
            "batch_files" => (self.finding_batch_files(), self.finding_batch_files_hint()),
            "failed_batch_files" => (self.finding_failed_batch_files(), self.finding_failed_batch_files_hint()),
            "duplicates" => (self.finding_duplicates(), self.finding_duplicates_hint()),
            "assistants_files" => (self.finding_assistants_files(), self.finding_assistants_files_hint()),
            "large_files" => (self.finding_large_files(), self.finding_large_files_hint()),
            "old_files" => (self.finding_old_files(), self.finding_old_files_hint()),
            "expired_stores" => (self.finding_expired_stores(), self.finding_expired_stores_hint()),
            "unused_stores" => (self.finding_unused_stores(), self.finding_unused_stores_hint()),
            "empty_stores" => (self.finding_empty_stores(), self.finding_empty_stores_hint()),
            "failing_stores" => (self.finding_failing_stores(), self.finding_failing_stores_hint()),
            "assistants_stores" => (self.finding_assistants_stores(), self.finding_assistants_stores_hint()),
            "large_stores" => (self.finding_large_stores(), self.finding_large_stores_hint()),
            "replaced_stores" => (self.finding_replaced_stores(), self.finding_replaced_stores_hint()),
            "gone_files" => (self.finding_gone_files(), self.finding_gone_files_hint()),
            "stuck_files" => (self.finding_stuck_files(), self.finding_stuck_files_hint()),
            _ => ("", ""),
        }
    }
}
