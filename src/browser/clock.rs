//! The browser's time, its time zone, and chance.

use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Date, Intl, Object, Reflect};

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

/// Seconds that local time is ahead of UTC at a moment, which is given in seconds since 1970.
pub fn zone(moment: u64) -> i64 {
    let behind = Date::new(&(moment as f64 * 1000.0).into()).get_timezone_offset();
    // Minutes; offsets of a hundred years ago had seconds too.
    (behind * -60.0) as i64
}

/// The name of the time zone, such as `Europe/Paris`; empty where the browser does not tell.
pub fn zone_name() -> String {
    let options = Intl::DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
    Reflect::get(&options, &"timeZone".into()).ok().and_then(|name| name.as_string()).unwrap_or_default()
}
