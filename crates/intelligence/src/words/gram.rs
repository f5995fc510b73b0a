//! The few dense matrices of a factorisation: the products of a tall matrix's columns with each other, and what they tell.

/// A square symmetric matrix, row by row.
pub(super) struct Gram {
    width: usize,
    cells: Vec<f64>,
}

/// Pivots below this share of the largest are of columns that are combinations of those before.
const NOTHING: f64 = 1e-10;

impl Gram {
    /// The products of the columns of a matrix with rows of `width`.
    pub(super) fn of(rows: &[f32], width: usize) -> Self {
        let mut cells = vec![0.0; width * width];
        for row in rows.chunks_exact(width) {
            for (of, &value) in cells.chunks_exact_mut(width).zip(row) {
                of.iter_mut().zip(row).for_each(|(cell, &other)| *cell += f64::from(value) * f64::from(other));
            }
        }
        Self { width, cells }
    }

    /// What makes the columns orthogonal and of length one when it is multiplied from the right: the inverse of Cholesky's
    /// upper triangle. Columns that are combinations of others become zero.
    pub(super) fn orthogonal(&self) -> Vec<f64> {
        let width = self.width;
        let most = (0..width).map(|at| self.cells[at * width + at]).fold(0.0, f64::max);
        // Gram and Schmidt's process on the unit columns, in the product that the matrix gives.
        let mut basis: Vec<Vec<f64>> = Vec::with_capacity(width);
        let mut images: Vec<Vec<f64>> = Vec::with_capacity(width);
        for column in 0..width {
            let mut vector = vec![0.0; width];
            vector[column] = 1.0;
            for (other, image) in basis.iter().zip(&images) {
                let along = dot(&vector, image);
                vector.iter_mut().zip(other).for_each(|(value, other)| *value -= along * other);
            }
            let square = dot(&vector, &self.times(&vector));
            let scale = if square > NOTHING * most { square.sqrt().recip() } else { 0.0 };
            vector.iter_mut().for_each(|value| *value *= scale);
            images.push(self.times(&vector));
            basis.push(vector);
        }
        (0..width).flat_map(|row| basis.iter().map(move |vector| vector[row])).collect()
    }

    fn times(&self, vector: &[f64]) -> Vec<f64> {
        self.cells.chunks_exact(self.width).map(|row| dot(row, vector)).collect()
    }

    /// Eigenvalues, the greatest first, and the eigenvectors as columns, by Jacobi's rotations.
    pub(super) fn eigen(mut self) -> (Vec<f64>, Vec<f64>) {
        let width = self.width;
        let mut vectors: Vec<f64> = vec![0.0; width * width];
        (0..width).for_each(|at| vectors[at * width + at] = 1.0);
        for _ in 0..SWEEPS {
            if self.is_diagonal() {
                break;
            }
            for row in 0..width {
                for column in row + 1..width {
                    self.rotate(row, column, &mut vectors);
                }
            }
        }
        let values: Vec<f64> = (0..width).map(|at| self.cells[at * width + at]).collect();
        let mut order: Vec<usize> = (0..width).collect();
        order.sort_by(|&one, &other| values[other].total_cmp(&values[one]).then(one.cmp(&other)));
        let sorted = (0..width).flat_map(|row| order.iter().map(move |&at| (row, at)));
        let vectors = sorted.map(|(row, at)| vectors[row * width + at]).collect();
        (order.iter().map(|&at| values[at]).collect(), vectors)
    }

    fn is_diagonal(&self) -> bool {
        let (mut off, mut on) = (0.0, 0.0);
        for (at, cell) in self.cells.iter().enumerate() {
            *(if at / self.width == at % self.width { &mut on } else { &mut off }) += cell * cell;
        }
        off <= on * 1e-20
    }

    /// Makes one cell off the diagonal zero (Golub and Van Loan, "Matrix Computations", 8.5.2).
    fn rotate(&mut self, p: usize, q: usize, vectors: &mut [f64]) {
        let width = self.width;
        let cell = self.cells[p * width + q];
        if cell == 0.0 {
            return;
        }
        let tau = (self.cells[q * width + q] - self.cells[p * width + p]) / (2.0 * cell);
        let tangent = tau.signum() / (tau.abs() + (1.0 + tau * tau).sqrt());
        let cosine = (1.0 + tangent * tangent).sqrt().recip();
        let sine = tangent * cosine;
        let turn = |matrix: &mut [f64], one: usize, other: usize| {
            let (a, b) = (matrix[one], matrix[other]);
            matrix[one] = cosine * a - sine * b;
            matrix[other] = sine * a + cosine * b;
        };
        (0..width).for_each(|at| turn(&mut self.cells, at * width + p, at * width + q));
        (0..width).for_each(|at| turn(&mut self.cells, p * width + at, q * width + at));
        (0..width).for_each(|at| turn(vectors, at * width + p, at * width + q));
    }
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

/// Rotations converge quadratically: a handful of sweeps is usual, and more change nothing.
const SWEEPS: usize = 30;

/// The product of a tall matrix with rows of `width` and a matrix of `width` rows, of which the first `kept` columns count.
pub(super) fn times(rows: &[f32], width: usize, right: &[f64], kept: usize) -> Vec<f32> {
    let mut product = Vec::with_capacity(rows.len() / width * kept);
    let mut sums = vec![0.0_f64; kept];
    for row in rows.chunks_exact(width) {
        sums.fill(0.0);
        for (&value, of) in row.iter().zip(right.chunks_exact(width)) {
            sums.iter_mut().zip(of).for_each(|(sum, cell)| *sum += f64::from(value) * cell);
        }
        product.extend(sums.iter().map(|&sum| sum as f32));
    }
    product
}
