//! What batches come to: the statistics.

use crate::text::words;

words! {
    chart_table = "As a table" | "En tableau";
    statistics_title = "Statistics" | "Statistiques";
    statistics_lead = "Of the batches that the query finds, by the time at which they were made. Each number leads to its batches." | "Des batchs que trouve la requête, selon leur date de création. Chaque nombre mène à ses batchs.";
    statistics_csv = "Save as CSV" | "Enregistrer en CSV";
    statistics_none = "No batch to add up" | "Aucun batch à additionner";
    statistics_none_hint = "Change the query, or wait until the list has come." | "Changez la requête, ou attendez que la liste soit arrivée.";
    statistics_by_status = "Batches by status" | "Batchs par statut";
    statistics_share = "Share" | "Part";
    statistics_percent(n: &str) = "{n}%" | "{n}\u{A0}%";
    statistics_requests = "Requests" | "Requêtes";
    statistics_completed = "Completed" | "Réussies";
    statistics_failed = "Failed" | "Échouées";
    statistics_failed_requests = "Failed requests" | "Requêtes échouées";
    statistics_input_tokens = "Input tokens" | "Tokens d’entrée";
    statistics_output_tokens = "Output tokens" | "Tokens de sortie";
    statistics_open = "Not answered" | "Sans réponse";
    statistics_tokens = "Tokens" | "Tokens";
    statistics_input = "Input" | "Entrée";
    statistics_output = "Output" | "Sortie";
    statistics_cost = "Cost and saving" | "Coût et économie";
    statistics_paid = "Cost" | "Coût";
    statistics_saved = "Saved" | "Économisé";
    statistics_saved_hint = "Against the same requests at once, which cost double" | "Par rapport aux mêmes requêtes sans batch, qui coûtent le double";
    statistics_no_price(n) = "{n} batch is of a model whose price nobody here knows: it is not in the cost." / "{n} batches are of models whose price nobody here knows: they are not in the cost." | "{n} batch utilise un modèle dont le prix est inconnu ici : il n’est pas dans le coût." / "{n} batchs utilisent des modèles dont le prix est inconnu ici : ils ne sont pas dans le coût.";
    statistics_prices(date: &str) = "Reckoned from the tokens the API tells, at prices as of {date} or your own." | "Calculé d’après les tokens que dit l’API, aux prix du {date} ou aux vôtres.";
    step_day = "Day" | "Jour";
    step_week = "Week from" | "Semaine du";
    step_month = "Month" | "Mois";
    step_quarter = "Quarter from" | "Trimestre dès";
    step_year = "Year" | "Année";
}
