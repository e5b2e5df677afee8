//! Bounds of generic parameters as text: one `parameter: bound` each, wherever it was written.
//!
//! Left out are bounds that every type meets, and allocator parameters, which a stable program
//! cannot choose.

use std::collections::BTreeSet;

use rustdoc_types::{
    GenericBound, GenericParamDef, GenericParamDefKind, Generics, TraitBoundModifier, Type,
    WherePredicate,
};

use crate::types::Writer;

const ALLOCATOR: &str = "core::alloc::Allocator";
/// Bounds that every type meets, as far as a stable program can express.
const ALWAYS: [&str; 3] = [
    "core::marker::Destruct",
    "core::marker::MetaSized",
    "core::marker::PointeeSized",
];

const SIZED: &str = "core::marker::Sized";

impl Writer<'_> {
    /// Records the parameters that are allocators, so that they are left out.
    pub fn drop_allocators(&self, generics: &Generics) {
        for param in &generics.params {
            if self.is_allocator(param, generics) {
                self.dropped.borrow_mut().insert(param.name.clone());
            }
        }
    }

    pub(crate) fn is_allocator(&self, param: &GenericParamDef, generics: &Generics) -> bool {
        let is = |bound: &GenericBound| matches!(bound, GenericBound::TraitBound { trait_, .. } if self.resolve(trait_.id) == ALLOCATOR);
        let inline = match &param.kind {
            GenericParamDefKind::Type { bounds, .. } => bounds.iter().any(is),
            _ => false,
        };
        inline
            || generics
                .where_predicates
                .iter()
                .any(|predicate| match predicate {
                    WherePredicate::BoundPredicate {
                        type_: Type::Generic(name),
                        bounds,
                        ..
                    } => *name == param.name && bounds.iter().any(is),
                    _ => false,
                })
    }

    /// Returns the remaining parameters, without those of an argument's `impl Trait`.
    pub fn params<'g>(&self, generics: &'g Generics) -> Vec<&'g GenericParamDef> {
        let dropped = self.dropped.borrow();
        let synthetic = |kind: &GenericParamDefKind| {
            matches!(
                kind,
                GenericParamDefKind::Type {
                    is_synthetic: true,
                    ..
                }
            )
        };
        let stays =
            |param: &&GenericParamDef| !dropped.contains(&param.name) && !synthetic(&param.kind);
        generics.params.iter().filter(stays).collect()
    }

    pub(crate) fn binder(&self, params: &[GenericParamDef]) -> String {
        if params.is_empty() {
            return String::new();
        }
        let names: Vec<_> = params.iter().map(|param| self.param(&param.name)).collect();
        format!("for<{}> ", names.join(", "))
    }

    /// Returns bounds, without those that always hold.
    pub fn bounds(&self, bounds: &[GenericBound]) -> BTreeSet<String> {
        bounds
            .iter()
            .filter_map(|bound| self.bound(bound))
            .collect()
    }

    fn bound(&self, bound: &GenericBound) -> Option<String> {
        match bound {
            GenericBound::TraitBound {
                trait_,
                generic_params,
                modifier,
            } => {
                let mut text = self.binder(generic_params);
                if *modifier == TraitBoundModifier::Maybe {
                    text.push('?');
                }
                text.push_str(&self.path(trait_));
                let always = ALWAYS.contains(&text.as_str()) || text == ALLOCATOR;
                (!always).then_some(text)
            }
            GenericBound::Outlives(lifetime) => Some(self.lifetime(Some(lifetime))),
            GenericBound::Use(_) => None,
        }
    }

    /// Returns the bounds of generics, each as `parameter: bound`. `outer` has those of the
    /// enclosing type or impl.
    pub fn predicates(
        &self,
        inner: Option<&Generics>,
        outer: Option<&Generics>,
    ) -> BTreeSet<String> {
        // That a type's content outlives its lifetimes follows from the type.
        let follows = |predicate: &String| {
            predicate.split_once(": ").is_some_and(|(target, bound)| {
                !target.starts_with('\'') && bound.starts_with('\'') && bound != "'static"
            })
        };
        let mut out = outer
            .map(|generics| self.written(generics))
            .unwrap_or_default();
        out.retain(|predicate| !follows(predicate));
        out.extend(
            inner
                .into_iter()
                .flat_map(|generics| self.written(generics)),
        );
        // A parameter is implicitly `Sized`; `Self` is not.
        let sized = out
            .iter()
            .filter_map(|text| text.strip_suffix(SIZED)?.strip_suffix(": "));
        let sized: Vec<_> = sized
            .filter(|target| *target != "Self")
            .map(str::to_owned)
            .collect();
        for target in sized {
            out.remove(&format!("{target}: {SIZED}"));
            out.remove(&format!("{target}: ?{SIZED}"));
        }
        out
    }

    /// Returns the bounds that are written: in the list of parameters, or after `where`.
    fn written(&self, generics: &Generics) -> BTreeSet<String> {
        let mut out = BTreeSet::new();
        let mut add = |target: String, bounds: BTreeSet<String>| {
            out.extend(bounds.iter().map(|bound| format!("{target}: {bound}")));
        };
        let outlives = |of: &[String]| of.iter().map(|name| self.param(name)).collect();
        let is_dropped = |name: &String| self.dropped.borrow().contains(name);
        for param in &generics.params {
            match &param.kind {
                GenericParamDefKind::Type {
                    bounds,
                    is_synthetic: false,
                    ..
                } if !is_dropped(&param.name) => {
                    add(self.param(&param.name), self.bounds(bounds));
                }
                GenericParamDefKind::Lifetime { outlives: of } => {
                    add(self.param(&param.name), outlives(of))
                }
                _ => {}
            }
        }
        for predicate in &generics.where_predicates {
            match predicate {
                WherePredicate::BoundPredicate {
                    type_: Type::Generic(name),
                    ..
                } if is_dropped(name) => {}
                WherePredicate::BoundPredicate {
                    type_,
                    bounds,
                    generic_params,
                } => {
                    let binder = self.binder(generic_params);
                    add(format!("{binder}{}", self.ty(type_)), self.bounds(bounds));
                }
                WherePredicate::LifetimePredicate {
                    lifetime,
                    outlives: of,
                } => {
                    add(self.param(lifetime), outlives(of));
                }
                // No program can write this.
                WherePredicate::EqPredicate { .. } => {}
            }
        }
        out
    }
}
