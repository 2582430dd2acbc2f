//! The scripts behind `make`: a second `make serve` or `make test` starts at once, and never with an old build.

#![allow(clippy::unwrap_used)] // a test that cannot run the script has failed

use std::{fs, path::PathBuf, process::Command};

/// Stands for Trunk: its build is the source and the address, and it counts how often it ran.
const TRUNK: &str = "#!/bin/sh\nmkdir -p dist\ncat src/app.rs > dist/index.html\necho \"$PUBLIC_URL\" >> dist/index.html\necho built >> builds\n";

/// A small project in a folder of its own.
struct Project(PathBuf);

impl Project {
    fn new() -> Self {
        let project = Project(std::env::temp_dir().join(format!("solo-crm-build-{}", std::process::id())));
        drop(fs::remove_dir_all(&project.0));
        let files =
            ["src/app.rs", "style/a.css", "public/index.html", ".cargo/config.toml", "Cargo.toml", "Cargo.lock"];
        let others = ["Trunk.toml", "rust-toolchain.toml", "package-lock.json", "tests/setup.sh"];
        for name in files.iter().chain(&others) {
            project.write(name, "");
        }
        project.write("tests/build.sh", &fs::read_to_string(tests::root().join("tests/build.sh")).unwrap());
        project.write("bin/trunk", TRUNK);
        assert!(Command::new("chmod").arg("+x").arg(project.0.join("bin/trunk")).status().unwrap().success());
        project
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap_or_default()
    }

    /// Whether the script built something for this address.
    fn builds(&self, address: &str) -> bool {
        let before = self.read("builds");
        let path = format!("{}:{}", self.0.join("bin").display(), std::env::var("PATH").unwrap());
        let mut run = Command::new("sh");
        run.arg("tests/build.sh").current_dir(&self.0).env("PATH", path).env("PUBLIC_URL", address);
        assert!(run.status().unwrap().success());
        self.read("builds") != before
    }
}

impl Drop for Project {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

#[test]
fn a_build_that_is_there_is_not_made_again_and_an_old_one_is() {
    let project = Project::new();
    assert!(project.builds("/"), "the first");
    assert!(!project.builds("/"), "nothing has changed");

    for name in ["src/app.rs", "style/a.css", "public/index.html", "Cargo.lock", "tests/setup.sh"] {
        project.write(name, "changed");
        assert!(project.builds("/"), "{name} has changed");
        assert!(!project.builds("/"));
    }
    project.write("src/new.rs", "");
    assert!(project.builds("/"), "a new file");

    assert!(project.builds("/crm/"), "another address");
    assert_eq!(project.read("dist/index.html"), "changed/crm/\n");
    assert!(project.builds("/"), "and back");

    project.write("dist/index.html", "of another command");
    assert!(project.builds("/"), "what lies there is something else");
    fs::remove_dir_all(project.0.join("dist")).unwrap();
    assert!(project.builds("/"), "nothing lies there");
    assert!(!project.builds("/"));
}

#[test]
fn every_command_that_needs_a_build_asks_the_script() {
    let calls =
        |text: &str| text.lines().filter(|line| line.contains("trunk build")).map(str::to_owned).collect::<Vec<_>>();
    let read = |name: &str| fs::read_to_string(tests::root().join(name)).unwrap();
    assert_eq!(calls(&read("Makefile")), [""; 0]);
    assert_eq!(calls(&read("tests/run.sh")), [""; 0]);
    assert_eq!(calls(&read("tests/build.sh")), ["trunk build --release"]);
}
