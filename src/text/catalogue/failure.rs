//! What went wrong, and what to do about it.

use crate::text::words;

words! {
    fail_bad_key = "The API refused this key" | "L’API a refusé cette clé";
    fail_bad_key_do = "Check that it was copied whole, that it was not revoked, and that its project allows your address; then paste it again." | "Vérifiez qu’elle a été copiée en entier, qu’elle n’est pas révoquée et que son projet admet votre adresse ; puis collez-la de nouveau.";
    fail_scope(scopes: &str) = "This key lacks a permission: {scopes}" | "Il manque une permission à cette clé : {scopes}";
    fail_scope_unnamed = "This key lacks a permission" | "Il manque une permission à cette clé";
    fail_scope_do = "Give the key that permission on the API keys page of your OpenAI project, or connect with another key." | "Donnez-lui cette permission sur la page des clés API de votre projet OpenAI, ou connectez-vous avec une autre clé.";
    fail_forbidden = "The API does not allow this" | "L’API ne le permet pas";
    fail_forbidden_do = "Your role, project or country may not allow it; ask an owner of the project." | "Votre rôle, votre projet ou votre pays ne le permet peut-être pas ; demandez à un propriétaire du projet.";
    fail_not_found = "It is not there" | "Introuvable";
    fail_not_found_do = "It was deleted meanwhile, or belongs to another project. Refresh the list." | "Il a été supprimé entre-temps ou appartient à un autre projet. Actualisez la liste.";
    fail_conflict = "The object was busy" | "L’objet était occupé";
    fail_conflict_do = "Try again in a moment." | "Réessayez dans un instant.";
    fail_rate = "Too many requests" | "Trop de requêtes";
    fail_rate_do = "The API asked to slow down, again and again. Wait a minute and try again." | "L’API demande sans cesse de ralentir. Attendez une minute et réessayez.";
    fail_credit = "The account is out of credit" | "Le compte n’a plus de crédit";
    fail_credit_do = "Add credit or raise the spending limit on the billing page, then try again." | "Ajoutez du crédit ou relevez la limite de dépenses sur la page de facturation, puis réessayez.";
    fail_large = "The file is too large" | "Le fichier est trop grand";
    fail_large_do = "Split it into smaller files." | "Divisez-le en fichiers plus petits.";
    fail_request = "The API refused the request" | "L’API a refusé la requête";
    fail_request_do = "What it said is below." | "Ce qu’elle a répondu figure ci-dessous.";
    fail_server = "The API had an error of its own" | "L’API a rencontré une erreur";
    fail_server_do = "It is on their side; try again in a few minutes." | "Cela vient d’elle ; réessayez dans quelques minutes.";
    fail_offline = "This device is offline" | "Cet appareil est hors ligne";
    fail_offline_do = "Reconnect to the network and try again." | "Reconnectez-vous au réseau et réessayez.";
    fail_unreadable = "No answer that the browser could read" | "Aucune réponse lisible par le navigateur";
    fail_unreadable_do = "The server may be out of reach, the address wrong, or an extension, a firewall or the server’s cross-origin rules in the way; a refused key can look like this too. Check the API base and try again." | "Le serveur est peut-être injoignable, l’adresse fausse, ou une extension, un pare-feu ou les règles d’origine du serveur s’y opposent ; une clé refusée peut aussi ressembler à cela. Vérifiez l’adresse de l’API et réessayez.";
    fail_blocked = "This page may not speak to that address" | "Cette page n’a pas le droit de parler à cette adresse";
    fail_blocked_do = "Its policy names the addresses it may reach: OpenAI’s and this machine’s. For another one, host a build made for it (QUARTERMASTER_BASES, see the README)." | "Sa politique nomme les adresses permises : celles d’OpenAI et de cette machine. Pour une autre, hébergez une version construite pour elle (QUARTERMASTER_BASES, voir le README).";
    fail_timeout = "The API did not answer in time" | "L’API n’a pas répondu à temps";
    fail_timeout_do = "Try again; if it goes on, look at the status page of the API." | "Réessayez ; si cela persiste, consultez la page d’état de l’API.";
    fail_strange = "The answer was not what the API documents" | "La réponse n’est pas celle que l’API documente";
    fail_strange_do = "A gateway may stand in between, or the API changed. Check the API base." | "Une passerelle s’interpose peut-être, ou l’API a changé. Vérifiez l’adresse de l’API.";
    fail_refused = "The page sent nothing: the account is locked for reading only" | "La page n’a rien envoyé : le compte est verrouillé en lecture seule";
    fail_refused_do = "Unlock it with the padlock in the top bar, then try again." | "Déverrouillez-le avec le cadenas de la barre du haut, puis réessayez.";
    fail_interrupted = "The page was closed before the answer came" | "La page a été fermée avant la réponse";
    fail_interrupted_do = "It may have happened all the same. Try again to find out." | "Cela a peut-être eu lieu malgré tout. Réessayez pour le savoir.";
    fail_cancelled = "Stopped" | "Arrêté";
    fail_cancelled_do = "You stopped it." | "Vous l’avez arrêté.";
    fail_details = "What the server said" | "Ce qu’a dit le serveur";
    fail_status(status: &str) = "Status {status}" | "Statut {status}";
    fail_request_id(id: &str) = "Request {id}" | "Requête {id}";
    try_again = "Try again" | "Réessayer";
}
