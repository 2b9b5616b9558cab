using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SoftRL.Environments;

/// <summary>
/// Shrinks grey pictures: a pixel is the mean of the area that it covers, as OpenCV's INTER_AREA has it, in float32 along rows
/// and then down columns, rounded half to even.
/// </summary>
/// <remarks>
/// Where widths are multiples of four, the quarters of two rows are done at once: the weights of a quarter are those of every
/// quarter. Sums are taken in the same order, so the result is the same bit for bit. Not for use by several threads at once.
/// </remarks>
internal sealed class AreaResize
{
    private const int Rows = 2;
    private const int Lanes = 4;

    private readonly int width;
    private readonly int height;
    private readonly AreaTaps columns;
    private readonly AreaTaps rows;
    private readonly float[] quarters;
    private readonly float[][] lines;
    private readonly float[] sum;
    private int linesRow;

    /// <param name="width">Width of the pictures to shrink.</param>
    /// <param name="height">Their height.</param>
    /// <param name="newWidth">Width of the small ones, at most as wide.</param>
    /// <param name="newHeight">Their height, at most as high.</param>
    /// <param name="vectors">False to do without vector instructions.</param>
    public AreaResize(int width, int height, int newWidth, int newHeight, bool vectors = true)
    {
        (this.width, this.height) = (width, height);
        var quartered = vectors && Vector128.IsHardwareAccelerated && width % Lanes == 0 && newWidth % Lanes == 0;
        quarters = new float[quartered ? Rows * width : 0];
        columns = quartered ? new AreaTaps(width / Lanes, newWidth / Lanes) : new AreaTaps(width, newWidth);
        rows = new AreaTaps(height, newHeight);
        lines = [new float[newWidth], new float[newWidth]];
        sum = new float[newWidth];
    }

    /// <summary>Shrinks a picture.</summary>
    /// <param name="picture"><c>[height, width]</c>.</param>
    /// <param name="small">Receives <c>[newHeight, newWidth]</c>.</param>
    public void Resize(ReadOnlySpan<byte> picture, Span<byte> small)
    {
        if (picture.Length != width * height || small.Length != sum.Length * rows.Count)
        {
            throw new ArgumentException($"{picture.Length} and {small.Length} bytes are not the pictures' sizes.", nameof(picture));
        }

        linesRow = -1;
        for (var y = 0; y < rows.Count; y++)
        {
            var begun = false;
            for (var i = 0; i < rows.Window; i++)
            {
                var weight = rows.Weights[(y * rows.Window) + i];
                if (weight > 0)
                {
                    Add(Line(picture, rows.First[y] + i), weight, begun);
                    begun = true;
                }
            }

            Round(small.Slice(y * sum.Length, sum.Length));
        }
    }

    /// <summary>A row of the picture, shrunk.</summary>
    private float[] Line(ReadOnlySpan<byte> picture, int row)
    {
        var odd = row % Rows;
        if (row - odd != linesRow)
        {
            linesRow = row - odd;
            var pixels = picture.Slice(linesRow * width, Math.Min(Rows, height - linesRow) * width);
            if (quarters.Length > 0)
            {
                QuarterLanes.Interleave(pixels[..width], quarters, 0);
                QuarterLanes.Interleave(pixels[^width..], quarters, 1);
                ShrinkQuarters();
            }
            else
            {
                Shrink(pixels[..width], lines[0]);
                Shrink(pixels[^width..], lines[1]);
            }
        }

        return lines[odd];
    }

    private void Shrink(ReadOnlySpan<byte> pixels, float[] line)
    {
        for (var x = 0; x < line.Length; x++)
        {
            var weights = columns.Weights.Slice(x * columns.Window, columns.Window);
            var covered = pixels.Slice(columns.First[x], columns.Window);
            var mean = covered[0] * weights[0];
            for (var i = 1; i < weights.Length; i++)
            {
                mean += covered[i] * weights[i];
            }

            line[x] = mean;
        }
    }

    private void ShrinkQuarters()
    {
        ref var source = ref MemoryMarshal.GetArrayDataReference(quarters);
        ref var first = ref MemoryMarshal.GetArrayDataReference(lines[0]);
        ref var second = ref MemoryMarshal.GetArrayDataReference(lines[1]);
        ref var weight = ref MemoryMarshal.GetReference(columns.Weights);
        var window = columns.Window;
        foreach (var start in columns.First)
        {
            ref var covered = ref Unsafe.Add(ref source, start * Rows * Lanes);
            var mean = Vector256.LoadUnsafe(ref covered) * weight;
            for (var i = 1; i < window; i++)
            {
                mean += Vector256.LoadUnsafe(ref covered, (nuint)(i * Rows * Lanes)) * Unsafe.Add(ref weight, i);
            }

            mean.GetLower().StoreUnsafe(ref first);
            mean.GetUpper().StoreUnsafe(ref second);
            first = ref Unsafe.Add(ref first, Lanes);
            second = ref Unsafe.Add(ref second, Lanes);
            weight = ref Unsafe.Add(ref weight, window);
        }
    }

    private void Add(float[] line, float weight, bool begun)
    {
        var terms = MemoryMarshal.Cast<float, Vector128<float>>(line.AsSpan());
        var sums = MemoryMarshal.Cast<float, Vector128<float>>(sum.AsSpan());
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] = begun ? sums[i] + (terms[i] * weight) : terms[i] * weight;
        }

        for (var i = sums.Length * Lanes; i < sum.Length; i++)
        {
            sum[i] = begun ? sum[i] + (line[i] * weight) : line[i] * weight;
        }
    }

    /// <summary>Rounds the sums and puts quarters one after another again.</summary>
    private void Round(Span<byte> small)
    {
        if (quarters.Length > 0 && sum.Length >= 4 * Lanes)
        {
            QuarterLanes.Separate(sum, small);
            return;
        }

        var quarter = quarters.Length > 0 ? sum.Length / Lanes : 1;
        for (var i = 0; i < sum.Length; i++)
        {
            small[quarters.Length > 0 ? (i % Lanes * quarter) + (i / Lanes) : i] = (byte)MathF.Round(sum[i]);
        }
    }
}
