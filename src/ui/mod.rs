//! Markup without requests.
