using System.Runtime.Intrinsics;

namespace SoftRL.Training;

/// <summary>A fully connected layer of <see cref="HostForward"/>, y = W x + b, whose matrix lies column by column.</summary>
/// <remarks>Every output is summed in the order of the inputs, beginning with the bias, whichever rows are computed together.</remarks>
/// <param name="inputs">Numbers per row that it reads.</param>
/// <param name="outputs">Numbers per row that it gives.</param>
/// <param name="offset">Where its matrix begins in the flat parameters; the bias follows.</param>
internal sealed unsafe class HostLayer(int inputs, int outputs, int offset)
{
    /// <summary>Outputs computed together, of eight rows.</summary>
    public const int Lanes = 16;

    private const int BlockRows = 8;

    private readonly float[] _padded = outputs % Lanes == 0 ? [] : new float[(inputs + 1) * Wide(outputs)];
    private float[] _results = [];

    /// <summary>Where its parameters end.</summary>
    public int End => offset + ((inputs + 1) * outputs);

    /// <summary>Numbers from one row of results to the next.</summary>
    public int Stride => Wide(outputs);

    /// <summary>Memory for some rows: whole blocks, so that those after the last row may be computed and ignored.</summary>
    /// <param name="memory">Replaced when it is too small.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="stride">Numbers from one row to the next.</param>
    public static Span<float> Rows(ref float[] memory, int rows, int stride)
    {
        var length = (rows + BlockRows - 1) / BlockRows * BlockRows * stride;
        if (memory.Length < length)
        {
            memory = new float[length];
        }

        return memory.AsSpan(0, length);
    }

    /// <summary>Computes the layer.</summary>
    /// <param name="values">Whole blocks of rows.</param>
    /// <param name="stride">Numbers from one row of them to the next.</param>
    /// <param name="rows">Rows that count.</param>
    /// <param name="parameters">The flat parameters.</param>
    /// <returns>Whole blocks of rows, <see cref="Stride"/> apart; the layer's own memory.</returns>
    public Span<float> Run(ReadOnlySpan<float> values, int stride, int rows, ReadOnlySpan<float> parameters)
    {
        var results = Rows(ref _results, rows, Stride);
        var weights = Parameters(parameters);
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Length, ((results.Length / Stride) - 1) * stride + inputs, nameof(values));
        fixed (float* x = values, w = weights, y = results)
        {
            for (var column = 0; column < Stride; column += Lanes)
            {
                for (var row = 0; row < rows; row += BlockRows)
                {
                    Block(x + (row * stride), stride, w + column, y + (row * Stride) + column);
                }
            }
        }

        return results;
    }

    private static int Wide(int outputs) => (outputs + Lanes - 1) / Lanes * Lanes;

    // A matrix whose columns are no multiple of the lanes is copied with columns that are: the last layer's, which is small.
    private ReadOnlySpan<float> Parameters(ReadOnlySpan<float> parameters)
    {
        var own = parameters[offset..End];
        if (_padded.Length == 0)
        {
            return own;
        }

        for (var index = 0; index <= inputs; index++)
        {
            own.Slice(index * outputs, outputs).CopyTo(_padded.AsSpan(index * Stride));
        }

        return _padded;
    }

    private void Block(float* x, int stride, float* w, float* y)
    {
        var bias = Vector512.Load(w + (inputs * Stride));
        var (a, b, c, d, e, f, g, h) = (bias, bias, bias, bias, bias, bias, bias, bias);
        float* x1 = x + stride, x2 = x1 + stride, x3 = x2 + stride, x4 = x3 + stride, x5 = x4 + stride, x6 = x5 + stride, x7 = x6 + stride;
        for (var input = 0; input < inputs; input++, w += Stride)
        {
            var weight = Vector512.Load(w);
            a = Vector512.FusedMultiplyAdd(Vector512.Create(x[input]), weight, a);
            b = Vector512.FusedMultiplyAdd(Vector512.Create(x1[input]), weight, b);
            c = Vector512.FusedMultiplyAdd(Vector512.Create(x2[input]), weight, c);
            d = Vector512.FusedMultiplyAdd(Vector512.Create(x3[input]), weight, d);
            e = Vector512.FusedMultiplyAdd(Vector512.Create(x4[input]), weight, e);
            f = Vector512.FusedMultiplyAdd(Vector512.Create(x5[input]), weight, f);
            g = Vector512.FusedMultiplyAdd(Vector512.Create(x6[input]), weight, g);
            h = Vector512.FusedMultiplyAdd(Vector512.Create(x7[input]), weight, h);
        }

        a.Store(y);
        b.Store(y + Stride);
        c.Store(y + (2 * Stride));
        d.Store(y + (3 * Stride));
        e.Store(y + (4 * Stride));
        f.Store(y + (5 * Stride));
        g.Store(y + (6 * Stride));
        h.Store(y + (7 * Stride));
    }
}
