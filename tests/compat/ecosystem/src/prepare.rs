//! Unpacks a crate, and edits its manifest: the package becomes a workspace of its own, without
//! benches, examples, and targets and dependencies that do not build for the target.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use nanowasi_dropin::sources::copy;
use nanowasi_dropin::tool::cargo;
use nanowasi_test_host::build::{WASIP1, workspace};
use serde_json::Value;
use toml_edit::{ArrayOfTables, DocumentMut, InlineTable, Item, Table, value};

use crate::suites::{Source, Suite};
use crate::versions::{self, Versions};
use crate::{Failure, Result, folder, rust};

/// A package whose tests are ready to be compiled.
#[derive(Clone, Debug)]
pub struct Package {
    /// Its folder.
    pub folder: PathBuf,
    /// Whether the tests use unstable features.
    pub is_unstable: bool,
    /// The environment variables that cargo sets for a test.
    pub env: Vec<(String, String)>,
}

/// Downloads the sources of suites, and returns their folders in the order of the suites.
///
/// # Errors
///
/// Returns cargo's message, or the package whose version is not in the list.
pub fn fetch(suites: &[Suite], versions: &Versions) -> Result<Vec<PathBuf>> {
    let (package, sources) = download(suites, versions)?;
    versions::check(&package, versions)?;
    Ok(sources)
}

fn download(suites: &[Suite], versions: &Versions) -> Result<(PathBuf, Vec<PathBuf>)> {
    // A package that depends on all of them.
    let package = folder().join("fetch");
    fs::create_dir_all(package.join("src"))?;
    fs::write(package.join("src/lib.rs"), "")?;
    let mut manifest = String::from(
        "[package]\nname = \"fetch\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies]\n",
    );
    for suite in suites {
        if let Source::Registry(version) = &suite.source {
            let name = &suite.name;
            manifest +=
                &format!("{name:?} = {{ version = \"={version}\", default-features = false }}\n");
        }
    }
    fs::write(package.join("Cargo.toml"), manifest)?;
    versions::seed(&package, versions)?;
    let metadata = metadata(&package)?;
    let sources = suites
        .iter()
        .map(|suite| match &suite.source {
            Source::Folder(folder) => Ok(workspace().join(folder)),
            Source::Rust(edits) => rust::sources(&suite.name, edits),
            Source::Registry(version) => sources(&metadata, &suite.name, version)
                .ok_or_else(|| format!("cargo did not download {} {version}", suite.name).into()),
        })
        .collect::<Result<_>>()?;
    Ok((package, sources))
}

/// Resolves the dependencies of a package, and downloads those for the target.
fn metadata(package: &Path) -> Result<Value> {
    let mut cargo = cargo();
    cargo
        .args([
            "metadata",
            "--format-version=1",
            "--filter-platform",
            WASIP1,
        ])
        .arg("--manifest-path")
        .arg(package.join("Cargo.toml"));
    Ok(serde_json::from_slice(&output(&mut cargo)?)?)
}

/// Returns the folder of a package's sources.
fn sources(metadata: &Value, name: &str, version: &str) -> Option<PathBuf> {
    let mut packages = metadata["packages"].as_array()?.iter();
    let package =
        packages.find(|package| package["name"] == name && package["version"] == version)?;
    Path::new(package["manifest_path"].as_str()?)
        .parent()
        .map(Path::to_owned)
}

/// Runs a command, and returns its standard output.
///
/// # Errors
///
/// Returns the last lines of its standard error if it fails.
pub fn output(command: &mut Command) -> Result<Vec<u8>> {
    let output = command.output()?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let stderr = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = stderr.lines().collect();
    let last = lines.len().saturating_sub(60);
    let program = command.get_program().display();
    Err(format!("{program}: {}\n{}", output.status, lines[last..].join("\n")).into())
}

/// Copies the sources of a suite, and resolves its dependencies.
///
/// # Errors
///
/// Returns cargo's message, a mistake in the manifest, or the package whose version is not in the
/// list.
pub fn package(suite: &Suite, sources: &Path, versions: &Versions) -> Result<Package> {
    let (package, is_changed) = unpack(suite, sources)?;
    if is_changed || versions::check(&package.folder, versions).is_err() {
        versions::seed(&package.folder, versions)?;
        metadata(&package.folder)?;
        versions::check(&package.folder, versions)?;
    }
    Ok(package)
}

