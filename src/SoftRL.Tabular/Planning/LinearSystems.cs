using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.LinearAlgebra.Double.Solvers;
using MathNet.Numerics.LinearAlgebra.Solvers;

namespace SoftRL.Tabular;

/// <summary>Solves (I − f P_π) x = b and its transpose, P_π counting only transitions that do not end the episode.</summary>
internal static class LinearSystems
{
    /// <summary>Above this many states the iterative solver is tried before the dense one.</summary>
    private const int DenseLimit = 1024;

    private const double RelativeResidual = 1e-12;

    internal static double[] SolveValues(FiniteMdp mdp, double[,] policy, double factor, double[] right) =>
        Solve(mdp, policy, factor, right, transpose: false);

    internal static double[] SolveOccupancy(FiniteMdp mdp, double[,] policy, double factor, double[] right) =>
        Solve(mdp, policy, factor, right, transpose: true);

    private static double[] Solve(FiniteMdp mdp, double[,] policy, double factor, double[] right, bool transpose)
    {
        if (factor >= 1)
        {
            CheckEnds(mdp, policy);
        }

        Matrix<double> system = mdp.StateCount <= DenseLimit
            ? new DenseMatrix(mdp.StateCount)
            : new SparseMatrix(mdp.StateCount);
        Fill(system, mdp, policy, factor, transpose);
        var b = Vector<double>.Build.DenseOfArray(right);
        var solution = mdp.StateCount <= DenseLimit ? null : Iterate(system, b);
        return (solution ?? Direct(system, b)).ToArray();
    }

    private static void Fill(Matrix<double> system, FiniteMdp mdp, double[,] policy, double factor, bool transpose)
    {
        for (var s = 0; s < mdp.StateCount; s++)
        {
            system[s, s] += 1;
            for (var a = 0; a < mdp.ActionCount; a++)
            {
                foreach (var outcome in mdp.Outcomes(s, a))
                {
                    var weight = outcome.Terminated ? 0 : factor * policy[s, a] * outcome.Probability;
                    if (weight != 0)
                    {
                        var (row, column) = transpose ? (outcome.NextState, s) : (s, outcome.NextState);
                        system[row, column] -= weight;
                    }
                }
            }
        }
    }

    /// <summary>LU with one step of refinement.</summary>
    private static Vector<double> Direct(Matrix<double> system, Vector<double> b)
    {
        var factored = (system as DenseMatrix ?? DenseMatrix.OfMatrix(system)).LU();
        var solution = factored.Solve(b);
        return solution + factored.Solve(b - (system * solution));
    }

    private static Vector<double>? Iterate(Matrix<double> system, Vector<double> b)
    {
        var stop = new Iterator<double>(
            new ResidualStopCriterion<double>(RelativeResidual),
            new IterationCountStopCriterion<double>(2000),
            new FailureStopCriterion<double>());
        try
        {
            var solution = Vector<double>.Build.Dense(b.Count);
            new BiCgStab().Solve(system, b, solution, stop, new DiagonalPreconditioner());
            var gap = (b - (system * solution)).InfinityNorm();
            return gap <= 10 * RelativeResidual * Math.Max(b.InfinityNorm(), 1) ? solution : null;
        }
        catch (NumericalBreakdownException)
        {
            return null;
        }
    }

    /// <summary>Without discounting, every state must be able to end its episode, or the system is singular.</summary>
    private static void CheckEnds(FiniteMdp mdp, double[,] policy)
    {
        var ends = new bool[mdp.StateCount];
        for (var changed = true; changed;)
        {
            changed = false;
            for (var s = 0; s < mdp.StateCount; s++)
            {
                if (!ends[s] && CanEnd(mdp, policy, s, ends))
                {
                    ends[s] = changed = true;
                }
            }
        }

        var stuck = Array.IndexOf(ends, false);
        if (stuck >= 0)
        {
            throw new InvalidOperationException($"Without discounting the episode must be able to end from every state; under this policy it never ends from state {stuck}.");
        }
    }

    private static bool CanEnd(FiniteMdp mdp, double[,] policy, int state, bool[] ends)
    {
        for (var a = 0; a < mdp.ActionCount; a++)
        {
            foreach (var outcome in mdp.Outcomes(state, a))
            {
                if (policy[state, a] > 0 && outcome.Probability > 0 && (outcome.Terminated || ends[outcome.NextState]))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
