//! The prices of models, in the settings.

use crate::text::words;

words! {
    prices_title = "Prices of models" | "Prix des modèles";
    prices_hint = "In dollars for a million tokens, without the discount of batches, which cost half. The cost of batches is reckoned with them." | "En dollars par million de tokens, sans la remise des batchs, qui coûtent la moitié. Le coût des batchs en est calculé.";
    prices_none = "No batch of this account tells its model yet." | "Aucun batch de ce compte ne dit encore son modèle.";
    prices_model = "Model" | "Modèle";
    prices_input = "Input" | "Entrée";
    prices_output = "Output" | "Sortie";
    prices_as_of = "As of" | "Au";
    prices_unknown = "unknown" | "inconnu";
    prices_change(model: &str) = "Change the price of {model}" | "Modifier le prix de {model}";
    prices_forget(model: &str) = "Back to the list for {model}" | "Revenir à la liste pour {model}";
    prices_model_hint = "Its dated versions cost the same." | "Ses versions datées coûtent autant.";
    prices_model_wrong = "Write the name of a model." | "Écrivez le nom d’un modèle.";
    prices_input_label = "Dollars for a million tokens of input" | "Dollars par million de tokens en entrée";
    prices_output_label = "Dollars for a million tokens of output" | "Dollars par million de tokens en sortie";
    prices_set = "Set the price of the model" | "Fixer le prix du modèle";
    prices_not_kept = "The browser refused to keep the prices: they last until the page is closed." | "Le navigateur a refusé de garder les prix : ils durent jusqu’à la fermeture de la page.";
}
