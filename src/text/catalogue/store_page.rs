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

    search_query = "What to look for" | "Que chercher";
    search_results = "Results (1–50)" | "Résultats (1–50)";
    search_ranker = "Ranker" | "Classement";
    search_ranker_default = "As the API chooses" | "Au choix de l’API";
    search_threshold = "Lowest score (0–1)" | "Score minimal (0–1)";
    search_rewrite = "Let the API rewrite the query" | "Laisser l’API reformuler la requête";
    search_beside = "Compare with another store" | "Comparer avec un autre store";
    search_beside_none = "No comparison" | "Pas de comparaison";
    search_run = "Search" | "Chercher";
    search_running = "Searching…" | "Recherche…";
    search_hint = "A search changes nothing, but it counts as a use of the store: its expiry begins anew." | "Une recherche ne change rien, mais compte comme une utilisation du store : son expiration repart de zéro.";
    search_no_query = "Say what to look for." | "Dites ce qu’il faut chercher.";
    search_bad_results = "The number of results is a whole number from 1 to 50." | "Le nombre de résultats est un entier de 1 à 50.";
    search_bad_threshold = "The lowest score is a number from 0 to 1, such as 0.5." | "Le score minimal est un nombre de 0 à 1, par exemple 0,5.";
    search_in(name: &str) = "Found in {name}" | "Trouvé dans {name}";
    search_found(n) = "{n} result." / "{n} results." | "{n} résultat." / "{n} résultats.";
    search_asked = "Searched for:" | "Recherché :";
    search_also(place: &str) = "number {place} on the other side" | "numéro {place} de l’autre côté";
    search_only_here = "only on this side" | "seulement de ce côté";
    search_score = "Score" | "Score";
    search_text = "Text found" | "Texte trouvé";

    filter_label = "Only files whose attributes fit" | "Seulement les fichiers dont les attributs conviennent";
    filter_form = "Form" | "Formulaire";
    filter_json = "Filter as JSON" | "Filtre en JSON";
    filter_join = "How the conditions go together" | "Comment les conditions se combinent";
    filter_all = "All conditions hold" | "Toutes les conditions";
    filter_any = "Any condition holds" | "Au moins une condition";
    filter_add = "Add a condition" | "Ajouter une condition";
    filter_remove(n: &str) = "Remove condition {n}" | "Retirer la condition {n}";
    filter_key = "Attribute" | "Attribut";
    filter_value = "Value" | "Valeur";
    filter_values = "Values, separated by commas" | "Valeurs, séparées par des virgules";
    filter_key_of(n: &str) = "Attribute of condition {n}" | "Attribut de la condition {n}";
    filter_comparison_of(n: &str) = "Comparison of condition {n}" | "Comparaison de la condition {n}";
    filter_kind_of(n: &str) = "Kind of value of condition {n}" | "Genre de valeur de la condition {n}";
    filter_value_of(n: &str) = "Value of condition {n}" | "Valeur de la condition {n}";
    filter_in = "one of" | "parmi";
    filter_nin = "none of" | "hors de";
    filter_stays = "This filter cannot be shown that way: it is not whole yet, or nested deeper than the form." | "Ce filtre ne peut pas être montré ainsi : il n’est pas complet, ou plus imbriqué que le formulaire.";
    filter_not_json(line: &str, character: &str) = "The filter is not JSON: line {line}, character {character}. Keys and texts stand in double quotes." | "Le filtre n’est pas du JSON : ligne {line}, caractère {character}. Les clés et les textes vont entre guillemets doubles.";
    filter_at(place: &str, why: &str) = "In {place} of the filter: {why}" | "Dans {place} du filtre : {why}";
    filter_row(n: &str, why: &str) = "Condition {n}: {why}" | "Condition {n} : {why}";
    filter_not_an_object = "a filter is an object in braces." | "un filtre est un objet entre accolades.";
    filter_no_type = "it needs a type: eq, ne, gt, gte, lt, lte, in, nin, and, or." | "il manque le type : eq, ne, gt, gte, lt, lte, in, nin, and, or.";
    filter_unknown_type(name: &str) = "the API knows no type “{name}”." | "l’API ne connaît pas le type « {name} ».";
    filter_unknown_field(name: &str) = "the API takes no field “{name}” here." | "l’API n’accepte pas ici le champ « {name} ».";
    filter_no_key = "it needs the name of an attribute." | "il manque le nom d’un attribut.";
    filter_no_value = "it needs a value." | "il manque une valeur.";
    filter_not_comparable = "the value is a text, a number or a boolean." | "la valeur est un texte, un nombre ou un booléen.";
    filter_not_a_list = "in and nin need a list of texts and numbers." | "in et nin demandent une liste de textes et de nombres.";
    filter_no_filters = "and, or need a list of filters." | "and, or demandent une liste de filtres.";
    filter_flag_in_list = "the API takes no booleans in a list." | "l’API n’accepte pas de booléens dans une liste.";

    attribute_text = "Text" | "Texte";
    attribute_number = "Number" | "Nombre";
    attribute_flag = "Boolean" | "Booléen";
    attribute_not_number = "this is not a number." | "ce n’est pas un nombre.";
    attribute_not_flag = "a boolean is true or false." | "un booléen est true ou false.";
}
