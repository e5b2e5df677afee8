//! paths PATH...: splits paths into components and joins them again.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::env;
use std::path::{Component, Path, PathBuf};

fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                if !normal.pop() {
                    normal.push("..");
                }
            }
            other => normal.push(other),
        }
    }
    normal
}

fn main() {
    for arg in env::args().skip(1) {
        let path = Path::new(&arg);
        println!("{path:?}");
        println!("  dirname   {:?}", path.parent());
        println!("  basename  {:?}", path.file_name());
        println!("  stem      {:?}", path.file_stem());
        println!(
            "  extension {:?}",
            path.extension().and_then(|it| it.to_str())
        );
        println!(
            "  absolute  {} rooted {}",
            path.is_absolute(),
            path.has_root()
        );
        println!("  parts     {:?}", path.components().collect::<Vec<_>>());
        println!(
            "  strings   {}",
            path.iter()
                .map(|it| it.to_string_lossy())
                .collect::<Vec<_>>()
                .join("|")
        );
        println!("  normal    {}", normal(path).display());
        println!("  as .txt   {}", path.with_extension("txt").display());
        println!("  renamed   {}", path.with_file_name("other").display());
        println!(
            "  joined    {:?} {:?}",
            path.join("below"),
            path.join("/root")
        );
        println!(
            "  below usr {:?}",
            path.strip_prefix("/usr").map_err(|error| error.to_string())
        );
        println!("  ends in b {}", path.ends_with("b"));
        let ancestors: Vec<String> = path
            .ancestors()
            .map(|it| it.display().to_string())
            .collect();
        println!("  above     {ancestors:?}");
        let mut changed = path.to_path_buf();
        let set = changed.set_extension("");
        changed.push("end.");
        println!(
            "  changed   {set} {}",
            changed.into_os_string().into_string().unwrap()
        );
    }
    let mut all: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    all.sort();
    all.dedup();
    println!("{all:?}");
    println!("{}", all.iter().collect::<PathBuf>().display());
}
