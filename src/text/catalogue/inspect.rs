//! The inspection of batch files.

use crate::jsonl::order::Fault;
use crate::jsonl::problem::{Kind, Note};
use crate::text::{Lang, words};

words! {
    inspect_button = "Check a file" | "Vérifier un fichier";
    inspect_drop = "Drop a batch file here to check it" | "Déposez ici un fichier de batch à vérifier";
    inspect_one = "One file at a time: the first one is checked." | "Un fichier à la fois : le premier est vérifié.";
    inspect_reading(read: &str, size: &str) = "{read} of {size} read" | "{read} lus sur {size}";
    inspect_stop = "Stop" | "Arrêter";
    inspect_stopped = "Stopped. What follows is of the part that was read." | "Arrêté. Ce qui suit concerne la partie lue.";
    inspect_again = "Check again" | "Vérifier à nouveau";
    inspect_good = "No problem found" | "Aucun problème trouvé";
    inspect_doubtful = "Nothing that the API refuses for certain, but look at this" | "Rien que l’API refuse à coup sûr, mais voyez ceci";
    inspect_bad = "The batch would fail, or some of its requests would" | "Le batch échouerait, ou certaines de ses requêtes";
    inspect_requests(n) = "{n} request" / "{n} requests" | "{n} requête" / "{n} requêtes";
    inspect_lines(n) = "{n} line" / "{n} lines" | "{n} ligne" / "{n} lignes";
    inspect_size = "Size" | "Taille";
    inspect_count = "Requests" | "Requêtes";
    inspect_crlf(n) = "{n} line ends with CR LF, which does no harm" / "{n} lines end with CR LF, which does no harm" | "{n} ligne finit par CR LF, sans conséquence" / "{n} lignes finissent par CR LF, sans conséquence";
    inspect_unended = "The last line has no end, which does no harm" | "La dernière ligne n’a pas de fin, sans conséquence";
    inspect_problems = "Problems" | "Problèmes";
    inspect_show(line: &str) = "Show line {line}" | "Afficher la ligne {line}";
    inspect_first(n) = "the first is" / "the first {n} are" | "la première" / "les {n} premières";
    inspect_line(line: &str) = "Line {line}" | "Ligne {line}";
    inspect_left_out(n) = "({n} byte not shown)" / "({n} bytes not shown)" | "({n} octet non affiché)" / "({n} octets non affichés)";
    inspect_close_line = "Hide the line" | "Masquer la ligne";
    inspect_at_byte(byte: &str) = "at byte {byte}" | "à l’octet {byte}";
    inspect_as_line(line: &str) = "as in line {line}" | "comme à la ligne {line}";

    kind_empty = "The file holds no request." | "Le fichier ne contient aucune requête.";
    kind_too_many_requests = "More than 50,000 requests, the most a batch may have." | "Plus de 50 000 requêtes, le maximum d’un batch.";
    kind_too_many_bytes = "More than 200 MB (200,000,000 bytes), the most a batch may have." | "Plus de 200 Mo (200 000 000 octets), le maximum d’un batch.";
    kind_too_many_inputs = "More than 50,000 texts to embed in all, the most a batch may have." | "Plus de 50 000 textes à vectoriser en tout, le maximum d’un batch.";
    kind_long_line = "Longer than 16 MB: not looked at." | "Plus longue que 16 Mo : non examinée.";
    kind_mark = "A byte-order mark stands before the line; JSON does not allow it." | "Une marque d’ordre des octets précède la ligne ; JSON ne l’admet pas.";
    kind_not_utf8 = "Not UTF-8." | "N’est pas de l’UTF-8.";
    kind_not_json = "Not JSON." | "N’est pas du JSON.";
    kind_too_deep = "Nested more than 127 levels deep: not looked at further." | "Imbriquée sur plus de 127 niveaux : non examinée plus loin.";
    kind_not_object = "JSON, but not an object." | "Du JSON, mais pas un objet.";
    kind_id_missing = "custom_id is missing." | "custom_id manque.";
    kind_id_not_text = "custom_id is not a text." | "custom_id n’est pas un texte.";
    kind_id_duplicate = "The same custom_id as on a line before." | "Le même custom_id que sur une ligne précédente.";
    kind_id_unchecked = "Past the first 200,000 different ids: not compared with the others." | "Au-delà des 200 000 premiers ids distincts : non comparé aux autres.";
    kind_method_not_post = "method is missing or is not POST." | "method manque ou n’est pas POST.";
    kind_url_missing = "url is missing or is not a text." | "url manque ou n’est pas un texte.";
    kind_url_unknown = "url names no endpoint that takes batches." | "url ne désigne aucun point d’accès qui accepte les batchs.";
    kind_url_mixed = "Another url than most lines have; a batch has one." | "Un autre url que celui de la plupart des lignes ; un batch n’en a qu’un.";
    kind_body_missing = "body is missing or is not an object." | "body manque ou n’est pas un objet.";
    kind_model_missing = "The body names no model." | "Le body ne nomme aucun modèle.";
    kind_model_mixed = "Another model than most lines have; a batch has one." | "Un autre modèle que celui de la plupart des lignes ; un batch n’en a qu’un.";
    kind_stream = "stream is true; a batch cannot stream." | "stream vaut true ; un batch ne peut pas être diffusé en continu.";
    kind_duplicate_key = "A key stands twice in one object: most readers take the last one." | "Une clé figure deux fois dans un objet : la plupart des lecteurs prennent la dernière.";
    kind_blank = "Blank." | "Vide.";

    fix_title = "What can be mended without guessing" | "Ce qui peut être réparé sans deviner";
    fix_hint = "A new file is written; yours stays as it is." | "Un nouveau fichier est écrit ; le vôtre reste tel quel.";
    fix_marks = "Remove byte-order marks" | "Retirer les marques d’ordre des octets";
    fix_blanks = "Remove blank lines" | "Retirer les lignes vides";
    fix_ids = "Number duplicate ids, and give ids where they are missing" | "Numéroter les ids en double et en donner là où ils manquent";
    fix_method = "Set method to POST" | "Mettre method à POST";
    fix_url(url: &str) = "Set url to {url}" | "Mettre url à {url}";
    fix_start = "Write the mended file" | "Écrire le fichier réparé";
    fix_running(read: &str, size: &str) = "Mending: {read} of {size} read" | "Réparation : {read} lus sur {size}";
    fix_done = "This is the mended file" | "Voici le fichier réparé";
    fix_done_marks(n) = "{n} mark removed" / "{n} marks removed" | "{n} marque retirée" / "{n} marques retirées";
    fix_done_blanks(n) = "{n} blank line removed" / "{n} blank lines removed" | "{n} ligne vide retirée" / "{n} lignes vides retirées";
    fix_done_ids(n) = "{n} id given" / "{n} ids given" | "{n} id donné" / "{n} ids donnés";
    fix_done_methods(n) = "{n} method set" / "{n} methods set" | "{n} method mise" / "{n} method mises";
    fix_done_urls(n) = "{n} url set" / "{n} urls set" | "{n} url mis" / "{n} url mis";
    fix_left(n) = "{n} line left as it was, since it cannot be read or has a key twice" / "{n} lines left as they were, since they cannot be read or have a key twice" | "{n} ligne laissée telle quelle, illisible ou avec une clé en double" / "{n} lignes laissées telles quelles, illisibles ou avec une clé en double";
    fix_save = "Save it" | "L’enregistrer";

    fault_unreadable = "The file can no longer be read: it was moved, changed or deleted. Choose it again." | "Le fichier ne peut plus être lu : il a été déplacé, modifié ou supprimé. Choisissez-le à nouveau.";
    fault_broken = "The part of the program that reads files did not start or broke. Reload the page and try again." | "La partie du programme qui lit les fichiers n’a pas démarré ou s’est arrêtée. Rechargez la page et réessayez.";
    fault_huge_row(line: &str) = "The row that starts in line {line} is larger than 16 MB. A quote may not have been closed." | "La ligne du tableau qui commence à la ligne {line} dépasse 16 Mo. Un guillemet n’a peut-être pas été fermé.";
    fault_no_column(name: &str) = "The table has no column “{name}”." | "Le tableau n’a pas de colonne « {name} ».";
    fault_parameters_json(at: &str) = "The parameters are not a JSON object: wrong at character {at}." | "Les paramètres ne sont pas un objet JSON : erreur au caractère {at}.";
    fault_parameters_reserved(key: &str) = "“{key}” is set above; remove it from the parameters." | "« {key} » est défini plus haut ; retirez-le des paramètres.";
    fault_parameters_twice(key: &str) = "“{key}” stands twice in the parameters." | "« {key} » figure deux fois dans les paramètres.";

    estimate_title = "Tokens and cost, estimated" | "Tokens et coût, estimés";
    estimate_input = "Sent" | "Envoyés";
    estimate_output = "Answered" | "Répondus";
    estimate_cost = "Cost as a batch" | "Coût en batch";
    estimate_tokens(low: &str, high: &str) = "{low} to {high} tokens" | "{low} à {high} tokens";
    estimate_up_to(high: &str) = "up to {high} tokens" | "jusqu’à {high} tokens";
    estimate_dollars(low: &str, high: &str) = "{low} to {high}" | "{low} à {high}";
    estimate_free = "free" | "gratuit";
    estimate_unlimited(n) = "{n} request sets no limit to its answer" / "{n} requests set no limit to their answers" | "{n} requête ne limite pas sa réponse" / "{n} requêtes ne limitent pas leur réponse";
    estimate_expected = "Tokens you expect of an answer" | "Tokens attendus par réponse";
    estimate_price_in = "Dollars for a million tokens sent" | "Dollars par million de tokens envoyés";
    estimate_price_out = "Dollars for a million tokens answered" | "Dollars par million de tokens répondus";
    estimate_no_price = "No price is known for this model: put one in." | "Aucun prix connu pour ce modèle : indiquez-en un.";
    estimate_data(n) = "{n} picture or file in the requests is not counted." / "{n} pictures or files in the requests are not counted." | "{n} image ou fichier des requêtes n’est pas compté." / "{n} images ou fichiers des requêtes ne sont pas comptés.";
    estimate_method(date: &str) = "How: characters are counted, not tokens; a character is 1/5 to 2/5 of a token, outside of ASCII 1/4 to 1, and each message adds up to 4. A batch costs half of the list price. Prices as of {date}; put in yours if they differ." | "Méthode : on compte les caractères, pas les tokens ; un caractère vaut 1/5 à 2/5 de token, hors ASCII 1/4 à 1, et chaque message en ajoute jusqu’à 4. Un batch coûte la moitié du prix affiché. Prix du {date} ; indiquez les vôtres s’ils diffèrent.";
}

