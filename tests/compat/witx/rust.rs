//! How preview 1 maps to Rust: types, names and functions.

use witx::{BuiltinType, InterfaceFunc, InterfaceFuncParam, Layout, Type, TypeRef, WasmType};

/// Returns what the guest should print about a function.
///
/// `witx` maps preview 1 only to wasm. In Rust, a list is a pointer and a count. Results are
/// pointers after the parameters, one for each element of a tuple. The errno is the return value,
/// as an `i32`, for the reason in `src/raw/mod.rs`.
pub(crate) fn describe_function(function: &InterfaceFunc) -> String {
    let mut arguments = Vec::new();
    for param in &function.params {
        match &**param.tref.type_() {
            Type::List(element) => {
                let element = match &**element.type_() {
                    Type::Builtin(BuiltinType::Char) => "u8".to_owned(),
                    _ => rust_type(element),
                };
                arguments.extend([format!("*const {element}"), "usize".to_owned()]);
            }
            _ => arguments.push(rust_type(&param.tref)),
        }
    }
    for result in &function.results {
        let Type::Variant(variant) = &**result.tref.type_() else {
            panic!("{result:?}")
        };
        let (ok, error) = variant.as_expected().unwrap();
        assert_eq!(rust_type(error.unwrap()), "Errno");
        let Some(ok) = ok else { continue };
        match &**ok.type_() {
            Type::Record(record) if record.is_tuple() => {
                let parts = record.members.iter().map(|part| rust_type(&part.tref));
                arguments.extend(parts.map(|part| format!("*mut {part}")));
            }
            _ => arguments.push(format!("*mut {}", rust_type(ok))),
        }
    }
    let returned = if function.results.is_empty() {
        "()"
    } else {
        "i32"
    };
    let arguments: String = arguments
        .iter()
        .map(|argument| format!("{argument},"))
        .collect();
    format!("fn {}({arguments}) -> {returned}", function.name.as_str())
}

/// Returns the names of the arguments that a parameter becomes in Rust.
pub(crate) fn argument_names(param: &InterfaceFuncParam) -> Vec<String> {
    let name = param.name.as_str();
    match &**param.tref.type_() {
        Type::List(_) => vec![name.to_owned(), format!("{name}_len")],
        _ => vec![name.to_owned()],
    }
}

pub(crate) fn rust_type(reference: &TypeRef) -> String {
    match (reference, &**reference.type_()) {
        (TypeRef::Name(named), Type::Builtin(_)) if named.name == "size" => "usize".to_owned(),
        (_, Type::Builtin(integer)) => builtin(*integer).to_owned(),
        (_, Type::Handle(_)) => "u32".to_owned(),
        (_, Type::Pointer(to)) => format!("*mut {}", rust_type(to)),
        (_, Type::ConstPointer(to)) => format!("*const {}", rust_type(to)),
        (TypeRef::Name(named), _) => camel_case(named.name.as_str()),
        (TypeRef::Value(_), other) => panic!("{other:?} has no name"),
    }
}

pub(crate) fn builtin(integer: BuiltinType) -> &'static str {
    match integer {
        BuiltinType::U8 { .. } => "u8",
        BuiltinType::U16 => "u16",
        BuiltinType::U32 { .. } => "u32",
        BuiltinType::U64 => "u64",
        BuiltinType::S64 => "i64",
        other => panic!("preview 1 has no {other:?}"),
    }
}

pub(crate) fn layout(ty: &impl Layout) -> String {
    let layout = ty.mem_size_align();
    format!("size {} align {}", layout.size, layout.align)
}

pub(crate) fn wasm_types(types: &[WasmType]) -> String {
    let names: Vec<_> = types
        .iter()
        .map(|ty| format!("{ty:?}").to_lowercase())
        .collect();
    names.join(", ")
}

/// Converts `event_fd_readwrite` to the name of a Rust type: `EventFdReadwrite`.
pub(crate) fn camel_case(name: &str) -> String {
    name.split('_')
        .map(|word| word[..1].to_uppercase() + &word[1..])
        .collect()
}

/// Converts `notcapable` to the name of a Rust constant: `NOTCAPABLE`.
pub(crate) fn constant_case(name: &str) -> String {
    match name {
        "2big" => "TOOBIG".to_owned(),
        _ => name.to_uppercase(),
    }
}
