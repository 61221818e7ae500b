//! The command palette and its commands.

use crate::text::words;

words! {
    palette = "Search and commands" | "Recherche et commandes";
    palette_shortcut = "Search and commands (Ctrl K)" | "Recherche et commandes (Ctrl K)";
    palette_hint = "A command, a name or an id" | "Une commande, un nom ou un identifiant";
    palette_nothing = "No command and no loaded object fits." | "Ni commande ni objet chargé ne correspond.";
    command_go(screen: &str) = "Go to {screen}" | "Aller à {screen}";
    command_view(screen: &str, view: &str) = "{screen}: {view}" | "{screen} : {view}";
    command_refresh = "Read all lists anew" | "Relire toutes les listes";
    command_switch(name: &str) = "Switch to the account {name}" | "Passer au compte {name}";
    command_theme_system = "Colours as the system says" | "Couleurs du système";
    command_theme_light = "Light colours" | "Couleurs claires";
    command_theme_dark = "Dark colours" | "Couleurs sombres";
    command_language(name: &str) = "Language: {name}" | "Langue : {name}";
    command_screens = "screen" | "écran";
    command_views = "view" | "vue";
    command_account = "account" | "compte";
    command_looks = "looks" | "apparence";
}
