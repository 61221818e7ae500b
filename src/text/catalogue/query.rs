//! The query field, its help, and views.

use crate::text::{Lang, words};

words! {
    query_label = "Search or filter" | "Chercher ou filtrer";
    query_hint = "Name or id, or a query such as size>10mb" | "Nom ou identifiant, ou une requête comme size>10mb";
    query_suggestions = "Suggestions" | "Suggestions";
    query_rows(n) = "{n} row" / "{n} rows" | "{n} ligne" / "{n} lignes";
    query_no_value = "no value" | "aucune valeur";
    query_is = "what a row is" | "ce qu’est une ligne";
    query_help = "How to write a query" | "Comment écrire une requête";
    query_at(place: &str, what: &str) = "Position {place}: {what}" | "Position {place} : {what}";
    query_kept = "The list still shows what was asked before." | "La liste montre encore ce qui était demandé avant.";

    query_unclosed_quote = "this quotation mark is never closed." | "ces guillemets ne sont jamais fermés.";
    query_unclosed_bracket = "this bracket is never closed." | "cette parenthèse n’est jamais fermée.";
    query_stray_bracket = "this bracket closes nothing." | "cette parenthèse ne ferme rien.";
    query_empty_brackets = "there is nothing between the brackets." | "il n’y a rien entre les parenthèses.";
    query_lone_or = "“or” stands between two things; one is missing. The word itself goes in quotation marks." | "« or » se place entre deux choses ; il en manque une. Le mot lui-même se met entre guillemets.";
    query_no_field = "a field is missing before this sign, as in size>10mb." | "il manque un champ devant ce signe, comme dans size>10mb.";
    query_value_missing = "a value is missing here." | "il manque une valeur ici.";
    query_too_deep = "too many brackets within one another." | "trop de parenthèses imbriquées.";
    query_unknown_field(field: &str, fields: &str) = "there is no field “{field}”. Fields: {fields}. Text with a sign in it goes in quotation marks." | "il n’y a pas de champ « {field} ». Champs : {fields}. Un texte qui contient un signe se met entre guillemets.";
    query_wrong_sign(sign: &str, field: &str) = "“{sign}” does not go with {field}." | "« {sign} » ne va pas avec {field}.";
    query_not_size(text: &str) = "“{text}” is no size. Sizes are written like 500kb, 10mb or 1.5gb." | "« {text} » n’est pas une taille. Les tailles s’écrivent 500ko, 10mo ou 1.5go.";
    query_not_money(text: &str) = "“{text}” is no sum. Sums are written in dollars, like 2 or 0.05." | "« {text} » n’est pas une somme. Les sommes s’écrivent en dollars : 2 ou 0.05.";
    query_not_count(text: &str) = "“{text}” is no whole number." | "« {text} » n’est pas un nombre entier.";
    query_not_time(text: &str) = "“{text}” is no date. Write 2026, 2026-03, 2026-03-31 or today, or a length of time such as 12h, 7d, 2w, 3mo or 1y." | "« {text} » n’est pas une date. Écrivez 2026, 2026-03, 2026-03-31 ou today, ou une durée comme 12h, 7d, 2w, 3mo ou 1y.";
    query_not_age(text: &str) = "“{text}” is no length of time. Write 30min, 12h, 7d, 2w, 3mo or 1y." | "« {text} » n’est pas une durée. Écrivez 30min, 12h, 7d, 2w, 3mo ou 1y.";
    query_not_share(text: &str) = "“{text}” is no percentage. Write 50%." | "« {text} » n’est pas un pourcentage. Écrivez 50%.";
    query_not_flag(text: &str) = "“{text}” is neither true nor false." | "« {text} » n’est ni true ni false.";
    query_not_fact(text: &str) = "nothing here is “{text}”. Press the arrow down for what there is." | "rien ici n’est « {text} ». Appuyez sur la flèche vers le bas pour voir ce qui existe.";
    query_one_value = "this sign takes one value." | "ce signe ne prend qu’une valeur.";
    query_backwards = "this range ends before it begins." | "cet intervalle finit avant de commencer.";

    help_words = "All these words, in any order, in a name or an id" | "Tous ces mots, dans n’importe quel ordre, dans un nom ou un identifiant";
    help_phrase = "Just these words, one after the other" | "Exactement ces mots, l’un après l’autre";
    help_not = "Without this word; a minus goes before anything" | "Sans ce mot ; le moins se met devant n’importe quoi";
    help_or = "One or the other; brackets keep together" | "L’un ou l’autre ; les parenthèses regroupent";
    help_values = "One of these values" | "L’une de ces valeurs";
    help_more = "Larger; likewise <, <= and >=" | "Plus grand ; de même <, <= et >=";
    help_count = "A number; likewise <, > and ranges" | "Un nombre ; de même <, > et les intervalles";
    help_range = "From one to the other; either may be left out" | "De l’un à l’autre ; chacun peut être omis";
    help_age = "Older than 30 days; units are min, h, d, w, mo and y" | "Plus vieux que 30 jours ; les unités sont min, h, d, w, mo et y";
    help_dates = "From January to March 2026, in UTC; a year, a month, a day or today" | "De janvier à mars 2026, en UTC ; une année, un mois, un jour ou today";
    help_expires = "Expires in less than 7 days" | "Expire dans moins de 7 jours";
    help_share = "More than half done" | "Fait à plus de moitié";
    help_like = "A pattern: * is any text, ? is one character" | "Un motif : * est un texte quelconque, ? un caractère";
    help_exact = "The whole name, in any case" | "Le nom entier, majuscules ou non";
    help_none = "Has no such value" | "N’a pas de valeur";
    help_duplicate = "There is another of the same name and size" | "Il en existe un autre de mêmes nom et taille";
    help_unused = "Nothing happened to it after the hour in which it was made" | "Rien ne s’est passé après l’heure de sa création";
    help_fields = "Fields of this table" | "Champs de cette table";
    help_examples = "Examples" | "Exemples";
    help_keys = "Arrow down shows suggestions, Enter takes one, Escape closes them." | "La flèche vers le bas montre les suggestions, Entrée en prend une, Échap les ferme.";

    views_label = "Views" | "Vues";
    views_own = "Your views" | "Vos vues";
    views_save = "Save this view…" | "Enregistrer cette vue…";
    views_save_title = "Save this view" | "Enregistrer cette vue";
    views_rename(name: &str) = "Rename {name}" | "Renommer {name}";
    views_rename_title = "Rename the view" | "Renommer la vue";
    views_delete(name: &str) = "Delete the view {name}" | "Supprimer la vue {name}";
    views_deleted(name: &str) = "View {name} deleted" | "Vue {name} supprimée";
    views_not_kept = "The browser refused to keep the view: it lasts until the page is closed." | "Le navigateur a refusé de garder la vue : elle dure jusqu’à la fermeture de la page.";
    views_name = "Name of the view" | "Nom de la vue";
    views_name_hint = "Kept in this browser, with the query and the sort as they are now." | "Gardée dans ce navigateur, avec la requête et le tri actuels.";
    views_name_missing = "A view needs a name" | "Une vue a besoin d’un nom";
    views_name_taken = "There is a view of that name" | "Une vue porte déjà ce nom";

    view_duplicates = "Duplicates by name and size" | "Doublons par nom et taille";
    view_largest = "Largest" | "Plus volumineux";
    view_oldest = "Oldest" | "Plus anciens";
    view_expiring = "Expiring within 7 days" | "Expirent sous 7 jours";
    view_failed = "Failed" | "En échec";
    view_assistants = "Left by Assistants" | "Laissés par Assistants";
    view_unused = "Unused" | "Inutilisés";
    view_empty = "Empty" | "Vides";
    view_expired = "Expired" | "Expirés";
    view_never_used = "Never used" | "Jamais utilisés";
    view_failing = "With failed files" | "Avec des fichiers en échec";
    view_stuck = "Stuck while indexing" | "Indexation bloquée";
    view_gone = "Files that no longer exist" | "Fichiers qui n’existent plus";
    view_running = "Running" | "En cours";
    view_at_risk = "At risk of the 24 hours" | "Risquent de dépasser les 24 heures";
    view_kept = "Known to this device only" | "Connus de cet appareil seul";
    view_partly_failed = "Partly failed" | "Échec partiel";
}

impl Lang {
    /// The name of a built-in view, by its key.
    pub fn view(self, key: &'static str) -> &'static str {
        match key {
            "duplicates" => self.view_duplicates(),
            "largest" => self.view_largest(),
            "oldest" => self.view_oldest(),
            "expiring" => self.view_expiring(),
            "failed" => self.view_failed(),
            "assistants" => self.view_assistants(),
            "unused" => self.view_unused(),
            "empty" => self.view_empty(),
            "expired" => self.view_expired(),
            "never_used" => self.view_never_used(),
            "failing" => self.view_failing(),
            "stuck" => self.view_stuck(),
            "gone" => self.view_gone(),
            "running" => self.view_running(),
            "at_risk" => self.view_at_risk(),
            "kept" => self.view_kept(),
            "partly_failed" => self.view_partly_failed(),
            "lost" => self.view_lost(),
            "cut_off" => self.view_cut_off(),
            "repeated" => self.view_repeated(),
            "errors_inside" => self.view_errors_inside(),
            key => key,
        }
    }
}
