//! The overview: what an account holds, what it costs, and what changed in it.

use crate::text::words;

words! {
    overview_as_of(ago: &str) = "as of {ago}" | "état : {ago}";
    overview_refresh = "Read all lists again" | "Relire toutes les listes";
    overview_starting = "Loading…" | "Chargement…";
    overview_loading(n) = "{n} so far, still loading…" / "{n} so far, still loading…" | "{n} jusqu’ici, chargement en cours…" / "{n} jusqu’ici, chargement en cours…";
    overview_partial = "This list is not whole: there is more than what is counted here." | "Cette liste n’est pas complète : il y a plus que ce qui est compté ici.";
    overview_stale = "The numbers below are those read before." | "Les nombres ci-dessous sont ceux lus auparavant.";
    overview_none = "None" | "Aucun";
    overview_total = "In all" | "En tout";
    overview_purposes = "Files by purpose" | "Fichiers par usage";
    overview_over_time = "Files over time" | "Fichiers dans le temps";
    overview_made = "Files made" | "Fichiers créés";
    overview_expiring = "Expiring within 7 days" | "Expirent sous 7 jours";
    overview_errors = "With an error, of the last 7 days" | "En erreur, des 7 derniers jours";
    overview_size = "Size" | "Taille";
    overview_stores_largest = "Largest vector stores" | "Les plus grands vector stores";
    overview_stores_all = "All by size" | "Tous par taille";
    overview_a_day = "A day" | "Par jour";
    overview_cost_a_day = "Cost a day" | "Coût par jour";
    overview_failing = "With failed files" | "Avec des fichiers en échec";
    overview_no_name = "without a name" | "sans nom";
    overview_running = "Running" | "En cours";
    overview_at_risk = "At risk of the 24 hours" | "Risquent de dépasser les 24 heures";
    overview_ended_badly = "Failed or expired, last 7 days" | "Échoués ou expirés, 7 derniers jours";
    overview_partly = "Partly failed, last 7 days" | "En échec partiel, 7 derniers jours";
    overview_month = "Cost of those made this month" | "Coût de ceux de ce mois";
    overview_month_unknown = "Of them with a price that nobody here knows" | "Dont le prix est inconnu ici";
}
