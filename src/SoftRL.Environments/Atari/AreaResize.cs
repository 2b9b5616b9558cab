using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SoftRL.Environments;

/// <summary>
/// Shrinks grey pictures: a pixel is the mean of the area that it covers, as OpenCV's INTER_AREA has it, in float32 along rows
/// and then down columns, rounded half to even.
/// </summary>
/// <remarks>
/// Where widths are multiples of four, four quarters of a row are done at once: the weights of a quarter are those of every
/// quarter. Sums are taken in the same order, so the result is the same bit for bit. Not for use by several threads at once.
/// </remarks>
internal sealed class AreaResize
{
    private const int Lanes = 4;

    private readonly int width;
    private readonly int height;
    private readonly AreaTaps columns;
    private readonly AreaTaps rows;
    private readonly float[] quarters;
    private readonly float[] line;
    private readonly float[] sum;
    private readonly int[] rounded;
    private readonly int[] place;
    private int lineRow;

    /// <param name="width">Width of the pictures to shrink.</param>
    /// <param name="height">Their height.</param>
    /// <param name="newWidth">Width of the small ones, at most as wide.</param>
    /// <param name="newHeight">Their height, at most as high.</param>
    /// <param name="vectors">False to do without vector instructions.</param>
    public AreaResize(int width, int height, int newWidth, int newHeight, bool vectors = true)
    {
        (this.width, this.height) = (width, height);
        var quartered = vectors && Vector128.IsHardwareAccelerated && width % Lanes == 0 && newWidth % Lanes == 0;
        quarters = new float[quartered ? width : 0];
        columns = quartered ? new AreaTaps(width / Lanes, newWidth / Lanes) : new AreaTaps(width, newWidth);
        rows = new AreaTaps(height, newHeight);
        (line, sum) = (new float[newWidth], new float[newWidth]);
        (rounded, place) = (new int[newWidth], new int[newWidth]);
        for (var i = 0; i < newWidth; i++)
        {
            place[i] = quartered ? (i % Lanes * (newWidth / Lanes)) + (i / Lanes) : i;
        }
    }

    /// <summary>Shrinks a picture.</summary>
    /// <param name="picture"><c>[height, width]</c>.</param>
    /// <param name="small">Receives <c>[newHeight, newWidth]</c>.</param>
    public void Resize(ReadOnlySpan<byte> picture, Span<byte> small)
    {
        if (picture.Length != width * height || small.Length != line.Length * rows.Count)
        {
            throw new ArgumentException($"{picture.Length} and {small.Length} bytes are not the pictures' sizes.", nameof(picture));
        }

        lineRow = -1;
        for (var y = 0; y < rows.Count; y++)
        {
            Array.Clear(sum);
            for (var i = 0; i < rows.Window; i++)
            {
                var weight = rows.Weights[(y * rows.Window) + i];
                if (weight > 0)
                {
                    ReadLine(picture, rows.First[y] + i);
                    Accumulate(weight);
                }
            }

            Round(small.Slice(y * line.Length, line.Length));
        }
    }

    private void ReadLine(ReadOnlySpan<byte> picture, int row)
    {
        if (row == lineRow)
        {
            return;
        }

        lineRow = row;
        var pixels = picture.Slice(row * width, width);
        if (quarters.Length > 0)
        {
            QuarterLanes.Interleave(pixels, quarters);
            ShrinkQuarters();
        }
        else
        {
            Shrink(pixels);
        }
    }

    private void Shrink(ReadOnlySpan<byte> pixels)
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
        ref var target = ref MemoryMarshal.GetArrayDataReference(line);
        ref var weight = ref MemoryMarshal.GetReference(columns.Weights);
        var window = columns.Window;
        foreach (var first in columns.First)
        {
            ref var covered = ref Unsafe.Add(ref source, first * Lanes);
            var mean = Vector128.LoadUnsafe(ref covered) * weight;
            for (var i = 1; i < window; i++)
            {
                mean += Vector128.LoadUnsafe(ref covered, (nuint)(i * Lanes)) * Unsafe.Add(ref weight, i);
            }

            mean.StoreUnsafe(ref target);
            target = ref Unsafe.Add(ref target, Lanes);
            weight = ref Unsafe.Add(ref weight, window);
        }
    }

    private void Accumulate(float weight)
    {
        var lines = MemoryMarshal.Cast<float, Vector128<float>>(line.AsSpan());
        var sums = MemoryMarshal.Cast<float, Vector128<float>>(sum.AsSpan());
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += lines[i] * weight;
        }

        for (var i = sums.Length * Lanes; i < sum.Length; i++)
        {
            sum[i] += line[i] * weight;
        }
    }

    private void Round(Span<byte> small)
    {
        var sums = MemoryMarshal.Cast<float, Vector128<float>>(sum.AsSpan());
        var whole = MemoryMarshal.Cast<int, Vector128<int>>(rounded.AsSpan());
        for (var i = 0; i < sums.Length; i++)
        {
            whole[i] = Vector128.ConvertToInt32(Vector128.Round(sums[i]));
        }

        for (var i = sums.Length * Lanes; i < sum.Length; i++)
        {
            rounded[i] = (int)MathF.Round(sum[i]);
        }

        for (var i = 0; i < small.Length; i++)
        {
            small[place[i]] = (byte)rounded[i];
        }
    }
}
