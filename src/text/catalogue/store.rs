//! Making, changing and filling vector stores: forms and their problems.

use crate::account::store_form::Problem;
use crate::text::{Lang, words};

words! {
    store_new = "New vector store" | "Nouveau vector store";
    store_create = "Create" | "Créer";
    store_edit = "Edit…" | "Modifier…";
    store_edit_title(name: &str) = "Edit {name}" | "Modifier {name}";
    store_edit_many(n) = "Edit {n} vector store…" / "Edit {n} vector stores…" | "Modifier {n} vector store…" / "Modifier {n} vector stores…";
    store_edit_many_title(n) = "Edit {n} vector store" / "Edit {n} vector stores" | "Modifier {n} vector store" / "Modifier {n} vector stores";
    store_name = "Name" | "Nom";
    store_name_hint = "May be left empty: the store then has its id only." | "Peut rester vide : le store n’aura que son identifiant.";
    store_description = "Description" | "Description";
    store_description_hint = "The API takes it now; it cannot be changed later." | "L’API la prend maintenant ; elle ne pourra plus être changée.";
    store_expires = "Expires when it is not used" | "Expire s’il n’est pas utilisé";
    store_days = "Days after its last use" | "Jours après sa dernière utilisation";
    store_days_wrong = "Write a whole number of days, from 1 to 365." | "Écrivez un nombre entier de jours, de 1 à 365.";
    store_metadata = "Metadata" | "Métadonnées";
    store_metadata_hint = "Up to 16 pairs; a key has at most 64 characters, a value 512." | "Jusqu’à 16 paires ; une clé a 64 caractères au plus, une valeur 512.";
    store_key = "Key" | "Clé";
    store_value = "Value" | "Valeur";
    store_key_of(n: &str) = "Key {n}" | "Clé {n}";
    store_value_of(n: &str) = "Value {n}" | "Valeur {n}";
    store_pair_add = "Add a pair" | "Ajouter une paire";
    store_pair_remove(n: &str) = "Remove pair {n}" | "Retirer la paire {n}";
    store_no_key = "This value has no key." | "Cette valeur n’a pas de clé.";
    store_key_twice = "This key is there already." | "Cette clé existe déjà.";
    store_key_long = "A key has at most 64 characters." | "Une clé a 64 caractères au plus.";
    store_value_long = "A value has at most 512 characters." | "Une valeur a 512 caractères au plus.";
    store_too_many = "The API takes at most 16 pairs: this is one too many." | "L’API prend 16 paires au plus : celle-ci est de trop.";
    store_chunking = "How files are cut into chunks" | "Découpage des fichiers";
    store_chunking_auto = "Automatic" | "Automatique";
    store_chunking_auto_hint = "800 tokens, of which 400 overlap" | "800 tokens, dont 400 se recouvrent";
    store_chunking_static = "Set by hand" | "Réglé à la main";
    store_chunking_static_hint = "For files that need longer or shorter chunks" | "Pour des fichiers qui demandent des morceaux plus longs ou plus courts";
    store_chunk_size = "Tokens in a chunk" | "Tokens par morceau";
    store_chunk_size_wrong = "Write a whole number from 100 to 4,096." | "Écrivez un nombre entier de 100 à 4 096.";
    store_chunk_overlap = "Tokens that overlap" | "Tokens de recouvrement";
    store_chunk_overlap_wrong = "Write a whole number of at most half the tokens in a chunk." | "Écrivez un nombre entier, au plus la moitié des tokens d’un morceau.";
    store_files = "Files" | "Fichiers";
    store_files_hint = "They go in by batches once the store is made; more can be added later." | "Ils entrent par lots une fois le store créé ; on pourra en ajouter plus tard.";
    store_files_find = "Find files of this account" | "Chercher des fichiers de ce compte";
    store_files_found(n) = "{n} file found" / "{n} files found" | "{n} fichier trouvé" / "{n} fichiers trouvés";
    store_files_first(n) = "The first {n} are shown." / "The first {n} are shown." | "Les {n} premiers sont affichés." / "Les {n} premiers sont affichés.";
    store_files_all(n) = "Choose the {n} found" / "Choose all {n} found" | "Choisir le {n} trouvé" / "Choisir les {n} trouvés";
    store_files_selected(n) = "Take the {n} file selected on the Files page" / "Take the {n} files selected on the Files page" | "Prendre le {n} fichier sélectionné dans Fichiers" / "Prendre les {n} fichiers sélectionnés dans Fichiers";
    store_files_upload = "Upload from this device…" | "Envoyer depuis cet appareil…";
    store_files_chosen(n) = "{n} file of the account chosen" / "{n} files of the account chosen" | "{n} fichier du compte choisi" / "{n} fichiers du compte choisis";
    store_files_to_upload(n) = "{n} file to upload" / "{n} files to upload" | "{n} fichier à envoyer" / "{n} fichiers à envoyer";
    store_files_clear = "Choose none" | "N’en choisir aucun";
    store_files_unfit(n, endings: &str) = "{n} file is of a type that vector stores cannot index ({endings}). It will be left out." / "{n} files are of types that vector stores cannot index ({endings}). They will be left out." | "{n} fichier est d’un type que les vector stores ne peuvent pas indexer ({endings}). Il sera laissé de côté." / "{n} fichiers sont de types que les vector stores ne peuvent pas indexer ({endings}). Ils seront laissés de côté.";
    store_files_unfit_do = "Stores take text, Markdown, PDF, Word, PowerPoint, HTML, JSON and source code. Turn a table into one of these, then upload it." | "Les stores prennent texte, Markdown, PDF, Word, PowerPoint, HTML, JSON et code source. Convertissez un tableau dans l’un de ces types, puis envoyez-le.";
    store_no_ending = "without an ending" | "sans extension";
    store_created(name: &str) = "Vector store {name} created" | "Vector store {name} créé";
    store_lost = "Whether the store was made is not known: the answer was lost. Look for it in the list before you press Create again." | "On ne sait pas si le store a été créé : la réponse s’est perdue. Cherchez-le dans la liste avant d’appuyer de nouveau sur Créer.";
    store_saved(name: &str) = "{name} saved" | "{name} enregistré";
    store_unchanged = "Nothing was changed, nothing was sent." | "Rien n’a changé, rien n’a été envoyé.";
    store_many_expiry = "Expiry" | "Expiration";
    store_many_keep = "Leave as it is" | "Laisser telle quelle";
    store_many_set = "Expire when not used" | "Expirer sans utilisation";
    store_many_never = "Never expire" | "Ne jamais expirer";
    store_many_metadata = "Set these pairs" | "Définir ces paires";
    store_many_metadata_hint = "Each store keeps its other pairs. With more than 16 it is left as it is, and said so." | "Chaque store garde ses autres paires. S’il en aurait plus de 16, il reste tel quel, et c’est signalé.";
    store_many_remove = "Remove these keys" | "Retirer ces clés";
    store_many_remove_hint = "With commas between them" | "Séparées par des virgules";
    store_many_apply = "Apply" | "Appliquer";
    store_many_of(done: &str, total: &str) = "{done} of {total} changed" | "{done} sur {total} modifiés";
    store_many_failed(n) = "{n} was not changed" / "{n} were not changed" | "{n} n’a pas été modifié" / "{n} n’ont pas été modifiés";
    store_many_retry(n) = "Try {n} again" / "Try {n} again" | "Réessayer {n}" / "Réessayer {n}";
    store_many_too_many = "It would have more than 16 pairs. Nothing was sent for it." | "Il aurait plus de 16 paires. Rien n’a été envoyé pour lui.";
    store_many_nothing = "Nothing is to be changed yet." | "Il n’y a encore rien à modifier.";
    store_add_to = "Add to a store…" | "Ajouter à un store…";
    store_add_title(n) = "Add {n} file to a vector store" / "Add {n} files to a vector store" | "Ajouter {n} fichier à un vector store" / "Ajouter {n} fichiers à un vector store";
    store_add = "Add" | "Ajouter";
    store_add_find = "Find a vector store" | "Chercher un vector store";
    store_add_which = "Choose the store that the files go into." | "Choisissez le store qui recevra les fichiers.";
    store_add_new = "Into a new store…" | "Dans un nouveau store…";
    store_add_none = "None of these files can be indexed." | "Aucun de ces fichiers ne peut être indexé.";
    cost_a_day(money: &str) = "{money} a day" | "{money} par jour";
    cost_account(day: &str) = "All stores together: {day} a day." | "Tous les stores ensemble : {day} par jour.";
    cost_price(price: &str, free: &str, date: &str) = "{price} for a GB and day above {free} GB free, as of {date}." | "{price} par Go et par jour au-delà de {free} Go gratuits, au {date}.";
    cost_change = "Change the price" | "Modifier le prix";
    cost_title = "Price of vector storage" | "Prix du stockage vectoriel";
    cost_hint = "The table of vector stores reckons with it: a store costs its share, by size, of what the account pays." | "La table des vector stores calcule avec : un store coûte sa part, selon sa taille, de ce que paie le compte.";
    cost_gigabyte = "Dollars for a gigabyte and day" | "Dollars par gigaoctet et par jour";
    cost_gigabyte_wrong = "Write a sum such as 0.10." | "Écrivez une somme comme 0,10.";
    cost_free = "Gigabytes free for the account" | "Gigaoctets gratuits pour le compte";
    cost_free_wrong = "Write a whole number of gigabytes." | "Écrivez un nombre entier de gigaoctets.";
    cost_as_of(date: &str) = "As of {date}." | "Au {date}.";
    cost_set = "Set the price" | "Fixer le prix";
    cost_usual = "Back to the usual price" | "Revenir au prix habituel";
    cost_not_kept = "The browser refused to keep the price: it lasts until the page is closed." | "Le navigateur a refusé de garder le prix : il dure jusqu’à la fermeture de la page.";
}

impl Lang {
    /// What is wrong with something typed into the form of a store.
    pub fn store_problem(self, problem: Problem) -> &'static str {
        match problem {
            Problem::NoKey => self.store_no_key(),
            Problem::KeyTwice => self.store_key_twice(),
            Problem::KeyLong => self.store_key_long(),
            Problem::ValueLong => self.store_value_long(),
            Problem::TooMany => self.store_too_many(),
            Problem::Days => self.store_days_wrong(),
            Problem::ChunkSize => self.store_chunk_size_wrong(),
            Problem::ChunkOverlap => self.store_chunk_overlap_wrong(),
        }
    }
}
