//! A whole account in memory that answers like the API: for the demo, the tests and the test server.
