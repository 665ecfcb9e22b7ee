//! minzheng: the daily program of a district civil affairs bureau.
pub mod app;
pub mod cli;
pub mod config;
pub mod domain;
pub mod door;
pub mod figure;
pub mod jobs;
pub mod print;
pub mod register;
pub mod runtime;
pub mod store;
pub mod ui;
