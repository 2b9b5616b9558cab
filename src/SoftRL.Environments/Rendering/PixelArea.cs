namespace SoftRL.Environments;

/// <summary>A rectangle of whole pixels.</summary>
internal readonly record struct PixelArea(int Left, int Top, int Width, int Height)
{
    /// <summary>The smallest rectangle outside of which two pictures agree; one pixel where they are the same.</summary>
    public static PixelArea Changed(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after, int width, int height)
    {
        var stride = 3 * width;
        var (left, right, top, bottom) = (stride, 0, height, 0);
        for (var y = 0; y < height; y++)
        {
            var old = before.Slice(y * stride, stride);
            var now = after.Slice(y * stride, stride);
            var first = old.CommonPrefixLength(now);
            if (first == stride)
            {
                continue;
            }

            var last = stride - 1;
            while (old[last] == now[last])
            {
                last--;
            }

            (left, right) = (Math.Min(left, first), Math.Max(right, last));
            (top, bottom) = (Math.Min(top, y), y + 1);
        }

        return bottom == 0 ? new PixelArea(0, 0, 1, 1) : new(left / 3, top, (right / 3) - (left / 3) + 1, bottom - top);
    }
}
