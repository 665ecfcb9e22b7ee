//! The engine's border: which files may name the library that the engine stands on.

use crate::source::sources;

/// The library, and the folder that may name it.
const LIBRARY: &str = "rusqlite";
const FOLDER: &str = "store/engine/";

#[test]
fn the_library_of_the_engine_is_named_in_its_folder_alone() {
    let named: Vec<String> =
        sources().into_iter().filter(|source| source.text.contains(LIBRARY)).map(|source| source.file).collect();
    let outside: Vec<&String> = named.iter().filter(|file| !file.starts_with(FOLDER)).collect();
    assert!(outside.is_empty(), "{LIBRARY} is named outside of {FOLDER}: {outside:?}");
    assert!(named.len() <= 8, "{named:?}");
}
