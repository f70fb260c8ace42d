//! The arrows between the crates: who may know whom, and who alone may use what.

use crate::offence::Offence;
use crate::packages::Package;

/// Each crate of the house and the crates of the house that it may be built on.
const ARROWS: [(&str, &[&str]); 9] = [
    ("funn-model", &[]),
    ("funn-analysis", &["funn-model"]),
    ("funn-formats", &["funn-model"]),
    ("funn-store", &["funn-model"]),
    ("funn-workbench", &["funn-model", "funn-analysis", "funn-formats", "funn-store"]),
    ("funn-web", &["funn-workbench"]),
    ("funn", &["funn-workbench", "funn-web"]),
    ("funn-testkit", &["funn-model"]),
    ("xtask", &[]),
];

/// Outside packages that one crate alone may name, and why.
const RESERVED: [(&str, &str, &str); 7] = [
    ("rusqlite", "funn-store", "the store holds the only SQL"),
    ("chacha20poly1305", "funn-store", "the store holds the only cryptography"),
    ("argon2", "funn-store", "the store holds the only cryptography"),
    ("axum", "funn-web", "one crate speaks HTTP"),
    ("tower-http", "funn-web", "one crate speaks HTTP"),
    ("clap", "funn", "one crate has a command line"),
    ("rpassword", "funn", "one crate has a command line"),
];

/// What the model must do without: input, output, chance, and other people's formats.
const NOT_IN_MODEL: [&str; 5] = ["serde", "serde_json", "getrandom", "rayon", "tokio"];

/// Packages that may not be built at all, by anyone.
const BANNED: [(&str, &str); 3] = [
    ("openssl-sys", "nothing may need OpenSSL to be installed"),
    ("native-tls", "nothing may need OpenSSL to be installed"),
    ("reqwest", "Funn calls no other host"),
];

/// Every arrow that points the wrong way.
pub(crate) fn check(packages: &[Package]) -> Vec<Offence> {
    let mut offences = Vec::new();
    for package in packages.iter().filter(|package| package.is_ours) {
        check_ours(package, packages, &mut offences);
    }
    for (name, _) in ARROWS {
        if !packages.iter().any(|package| package.is_ours && package.name == name) {
            offences
                .push(Offence::new(name, "is in the table of layers, but there is no such crate"));
        }
    }
    for (name, reason) in BANNED {
        for package in packages.iter().filter(|package| package.name == name) {
            let place = format!("{} {}", package.name, package.version);
            offences.push(Offence::new(place, format!("must not be among the packages: {reason}")));
        }
    }
    offences
}

fn check_ours(package: &Package, packages: &[Package], offences: &mut Vec<Offence>) {
    let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == package.name) else {
        let message =
            "is a new crate: give it a place in xtask/src/layers.rs and docs/architecture.md";
        offences.push(Offence::new(&package.name, message));
        return;
    };
    let is_ours = |name: &str| packages.iter().any(|other| other.is_ours && other.name == name);
    for dependency in &package.dependencies {
        if is_ours(dependency) && !allowed.contains(&dependency.as_str()) {
            let message = format!("must not depend on {dependency} (docs/architecture.md)");
            offences.push(Offence::new(&package.name, message));
        }
        let reserved = RESERVED.iter().find(|(name, _, _)| name == dependency);
        if let Some((_, owner, reason)) = reserved.filter(|(_, owner, _)| *owner != package.name) {
            let message = format!("must not depend on {dependency}, only {owner} may: {reason}");
            offences.push(Offence::new(&package.name, message));
        }
        if package.name == "funn-model" && NOT_IN_MODEL.contains(&dependency.as_str()) {
            let message = format!("must not depend on {dependency}: the model is plain values");
            offences.push(Offence::new(&package.name, message));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, is_ours: bool, dependencies: &[&str]) -> Package {
        Package {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            is_ours,
            licence: Some("MIT".to_owned()),
            dependencies: dependencies.iter().map(|&name| name.to_owned()).collect(),
        }
    }

    /// The whole house in order, with one crate replaced or one package added.
    fn house_with(changed: Package) -> Vec<Package> {
        let mut house: Vec<_> =
            ARROWS.iter().map(|(name, allowed)| package(name, true, allowed)).collect();
        house.retain(|package| package.name != changed.name);
        house.push(changed);
        house
    }

    fn messages(changed: Package) -> Vec<String> {
        check(&house_with(changed)).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_house_in_order_passes() {
        assert_eq!(messages(package("rusqlite", false, &[])), Vec::<String>::new());
        assert_eq!(
            messages(package("funn-store", true, &["funn-model", "rusqlite"])),
            Vec::<String>::new()
        );
    }

    #[test]
    fn every_wrong_arrow_fires() {
        for (from, to) in [
            ("funn-model", "funn-testkit"),
            ("funn-analysis", "funn-store"),
            ("funn-analysis", "funn-formats"),
            ("funn-formats", "funn-store"),
            ("funn-store", "funn-analysis"),
            ("funn-workbench", "funn-web"),
            ("funn-web", "funn-store"),
            ("funn-web", "funn-model"),
            ("funn", "funn-store"),
            ("funn-workbench", "funn-testkit"),
        ] {
            let found = messages(package(from, true, &[to]));
            let expected = format!("{from}: must not depend on {to} (docs/architecture.md)");
            assert_eq!(found, [expected]);
        }
    }

    #[test]
    fn reserved_and_banned_packages_fire() {
        let found = messages(package("funn-analysis", true, &["rusqlite"]));
        assert_eq!(
            found,
            [
                "funn-analysis: must not depend on rusqlite, only funn-store may: the store holds the only SQL"
            ]
        );
        assert_eq!(messages(package("funn-web", true, &["clap"])).len(), 1);
        assert_eq!(messages(package("funn-model", true, &["serde"])).len(), 1);
        assert_eq!(messages(package("openssl-sys", false, &[])).len(), 1);
    }

    #[test]
    fn crates_come_and_go_on_the_record() {
        assert_eq!(messages(package("funn-extra", true, &[])).len(), 1);
        let mut house = house_with(package("funn", true, &[]));
        house.retain(|package| package.name != "funn-web");
        assert_eq!(check(&house).len(), 1);
    }
}
