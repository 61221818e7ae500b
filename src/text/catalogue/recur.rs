//! Recurring plans: when, of what, and what has become of it.

use crate::account::model_prices::ModelPrices;
use crate::recur::plan::Requests;
use crate::recur::schedule::{Rhythm, Schedule};
use crate::recur::wall::{DAY, day, time};
use crate::text::{Lang, words};

words! {
    batches_more = "Statistics and plans" | "Statistiques et plans";
    recur_title = "Recurring plans" | "Plans récurrents";
    recur_lead = "Batches that are submitted again and again. This page is static: no server can wake it. While it is open, in any tab, it reminds you and, where you allow it, submits; what comes due while it is closed it tells you at the next start." | "Des batchs envoyés encore et encore. Cette page est statique : aucun serveur ne peut la réveiller. Tant qu’elle est ouverte, dans un onglet quelconque, elle vous prévient et, si vous le permettez, envoie ; ce qui échoit quand elle est fermée, elle vous le dit à la prochaine ouverture.";
    recur_none = "No plans yet" | "Aucun plan pour l’instant";
    recur_none_hint = "Compose a batch and choose “Repeat this…”: the plan keeps its requests, its labels and a schedule on this device." | "Composez un batch et choisissez « Répéter… » : le plan garde sur cet appareil ses requêtes, ses libellés et un calendrier.";
    recur_refused = "This browser keeps nothing for this page, so there can be no plans." | "Ce navigateur ne garde rien pour cette page : il ne peut pas y avoir de plans.";
    recur_not_kept = "The browser did not keep that: nothing has changed." | "Le navigateur ne l’a pas gardé : rien n’a changé.";
    recur_kept(name: &str) = "“{name}” is kept on this device." | "« {name} » est gardé sur cet appareil.";

    recur_repeat = "Repeat this…" | "Répéter…";
    recur_repeat_of(name: &str) = "Change the plan “{name}”…" | "Modifier le plan « {name} »…";
    recur_repeat_title = "Repeat this batch" | "Répéter ce batch";
    recur_edit_title = "Change the plan" | "Modifier le plan";
    recur_name = "Name" | "Nom";
    recur_name_missing = "Give it a name." | "Donnez-lui un nom.";
    recur_rhythm = "Repeats" | "Se répète";
    rhythm_once = "Once" | "Une fois";
    rhythm_days = "Every few days" | "Tous les quelques jours";
    rhythm_weekdays = "On days of the week" | "Certains jours de la semaine";
    rhythm_hours = "Every few hours" | "Toutes les quelques heures";
    recur_every_days = "Every … days" | "Tous les … jours";
    recur_every_hours = "Every … hours" | "Toutes les … heures";
    recur_every_problem = "A whole number from 1 to 999." | "Un nombre entier de 1 à 999.";
    recur_week = "Days" | "Jours";
    recur_week_problem = "Choose a day at least." | "Choisissez au moins un jour.";
    recur_time = "At" | "À";
    recur_first = "From" | "À partir du";
    recur_first_once = "On" | "Le";
    recur_last = "Until (optional)" | "Jusqu’au (facultatif)";
    recur_when_problem = "Give a time and a day." | "Indiquez une heure et un jour.";
    recur_last_problem = "The end is before the beginning." | "La fin précède le début.";
    recur_zone(zone: &str) = "By the clock of this device ({zone}), in summer and in winter. A time that a change of the clock leaves out comes an hour later." | "À l’horloge de cet appareil ({zone}), été comme hiver. Une heure sautée par un changement d’heure échoit une heure plus tard.";
    recur_coming(times: &str) = "Next: {times}" | "Prochaines fois : {times}";
    recur_coming_none = "It will never be due: that time is past." | "Il n’échoira jamais : ce moment est passé.";
    recur_automatic = "Submit it by itself when it is due, while this page is open" | "L’envoyer sans demander à l’échéance, tant que cette page est ouverte";
    recur_automatic_hint = "Not while the account is locked for reading only or another account is in use; then it asks, as it does without this." | "Pas si le compte est en lecture seule ou si un autre compte est utilisé ; alors elle demande, comme sans ceci.";
    recur_static = "No server can wake this page: what comes due while it is closed is told at the next start, and submitted only if you say so. After a gap there is one submission at most, not one for each time that was missed." | "Aucun serveur ne peut réveiller cette page : ce qui échoit quand elle est fermée est dit à la prochaine ouverture, et envoyé seulement si vous le dites. Après une absence, il y a au plus un envoi, pas un par échéance manquée.";
    recur_keeps(size: &str) = "The requests are copied to this device ({size}): what they came from may change or go." | "Les requêtes sont copiées sur cet appareil ({size}) : ce dont elles viennent peut changer ou disparaître.";
    recur_keeps_account(id: &str) = "Each time the file {id} of the account is used. If it is deleted, or expires, the plan says so and submits nothing." | "À chaque fois, le fichier {id} du compte est utilisé. S’il est supprimé ou expire, le plan le dit et n’envoie rien.";
    recur_no_room = "A plan needs an entry of the metadata for itself: take one out." | "Un plan a besoin d’une entrée des métadonnées : retirez-en une.";
    recur_save = "Keep the plan" | "Garder le plan";

    recur_when = "When" | "Quand";
    recur_next = "Next" | "Prochaine fois";
    recur_requests = "Requests" | "Requêtes";
    recur_requests_of(n, what: &str) = "{n} request, {what}" / "{n} requests, {what}" | "{n} requête, {what}" / "{n} requêtes, {what}";
    recur_from = "From" | "D’où";
    recur_from_device(source: &str, size: &str) = "{source}; {size} on this device" | "{source} ; {size} sur cet appareil";
    recur_from_account(id: &str) = "The file {id} of the account" | "Le fichier {id} du compte";
    recur_cost = "Cost each time" | "Coût à chaque fois";
    recur_cost_open(low: &str) = "{low} and more: the answers have no limit" | "{low} et plus : les réponses n’ont pas de limite";
    recur_cost_unknown = "No price is known for this model" | "Aucun prix connu pour ce modèle";
    recur_last_time = "Last" | "Dernière fois";
    recur_last_submitted(when: &str) = "{when}: submitted" | "{when} : envoyé";
    recur_last_skipped(when: &str) = "{when}: skipped" | "{when} : passé";
    recur_paused = "Paused" | "En pause";
    recur_over = "Over" | "Terminé";
    recur_is_due = "Due" | "Échu";
    recur_by_itself = "Submits by itself" | "Envoie sans demander";
    recur_asks = "Asks first" | "Demande d’abord";
    recur_pause = "Pause" | "Mettre en pause";
    recur_resume = "Resume" | "Reprendre";
    recur_edit = "Change" | "Modifier";
    recur_compose = "Change the requests" | "Modifier les requêtes";
    recur_compose_title = "Leave the present draft?" | "Abandonner le brouillon actuel ?";
    recur_compose_hint = "The composer holds a draft that was not submitted. The plan's requests take its place; the draft is lost." | "Le compositeur contient un brouillon non envoyé. Les requêtes du plan prennent sa place ; le brouillon est perdu.";
    recur_compose_yes = "Take the plan's requests" | "Prendre les requêtes du plan";
    recur_batches = "Its batches" | "Ses batchs";
    recur_delete = "Delete the plan" | "Supprimer le plan";
    recur_delete_sure = "Delete it now: its batches stay" | "Supprimer maintenant : ses batchs restent";

    recur_due_title = "A batch is due" | "Un batch est échu";
    recur_due(name: &str) = "“{name}” is due." | "« {name} » est échu.";
    recur_due_at(when: &str, ago: &str) = "Due {when}, {ago}" | "Échu le {when}, {ago}";
    recur_missed(n) = "{n} time before it passed too; it is not made up for" / "{n} times before it passed too; they are not made up for" | "{n} échéance précédente est passée aussi ; elle n’est pas rattrapée" / "{n} échéances précédentes sont passées aussi ; elles ne sont pas rattrapées";
    recur_why_away = "This page was closed then, or another account was in use. Nothing was submitted." | "Cette page était alors fermée, ou un autre compte était utilisé. Rien n’a été envoyé.";
    recur_why_other(account: &str) = "It is a plan of the account “{account}”, which is not in use: nothing is submitted. Switch to that account to submit it." | "C’est un plan du compte « {account} », qui n’est pas utilisé : rien n’est envoyé. Passez à ce compte pour l’envoyer.";
    recur_why_now = "It is being submitted" | "Envoi en cours";
    recur_why_cut = "A submission was begun and cut off; no batch was made of what is left." | "Un envoi a été commencé puis interrompu ; aucun batch n’a été créé du reste.";
    recur_why_locked = "The account was locked for reading only when it came due: nothing was submitted." | "Le compte était en lecture seule à l’échéance : rien n’a été envoyé.";
    recur_why_elsewhere = "Another tab is submitting it." | "Un autre onglet l’envoie.";
    recur_why_file_gone = "Its file is not in the account any more: nothing was submitted. Change the requests, or skip it." | "Son fichier n’est plus dans le compte : rien n’a été envoyé. Modifiez les requêtes ou passez.";
    recur_why_not_kept = "Its requests are not on this device any more: nothing was submitted. Change the requests, or delete the plan." | "Ses requêtes ne sont plus sur cet appareil : rien n’a été envoyé. Modifiez les requêtes ou supprimez le plan.";
    recur_why_no_journal = "The browser keeps nothing for this page at the moment, so it could not be noted what is about to be sent: nothing was submitted." | "Le navigateur ne garde rien pour cette page en ce moment ; impossible de noter ce qui allait partir : rien n’a été envoyé.";
    recur_submit = "Submit now" | "Envoyer maintenant";
    recur_look = "Look again" | "Regarder à nouveau";
    recur_skip = "Skip" | "Passer";
    recur_skip_unsure = "Skip, although it may have been made" | "Passer, bien qu’il ait pu être créé";
    recur_view = "Look at it" | "Voir";
    recur_submitted_title = "A batch was submitted" | "Un batch a été envoyé";
    recur_submitted(name: &str) = "“{name}” was submitted." | "« {name} » a été envoyé.";

    every_days(n) = "Every day" / "Every {n} days" | "Tous les jours" / "Tous les {n} jours";
    every_hours(n) = "Every hour" / "Every {n} hours" | "Toutes les heures" / "Toutes les {n} heures";
    schedule_at(days: &str, time: &str) = "{days} at {time}" | "{days} à {time}";
    schedule_once(day: &str, time: &str) = "Once, on {day} at {time}" | "Une fois, le {day} à {time}";
    schedule_from(rhythm: &str, from: &str) = "{rhythm}, from {from}" | "{rhythm}, à partir du {from}";
    schedule_until(rhythm: &str, until: &str) = "{rhythm}, until {until}" | "{rhythm}, jusqu’au {until}";
}

