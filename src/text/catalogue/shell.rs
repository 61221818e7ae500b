//! The frame: rail, top bar, ribbon, words used everywhere.

use crate::text::words;

words! {
    skip_to_content = "Skip to content" | "Aller au contenu";
    screens = "Screens" | "Écrans";
    nav_overview = "Overview" | "Vue d’ensemble";
    nav_files = "Files" | "Fichiers";
    nav_stores = "Vector stores" | "Vector stores";
    nav_batches = "Batches" | "Batchs";
    nav_settings = "Settings" | "Réglages";
    demo_account = "Demo account" | "Compte de démonstration";
    demo_ribbon = "This is the demo account: it lives in this page, needs no key and sends nothing anywhere." | "Ceci est le compte de démonstration : il vit dans cette page, sans clé, et n’envoie rien nulle part.";
    demo_leave = "Connect a real account" | "Connecter un vrai compte";
    account_switch(name: &str) = "Account: {name}. Switch account" | "Compte : {name}. Changer de compte";
    account_reloads = "reloads the page" | "recharge la page";
    account_add = "Add an account" | "Ajouter un compte";
    account_key_tail(tail: &str) = "key …{tail}" | "clé …{tail}";
    account_production = "Production" | "Production";
    lock_label = "Read-only" | "Lecture seule";
    lock_close = "Lock the account for reading only" | "Verrouiller le compte en lecture seule";
    lock_open = "Unlock the account, so that it can be changed" | "Déverrouiller le compte pour pouvoir le modifier";
    locked_now = "Locked: from now on this page changes nothing in the account." | "Verrouillé : à partir de maintenant, cette page ne modifie rien dans le compte.";
    unlocked_now = "Unlocked: this page can change the account." | "Déverrouillé : cette page peut modifier le compte.";
    locked_why = "The account is locked for reading only. The padlock in the top bar unlocks it." | "Le compte est verrouillé en lecture seule. Le cadenas de la barre du haut le déverrouille.";
    protected_not_kept = "The browser did not keep what is protected; it holds until the page is closed." | "Le navigateur n’a pas gardé ce qui est protégé ; cela vaut jusqu’à la fermeture de la page.";
    disconnect = "Disconnect and erase the key" | "Déconnecter et effacer la clé";
    disconnect_demo = "Leave the demo" | "Quitter la démonstration";
    state_loading = "Loading lists…" | "Chargement des listes…";
    state_failed(n) = "{n} list could not be read" / "{n} lists could not be read" | "{n} liste n’a pas pu être lue" / "{n} listes n’ont pas pu être lues";
    close = "Close" | "Fermer";
    cancel = "Cancel" | "Annuler";
    copied = "Copied" | "Copié";
    not_copied = "The browser did not allow copying" | "Le navigateur n’a pas permis la copie";
    copy_id(id: &str) = "Copy {id}" | "Copier {id}";
    language = "Language" | "Langue";
    /// A language in its own words.
    own_name = "English" | "Français";
    part_missing = "A part of the program did not arrive." | "Une partie du programme n’est pas arrivée.";
    part_missing_advice = "Check the connection and try again. If it stays so, reload the page: a newer version may have taken its place." | "Vérifiez la connexion et réessayez. Si cela persiste, rechargez la page : une version plus récente l’a peut-être remplacée.";
    page_unknown = "There is no such page" | "Cette page n’existe pas";
    page_unknown_hint = "The address may be from another version. Choose a screen from the rail." | "L’adresse vient peut-être d’une autre version. Choisissez un écran dans la barre.";
}
