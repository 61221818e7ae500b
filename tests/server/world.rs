//! All that the server holds: an account for each key, what a new one is made of, preflights and the log.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use quartermaster::transport::demo::account::Account;
use quartermaster::transport::demo::faults::{Fault, FaultKind, Faults};
use quartermaster::transport::demo::incoming::Incoming;
use quartermaster::transport::demo::seed::Seed;
use quartermaster::transport::demo::serve::{Outcome, serve};

use crate::log::Log;
use crate::settings::{Preflights, Settings};

/// One account with what may befall it.
pub struct Tenant {
    pub account: Account,
    pub settings: Settings,
    /// As they were given; `faults` counts them down.
    pub rules: Vec<Fault>,
    faults: Faults,
    /// Milliseconds by which the account's clock is ahead of the machine's.
    pub ahead_ms: u64,
}

impl Tenant {
    fn new(seed: &Seed, settings: Settings, rules: Vec<Fault>, ahead_ms: u64) -> Self {
        let mut account = Account::new(seed, (now_ms() + ahead_ms) / 1_000);
        settings.apply(&mut account);
        let mut tenant = Tenant { account, settings, rules: Vec::new(), faults: Faults::default(), ahead_ms };
        tenant.set_rules(rules);
        tenant
    }

    pub fn set_rules(&mut self, rules: Vec<Fault>) {
        self.faults = Faults::new(rules.clone(), 1);
        self.rules = rules;
    }

    /// Changes the settings that the patch, a JSON object, names.
    pub fn patch_settings(&mut self, patch: &[u8]) -> Result<(), serde_json::Error> {
        self.settings = self.settings.patched(patch)?;
        self.settings.apply(&mut self.account);
        Ok(())
    }

    pub fn now_ms(&self) -> u64 {
        now_ms() + self.ahead_ms
    }

    pub fn serve(&mut self, request: &Incoming) -> Outcome {
        let now_ms = self.now_ms();
        serve(&mut self.account, &mut self.faults, request, now_ms)
    }
}

/// What an account is made of that does not exist yet.
pub struct Defaults {
    pub seed: Seed,
    pub settings: Settings,
    pub rules: Vec<Fault>,
    pub ahead_ms: u64,
}

pub struct World {
    tenants: HashMap<String, Tenant>,
    pub defaults: Defaults,
    pub preflights: Preflights,
    /// The rules for preflights that name no account.
    faults: Faults,
    pub log: Log,
}

impl World {
    pub fn new(seed: Seed, settings: Settings, preflights: Preflights) -> Self {
        World {
            tenants: HashMap::new(),
            defaults: Defaults { seed, settings, rules: Vec::new(), ahead_ms: 0 },
            preflights,
            faults: Faults::default(),
            log: Log::default(),
        }
    }

    /// The account of a key, made now if there is none yet.
    pub fn tenant(&mut self, key: &str) -> &mut Tenant {
        let defaults = &self.defaults;
        self.tenants.entry(key.to_owned()).or_insert_with(|| {
            let rules = defaults.rules.iter().filter(|rule| !of_preflights(rule)).cloned().collect();
            Tenant::new(&defaults.seed, defaults.settings.clone(), rules, defaults.ahead_ms)
        })
    }

    /// A new account in the place of the old one, with the default settings and faults.
    pub fn renew(&mut self, key: &str, seed: &Seed, page_limit: Option<usize>) {
        self.tenants.remove(key);
        let kept = std::mem::replace(&mut self.defaults.seed, *seed);
        let tenant = self.tenant(key);
        if page_limit.is_some() {
            tenant.settings.page_limit = page_limit;
            tenant.account.set_page_limit(page_limit);
        }
        self.defaults.seed = kept;
    }

    /// Lets every account begin anew when it is asked for next.
    pub fn renew_all(&mut self, seed: Seed, page_limit: Option<usize>) {
        self.tenants.clear();
        self.defaults.seed = seed;
        self.defaults.settings.page_limit = page_limit.or(self.defaults.settings.page_limit);
    }

    pub fn tenants(&mut self) -> impl Iterator<Item = &mut Tenant> {
        self.tenants.values_mut()
    }

    /// Rules for all accounts, those to come included.
    pub fn set_rules(&mut self, rules: Vec<Fault>) {
        let (for_preflights, others): (Vec<_>, Vec<_>) = rules.iter().cloned().partition(of_preflights);
        self.faults = Faults::new(for_preflights, 1);
        for tenant in self.tenants() {
            tenant.set_rules(others.clone());
        }
        self.defaults.rules = rules;
    }

    /// Whether any account's rules, or those of all, refuse the preflight of such a request: it carries no key.
    pub fn refuses_preflight(&mut self, method: &str, path: &str) -> bool {
        self.faults.refuses_preflight(method, path)
            || self.tenants().any(|tenant| tenant.faults.refuses_preflight(method, path))
    }
}

fn of_preflights(rule: &Fault) -> bool {
    rule.kind == FaultKind::Preflight429
}

/// Milliseconds since 1970.
pub fn now_ms() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis() as u64
}

/// The world, for one request at a time.
#[derive(Clone)]
pub struct Shared(Arc<Mutex<World>>);

impl Shared {
    pub fn new(world: World) -> Self {
        Shared(Arc::new(Mutex::new(world)))
    }

    pub fn open(&self) -> MutexGuard<'_, World> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
