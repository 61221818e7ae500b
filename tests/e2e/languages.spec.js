// English and French: chosen from the browser, changed by the person, and never mixed.
import { expect, started, test } from "./fixtures.js";
import { deepLink, enter, rows } from "./inside.js";
import { saidOn, wordsOf } from "./words.js";

const english = wordsOf("en", "fr");
const french = wordsOf("fr", "en");

/** What the page says in words of the other language. */
const leftovers = async (page, words) => (await saidOn(page)).filter((text) => words.some((word) => word.test(text)));

const isFrench = async (page, title) => {
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
  await expect(page.getByRole("heading", { name: title, level: 1 })).toBeVisible();
  expect(await leftovers(page, english), title).toEqual([]);
};

const goFrench = async (page, screen) => {
  await page.getByRole("navigation", { name: "Écrans" }).getByRole("link", { name: screen }).click();
  await isFrench(page, screen);
  await expect(page).toHaveTitle(`${screen} · Quartermaster`);
};

test("the search for leftovers knows both languages and tells them apart", async ({ page }) => {
  expect([english.length > 200, french.length > 200]).toEqual([true, true]);
  await page.goto("/");
  await started(page);
  expect((await leftovers(page, english)).length).toBeGreaterThan(25);
  expect(await leftovers(page, french)).toEqual([]);
});

test.describe("a browser that prefers French", () => {
  test.use({ locale: "fr-FR" });

  test("gets every screen in French", async ({ page, account, complaints }) => {
    complaints.expect(/status of 400.*\/v1\//);
    await account.reset({ files: 1_234, stores: 3, batches: 20 });
    await page.goto("/");
    await isFrench(page, "Connecter un compte OpenAI");
    await page.getByRole("button", { name: "Connecter", exact: true }).click();
    await expect(page.getByText("Collez d’abord une clé API.")).toBeVisible();
    await page.getByLabel("Clé API").fill(account.key);
    await page.getByRole("radio", { name: "En mémoire" }).check();
    await page.getByText("Options avancées").click();
    await page.getByLabel("Adresse de l’API").fill(account.http);
    await isFrench(page, "Connecter un compte OpenAI");
    await page.getByRole("checkbox", { name: /Je fais confiance à cette adresse/ }).check();
    await page.getByRole("button", { name: "Connecter", exact: true }).click();

    // Digits stand in groups with a narrow space between them, sizes are told in octets.
    const narrow = "\u{202F}";
    await expect(page.getByTestId("count")).toHaveText(`1${narrow}234 en tout`);
    await expect(rows(page).first()).toContainText(/\d(,\d)?\u{A0}(Ko|Mo|Go|o)/u);
    await expect(rows(page).first()).toContainText(/il y a|à l’instant/);
    await isFrench(page, "Fichiers");
    await page.getByRole("banner").locator("summary").click();
    await page.getByRole("checkbox", { name: `Sélectionner les 1${narrow}234 résultats` }).click();
    await expect(page.getByTestId("selected")).toHaveText(`1${narrow}234 sélectionnés`);
    await isFrench(page, "Fichiers");
    await page.getByRole("button", { name: `Supprimer 1${narrow}234 fichiers…` }).click();
    await expect(page.getByText(`Pour confirmer, tapez 1${narrow}234`)).toBeVisible();
    await isFrench(page, "Fichiers");
    await page.getByRole("button", { name: "Les garder" }).click();

    // A report, with a failure in it, and the dialog and panel of uploads.
    await account.faults([{ method: "DELETE", kind: { status: { status: 400, message: "No." } }, times: 1 }]);
    await page.getByRole("button", { name: "Tout désélectionner" }).click();
    for (const place of [0, 1, 2]) await rows(page).nth(place).getByRole("checkbox").click();
    await page.getByRole("button", { name: "Supprimer 3 fichiers…" }).click();
    await page.getByRole("button", { name: "Supprimer", exact: true }).click();
    await expect(page.getByTestId("job")).toContainText("Réessayer 1 échec");
    await isFrench(page, "Fichiers");
    const file = { name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("a") };
    await page.getByTestId("file-input").setInputFiles(file);
    await expect(page.getByRole("dialog", { name: "Envoyer 1 fichier" })).toBeVisible();
    await isFrench(page, "Fichiers");
    await page.getByRole("dialog").getByRole("button", { name: "Envoyer" }).click();
    await expect(page.getByTestId("uploads")).toContainText("Envoyé");
    await isFrench(page, "Fichiers");
    await page.getByRole("combobox", { name: "Chercher ou filtrer" }).fill("rien de tel");
    await expect(page.getByText("Aucun résultat")).toBeVisible();
    await isFrench(page, "Fichiers");

    await goFrench(page, "Vue d’ensemble");
    await page.getByText("En tableau").click();
    await isFrench(page, "Vue d’ensemble");
    await page.getByRole("main").getByRole("link", { name: "Statistiques" }).click();
    await expect(page.getByRole("table", { name: "Batchs par statut" })).toBeVisible();
    await isFrench(page, "Statistiques");
    await goFrench(page, "Vector stores");
    await goFrench(page, "Batchs");
    await expect(rows(page).first()).toBeVisible();
    await goFrench(page, "Réglages");
    await page.getByRole("button", { name: "Vérifier la clé" }).click();
    await expect(page.getByText("lecture permise")).toHaveCount(3);
    await isFrench(page, "Réglages");
  });

  test("gets the demo account in French", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("button", { name: "Explorer le compte de démonstration" }).click();
    await expect(rows(page).first()).toBeVisible();
    await expect(page.getByRole("note")).toContainText("Ceci est le compte de démonstration");
    await isFrench(page, "Fichiers");
    await goFrench(page, "Réglages");
  });

  test("may have English instead, from the connect page on, and keeps it", async ({ page, account, complaints }) => {
    complaints.expect(deepLink);
    await account.reset({ files: 3, stores: 0, batches: 0 });
    await page.goto("/");
    const choice = page.getByRole("navigation", { name: /Langue|Language/ });
    await expect(choice.getByRole("button", { name: "Français" })).toHaveAttribute("aria-current", "true");
    await choice.getByRole("button", { name: "English" }).click();
    await expect(page.getByRole("heading", { name: "Connect an OpenAI account" })).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    expect(await leftovers(page, french)).toEqual([]);
    await page.reload();
    await started(page);
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await enter(page, account);
    expect(await leftovers(page, french)).toEqual([]);
  });
});

test("the language changes in Settings, at once and for good", async ({ page, account, complaints }) => {
  complaints.expect(deepLink);
  await account.reset({ files: 3, stores: 0, batches: 0 });
  await enter(page, account, { keep: "For this session" });
  await page.getByRole("link", { name: "Settings" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  const asked = (await account.log()).length;
  await page.getByLabel("Language").selectOption("Français");
  await isFrench(page, "Réglages");
  await expect(page).toHaveTitle("Réglages · Quartermaster");
  // A change of words asks the API for nothing.
  expect((await account.log()).length).toBe(asked);
  await page.reload();
  await started(page);
  await isFrench(page, "Réglages");
  await goFrench(page, "Fichiers");
  await goFrench(page, "Réglages");
  await page.getByLabel("Langue").selectOption("English");
  await expect(page.getByRole("heading", { name: "Settings", level: 1 })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  expect(await leftovers(page, french)).toEqual([]);
});
