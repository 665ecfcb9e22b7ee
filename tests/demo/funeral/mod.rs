//! The papers and figures of 殡葬改革, counted a second time: by plain SQL written from the handbook and schema.sql alone.

mod deaths;
mod lists;
mod market;
mod reliefs;
