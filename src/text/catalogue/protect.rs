//! Protected objects.

use crate::text::words;

words! {
    protect = "Protect" | "Protéger";
    unprotect = "No longer protect" | "Ne plus protéger";
    protected_mark = "Protected" | "Protégé";
    protected_now(n) = "{n} object is protected on this device: no run touches it." / "{n} objects are protected on this device: no run touches them." | "{n} objet est protégé sur cet appareil : aucune opération n’y touche." / "{n} objets sont protégés sur cet appareil : aucune opération n’y touche.";
    unprotected_now(n) = "{n} object is no longer pinned." / "{n} objects are no longer pinned." | "{n} objet n’est plus épinglé." / "{n} objets ne sont plus épinglés.";
    protection = "Protected objects" | "Objets protégés";
    protection_hint = "No run of this page touches what is protected on this device. Protect objects from the lists, one by one, or here by their names." | "Aucune opération de cette page ne touche à ce qui est protégé sur cet appareil. Protégez des objets depuis les listes, un par un, ou ici par leurs noms.";
    patterns = "Protected names" | "Noms protégés";
    pattern_label = "Protect all whose name is" | "Protéger tous ceux dont le nom est";
    pattern_hint = "An asterisk stands for anything: prod-* protects every file, vector store and batch whose name begins with prod-." | "Un astérisque remplace n’importe quoi : prod-* protège chaque fichier, vector store et batch dont le nom commence par prod-.";
    pattern_add = "Add" | "Ajouter";
    pattern_remove(pattern: &str) = "No longer protect {pattern}" | "Ne plus protéger {pattern}";
    pins(n) = "{n} object protected one by one" / "{n} objects protected one by one" | "{n} objet protégé un par un" / "{n} objets protégés un par un";
    unpin_all = "No longer protect them" | "Ne plus les protéger";
}
