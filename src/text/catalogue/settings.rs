//! The settings page.

use crate::text::words;

words! {
    settings_runs = "Runs" | "Opérations";
    settings_ceiling = "Requests under way at once, at most" | "Requêtes simultanées, au maximum";
    settings_ceiling_hint = "For deleting and cancelling. The pace adapts by itself; a lower number spares a slow network." | "Pour les suppressions et les annulations. Le rythme s’adapte de lui-même ; un nombre plus bas ménage un réseau lent.";
    settings_notices = "Tell me through the system when a long run or a batch ends, or a plan is due" | "M’avertir par le système quand une longue opération ou un batch se termine, ou qu’un plan échoit";
    settings_notices_refused = "The browser does not allow notices from this page." | "Le navigateur n’autorise pas les notifications de cette page.";
    settings_looks = "Language and looks" | "Langue et apparence";
    theme_label = "Theme" | "Thème";
    theme_system = "As the system" | "Comme le système";
    theme_light = "Light" | "Clair";
    theme_dark = "Dark" | "Sombre";
    settings_account = "This account" | "Ce compte";
    settings_accounts = "All accounts" | "Tous les comptes";
    settings_key = "Key" | "Clé";
    settings_kept = "Kept" | "Gardée";
    settings_base = "API base" | "Adresse de l’API";
    settings_organization = "Organization" | "Organisation";
    settings_project = "Project" | "Projet";
    settings_name_saved = "Saved" | "Enregistré";
    save = "Save" | "Enregistrer";
    settings_may = "What this key may do" | "Ce que cette clé peut faire";
    settings_check = "Check the key" | "Vérifier la clé";
    settings_forget(name: &str) = "Disconnect {name} and erase its key" | "Déconnecter {name} et effacer sa clé";
    settings_in_use = "In use" | "En cours";
    settings_demo = "The demo account has no key and nothing to set." | "Le compte de démonstration n’a ni clé ni réglages.";
    settings_program = "The program" | "Le programme";
    settings_version(version: &str) = "Quartermaster {version}. It keeps your accounts, your settings and the records of your runs in this browser, and nothing anywhere else." | "Quartermaster {version}. Il garde vos comptes, vos réglages et les relevés de vos opérations dans ce navigateur, et rien ailleurs.";
}
