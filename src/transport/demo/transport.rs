//! The demo account as a transport: in the page, without a network.

use std::cell::RefCell;
use std::rc::Rc;

use super::account::Account;
use super::faults::{Fault, Faults};
use super::seed::Seed;
use crate::openai::request::{Local, Request};
use crate::transport::clock::Clock;
use crate::transport::{Failure, Response, Transport};

/// Answers from memory, after the little while that a network would take.
pub struct Demo {
    account: RefCell<Account>,
    faults: RefCell<Faults>,
    clock: Rc<dyn Clock>,
}

impl Demo {
    pub fn new(seed: &Seed, clock: Rc<dyn Clock>) -> Self {
        let account = Account::new(seed, clock.now() / 1000);
        Demo { account: RefCell::new(account), faults: RefCell::default(), clock }
    }

    /// Puts other rules in force. The same rules and seed strike the same requests.
    pub fn set_faults(&self, rules: Vec<Fault>, seed: u64) {
        *self.faults.borrow_mut() = Faults::new(rules, seed);
    }

    /// Looks into the account, or changes its settings.
    pub fn with_account<T>(&self, look: impl FnOnce(&mut Account) -> T) -> T {
        look(&mut self.account.borrow_mut())
    }
}

impl Transport for Demo {
    fn send<'a>(&'a self, request: &'a Request) -> Local<'a, Result<Response, Failure>> {
        let _ = (request, &self.clock);
        Box::pin(async { Err(Failure::Offline) })
    }
}
