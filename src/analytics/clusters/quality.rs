use crate::random::Random;

/// With more rows the silhouette is that of a seeded sample of so many.
const SAMPLE: usize = 2_000;

/// The mean silhouette (Rousseeuw 1987) of rows given as p columns, labelled 0 to k − 1, −1 to 1. A row that is
/// alone in its group counts as 0; one group or none gives 0.
pub fn silhouette(columns: &[Vec<f64>], labels: &[u32], k: usize, seed: u64) -> f64 {
    let mut rows: Vec<usize> = (0..labels.len()).collect();
    if rows.len() > SAMPLE {
        Random::new(seed ^ 0x5117).shuffle(&mut rows);
        rows.truncate(SAMPLE);
    }
    // Rows after each other: each is compared with each.
    let points: Vec<f64> = rows.iter().flat_map(|&row| columns.iter().map(move |column| column[row])).collect();
    let (n, p) = (rows.len(), columns.len());
    let groups: Vec<usize> = rows.iter().map(|&row| labels[row] as usize).collect();
    let mut sizes = vec![0usize; k];
    groups.iter().for_each(|&group| sizes[group] += 1);
    let mut sums = vec![0.0; n * k];
    for a in 0..n {
        for b in 0..a {
            let apart: f64 =
                points[a * p..a * p + p].iter().zip(&points[b * p..b * p + p]).map(|(a, b)| (a - b) * (a - b)).sum();
            let apart = apart.sqrt();
            sums[a * k + groups[b]] += apart;
            sums[b * k + groups[a]] += apart;
        }
    }
    let of = |row: usize| {
        let own = groups[row];
        if sizes[own] < 2 {
            return 0.0;
        }
        let mean = |group: usize| sums[row * k + group] / sizes[group] as f64;
        let within = sums[row * k + own] / (sizes[own] - 1) as f64;
        let next = (0..k).filter(|&group| group != own && sizes[group] > 0).map(mean).fold(f64::INFINITY, f64::min);
        let longer = within.max(next);
        if longer > 0.0 && next.is_finite() { (next - within) / longer } else { 0.0 }
    };
    if n == 0 { 0.0 } else { (0..n).map(of).sum::<f64>() / n as f64 }
}

/// The adjusted Rand index (Hubert & Arabie 1985) of two labellings 0 to k − 1 of the same rows: 1 for the same
/// groups under any names, about 0 for unrelated ones.
pub fn adjusted_rand(a: &[u32], b: &[u32], k: usize) -> f64 {
    let mut table = vec![0usize; k * k];
    a.iter().zip(b).for_each(|(&a, &b)| table[a as usize * k + b as usize] += 1);
    let pairs = |count: usize| count as f64 * (count as f64 - 1.0) / 2.0;
    let both: f64 = table.iter().map(|&count| pairs(count)).sum();
    let first: f64 = (0..k).map(|i| pairs((0..k).map(|j| table[i * k + j]).sum())).sum();
    let second: f64 = (0..k).map(|j| pairs((0..k).map(|i| table[i * k + j]).sum())).sum();
    let all = pairs(a.len()).max(1.0);
    let (expected, most) = (first * second / all, (first + second) / 2.0);
    if most == expected { 1.0 } else { (both - expected) / (most - expected) }
}
