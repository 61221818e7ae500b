//! Why files are there, and the clean-up page.

use crate::text::{Lang, words};

words! {
    story_input(name: &str) = "Input of batch “{name}”" | "Entrée du batch « {name} »";
    story_output(name: &str) = "Output of batch “{name}”" | "Sortie du batch « {name} »";
    story_errors(name: &str) = "Errors of batch “{name}”" | "Erreurs du batch « {name} »";
    story_running = ", which is still running" | ", encore en cours";
    story_ended(ago: &str) = ", finished {ago}" | ", terminé {ago}";
    story_other_batches(n) = ", and of {n} other" / ", and of {n} others" | ", et de {n} autre" / ", et de {n} autres";
    story_file = "A file" | "Un fichier";
    story_uploaded(ago: &str) = "Uploaded {ago}" | "Envoyé {ago}";
    story_of_purpose(purpose: &str) = "Uploaded for {purpose}" | "Envoyé pour {purpose}";
    story_uploaded_for(purpose: &str, ago: &str) = "Uploaded for {purpose} {ago}" | "Envoyé pour {purpose} {ago}";
    story_no_store = ", in no vector store" | ", dans aucun vector store";
    story_store(name: &str) = ", in vector store “{name}”" | ", dans le vector store « {name} »";
    story_stores(n) = ", in {n} vector store" / ", in {n} vector stores" | ", dans {n} vector store" / ", dans {n} vector stores";

    sure_not_yet = "Not known yet: who uses what has not been read." | "Pas encore connu : qui utilise quoi n’a pas été lu.";
    sure_unknown(n) = "Not known: {n} vector store could not be read, so nothing is called unused." / "Not known: {n} vector stores could not be read, so nothing is called unused." | "Inconnu : {n} vector store n’a pas pu être lu ; rien n’est donc dit inutilisé." / "Inconnu : {n} vector stores n’ont pas pu être lus ; rien n’est donc dit inutilisé.";
    sure_store = "In use: vector stores hold it." | "Utilisé : des vector stores le contiennent.";
    sure_waiting = "In use: a batch that has not ended needs it." | "Utilisé : un batch inachevé en a besoin.";
    sure_new(hours) = "Too new to be called unused: it is younger than {hours} hour." / "Too new to be called unused: it is younger than {hours} hours." | "Trop récent pour être dit inutilisé : il a moins de {hours} heure." / "Trop récent pour être dit inutilisé : il a moins de {hours} heures.";
    sure_batch = "Of a batch that has ended: nothing needs it any more, but its results are lost with it." | "D’un batch terminé : plus rien n’en a besoin, mais ses résultats seraient perdus.";
    sure_failed_batch = "Of a batch that failed, expired or was cancelled: what it answered until then is lost with it." | "D’un batch en échec, expiré ou annulé : ce qu’il avait répondu serait perdu.";
    sure_unproven(purpose: &str) = "Cannot be proven unused: of files for {purpose} the API does not show every use." | "Inutilisation impossible à prouver : pour les fichiers {purpose}, l’API ne montre pas tous les usages.";
    sure_unproven_purpose = "Cannot be proven unused: the API does not show every use of such files." | "Inutilisation impossible à prouver : l’API ne montre pas tous les usages de ces fichiers.";
    sure_unused = "Unused: no vector store holds it and no batch refers to it; all of them were read." | "Inutilisé : aucun vector store ne le contient et aucun batch ne s’y réfère ; tous ont été lus.";

    standing_store = "In a store" | "Dans un store";
    standing_waiting = "By a running batch" | "Par un batch en cours";
    standing_new = "Too new to say" | "Trop récent";
    standing_batch = "Of a past batch" | "D’un batch passé";
    standing_failed_batch = "Of a failed batch" | "D’un batch en échec";
    standing_unproven = "Cannot be proven" | "Improuvable";
    standing_no = "Unused" | "Inutilisé";

    nav_clean_up = "Clean-up" | "Nettoyage";
    clean_up_lead = "What could go, and what would break. Everything here becomes a plan first, which you look at before anything is deleted." | "Ce qui peut partir, et ce qui casserait. Tout devient d’abord un plan, que vous examinez avant toute suppression.";
    graph_blank = "Which vector store and which batch uses which file has not been read yet." | "Quel vector store et quel batch utilise quel fichier n’a pas encore été lu.";
    graph_read = "Find out" | "Le lire";
    graph_reading_lists = "Reading vector stores and batches…" | "Lecture des vector stores et des batchs…";
    graph_reading(done: &str, total: &str) = "Reading what uses what: {done} of {total} vector stores" | "Lecture de qui utilise quoi : {done} vector stores sur {total}";
    graph_progress = "Vector stores read" | "Vector stores lus";
    graph_stop = "Stop" | "Arrêter";
    graph_on = "Read on" | "Poursuivre la lecture";
    graph_again = "Read again" | "Relire";
    graph_whole(n, ago: &str) = "It is known what uses what: {n} vector store and all batches, read {ago}." / "It is known what uses what: {n} vector stores and all batches, read {ago}." | "On sait qui utilise quoi : {n} vector store et tous les batchs, lus {ago}." / "On sait qui utilise quoi : {n} vector stores et tous les batchs, lus {ago}.";
    graph_partial = "Not everything could be read, so nothing is called unused" | "Tout n’a pas pu être lu ; rien n’est donc dit inutilisé";
    graph_gap(list: &str) = "Not read: {list}" | "Non lu : {list}";
    graph_unread(n) = "{n} vector store is not read yet." / "{n} vector stores are not read yet." | "{n} vector store n’est pas encore lu." / "{n} vector stores ne sont pas encore lus.";
    unused_waits = "This view shows nothing before it is known what uses every file." | "Cette vue ne montre rien tant qu’on ne sait pas ce qui utilise chaque fichier.";

    findings_title = "Findings" | "Constats";
    findings_looking = "Waiting for the lists of files and vector stores…" | "En attente des listes de fichiers et de vector stores…";
    findings_none(names: &str) = "Nothing found of: {names}." | "Rien trouvé pour : {names}.";
    finding_show = "Show" | "Afficher";
    finding_show_of(name: &str) = "Show: {name}" | "Afficher : {name}";
    finding_plan = "Plan…" | "Plan…";
    finding_plan_of(name: &str) = "Plan: {name}" | "Plan : {name}";
    finding_waits = "Known once everything was read" | "Connu une fois que tout est lu";
    finding_saves(money: &str) = "saves {money} a day" | "économise {money} par jour";
    finding_in_use(n) = "and {n} in use, which stays" / "and {n} in use, which stay" | "et {n} utilisé, qui reste" / "et {n} utilisés, qui restent";
    count_files(n) = "{n} file" / "{n} files" | "{n} fichier" / "{n} fichiers";
    copies_keep = "Of those alike, keep" | "Des semblables, garder";
    copies_most_used = "the most used" | "le plus utilisé";
    copies_newest = "the newest" | "le plus récent";
    copies_oldest = "the oldest" | "le plus ancien";
    copies_proven(n) = "{n} proven equal by SHA-256" / "{n} proven equal by SHA-256" | "{n} identique, prouvé par SHA-256" / "{n} identiques, prouvés par SHA-256";
    copies_unproven(n) = "{n} not proven: only its name and size are known" / "{n} not proven: only their names and sizes are known" | "{n} non prouvé : on n’en connaît que le nom et la taille" / "{n} non prouvés : on n’en connaît que noms et tailles";
    copies_different(n) = "{n} that looked the same is proven different, and left out" / "{n} that looked the same are proven different, and left out" | "{n} semblable s’avère différent et n’est pas compté" / "{n} semblables s’avèrent différents et ne sont pas comptés";
    compare(size: &str) = "Compare contents ({size} to read)" | "Comparer les contenus ({size} à lire)";
    compare_reading(done: &str, of: &str, bytes: &str) = "Reading contents: {done} of {of}, {bytes}" | "Lecture des contenus : {done} sur {of}, {bytes}";
    compare_progress = "Contents compared" | "Contenus comparés";
    compare_stop = "Stop comparing" | "Arrêter la comparaison";
    compare_failed(n) = "{n} content could not be read" / "{n} contents could not be read" | "{n} contenu n’a pas pu être lu" / "{n} contenus n’ont pas pu être lus";

    recipe_files = "Files by a rule" | "Fichiers selon une règle";
    recipe_files_hint = "Without a rule: all files. Those that a vector store or a running batch needs are left out of the plan unless you put them in." | "Sans règle : tous les fichiers. Ceux dont un vector store ou un batch en cours a besoin sont écartés du plan, sauf si vous les y mettez.";
    recipe_purpose = "Purpose" | "Usage";
    recipe_any_purpose = "any" | "tous";
    recipe_days = "Older than so many days" | "Plus vieux que tant de jours";
    recipe_days_wrong = "Write a whole number of days, or nothing" | "Écrivez un nombre entier de jours, ou rien";
    recipe_query = "Files matching" | "Fichiers correspondant à";
    recipe_query_hint = "Words or a query, as above the table of files: name~\"tmp*\" size>10mb" | "Des mots ou une requête, comme au-dessus de la table des fichiers : name~\"tmp*\" size>10mb";
    recipe_all_files = "All files" | "Tous les fichiers";
    recipe_files_of(query: &str) = "Files: {query}" | "Fichiers : {query}";
    recipe_matching_files(n) = "{n} file" / "{n} files" | "{n} fichier" / "{n} fichiers";
    recipe_stores = "Vector stores by a rule" | "Vector stores selon une règle";
    recipe_which_stores = "Stores matching" | "Stores correspondant à";
    recipe_which_stores_hint = "Words or a query, as above the table of stores; nothing means all." | "Des mots ou une requête, comme au-dessus de la table des stores ; rien veut dire tous.";
    recipe_all_stores = "All vector stores" | "Tous les vector stores";
    recipe_stores_of(query: &str) = "Vector stores: {query}" | "Vector stores : {query}";
    recipe_matching_stores(n) = "{n} vector store" / "{n} vector stores" | "{n} vector store" / "{n} vector stores";
    recipe_everything = "The whole account" | "Tout le compte";
    recipe_everything_hint = "Every vector store and every file. Batches stay: the API cannot delete them. Inputs of running batches are left out unless you put them in." | "Chaque vector store et chaque fichier. Les batchs restent : l’API ne peut pas les supprimer. Les entrées des batchs en cours sont écartées, sauf si vous les mettez dans le plan.";
    recipe_everything_count(n, stores: &str) = "{n} file and {stores}" / "{n} files and {stores}" | "{n} fichier et {stores}" / "{n} fichiers et {stores}";

    migrate_button = "Make new stores…" | "Créer de nouveaux stores…";
    migrate_title = "Make new vector stores for old ones" | "Créer de nouveaux vector stores à la place d’anciens";
    migrate_count(n) = "{n} vector store gets a new one of the same name, metadata, expiry and files." / "{n} vector stores each get a new one of the same name, metadata, expiry and files." | "{n} vector store en reçoit un nouveau de mêmes nom, métadonnées, expiration et fichiers." / "{n} vector stores en reçoivent chacun un nouveau de mêmes nom, métadonnées, expiration et fichiers.";
    migrate_hint = "Files that failed or no longer exist are not taken along. Until the old ones are deleted both are paid for: once everything is in the new ones, they are found as “Replaced vector stores” on this page." | "Les fichiers en échec ou disparus ne suivent pas. Jusqu’à la suppression des anciens, les deux sont facturés : une fois tout dans les nouveaux, ils figurent sous « Vector stores remplacés » sur cette page.";
    migrate_done(done: &str, total: &str) = "{done} of {total} made; their files are on their way in." | "{done} sur {total} créés ; leurs fichiers arrivent.";
    migrate_go = "Make them" | "Les créer";
    migrate_no_room = "It has sixteen pairs of metadata already; one more is needed to name the old store." | "Il a déjà seize paires de métadonnées ; il en faut une de plus pour nommer l’ancien store.";
    migrate_unread = "Its files could not be listed to the end, so nothing was made." | "Ses fichiers n’ont pas pu être listés jusqu’au bout ; rien n’a été créé.";

    propose_nothing = "There is nothing to do." | "Il n’y a rien à faire.";
    propose_needed(n) = "{n} file that a vector store or a running batch needs is left out unless you put it in." / "{n} files that a vector store or a running batch needs are left out unless you put them in." | "{n} fichier dont un vector store ou un batch en cours a besoin est écarté, sauf si vous le mettez dans le plan." / "{n} fichiers dont un vector store ou un batch en cours a besoin sont écartés, sauf si vous les mettez dans le plan.";
    propose_left_out(n) = "{n} left out" / "{n} left out" | "{n} écarté" / "{n} écartés";
    propose_put_in = "Put all in" | "Tout mettre";
    propose_more(n) = "Show more of the other {n}" / "Show more of the other {n}" | "En montrer plus ({n} autre)" / "En montrer plus ({n} autres)";
    why_chosen = "chosen" | "choisi";
    why_matches = "matches the rule" | "correspond à la règle";
    why_in(store: &str) = "in {store}, which goes" | "dans {store}, qui part";
    why_only_in(store: &str) = "only in {store}, which goes" | "seulement dans {store}, qui part";
    why_copy_of(file: &str) = "looks like {file}, which stays" | "semblable à {file}, qui reste";
    why_equal_to(file: &str) = "the same content as {file}, which stays" | "même contenu que {file}, qui reste";

    kept_title = "Plans kept for later" | "Plans gardés pour plus tard";
    kept_keep = "Keep this plan for later" | "Garder ce plan pour plus tard";
    kept_said = "The plan is kept on this device; it is on the clean-up page." | "Le plan est gardé sur cet appareil ; il est sur la page de nettoyage.";
    kept_refused = "The browser refused to keep the plan: it lasts until the page is closed." | "Le navigateur a refusé de garder le plan : il dure jusqu’à la fermeture de la page.";
    kept_count(n) = "{n} object" / "{n} objects" | "{n} objet" / "{n} objets";
    kept_review = "Review…" | "Examiner…";
    kept_forget(title: &str) = "Forget the plan {title}" | "Oublier le plan {title}";
    kept_changed(gone: &str, used: &str) = "Since this plan was made: {gone}, {used}." | "Depuis que ce plan a été fait : {gone}, {used}.";
    kept_gone(n) = "{n} object is gone" / "{n} objects are gone" | "{n} objet a disparu" / "{n} objets ont disparu";
    kept_used(n) = "{n} is now in use and left out" / "{n} are now in use and left out" | "{n} est utilisé maintenant et écarté" / "{n} sont utilisés maintenant et écartés";

    grace_title = "Grace period" | "Délai de grâce";
    grace_hint = "What is younger is never called unused." | "Ce qui est plus récent n’est jamais dit inutilisé.";
    grace_hours = "Hours" | "Heures";
    grace_wrong = "Write a whole number of hours, up to 8760" | "Écrivez un nombre entier d’heures, 8760 au plus";
    help_not_used = "In no store and of no batch, not new, and of a purpose whose every use the API shows" | "Dans aucun store ni batch, pas récent, et d’un usage que l’API montre entièrement";
    help_used = "By what it is used: store, waiting, batch, failed_batch; or new, unproven, no" | "Par quoi il est utilisé : store, waiting, batch, failed_batch ; ou new, unproven, no";

    finding_unused_files = "Unused files" | "Fichiers inutilisés";
    finding_unused_files_hint = "In no vector store, of no batch, and of a purpose whose every use the API shows." | "Dans aucun vector store, d’aucun batch, et d’un usage que l’API montre entièrement.";
    finding_batch_files = "Files of finished batches" | "Fichiers de batchs terminés";
    finding_batch_files_hint = "Inputs and outputs. Take the results home first: they go with the files." | "Entrées et sorties. Récupérez d’abord les résultats : ils partent avec les fichiers.";
    finding_failed_batch_files = "Files of failed and expired batches" | "Fichiers de batchs en échec ou expirés";
    finding_failed_batch_files_hint = "Cancelled ones too. What was answered before the end is in them." | "Annulés aussi. Ils contiennent ce qui a été répondu avant la fin.";
    finding_duplicates = "Duplicates" | "Doublons";
    finding_duplicates_hint = "Same content where that was compared, else same name and size; one of each stays." | "Même contenu là où il a été comparé, sinon mêmes nom et taille ; un de chaque reste.";
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
    finding_large_stores_hint = "1 GB and more: what is paid for." | "1 Go et plus : ce qui est facturé.";
    finding_replaced_stores = "Replaced vector stores" | "Vector stores remplacés";
    finding_replaced_stores_hint = "A migration made a new one that holds all that could be found in them. The files that only they use go too." | "Une migration en a créé un nouveau qui contient tout ce qu’on y trouvait. Les fichiers qu’eux seuls utilisent partent aussi.";
    finding_gone_files = "Files that no longer exist" | "Fichiers qui n’existent plus";
    finding_gone_files_hint = "Vector stores go on listing them; they are taken out." | "Des vector stores les listent encore ; ils en sont retirés.";
    finding_stuck_files = "Files stuck while indexing" | "Fichiers bloqués à l’indexation";
    finding_stuck_files_hint = "In progress for more than ten minutes; they are taken out of their vector stores." | "En cours depuis plus de dix minutes ; ils sont retirés de leurs vector stores.";
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
