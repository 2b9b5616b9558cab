using SoftRL.Training;

namespace SoftRL.Cli;

/// <summary>A bar per row, divided into shares of the whole.</summary>
/// <param name="Title">Heading.</param>
/// <param name="Parts">Names of the parts.</param>
/// <param name="Rows">Per row its name and a share for each part, from 0 to 1.</param>
internal sealed record SharesChart(string Title, IReadOnlyList<string> Parts, IReadOnlyList<(string Name, IReadOnlyList<double> Shares)> Rows)
{
    private const double Margin = 24;
    private const double Left = 130;
    private const double Right = FigurePainter.Width - Margin;
    private const double Row = 30;
    private const double Bar = 22;

    private static readonly TextStyle s_name = new(14, Ink.Text, Anchor.End);

    /// <summary>Draws it.</summary>
    /// <returns>The document.</returns>
    public string ToSvg()
    {
        var canvas = new SvgCanvas();
        var height = FigureHeading.Height + (Row * Rows.Count) + (Margin / 2);
        canvas.Rectangle(0, 0, FigurePainter.Width, height, Ink.Ground);
        FigureHeading.Paint(canvas, Title, [.. Parts.Select((part, index) => new FigureLayer.Line(part, Palette.Series(index), []))], Margin, Right);
        for (var row = 0; row < Rows.Count; row++)
        {
            var (x, y) = (Left, FigureHeading.Height + (Row * row));
            canvas.Text(Rows[row].Name, Left - 10, y + 17, s_name);
            for (var part = 0; part < Parts.Count; part++)
            {
                var width = (Right - Left) * Rows[row].Shares[part];
                canvas.Rectangle(x, y, width, Bar, Palette.Series(part));
                x += width;
            }
        }

        return canvas.ToSvg(Title, FigurePainter.Width, height);
    }
}
