//! [`Package`]: what `cargo metadata` says of every package that may be built.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// A package of the workspace or one that it is built from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Package {
    /// Its name.
    pub(crate) name: String,
    /// Its version.
    pub(crate) version: String,
    /// Whether it belongs to this workspace.
    pub(crate) is_ours: bool,
    /// Its licence as an SPDX expression; none when it names none.
    pub(crate) licence: Option<String>,
    /// The names of its normal dependencies, optional ones too; not those of tests and builds.
    pub(crate) dependencies: Vec<String>,
}

/// Asks cargo. The lock file is used as it is.
pub(crate) fn ask_cargo(root: &Path) -> Result<Vec<Package>, String> {
    let output = Command::new("cargo")
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(root)
        .output()
        .map_err(|error| format!("cargo metadata cannot be started: {error}"))?;
    if !output.status.success() {
        return Err(format!("cargo metadata: {}", String::from_utf8_lossy(&output.stderr).trim()));
    }
    parse(&output.stdout)
}

fn parse(json: &[u8]) -> Result<Vec<Package>, String> {
    let metadata: Value = serde_json::from_slice(json).map_err(|error| error.to_string())?;
    let members = metadata.get("workspace_members").and_then(Value::as_array);
    let members = members.ok_or("cargo metadata names no workspace members")?;
    let packages = metadata.get("packages").and_then(Value::as_array);
    let packages = packages.ok_or("cargo metadata names no packages")?;
    let read = packages.iter().map(|package| read(package, members));
    read.collect::<Option<Vec<_>>>().ok_or_else(|| "cargo metadata has a new shape".to_owned())
}

fn read(package: &Value, members: &[Value]) -> Option<Package> {
    let text = |key: &str| package.get(key).and_then(Value::as_str).map(str::to_owned);
    let dependencies = package.get("dependencies")?.as_array()?.iter();
    let normal =
        dependencies.filter(|dependency| dependency.get("kind").is_none_or(Value::is_null));
    let names = normal.filter_map(|dependency| dependency.get("name").and_then(Value::as_str));
    Some(Package {
        name: text("name")?,
        version: text("version")?,
        is_ours: members.contains(package.get("id")?),
        licence: text("license"),
        dependencies: names.map(str::to_owned).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_normal_dependencies_count() {
        let json = br#"{"workspace_members": ["a 0.1"], "packages": [
            {"id": "a 0.1", "name": "a", "version": "0.1.0", "license": null, "dependencies": [
                {"name": "b", "kind": null}, {"name": "c", "kind": "dev"}, {"name": "d", "kind": "build"}]},
            {"id": "b 1.0", "name": "b", "version": "1.0.0", "license": "MIT", "dependencies": []}]}"#;
        let packages = parse(json).unwrap();
        assert_eq!(packages[0].dependencies, ["b"]);
        assert!(packages[0].is_ours && !packages[1].is_ours);
        assert_eq!(packages[1].licence.as_deref(), Some("MIT"));
        assert!(parse(b"{}").is_err());
    }
}
