//! Documents made by the tests.
