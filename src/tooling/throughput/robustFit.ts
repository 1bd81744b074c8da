/**
 * Least squares that outliers cannot bend: Levenberg–Marquardt on the logarithms of positive parameters with a
 * soft-L1 loss. No random numbers: the same input gives the same result.
 */
export interface FitProblem {
  readonly start: readonly number[];
  readonly lowest: readonly number[];
  readonly highest: readonly number[];
  readonly weights: Float64Array;
  /** ln(predicted ÷ measured) for each observation, written into `out`. */
  residuals(parameters: readonly number[], out: Float64Array): void;
}

/** Beyond this residual the loss grows linearly: small, so that the median is fitted rather than the mean. */
const LOSS_SCALE = 0.1;
/** Pull towards the start, for parameters that the data do not speak of. */
const PRIOR = 0.0125;
const DIFFERENCE = 1e-4;

export function robustFit(problem: FitProblem, iterations: number): number[] {
  const { start, weights } = problem;
  const observations = weights.length;
  const parameters = start.length;
  const origin = start.map(Math.log);
  const lowest = problem.lowest.map(Math.log);
  const highest = problem.highest.map(Math.log);
  const evaluate = (at: readonly number[], out: Float64Array): number => {
    problem.residuals(at.map(Math.exp), out);
    return loss(out, weights) + PRIOR * at.reduce((sum, value, j) => sum + (value - origin[j]) ** 2, 0);
  };

  let at = origin;
  let residuals = new Float64Array(observations);
  let cost = evaluate(at, residuals);
  let damping = 1e-2;
  const jacobian = start.map(() => new Float64Array(observations));
  const shifted = new Float64Array(observations);

  for (let iteration = 0; iteration < iterations; iteration++) {
    for (let j = 0; j < parameters; j++) {
      const moved = at.map((value, k) => (k === j ? value + DIFFERENCE : value));
      problem.residuals(moved.map(Math.exp), shifted);
      for (let i = 0; i < observations; i++) jacobian[j][i] = (shifted[i] - residuals[i]) / DIFFERENCE;
    }
    const { matrix, gradient } = normalEquations(jacobian, residuals, weights);
    for (let j = 0; j < parameters; j++) {
      matrix[j][j] += PRIOR;
      gradient[j] += PRIOR * (at[j] - origin[j]);
    }
    let improvement = 0;
    for (let attempt = 0; attempt < 8 && improvement === 0; attempt++) {
      const step = solve(
        matrix.map((row, j) => row.map((value, k) => (j === k ? value * (1 + damping) + damping * 1e-6 : value))),
        gradient.map((value) => -value),
      );
      const next = at.map((value, j) => clamp(value + clamp(step[j], -1, 1), lowest[j], highest[j]));
      const nextResiduals = new Float64Array(observations);
      const nextCost = evaluate(next, nextResiduals);
      if (nextCost < cost) {
        improvement = (cost - nextCost) / cost;
        [at, residuals, cost] = [next, nextResiduals, nextCost];
        damping = Math.max(1e-6, damping / 4);
      } else {
        damping *= 5;
      }
    }
    if (improvement < 1e-7) break;
  }
  return at.map(Math.exp);
}

function loss(residuals: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < residuals.length; i++) {
    const scaled = residuals[i] / LOSS_SCALE;
    sum += weights[i] * 2 * LOSS_SCALE ** 2 * (Math.sqrt(1 + scaled * scaled) - 1);
  }
  return sum;
}

function normalEquations(jacobian: readonly Float64Array[], residuals: Float64Array, weights: Float64Array) {
  const damped = weights.map((weight, i) => weight / Math.sqrt(1 + (residuals[i] / LOSS_SCALE) ** 2));
  const dot = (a: Float64Array, b: Float64Array): number => {
    let sum = 0;
    for (let i = 0; i < a.length; i++) sum += damped[i] * a[i] * b[i];
    return sum;
  };
  const matrix = jacobian.map(() => new Array<number>(jacobian.length).fill(0));
  for (let j = 0; j < jacobian.length; j++) {
    for (let k = 0; k <= j; k++) matrix[j][k] = matrix[k][j] = dot(jacobian[j], jacobian[k]);
  }
  return { matrix, gradient: jacobian.map((column) => dot(column, residuals)) };
}

/** Gaussian elimination with pivoting. */
function solve(matrix: number[][], right: number[]): number[] {
  const size = right.length;
  const rows = matrix.map((row, i) => [...row, right[i]]);
  for (let i = 0; i < size; i++) {
    let pivot = i;
    for (let j = i + 1; j < size; j++) if (Math.abs(rows[j][i]) > Math.abs(rows[pivot][i])) pivot = j;
    [rows[i], rows[pivot]] = [rows[pivot], rows[i]];
    for (let j = i + 1; j < size; j++) {
      const factor = rows[j][i] / rows[i][i];
      for (let k = i; k <= size; k++) rows[j][k] -= factor * rows[i][k];
    }
  }
  const solution = new Array<number>(size).fill(0);
  for (let i = size - 1; i >= 0; i--) {
    let rest = rows[i][size];
    for (let k = i + 1; k < size; k++) rest -= rows[i][k] * solution[k];
    solution[i] = rest / rows[i][i];
  }
  return solution;
}

function clamp(value: number, lowest: number, highest: number): number {
  return Math.min(highest, Math.max(lowest, value));
}
