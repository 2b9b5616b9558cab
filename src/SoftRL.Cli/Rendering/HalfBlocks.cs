using Spectre.Console;
using Spectre.Console.Rendering;

namespace SoftRL.Cli;

/// <summary>A picture in characters, two pixels each: the upper half in the colour of the letter, the lower in that of its ground.</summary>
/// <param name="pixels">Red, green and blue bytes, rows from the top.</param>
/// <param name="width">Width, pixels.</param>
/// <param name="height">Height, pixels.</param>
/// <param name="columns">Columns to fill.</param>
/// <param name="rows">Rows of characters to fill.</param>
internal sealed class HalfBlocks(byte[] pixels, int width, int height, int columns, int rows) : Renderable
{
    private const char UpperHalf = '▀';

    /// <summary>The largest size in which a picture fits a space, in its proportions and never beyond its own size.</summary>
    /// <param name="width">Width of the picture, pixels.</param>
    /// <param name="height">Height of the picture, pixels.</param>
    /// <param name="columns">Columns of the space.</param>
    /// <param name="rows">Rows of the space.</param>
    /// <returns>Columns and rows, at least 1 each.</returns>
    public static (int Columns, int Rows) Fit(int width, int height, int columns, int rows)
    {
        var scale = Math.Min(1, Math.Min((double)columns / width, 2.0 * rows / height));
        return (Math.Max(1, (int)(width * scale)), Math.Max(1, (int)Math.Round(height * scale / 2)));
    }

    /// <inheritdoc/>
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        for (var row = 0; row < rows; row++)
        {
            var (style, length) = (Style.Plain, 0);
            for (var column = 0; column < columns; column++)
            {
                var next = new Style(At(column, 2 * row), At(column, (2 * row) + 1));
                if (length > 0 && !next.Equals(style))
                {
                    yield return new Segment(new string(UpperHalf, length), style);
                    length = 0;
                }

                (style, length) = (next, length + 1);
            }

            yield return new Segment(new string(UpperHalf, length), style);
            yield return Segment.LineBreak;
        }
    }

    /// <summary>The mean colour of what lies under a pixel of the small picture.</summary>
    private Color At(int column, int line)
    {
        var (left, right) = Under(column, columns, width);
        var (top, bottom) = Under(line, 2 * rows, height);
        var (red, green, blue) = (0, 0, 0);
        for (var y = top; y < bottom; y++)
        {
            for (var i = 3 * ((y * width) + left); i < 3 * ((y * width) + right); i += 3)
            {
                red += pixels[i];
                green += pixels[i + 1];
                blue += pixels[i + 2];
            }
        }

        var count = (right - left) * (bottom - top);
        return new Color((byte)(red / count), (byte)(green / count), (byte)(blue / count));
    }

    private static (int From, int To) Under(int index, int parts, int size)
    {
        var from = (int)((long)index * size / parts);
        return (from, Math.Max(from + 1, (int)((index + 1L) * size / parts)));
    }
}
