//! The overview: what an account holds, what it costs, and what changed in it.

use crate::text::{Lang, words};

words! {
    overview_as_of(ago: &str) = "as of {ago}" | "état : {ago}";
    overview_refresh = "Read all lists again" | "Relire toutes les listes";
    overview_starting = "Loading…" | "Chargement…";
    overview_loading(n) = "{n} so far, still loading…" / "{n} so far, still loading…" | "{n} jusqu’ici, chargement en cours…" / "{n} jusqu’ici, chargement en cours…";
    overview_partial = "This list is not whole: there is more than what is counted here." | "Cette liste n’est pas complète : il y a plus que ce qui est compté ici.";
    overview_stale = "The numbers below are those read before." | "Les nombres ci-dessous sont ceux lus auparavant.";
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
    overview_running = "Running" | "En cours";
    overview_at_risk = "At risk of the 24 hours" | "Risquent de dépasser les 24 heures";
    overview_ended_badly = "Failed or expired, last 7 days" | "Échoués ou expirés, 7 derniers jours";
    overview_partly = "Partly failed, last 7 days" | "En échec partiel, 7 derniers jours";
    overview_month = "Cost of those made this month" | "Coût de ceux de ce mois";
    overview_month_unknown = "Of them with a price that nobody here knows" | "Dont le prix est inconnu ici";
    ledger_title = "What changed" | "Ce qui a changé";
    ledger_none = "This device keeps one snapshot of the totals a day, from today on. Come back another day to see what changed." | "Cet appareil garde un relevé des totaux par jour, à partir d’aujourd’hui. Revenez un autre jour pour voir ce qui a changé.";
    ledger_demo = "Nothing is kept of the demo account." | "Rien n’est gardé du compte de démonstration.";
    ledger_refused = "The browser keeps nothing for this page, so what changes from day to day cannot be told." | "Le navigateur ne garde rien pour cette page : ce qui change d’un jour à l’autre ne peut pas être dit.";
    ledger_from = "From" | "De";
    ledger_until = "Until" | "À";
    ledger_now = "Now" | "Maintenant";
    ledger_same = "Nothing changed." | "Rien n’a changé.";
    ledger_new(n) = "{n} new" / "{n} new" | "{n} nouveau" / "{n} nouveaux";
    ledger_gone(n) = "{n} gone" / "{n} gone" | "{n} parti" / "{n} partis";
    ledger_all_named = "all named" | "tous nommés";
    ledger_some_named(n) = "{n} of them named" / "{n} of them named" | "dont {n} nommé" / "dont {n} nommés";
    ledger_forget = "Forget all days" | "Oublier tous les jours";
    ledger_forget_sure = "Press again to forget all days" | "Appuyez encore pour tout oublier";
    ledger_not_forgotten = "The browser did not erase the days." | "Le navigateur n’a pas effacé les jours.";
    ledger_runs = "What past runs gave back" | "Ce que les opérations ont libéré";
    ledger_runs_none = "No run of this account is kept on this device." | "Aucune opération de ce compte n’est gardée sur cet appareil.";
    ledger_runs_files = "Size of deleted files" | "Taille des fichiers supprimés";
    ledger_runs_stores = "Vector storage of deleted stores" | "Stockage des vector stores supprimés";
    ledger_runs_count = "Runs" | "Opérations";
    ledger_runs_unknown(n) = "Of {n} older run the size is not known." / "Of {n} older runs the size is not known." | "La taille de {n} opération plus ancienne n’est pas connue." / "La taille de {n} opérations plus anciennes n’est pas connue.";
    weekday_sunday = "Sunday" | "dimanche";
    weekday_monday = "Monday" | "lundi";
    weekday_tuesday = "Tuesday" | "mardi";
    weekday_wednesday = "Wednesday" | "mercredi";
    weekday_thursday = "Thursday" | "jeudi";
    weekday_friday = "Friday" | "vendredi";
    weekday_saturday = "Saturday" | "samedi";
}

impl Lang {
    /// The day of the week of a moment in Unix seconds, in UTC.
    pub fn weekday(self, seconds: u64) -> &'static str {
        // 1970 began on a Thursday.
        match (seconds / 86_400 + 4) % 7 {
            0 => self.weekday_sunday(),
            1 => self.weekday_monday(),
            2 => self.weekday_tuesday(),
            3 => self.weekday_wednesday(),
            4 => self.weekday_thursday(),
            5 => self.weekday_friday(),
            _ => self.weekday_saturday(),
        }
    }
}
