using System.Numerics;
using SoftRL.Environments;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>Orthogonal initial weights (Saxe et al. 2014) drawn from our own generator, so that a seed means the same on every backend.</summary>
internal static class Orthogonal
{
    /// <summary>Sets every element to zero.</summary>
    public static void Zero(Tensor parameter)
    {
        using var frozen = no_grad();
        parameter.zero_();
    }

    /// <summary>Fills a weight, seen as rows × the rest, with a (semi-)orthogonal matrix times <paramref name="gain"/>.</summary>
    public static void Fill(Tensor parameter, double gain, ref Xoshiro256 random)
    {
        var rows = (int)parameter.shape[0];
        var matrix = Matrix(rows, (int)(parameter.numel() / rows), ref random);
        for (var i = 0; i < matrix.Length; i++)
        {
            matrix[i] *= gain;
        }

        Assign(parameter, matrix);
    }

    /// <summary>Fills an output layer row by row: each row is a random unit vector times its own gain, rows of equal gain orthogonal to each other.</summary>
    public static void FillRows(Tensor parameter, ReadOnlySpan<double> gains, ref Xoshiro256 random)
    {
        var columns = (int)parameter.shape[1];
        var matrix = new double[gains.Length * columns];
        for (var start = 0; start < gains.Length;)
        {
            var end = start + 1;
            while (end < gains.Length && gains[end] == gains[start])
            {
                end++;
            }

            var block = Matrix(end - start, columns, ref random);
            for (var i = 0; i < block.Length; i++)
            {
                matrix[(start * columns) + i] = block[i] * gains[start];
            }

            start = end;
        }

        Assign(parameter, matrix);
    }

    private static double[] Matrix(int rows, int columns, ref Xoshiro256 random)
    {
        var wide = columns >= rows;
        var (vectors, length) = wide ? (rows, columns) : (columns, rows);
        var basis = new double[vectors][];
        for (var i = 0; i < vectors; i++)
        {
            basis[i] = UnitVectorOrthogonalTo(basis.AsSpan(0, i), length, ref random);
        }

        var matrix = new double[rows * columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                matrix[(row * columns) + column] = wide ? basis[row][column] : basis[column][row];
            }
        }

        return matrix;
    }

    // Gram–Schmidt on a Gaussian vector, twice: the second pass removes what rounding left of the first.
    private static double[] UnitVectorOrthogonalTo(ReadOnlySpan<double[]> earlier, int length, ref Xoshiro256 random)
    {
        var vector = new double[length];
        for (var i = 0; i < length; i++)
        {
            vector[i] = random.NextGaussian();
        }

        for (var pass = 0; pass < 2; pass++)
        {
            foreach (var other in earlier)
            {
                var projection = Dot(vector, other);
                Subtract(vector, other, projection);
            }
        }

        var norm = Math.Sqrt(Dot(vector, vector));
        for (var i = 0; i < length; i++)
        {
            vector[i] /= norm;
        }

        return vector;
    }

    private static double Dot(double[] left, double[] right)
    {
        var sums = Vector<double>.Zero;
        var index = 0;
        for (; index <= left.Length - Vector<double>.Count; index += Vector<double>.Count)
        {
            sums += new Vector<double>(left, index) * new Vector<double>(right, index);
        }

        var sum = Vector.Sum(sums);
        for (; index < left.Length; index++)
        {
            sum += left[index] * right[index];
        }

        return sum;
    }

    private static void Subtract(double[] vector, double[] other, double factor)
    {
        var index = 0;
        for (; index <= vector.Length - Vector<double>.Count; index += Vector<double>.Count)
        {
            (new Vector<double>(vector, index) - (new Vector<double>(other, index) * factor)).CopyTo(vector, index);
        }

        for (; index < vector.Length; index++)
        {
            vector[index] -= other[index] * factor;
        }
    }

    private static void Assign(Tensor parameter, double[] matrix)
    {
        var values = new float[matrix.Length];
        for (var i = 0; i < matrix.Length; i++)
        {
            values[i] = (float)matrix[i];
        }

        using var frozen = no_grad();
        using var source = tensor(values, parameter.shape);
        parameter.copy_(source);
    }
}
