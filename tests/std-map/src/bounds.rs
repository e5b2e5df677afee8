//! What generics ask of their parameters, as text: one `what: bound` each, wherever it was written.
//!
//! Left out is what says nothing: bounds that every type meets, and parameters that are allocators, which a
//! stable program can't choose.

use std::collections::BTreeSet;

use rustdoc_types::{
    GenericBound, GenericParamDef, GenericParamDefKind, Generics, TraitBoundModifier, Type,
    WherePredicate,
};

use crate::types::Writer;

const ALLOCATOR: &str = "core::alloc::Allocator";
/// Bounds that every type meets, as far as a stable program can say.
const ALWAYS: [&str; 3] = [
    "core::marker::Destruct",
    "core::marker::MetaSized",
    "core::marker::PointeeSized",
];

impl Writer<'_> {
    /// Takes note of the parameters that are allocators: they are left out.
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

    /// The parameters that stay, and aren't an argument's `impl Trait`.
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

    /// Bounds, without those that always hold.
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

    /// What generics ask of their parameters, wherever they write it, each as `what: bound`.
    pub fn predicates(&self, generics: &Generics) -> BTreeSet<String> {
        let mut out = BTreeSet::new();
        for param in &generics.params {
            match &param.kind {
                GenericParamDefKind::Type {
                    bounds,
                    is_synthetic: false,
                    ..
                } => {
                    self.add_predicates(&param.name, bounds, &mut out);
                }
                GenericParamDefKind::Lifetime { outlives } => {
                    let name = self.param(&param.name);
                    out.extend(
                        outlives
                            .iter()
                            .map(|of| format!("{name}: {}", self.param(of))),
                    );
                }
                _ => {}
            }
        }
        for predicate in &generics.where_predicates {
            match predicate {
                WherePredicate::BoundPredicate {
                    type_: Type::Generic(name),
                    bounds,
                    generic_params,
                } if generic_params.is_empty() => {
                    self.add_predicates(name, bounds, &mut out);
                }
                WherePredicate::BoundPredicate {
                    type_,
                    bounds,
                    generic_params,
                } => {
                    let what = format!("{}{}", self.binder(generic_params), self.ty(type_));
                    out.extend(
                        self.bounds(bounds)
                            .iter()
                            .map(|bound| format!("{what}: {bound}")),
                    );
                }
                WherePredicate::LifetimePredicate { lifetime, outlives } => {
                    let name = self.param(lifetime);
                    out.extend(
                        outlives
                            .iter()
                            .map(|of| format!("{name}: {}", self.param(of))),
                    );
                }
                WherePredicate::EqPredicate { lhs, rhs } => {
                    out.insert(format!("{} = {}", self.ty(lhs), self.term(rhs)));
                }
            }
        }
        out
    }

    /// The same for a type or an impl, where that a type outlives a lifetime follows from what is in it.
    pub fn outer_predicates(&self, generics: &Generics) -> BTreeSet<String> {
        let follows = |predicate: &String| {
            predicate.split_once(": ").is_some_and(|(what, bound)| {
                !what.starts_with('\'') && bound.starts_with('\'') && bound != "'static"
            })
        };
        self.predicates(generics)
            .into_iter()
            .filter(|predicate| !follows(predicate))
            .collect()
    }

    fn add_predicates(&self, param: &str, bounds: &[GenericBound], out: &mut BTreeSet<String>) {
        if self.dropped.borrow().contains(param) {
            return;
        }
        let name = self.param(param);
        // A parameter is `Sized` without saying so; `Self` is not.
        let bounds = self.bounds(bounds).into_iter();
        let bounds = bounds.filter(|bound| param == "Self" || bound != "core::marker::Sized");
        out.extend(bounds.map(|bound| format!("{name}: {bound}")));
    }
}
