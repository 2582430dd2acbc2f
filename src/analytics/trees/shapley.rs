use super::{Node, Tree};

/// Features that can differ along one path of a tree; deeper ones are not grown.
pub(super) const MOST_DEPTH: usize = 16;

/// What a leaf's value counts for, by how many features have to come from the one row and from the other:
/// (own − 1)! · other! / (own + other)!.
struct Weights([[f64; MOST_DEPTH + 1]; MOST_DEPTH + 1]);

impl Weights {
    fn new() -> Self {
        let mut weights = [[0.0; MOST_DEPTH + 1]; MOST_DEPTH + 1];
        for (own, line) in weights.iter_mut().enumerate().skip(1) {
            // own = 1, 2, …: the weight of (own, 0) is 1 / own, and each further feature of the other row
            // multiplies it by other / (own + other).
            let mut weight = 1.0 / own as f64;
            for (other, place) in line.iter_mut().enumerate() {
                if other > 0 {
                    weight *= other as f64 / (own + other) as f64;
                }
                *place = weight;
            }
        }
        Self(weights)
    }
}

/// Exact Shapley values of the difference of two rows' sums over trees: what each feature brings when it is taken from
/// the one row instead of the other, over all orders of the features at once (Lundberg et al. 2020, "independent"
/// TreeSHAP). A walk visits only leaves that some mixture of the two rows reaches.
pub(crate) struct Pairs {
    weights: Weights,
    /// Whose value a feature has on the way down: nobody's yet, the row's, the other's.
    taken: Vec<Taken>,
    /// Of each column.
    features: Vec<usize>,
}

#[derive(Clone, Copy, PartialEq)]
enum Taken {
    Open,
    Row,
    Other,
}

impl Pairs {
    /// `features` tells which feature each column belongs to, `count` how many there are.
    pub fn new(features: Vec<usize>, count: usize) -> Self {
        Self { weights: Weights::new(), taken: vec![Taken::Open; count], features }
    }

    /// For each of `others` each feature's part of (sum over `trees` of `row`) − (that of the other), added to its
    /// line of `effects`.
    pub fn add(&mut self, trees: &[Tree], row: &[f64], others: &[&[f64]], effects: &mut [Vec<f64>]) {
        for tree in trees {
            for (other, effects) in others.iter().zip(effects.iter_mut()) {
                Walk { nodes: &tree.nodes, row, other, pairs: self, effects }.visit(0, 0, 0);
            }
        }
    }
}

struct Walk<'a> {
    nodes: &'a [Node],
    row: &'a [f64],
    other: &'a [f64],
    pairs: &'a mut Pairs,
    effects: &'a mut [f64],
}

impl Walk<'_> {
    /// The weighed values of the leaves below: as they count for a feature of the row, and for one of the other.
    fn visit(&mut self, mut at: usize, own: usize, others: usize) -> (f64, f64) {
        loop {
            let (column, limit, right) = match self.nodes.get(at) {
                Some(Node::Split { column, limit, right }) => (usize::from(*column), *limit, *right as usize),
                Some(Node::Leaf(value)) => {
                    let weights = &self.pairs.weights.0;
                    return (value * weights[own][others], value * weights[others][own]);
                }
                None => return (0.0, 0.0),
            };
            let next = |left: bool| if left { at + 1 } else { right };
            let (here, there) = (next(self.row[column] <= limit), next(self.other[column] <= limit));
            let feature = self.pairs.features[column];
            at = match self.pairs.taken[feature] {
                _ if here == there => here,
                Taken::Row => here,
                Taken::Other => there,
                Taken::Open => {
                    self.pairs.taken[feature] = Taken::Row;
                    let with = self.visit(here, own + 1, others);
                    self.pairs.taken[feature] = Taken::Other;
                    let without = self.visit(there, own, others + 1);
                    self.pairs.taken[feature] = Taken::Open;
                    self.effects[feature] += with.0 - without.1;
                    return (with.0 + without.0, with.1 + without.1);
                }
            };
        }
    }
}