/// Resolves the dependencies of suites with the versions of a list and, where the list has no
/// matching version, with the latest. Returns all versions.
///
/// # Errors
///
/// Returns cargo's message, or a mistake in a manifest.
pub fn resolve(suites: &[Suite], versions: &Versions) -> Result<Versions> {
    let (fetch, sources) = download(suites, versions)?;
    let mut used = versions::of_lock(&fetch)?;
    for (suite, sources) in suites.iter().zip(&sources) {
        let resolve = || {
            let (package, _) = unpack(suite, sources)?;
            versions::seed(&package.folder, versions)?;
            metadata(&package.folder)?;
            versions::of_lock(&package.folder)
        };
        used.extend(resolve().map_err(|error: Failure| format!("{}: {error}", suite.name))?);
    }
    Ok(used)
}

/// Copies the sources of a suite, and edits the manifest. Returns also whether the manifest has
/// changed since an earlier run.
fn unpack(suite: &Suite, sources: &Path) -> Result<(Package, bool)> {
    let name = format!("{}-{}", suite.name, suite.version());
    let package = folder().join("packages").join(name);
    copy(sources, &package, &["Cargo.toml", "Cargo.lock"])?;
    let mut document: DocumentMut = fs::read_to_string(sources.join("Cargo.toml"))?.parse()?;
    let found = targets(&package)?;
    let is_left_out = |path: &str| {
        let text = fs::read_to_string(package.join(path)).unwrap_or_default();
        let is_dropped = suite.drop_dev.iter().any(|dropped| uses(&text, dropped));
        let has = |paths: &[String]| paths.iter().any(|listed| listed == path);
        has(&suite.without) || (is_dropped && !has(&suite.with))
    };
    edit(&mut document, suite, &found, is_left_out)?;
    let (manifest, text) = (package.join("Cargo.toml"), document.to_string());
    let is_changed = fs::read_to_string(&manifest).ok().as_ref() != Some(&text);
    if is_changed {
        fs::write(manifest, text)?;
    }
    let package = Package {
        env: env(&document, &package),
        is_unstable: matches!(suite.source, Source::Rust(_)),
        folder: package,
    };
    Ok((package, is_changed))
}

/// Returns the paths of the test targets that cargo finds itself.
fn targets(package: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let Ok(entries) = package.join("tests").read_dir() else {
        return Ok(found);
    };
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".rs") {
            found.push(format!("tests/{name}"));
        } else if entry.path().join("main.rs").exists() {
            found.push(format!("tests/{name}/main.rs"));
        }
    }
    found.sort_unstable();
    Ok(found)
}

/// Whether a file uses a dependency.
fn uses(text: &str, dependency: &str) -> bool {
    let path = format!("{}::", dependency.replace('-', "_"));
    text.match_indices(&path).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}

/// Edits a manifest. `found` are the test targets that cargo finds itself.
fn edit(
    document: &mut DocumentMut,
    suite: &Suite,
    found: &[String],
    is_left_out: impl Fn(&str) -> bool,
) -> Result<()> {
    for key in ["bench", "example", "profile", "patch", "replace", "lints"] {
        document.remove(key);
    }
    document["workspace"] = Item::Table(Table::new());
    let package = document.get_mut("package").and_then(Item::as_table_mut);
    let package = package.ok_or("a manifest without `package`")?;
    package.remove("workspace");
    package.insert("autobenches", value(false));
    package.insert("autoexamples", value(false));
    let finds = package.get("autotests").and_then(Item::as_bool) != Some(false);
    package.insert("autotests", value(false));
    // Tests need the library only as a Rust library.
    if let Some(library) = document.get_mut("lib").and_then(Item::as_table_mut) {
        library.remove("crate-type");
        library.remove("crate_type");
    }
    tests(document, if finds { found } else { &[] }, is_left_out);
    let is_dropped = |name: &str| suite.drop_dev.iter().any(|dropped| dropped == name);
    drop_dependencies(document, is_dropped);
    replace_features(document, &suite.dev_features);
    drop_features(document, is_dropped);
    if let Some(targets) = document.get_mut("target").and_then(Item::as_table_mut) {
        for (_, target) in targets.iter_mut() {
            if let Some(target) = target.as_table_mut() {
                drop_dependencies(target, is_dropped);
            }
        }
    }
    if suite.is_patched {
        let mut own = InlineTable::new();
        own.insert("path", ".".into());
        let mut registry = Table::new();
        registry.insert(&suite.name, value(own));
        let mut patch = Table::new();
        patch.insert("crates-io", Item::Table(registry));
        document["patch"] = Item::Table(patch);
    }
    Ok(())
}

