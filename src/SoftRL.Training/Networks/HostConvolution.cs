using System.Runtime.Intrinsics;

namespace SoftRL.Training;

/// <summary>MinAtar's convolution with the rectifier behind it, of <see cref="HostForward"/>: 16 filters of 3×3 over planes of 10×10 give planes of 8×8.</summary>
/// <param name="channels">Planes that it reads.</param>
internal sealed unsafe class HostConvolution(int channels)
{
    /// <summary>Numbers per row that it gives.</summary>
    public const int Outputs = Filters * Side * Side;

    private const int Filters = 16;
    private const int Side = 8;
    private const int Given = 10;
    private const int Kernel = 3;

    private float[] _results = [];

    /// <summary>Where its parameters end, which are the first of the network's: filters, then biases.</summary>
    public int End => Filters * ((channels * Kernel * Kernel) + 1);

    /// <summary>Computes the layer.</summary>
    /// <param name="observations">Rows of planes.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="parameters">The flat parameters.</param>
    /// <returns>Whole blocks of rows, <see cref="Outputs"/> apart; the layer's own memory.</returns>
    public Span<float> Run(ReadOnlySpan<float> observations, int rows, ReadOnlySpan<float> parameters)
    {
        var results = HostLayer.Rows(ref _results, rows, Outputs);
        ArgumentOutOfRangeException.ThrowIfNotEqual(observations.Length, rows * channels * Given * Given, nameof(observations));
        fixed (float* x = observations, w = parameters[..End], y = results)
        {
            var biases = w + (Filters * channels * Kernel * Kernel);
            for (var row = 0; row < rows; row++)
            {
                for (var filter = 0; filter < Filters; filter++)
                {
                    Plane(
                        x + (row * channels * Given * Given),
                        w + (filter * channels * Kernel * Kernel),
                        Vector256.Create(biases[filter]),
                        y + (row * Outputs) + (filter * Side * Side));
                }
            }
        }

        return results;
    }

    // One register per line of the plane. A line that is read counts for up to three lines above it, each with another row of the filter.
    private void Plane(float* x, float* w, Vector256<float> bias, float* y)
    {
        var (a, b, c, d, e, f, g, h) = (bias, bias, bias, bias, bias, bias, bias, bias);
        for (var channel = 0; channel < channels; channel++, x += Given * Given, w += Kernel * Kernel)
        {
            for (var column = 0; column < Kernel; column++)
            {
                var (top, middle, bottom) = (Vector256.Create(w[column]), Vector256.Create(w[Kernel + column]), Vector256.Create(w[(2 * Kernel) + column]));
                var line = x + column;
                var values = Vector256.Load(line);
                a = Vector256.FusedMultiplyAdd(values, top, a);
                values = Vector256.Load(line + Given);
                a = Vector256.FusedMultiplyAdd(values, middle, a);
                b = Vector256.FusedMultiplyAdd(values, top, b);
                values = Vector256.Load(line + (2 * Given));
                a = Vector256.FusedMultiplyAdd(values, bottom, a);
                b = Vector256.FusedMultiplyAdd(values, middle, b);
                c = Vector256.FusedMultiplyAdd(values, top, c);
                values = Vector256.Load(line + (3 * Given));
                b = Vector256.FusedMultiplyAdd(values, bottom, b);
                c = Vector256.FusedMultiplyAdd(values, middle, c);
                d = Vector256.FusedMultiplyAdd(values, top, d);
                values = Vector256.Load(line + (4 * Given));
                c = Vector256.FusedMultiplyAdd(values, bottom, c);
                d = Vector256.FusedMultiplyAdd(values, middle, d);
                e = Vector256.FusedMultiplyAdd(values, top, e);
                values = Vector256.Load(line + (5 * Given));
                d = Vector256.FusedMultiplyAdd(values, bottom, d);
                e = Vector256.FusedMultiplyAdd(values, middle, e);
                f = Vector256.FusedMultiplyAdd(values, top, f);
                values = Vector256.Load(line + (6 * Given));
                e = Vector256.FusedMultiplyAdd(values, bottom, e);
                f = Vector256.FusedMultiplyAdd(values, middle, f);
                g = Vector256.FusedMultiplyAdd(values, top, g);
                values = Vector256.Load(line + (7 * Given));
                f = Vector256.FusedMultiplyAdd(values, bottom, f);
                g = Vector256.FusedMultiplyAdd(values, middle, g);
                h = Vector256.FusedMultiplyAdd(values, top, h);
                values = Vector256.Load(line + (8 * Given));
                g = Vector256.FusedMultiplyAdd(values, bottom, g);
                h = Vector256.FusedMultiplyAdd(values, middle, h);
                values = Vector256.Load(line + (9 * Given));
                h = Vector256.FusedMultiplyAdd(values, bottom, h);
            }
        }

        Store(a, y);
        Store(b, y + Side);
        Store(c, y + (2 * Side));
        Store(d, y + (3 * Side));
        Store(e, y + (4 * Side));
        Store(f, y + (5 * Side));
        Store(g, y + (6 * Side));
        Store(h, y + (7 * Side));
    }

    private static void Store(Vector256<float> line, float* y) => Vector256.Max(line, Vector256<float>.Zero).Store(y);
}
