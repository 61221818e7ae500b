//! The only place that speaks to the browser: implements the traits of the host modules.