impl Lang {
    /// What is wrong.
    pub fn kind(self, kind: Kind) -> &'static str {
        match kind {
            Kind::Empty => self.kind_empty(),
            Kind::TooManyRequests => self.kind_too_many_requests(),
            Kind::TooManyBytes => self.kind_too_many_bytes(),
            Kind::TooManyInputs => self.kind_too_many_inputs(),
            Kind::LongLine => self.kind_long_line(),
            Kind::Mark => self.kind_mark(),
            Kind::NotUtf8 => self.kind_not_utf8(),
            Kind::NotJson => self.kind_not_json(),
            Kind::TooDeep => self.kind_too_deep(),
            Kind::NotObject => self.kind_not_object(),
            Kind::IdMissing => self.kind_id_missing(),
            Kind::IdNotText => self.kind_id_not_text(),
            Kind::IdDuplicate => self.kind_id_duplicate(),
            Kind::IdUnchecked => self.kind_id_unchecked(),
            Kind::MethodNotPost => self.kind_method_not_post(),
            Kind::UrlMissing => self.kind_url_missing(),
            Kind::UrlUnknown => self.kind_url_unknown(),
            Kind::UrlMixed => self.kind_url_mixed(),
            Kind::BodyMissing => self.kind_body_missing(),
            Kind::ModelMissing => self.kind_model_missing(),
            Kind::ModelMixed => self.kind_model_mixed(),
            Kind::Stream => self.kind_stream(),
            Kind::DuplicateKey => self.kind_duplicate_key(),
            Kind::Blank => self.kind_blank(),
        }
    }

    /// More about one line, if there is more to say.
    pub fn note(self, note: &Note) -> Option<String> {
        match note {
            Note::None => None,
            Note::Byte(at) => Some(self.inspect_at_byte(&self.number(at + 1))),
            Note::Line(line) => Some(self.inspect_as_line(&self.number(*line))),
            Note::Text(text) => Some(crate::text::visible::visible(text).into_owned()),
        }
    }

    /// Why nothing came of an order, and what to do.
    pub fn fault(self, fault: &Fault) -> String {
        use crate::jsonl::compose::Fault as Unfit;
        let visible = |text: &str| crate::text::visible::visible(text).into_owned();
        match fault {
            Fault::Unreadable => self.fault_unreadable().to_owned(),
            Fault::Broken => self.fault_broken().to_owned(),
            Fault::HugeRow(line) => self.fault_huge_row(&self.number(*line)),
            Fault::NoColumn(name) => self.fault_no_column(&visible(name)),
            Fault::Parameters(Unfit::NotJson(at)) => self.fault_parameters_json(&self.number(*at as u64 + 1)),
            Fault::Parameters(Unfit::Reserved(key)) => self.fault_parameters_reserved(&visible(key)),
            Fault::Parameters(Unfit::Twice(key)) => self.fault_parameters_twice(&visible(key)),
        }
    }
}
