using SoftRL.Core;
using static TorchSharp.torch;

namespace SoftRL.Tabular;

/// <summary>Tables as float64 tensors on the CPU, and back.</summary>
public static class TableTensors
{
    /// <summary>A table as a tensor; −∞ stays −∞.</summary>
    /// <param name="table">Any table, <c>[S, A]</c>.</param>
    /// <returns>float64 <c>[S, A]</c>, a copy; owned by the caller.</returns>
    /// <exception cref="ArgumentNullException">The table is null.</exception>
    public static Tensor From(double[,] table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return tensor(table);
    }

    /// <summary>A vector as a tensor.</summary>
    /// <param name="vector">Any vector, for example one number per state.</param>
    /// <returns>float64 <c>[S]</c>, a copy; owned by the caller.</returns>
    /// <exception cref="ArgumentNullException">The vector is null.</exception>
    public static Tensor From(double[] vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        return tensor(vector);
    }

    /// <summary>The numbers of a matrix.</summary>
    /// <param name="matrix">Float <c>[S, A]</c>, any device. Borrowed.</param>
    /// <returns>A table of the same size.</returns>
    /// <exception cref="ArgumentException">The tensor is no float matrix.</exception>
    public static double[,] ToTable(Tensor matrix)
    {
        Require.FloatMatrix(matrix);
        var (rows, columns) = ((int)matrix.size(0), (int)matrix.size(1));
        var values = ToVector(matrix);
        return Tables.Fill(rows, columns, (row, column) => values[(row * columns) + column]);
    }

    /// <summary>The numbers of a tensor, row by row.</summary>
    /// <param name="values">Float, any shape and device. Borrowed.</param>
    /// <returns>A copy.</returns>
    /// <exception cref="ArgumentException">The tensor is not float.</exception>
    public static double[] ToVector(Tensor values)
    {
        Require.Float(values);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        return values.detach().cpu().to(ScalarType.Float64).reshape(-1).contiguous().data<double>().ToArray();
    }
}
