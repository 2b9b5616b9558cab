using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.LinearAlgebra.Factorization;
using SoftRL.Core;

namespace SoftRL.Tabular;

/// <summary>Natural gradients, by the Fisher matrix and by least squares.</summary>
/// <remarks>docs/math/tabular.md, TB-11. PG-SQL (66) and section 5. A Fisher matrix is singular along directions that do not
/// change the policy; both routes return the solution of least norm, so they agree.</remarks>
public static class NaturalGradients
{
    /// <summary>Singular values below this share of the largest count as zero.</summary>
    public const double RankTolerance = 1e-11;

    /// <summary>F⁺ g, or (F + damping · I)⁻¹ g.</summary>
    /// <param name="fisher">F, <c>[P, P]</c>, symmetric, positive semidefinite.</param>
    /// <param name="gradient">g, length P; finite.</param>
    /// <param name="damping">Added to the diagonal; finite, not negative. Default 0: the pseudo-inverse.</param>
    /// <returns>The natural gradient, length P.</returns>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The damping is negative or not finite.</exception>
    public static double[] Direction(double[,] fisher, double[] gradient, double damping = 0)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        MdpTables.CheckSize(fisher, gradient.Length, gradient.Length, nameof(fisher));
        Require.NonNegative(damping);
        var decomposition = DenseMatrix.OfArray(fisher).Evd(Symmetricity.Symmetric);
        var values = decomposition.EigenValues.Real();
        var rotated = decomposition.EigenVectors.TransposeThisAndMultiply(Vector<double>.Build.DenseOfArray(gradient));
        var smallest = RankTolerance * values.AbsoluteMaximum();
        for (var i = 0; i < rotated.Count; i++)
        {
            var value = damping > 0 ? values[i] + damping : values[i];
            rotated[i] = damping > 0 || value > smallest ? rotated[i] / value : 0;
        }

        return (decomposition.EigenVectors * rotated).ToArray();
    }

    /// <summary>argmin_w ½ Σ_i p_i (ψ_i · w − y_i)², of least norm. With y = ε Δ it is the natural gradient step of PG-SQL (66).</summary>
    /// <param name="scores">Ψ, <c>[N, P]</c>; finite.</param>
    /// <param name="weights">p, length N; not negative.</param>
    /// <param name="targets">y, length N; finite.</param>
    /// <returns>w, length P.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite.</exception>
    public static double[] LeastSquares(double[,] scores, double[] weights, double[] targets)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(targets);
        FisherMatrices.CheckWeights(weights, scores.GetLength(0), nameof(weights));
        FisherMatrices.CheckLength(targets, scores.GetLength(0), nameof(targets));
        var rows = DenseMatrix.Create(scores.GetLength(0), scores.GetLength(1), (i, j) => Math.Sqrt(weights[i]) * scores[i, j]);
        var right = DenseVector.Create(targets.Length, i => Math.Sqrt(weights[i]) * targets[i]);

        // A thin QR first: the singular values are then those of a square matrix of the smaller size.
        if (rows.RowCount >= rows.ColumnCount)
        {
            var tall = rows.QR(QRMethod.Thin);
            return LeastNorm(tall.R, tall.Q.TransposeThisAndMultiply(right)).ToArray();
        }

        var wide = rows.Transpose().QR(QRMethod.Thin);
        return (wide.Q * LeastNorm(wide.R.Transpose(), right)).ToArray();
    }

    private static Vector<double> LeastNorm(Matrix<double> square, Vector<double> right)
    {
        var svd = square.Svd(computeVectors: true);
        var rotated = svd.U.TransposeThisAndMultiply(right);
        var smallest = Math.Sqrt(RankTolerance) * svd.S.AbsoluteMaximum();
        for (var i = 0; i < svd.S.Count; i++)
        {
            rotated[i] = svd.S[i] > smallest ? rotated[i] / svd.S[i] : 0;
        }

        return svd.VT.TransposeThisAndMultiply(rotated);
    }
}
