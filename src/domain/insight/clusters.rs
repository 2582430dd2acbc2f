//! Groups that nobody named: what k-means found, as plain data.

use super::{ColumnReport, Level};
use crate::{Id, Key};
use serde::{Deserialize, Serialize};

/// The outcome of a search for groups.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Clusters {
    /// What was found for each number of groups that was tried.
    pub tried: Vec<ClusterCount>,
    /// Largest first.
    pub groups: Vec<Cluster>,
    pub columns: Vec<ColumnReport>,
    /// The group of each row of the table, by position in `groups`; rows that were left out have none.
    pub labels: Vec<Option<usize>>,
    /// The record of each row; empty where the rows are those of a file.
    #[serde(default)]
    pub ids: Vec<Id>,
    pub seed: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClusterCount {
    pub k: usize,
    /// Sum of the squared distances to the nearest centre, in standard deviations.
    pub inertia: f64,
    /// −1 to 1: how much nearer rows are to their own group than to the next (Rousseeuw 1987).
    pub silhouette: f64,
    /// Up to 1: how much the groups stay when half of the rows are drawn anew (adjusted Rand index, Hubert &
    /// Arabie 1985). Only for the number of groups that was chosen and the ones next to it in silhouette.
    pub stability: Option<f64>,
}

impl ClusterCount {
    /// Whether the groups mean anything: weak below a silhouette of 0.25 (Kaufman & Rousseeuw 1990) or where half of
    /// the rows give other groups, none below 0.1.
    pub fn level(&self) -> Level {
        match (self.silhouette, self.stability.unwrap_or(0.0)) {
            (silhouette, stability) if silhouette >= 0.25 && stability >= 0.75 => Level::Use,
            (silhouette, _) if silhouette >= 0.1 => Level::Care,
            _ => Level::No,
        }
    }
}

impl Clusters {
    /// Each record that is in a group, with the position of the group.
    pub fn sorted(&self) -> Vec<(Id, u32)> {
        self.ids.iter().zip(&self.labels).filter_map(|(id, label)| Some((*id, (*label)? as u32))).collect()
    }
    /// What was found for the number of groups that was chosen.
    pub fn chosen(&self) -> Option<&ClusterCount> {
        self.tried.iter().find(|count| count.k == self.groups.len())
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cluster {
    pub rows: usize,
    /// Where the group's centre lies, in standard deviations from the mean of each output column.
    pub centre: Vec<f64>,
    /// What makes the group different, strongest first.
    pub marks: Vec<ClusterMark>,
}

/// How a group differs from everybody in one column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClusterMark {
    pub feature: usize,
    pub key: Key,
    /// The level or tag; a mean is then a share.
    pub level: Option<String>,
    pub mean: f64,
    pub overall: f64,
    /// In standard deviations.
    pub difference: f64,
}