/// Lists the test targets in the manifest, without those that are left out and those with their own
/// harness.
fn tests(document: &mut DocumentMut, found: &[String], is_left_out: impl Fn(&str) -> bool) {
    let listed = document
        .remove("test")
        .and_then(|item| item.into_array_of_tables().ok())
        .unwrap_or_default();
    let mut all: Vec<Table> = listed.into_iter().collect();
    let path = |table: &Table| match table.get("path").and_then(Item::as_str) {
        Some(path) => path.to_owned(),
        None => {
            let name = table.get("name").and_then(Item::as_str);
            format!("tests/{}.rs", name.unwrap_or_default())
        }
    };
    for target in found {
        if !all.iter().any(|table| path(table) == *target) {
            let name = target.trim_start_matches("tests/");
            let name = name.trim_end_matches("/main.rs").trim_end_matches(".rs");
            let mut table = Table::new();
            table.insert("name", value(name));
            table.insert("path", value(target));
            all.push(table);
        }
    }
    all.retain(|table| {
        table.get("harness").and_then(Item::as_bool) != Some(false) && !is_left_out(&path(table))
    });
    if !all.is_empty() {
        let mut targets = ArrayOfTables::new();
        all.into_iter().for_each(|table| targets.push(table));
        document.insert("test", Item::ArrayOfTables(targets));
    }
}

/// Removes dev-dependencies from a table that has them.
fn drop_dependencies(table: &mut Table, is_dropped: impl Fn(&str) -> bool) {
    for key in ["dev-dependencies", "dev_dependencies"] {
        if let Some(dependencies) = table.get_mut(key).and_then(Item::as_table_like_mut) {
            let names: Vec<String> = dependencies
                .iter()
                .filter(|(name, dependency)| {
                    let package = dependency.get("package").and_then(Item::as_str);
                    is_dropped(name) || package.is_some_and(&is_dropped)
                })
                .map(|(name, _)| name.to_owned())
                .collect();
            for name in names {
                dependencies.remove(&name);
            }
        }
    }
}

/// Replaces the default features of dev-dependencies.
fn replace_features(document: &mut DocumentMut, replaced: &[(String, Vec<String>)]) {
    let dependencies = document.get_mut("dev-dependencies");
    let Some(dependencies) = dependencies.and_then(Item::as_table_like_mut) else {
        return;
    };
    for (name, features) in replaced {
        let Some(dependency) = dependencies.get_mut(name) else {
            continue;
        };
        if let Some(version) = dependency.as_str().map(str::to_owned) {
            let mut table = InlineTable::new();
            table.insert("version", version.into());
            *dependency = value(table);
        }
        if let Some(dependency) = dependency.as_table_like_mut() {
            let own = dependency.get("features").and_then(Item::as_array);
            let mut all = own.cloned().unwrap_or_default();
            all.extend(features.iter().map(String::as_str));
            dependency.insert("features", value(all));
            dependency.insert("default-features", value(false));
        }
    }
}

/// Removes the values of features that name a removed dev-dependency, such as `criterion/html`.
fn drop_features(document: &mut DocumentMut, is_dropped: impl Fn(&str) -> bool) {
    let features = document
        .get_mut("features")
        .and_then(Item::as_table_like_mut);
    for (_, values) in features
        .into_iter()
        .flat_map(|features| features.iter_mut())
    {
        if let Some(values) = values.as_array_mut() {
            values.retain(|value| {
                let name = value.as_str().and_then(|value| value.split_once('/'));
                !name.is_some_and(|(name, _)| is_dropped(name.trim_end_matches('?')))
            });
        }
    }
}

