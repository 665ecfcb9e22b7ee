//! What is printed: the file, what holds of every page, and the first and last page as pictures.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod samples;

mod book;
mod file;
mod pages;
mod picture;
