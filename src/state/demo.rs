//! The demo account: a part of the program that only those load who look at it.

use std::rc::Rc;

use crate::part::part;
use crate::transport::Transport;
use crate::transport::clock::Clock;
use crate::transport::demo::seed::Seed;
use crate::transport::demo::transport::Demo;

part! {
    demo,
    /// A fresh account in memory.
    pub fn demo_account(clock: Rc<dyn Clock>) -> Rc<dyn Transport> {
        Rc::new(Demo::new(&Seed::demo(), clock))
    }
}