/// Returns the variables that cargo sets when it runs a test.
fn env(document: &DocumentMut, folder: &Path) -> Vec<(String, String)> {
    let package = document.get("package");
    let field = |key: &str| {
        let item = package.and_then(|package| package.get(key));
        item.and_then(Item::as_str).unwrap_or_default().to_owned()
    };
    let version = field("version");
    let numbers = version.split(['-', '+']).next().unwrap_or_default();
    let mut numbers = numbers.split('.').map(str::to_owned);
    let mut number = || numbers.next().unwrap_or_default();
    [
        ("MANIFEST_DIR", folder.display().to_string()),
        ("PKG_NAME", field("name")),
        ("PKG_VERSION_MAJOR", number()),
        ("PKG_VERSION_MINOR", number()),
        ("PKG_VERSION_PATCH", number()),
        ("PKG_DESCRIPTION", field("description")),
        ("PKG_HOMEPAGE", field("homepage")),
        ("PKG_LICENSE", field("license")),
        ("PKG_REPOSITORY", field("repository")),
        ("PKG_VERSION", version),
    ]
    .map(|(key, value)| (format!("CARGO_{key}"), value))
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::suites::Suites;

    const SUITE: &str = r#"
        drop-dev = ["criterion"]
        [dev-features]
        rand = ["small_rng"]
        [[suite]]
        name = "a"
        version = "1.2.3"
        patch = true
    "#;

    const MANIFEST: &str = r#"
        [package]
        name = "a"
        version = "1.2.3"
        [lib]
        crate-type = ["cdylib", "rlib"]
        [[bench]]
        name = "speed"
        [[test]]
        name = "own"
        path = "tests/own.rs"
        harness = false
        [dev-dependencies]
        rand = "1"
        [dev-dependencies.bench]
        package = "criterion"
        version = "1"
        [target.'cfg(unix)'.dev-dependencies]
        criterion = "1"
        [profile.dev]
        opt-level = 3
        [features]
        fast = ["criterion/fast", "rand/std"]
    "#;

    #[test]
    fn a_manifest_keeps_what_the_tests_need() {
        let suite = &Suites::parse(SUITE).unwrap().suites[0];
        let mut document: DocumentMut = MANIFEST.parse().unwrap();
        let found = ["tests/it/main.rs", "tests/own.rs", "tests/ui.rs"].map(str::to_owned);
        edit(&mut document, suite, &found, |path| path == "tests/ui.rs").unwrap();
        let text = document.to_string();
        for gone in ["criterion", "bench]", "opt-level", "own", "ui", "cdylib"] {
            assert!(!text.contains(gone), "{gone}: {text}");
        }
        let tests = document["test"].as_array_of_tables().unwrap();
        assert_eq!(tests.get(0).unwrap()["name"].as_str(), Some("it"));
        assert_eq!(tests.len(), 1);
        assert_eq!(
            document["patch"]["crates-io"]["a"]["path"].as_str(),
            Some(".")
        );
        let rand = &document["dev-dependencies"]["rand"];
        assert_eq!(rand["version"].as_str(), Some("1"));
        assert_eq!(rand["default-features"].as_bool(), Some(false));
        let features = rand["features"].as_array().unwrap();
        assert_eq!(features.get(0).unwrap().as_str(), Some("small_rng"));
        let parsed = text.parse::<DocumentMut>();
        assert!(parsed.is_ok(), "{text}");
    }

    #[test]
    fn a_target_that_uses_a_removed_dependency_is_found() {
        assert!(uses("use wasm_bindgen_test::*;", "wasm-bindgen-test"));
        assert!(uses("fn ui() { trybuild::TestCases::new(); }", "trybuild"));
        assert!(!uses("use my_trybuild::x; mod trybuild;", "trybuild"));
    }

    #[test]
    fn a_test_gets_the_variables_of_cargo() {
        let document: DocumentMut = MANIFEST.parse().unwrap();
        let env = env(&document, Path::new("/x"));
        let get = |key: &str| {
            env.iter()
                .find(|(name, _)| name == key)
                .map(|(_, value)| &**value)
        };
        assert_eq!(get("CARGO_MANIFEST_DIR"), Some("/x"));
        assert_eq!(get("CARGO_PKG_VERSION"), Some("1.2.3"));
        assert_eq!(get("CARGO_PKG_VERSION_PATCH"), Some("3"));
    }
}