impl Lang {
    /// A day of the week, Monday being 0.
    pub fn day_of_week(self, day: u64) -> &'static str {
        // The first Monday of 1970 was the 5th of January.
        self.weekday((day + 4) * DAY)
    }

    pub fn schedule(self, schedule: &Schedule) -> String {
        let (first, time) = (day(schedule.first), time(schedule.minute));
        let rhythm = match schedule.rhythm {
            Rhythm::Once => return self.schedule_once(&first, &time),
            Rhythm::Hours(hours) => self.schedule_from(&self.every_hours(hours), &format!("{first} {time}")),
            Rhythm::Days(days) => self.schedule_from(&self.schedule_at(&self.every_days(days), &time), &first),
            Rhythm::Weekdays(week) => {
                let days: Vec<_> = (0..7).filter(|day| week.has(*day)).map(|day| self.weekday(day)).collect();
                self.schedule_from(&self.schedule_at(&days.join(", "), &time), &first)
            }
        };
        schedule.last.map_or(rhythm.clone(), |last| self.schedule_until(&rhythm, &day(last)))
    }

    /// What one submission may cost.
    pub fn recur_estimate(self, requests: &Requests, prices: &ModelPrices) -> String {
        let Some(price) = prices.of(&requests.model) else { return self.recur_cost_unknown().to_owned() };
        let cost = requests.amount.cost(&price, None);
        match (requests.amount.unlimited, cost.high) {
            (0, 0) => self.estimate_free().to_owned(),
            (0, _) => self.estimate_dollars(&self.dollars(cost.low), &self.dollars(cost.high)),
            _ => self.recur_cost_open(&self.dollars(cost.low)),
        }
    }
}
