//! The chains of calls from an export to an import.

use std::collections::VecDeque;

use nanowasi_build::references::References;

/// A chain of functions, each of which is called by the next or has its address taken by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chain {
    /// The functions from the one that calls the import.
    pub(super) functions: Vec<usize>,
    /// The index in `functions` of the function that the user can change.
    pub(super) end: usize,
}

/// Finds chains in a module.
pub(super) struct Finder<'a> {
    references: &'a References,
    /// The functions that refer to each function: first those that call it.
    users: Vec<Vec<usize>>,
    /// The next function on the shortest chain to a root. A root, and a function that no root
    /// reaches, is its own.
    toward_root: Vec<usize>,
    is_root: Vec<bool>,
    /// Whether each function is in a crate of the user.
    is_own: Vec<bool>,
}

impl<'a> Finder<'a> {
    pub(super) fn new(references: &'a References, is_own: Vec<bool>) -> Self {
        let count = references.symbols.len();
        let mut users = vec![Vec::new(); count];
        for edges in [&references.calls, &references.addresses] {
            for (user, used) in edges.iter().enumerate() {
                for used in used.iter().filter(|used| **used < count) {
                    users[*used].push(user);
                }
            }
        }
        let exports = references.exports.values().copied();
        let roots = exports.chain(references.start);
        let mut roots: Vec<_> = roots.filter(|root| *root < count).collect();
        roots.sort_by_key(|root| !is_own[*root]);
        let mut is_root = vec![false; count];
        let mut toward_root: Vec<_> = (0..count).collect();
        let mut seen = vec![false; count];
        let mut left = VecDeque::new();
        for root in roots {
            is_root[root] = true;
            if !seen[root] {
                seen[root] = true;
                left.push_back(root);
            }
        }
        while let Some(user) = left.pop_front() {
            let used = references.calls[user].iter();
            for used in used.chain(&references.addresses[user]) {
                if *used < count && !seen[*used] {
                    seen[*used] = true;
                    toward_root[*used] = user;
                    left.push_back(*used);
                }
            }
        }
        Self {
            references,
            users,
            toward_root,
            is_root,
            is_own,
        }
    }

    /// Returns the shortest chain to each function of the user that brings an import in without
    /// another function of the user between. If there is none, returns the shortest chain to each
    /// root without another root between.
    pub(super) fn chains(&self, import: usize) -> Vec<Chain> {
        let count = self.users.len();
        let mut toward_import: Vec<_> = (0..count).collect();
        let mut seen = vec![false; count];
        // Whether the shortest chain to the import leads through a root.
        let mut is_after_root = vec![false; count];
        seen[import] = true;
        let mut left = VecDeque::from([import]);
        let (mut own, mut roots) = (Vec::new(), Vec::new());
        while let Some(used) = left.pop_front() {
            if used != import && self.is_own[used] {
                own.push(used);
                continue;
            }
            let next = toward_import[used];
            is_after_root[used] = is_after_root[next] || (next != used && self.is_root[next]);
            if self.is_root[used] && !is_after_root[used] {
                roots.push(used);
            }
            for user in &self.users[used] {
                if !seen[*user] {
                    seen[*user] = true;
                    toward_import[*user] = used;
                    left.push_back(*user);
                }
            }
        }
        let ends = if own.is_empty() { roots } else { own };
        let chain = |end: &usize| {
            let mut functions = vec![*end];
            let mut next = toward_import[*end];
            while next != import && functions.len() <= count {
                functions.push(next);
                next = toward_import[next];
            }
            functions.reverse();
            let end = functions.len() - 1;
            let mut last = functions[end];
            while self.toward_root[last] != last {
                last = self.toward_root[last];
                functions.push(last);
            }
            Chain { functions, end }
        };
        ends.iter().map(chain).collect()
    }

    /// Whether a function refers to another only by its address.
    pub(super) fn is_by_pointer(&self, user: usize, used: usize) -> bool {
        !self.references.calls[user].contains(&used)
    }

    /// Whether a function is in a crate of the user.
    pub(super) fn is_own(&self, function: usize) -> bool {
        self.is_own[function]
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Returns a module with the import 0 and functions up to the largest number. Function 1 is
    /// exported as `a`, and 2 as `b`.
    fn module(calls: &[(usize, usize)], addresses: &[(usize, usize)]) -> References {
        let all = calls.iter().chain(addresses);
        let count = 1 + all.map(|pair| pair.0.max(pair.1)).max().unwrap_or(2);
        let mut references = References {
            imports: vec![("m".to_owned(), "i".to_owned())],
            symbols: vec![String::new(); count],
            exports: [("a".to_owned(), 1), ("b".to_owned(), 2)].into(),
            start: None,
            calls: vec![BTreeSet::new(); count],
            addresses: vec![BTreeSet::new(); count],
        };
        for (user, used) in calls {
            references.calls[*user].insert(*used);
        }
        for (user, used) in addresses {
            references.addresses[*user].insert(*used);
        }
        references
    }

    fn chains(references: &References, own: &[usize]) -> Vec<(Vec<usize>, usize)> {
        let is_own = (0..references.symbols.len()).map(|index| own.contains(&index));
        let finder = Finder::new(references, is_own.collect());
        let chains = finder.chains(0).into_iter();
        chains.map(|chain| (chain.functions, chain.end)).collect()
    }

    #[test]
    fn a_chain_ends_at_the_first_function_of_the_user() {
        // 1 calls 3 and 4, of which 3 has the shorter chain to the import.
        let references = module(&[(1, 3), (3, 5), (5, 0), (1, 4), (4, 6), (6, 5)], &[]);
        let expected = [(vec![5, 3, 1], 1), (vec![5, 6, 4, 1], 2)];
        assert_eq!(chains(&references, &[1, 2, 3, 4]), expected);
        // The export itself is the first.
        assert_eq!(chains(&references, &[1, 2]), [(vec![5, 3, 1], 2)]);
    }

    /// If a pointer were no reference, a function in a vtable would bring nothing in.
    #[test]
    fn a_function_that_is_called_by_a_pointer_is_part_of_a_chain() {
        let references = module(&[(4, 0), (2, 3)], &[(3, 4)]);
        assert_eq!(chains(&references, &[2, 3]), [(vec![4, 3, 2], 1)]);
        let finder = Finder::new(&references, vec![false; 5]);
        assert!(finder.is_by_pointer(3, 4) && !finder.is_by_pointer(2, 3));
    }

    #[test]
    fn without_a_function_of_the_user_a_chain_ends_at_an_export() {
        let references = module(&[(1, 3), (3, 0), (2, 3)], &[]);
        assert_eq!(chains(&references, &[]), [(vec![3, 1], 1), (vec![3, 2], 1)]);
        // `_start` calls `__main_void`, which is an export as well.
        let references = module(&[(1, 2), (2, 0)], &[]);
        assert_eq!(chains(&references, &[]), [(vec![2], 0)]);
    }

    #[test]
    fn functions_that_call_each_other_have_an_end() {
        let references = module(&[(1, 3), (3, 4), (4, 3), (4, 0)], &[(3, 3)]);
        assert_eq!(chains(&references, &[1]), [(vec![4, 3, 1], 2)]);
        // No root reaches the function that calls the import.
        assert_eq!(chains(&module(&[(3, 0)], &[]), &[1]), []);
    }
}
