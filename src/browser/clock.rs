//! The browser's time and chance.

use gloo_timers::future::TimeoutFuture;

use crate::openai::request::Local;
use crate::transport::clock::Clock;

pub struct BrowserClock;

impl Clock for BrowserClock {
    fn now(&self) -> u64 {
        js_sys::Date::now() as u64
    }

    fn sleep(&self, ms: u64) -> Local<'static, ()> {
        Box::pin(TimeoutFuture::new(u32::try_from(ms).unwrap_or(u32::MAX)))
    }

    fn random(&self) -> f64 {
        js_sys::Math::random()
    }
}
