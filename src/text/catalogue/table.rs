//! What can be done with any table: its columns, its selection, its keys.

use crate::text::words;

words! {
    table_columns = "Columns" | "Colonnes";
    table_columns_hint = "Drag a title to move its column, and its edge to widen it. With the keyboard, on a title: Shift and an arrow widen it, Alt and Shift and an arrow move it." | "Faites glisser un titre pour déplacer sa colonne, et son bord pour l’élargir. Au clavier, sur un titre : Maj et une flèche l’élargissent, Alt, Maj et une flèche la déplacent.";
    column_width(name: &str) = "Width of {name}" | "Largeur de {name}";
    column_to_start(name: &str) = "Move {name} towards the start" | "Déplacer {name} vers le début";
    column_to_end(name: &str) = "Move {name} towards the end" | "Déplacer {name} vers la fin";
    columns_reset = "As at first" | "Comme au début";
    density_label = "Row height" | "Hauteur des lignes";
    density_compact = "Compact" | "Compacte";
    density_normal = "Normal" | "Normale";
    density_roomy = "Roomy" | "Aérée";
    dialog_done = "Done" | "Terminé";

    select_menu = "Select" | "Sélectionner";
    select_page = "Rows in view" | "Lignes affichées à l’écran";
    select_invert = "Invert" | "Inverser";
    select_paste = "Paste ids…" | "Coller des identifiants…";
    select_none = "None" | "Aucun";
    paste_title = "Select by ids" | "Sélectionner par identifiants";
    paste_label = "Any text that holds ids: a list, a log, a JSON answer" | "Tout texte qui contient des identifiants : une liste, un journal, une réponse JSON";
    paste_select = "Select" | "Sélectionner";
    paste_found(n) = "{n} row selected" / "{n} rows selected" | "{n} ligne sélectionnée" / "{n} lignes sélectionnées";
    paste_unknown(n) = "{n} id is not in this list:" / "{n} ids are not in this list:" | "{n} identifiant n’est pas dans cette liste :" / "{n} identifiants ne sont pas dans cette liste :";
    paste_not_whole = "The list is not whole yet: they may still come." | "La liste n’est pas encore complète : ils peuvent encore arriver.";
    paste_nothing = "No ids were found in this text." | "Aucun identifiant trouvé dans ce texte.";

    keys_title = "Keyboard shortcuts" | "Raccourcis clavier";
    keys_show = "Show all keys" | "Afficher toutes les touches";
    keys_single = "Single keys (j, k, x, /, ?, Esc) do something" | "Les touches seules (j, k, x, /, ?, Échap) ont un effet";
    keys_single_hint = "Switch them off if you speak to your computer or press keys by accident." | "Désactivez-les si vous dictez à votre ordinateur ou appuyez sur des touches par mégarde.";
    keys_single_off = "Single keys are switched off in the settings." | "Les touches seules sont désactivées dans les réglages.";
    keys_arrows = "Up or down a row; left and right into its cells" | "Monter ou descendre d’une ligne ; gauche et droite dans ses cellules";
    keys_page = "A page up or down" | "Une page vers le haut ou le bas";
    keys_ends = "To the first or last row, or cell of a row; with Ctrl always row" | "À la première ou dernière ligne, ou cellule d’une ligne ; avec Ctrl toujours ligne";
    keys_space = "Select the row, or no longer" | "Sélectionner la ligne, ou non";
    keys_range = "Select all rows from the last one to here; arrows with Shift do so row by row" | "Sélectionner toutes les lignes de la dernière à celle-ci ; les flèches avec Maj le font ligne par ligne";
    keys_all = "Select all that match" | "Sélectionner tous les résultats";
    keys_enter = "Open the row; in the cell of an id, copy it" | "Ouvrir la ligne ; dans la cellule d’un identifiant, le copier";
    keys_next = "The next row, the one before" | "La ligne suivante, la précédente";
    keys_x = "Select the row, or no longer" | "Sélectionner la ligne, ou non";
    keys_search = "Go to the search field" | "Aller au champ de recherche";
    keys_help = "This help" | "Cette aide";
    keys_escape = "Leave the cell, or clear the selection" | "Quitter la cellule, ou tout désélectionner";
    keys_space_name = "Space" | "Espace";
    keys_shift = "Shift" | "Maj";
    keys_enter_name = "Enter" | "Entrée";
    keys_escape_name = "Esc" | "Échap";
    keys_home_end = "Home, End" | "Début, Fin";
    keys_page_names = "Page Up, Page Down" | "Page préc., Page suiv.";
}
