//! Uploading files.

use crate::text::words;

words! {
    upload_button = "Upload" | "Envoyer";
    upload_title(n) = "Upload {n} file" / "Upload {n} files" | "Envoyer {n} fichier" / "Envoyer {n} fichiers";
    upload_drop = "Drop files here to upload them" | "Déposez ici les fichiers à envoyer";
    upload_purpose = "Purpose" | "Usage";
    upload_purpose_hint = "What the files are for; it cannot be changed later." | "À quoi serviront les fichiers ; cela ne peut plus être changé ensuite.";
    upload_expiry = "Expires" | "Expiration";
    upload_expiry_default = "As the API does: batch files after 30 days, others never" | "Comme l’API : fichiers de batch après 30 jours, les autres jamais";
    upload_expiry_days(n) = "After {n} day" / "After {n} days" | "Après {n} jour" / "Après {n} jours";
    upload_expiry_hour = "After one hour" | "Après une heure";
    upload_start = "Upload" | "Envoyer";
    upload_panel = "Uploads" | "Envois";
    upload_waiting = "Waiting" | "En attente";
    upload_sending(sent: &str, size: &str) = "{sent} of {size}" | "{sent} sur {size}";
    upload_done = "Uploaded" | "Envoyé";
    upload_cancelled = "Cancelled" | "Annulé";
    upload_cancel(name: &str) = "Cancel {name}" | "Annuler {name}";
    upload_retry(name: &str) = "Try {name} again" | "Réessayer {name}";
    upload_empty = "This file is empty; the API takes no empty files. Nothing was sent." | "Ce fichier est vide ; l’API n’accepte pas les fichiers vides. Rien n’a été envoyé.";
    upload_over_limit = "This file is over 8 GB, the most the API takes. Split it and upload the parts. Nothing was sent." | "Ce fichier dépasse 8 Go, le maximum de l’API. Divisez-le et envoyez les morceaux. Rien n’a été envoyé.";
    upload_not_in_parts = "Over 512 MB the API takes files of purpose assistants, batch, fine-tune and vision only. Choose one of these or split the file. Nothing was sent." | "Au-delà de 512 Mo, l’API n’accepte que les usages assistants, batch, fine-tune et vision. Choisissez-en un ou divisez le fichier. Rien n’a été envoyé.";
    upload_folders(names: &str) = "Folders are not uploaded: {names}. Open the folder and choose its files." | "Les dossiers ne sont pas envoyés : {names}. Ouvrez le dossier et choisissez ses fichiers.";
    purpose_assistants = "assistants: for vector stores and file search" | "assistants : pour les vector stores et la recherche";
    purpose_batch = "batch: requests in JSONL" | "batch : requêtes en JSONL";
    purpose_fine_tune = "fine-tune: training examples" | "fine-tune : exemples d’entraînement";
    purpose_vision = "vision: images" | "vision : images";
    purpose_user_data = "user_data: anything else" | "user_data : tout le reste";
    purpose_evals = "evals: data for evaluations" | "evals : données d’évaluation";
}
