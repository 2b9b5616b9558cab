namespace SoftRL.Training;

/// <summary>A small typeface of strokes, so that pictures in pixels need no font of the machine.</summary>
/// <remarks>
/// A glyph is its width and its strokes: <c>L</c> a polyline, <c>C</c> a curve from the first to the last point, <c>O</c> a closed curve,
/// each followed by points of two hexadecimal digits, x and y. Capitals reach from y = 0 to the baseline at y = 10, small letters
/// start at y = 3, descenders end at y = 13. A curve is a quadratic B-spline of its points, so it touches the middles between
/// them, and a point given twice is a corner.
/// </remarks>
internal static class StrokeFont
{
    private const double Baseline = 10;
    private const double UnitsPerEm = 13.9;
    private const double Gap = 2.7;
    private const int CurveParts = 8;

    private static readonly Dictionary<char, string> Glyphs = new()
    {
        [' '] = "1", ['!'] = "0 L0007 L090a", ['"'] = "2 L0002 L2022", ['#'] = "6 L201a L504a L0363 L0767", ['$'] = "6 C62600005656a0a08 L303a",
        ['%'] = "8 O00303404 O56868a5a L701a", ['&'] = "7 C7a13105053060a6a75", ['\''] = "0 L0002", ['('] = "2 C2003092c", [')'] = "2 C0023290c",
        ['*'] = "6 L3036 L0165 L6105", ['+'] = "6 L0666 L3339", [','] = "1 L190c", ['-'] = "4 L0646", ['.'] = "0 L090a", ['/'] = "4 L400b",
        ['0'] = "6 O00606a0a", ['1'] = "5 L13404a", ['2'] = "6 C030060650a L0a6a", ['3'] = "6 C0200606525 C25656a0a08", ['4'] = "6 L4a400767",
        ['5'] = "6 L601005 C0513636a0a08", ['6'] = "6 O04646a0a C61400007", ['7'] = "6 L00602a", ['8'] = "6 O00606505 O05656a0a",
        ['9'] = "6 O00606606 C092a6a63", [':'] = "0 L0405 L090a", [';'] = "1 L1415 L190c", ['<'] = "5 L530659", ['='] = "6 L0565 L0868",
        ['>'] = "5 L035609", ['?'] = "5 C020050542627 L292a", ['@'] = "9 O34646838 C64679790000a8a",
        ['A'] = "8 L0a408a L1777", ['B'] = "6 L000a C003060653505 C0535656a3a0a", ['C'] = "7 C7260000a6a78", ['D'] = "7 L000a C0030707a3a0a",
        ['E'] = "6 L60000a6a L0555", ['F'] = "6 L60000a L0555", ['G'] = "7 C7260000a7a75 L4575", ['H'] = "7 L000a L707a L0575", ['I'] = "0 L000a",
        ['J'] = "4 C40484a0a07", ['K'] = "6 L000a L6006 L246a", ['L'] = "5 L000a5a", ['M'] = "8 L0a0048808a", ['N'] = "7 L0a007a70",
        ['O'] = "8 O00808a0a", ['P'] = "6 L000a C003060663606", ['Q'] = "8 O00808a0a L578b", ['R'] = "6 L000a C003060653505 L356a",
        ['S'] = "6 C62600005656a0a08", ['T'] = "8 L0080 L404a", ['U'] = "7 C00050a7a7570", ['V'] = "8 L004a80", ['W'] = "a L002a518aa0",
        ['X'] = "7 L007a L700a", ['Y'] = "8 L004580 L454a", ['Z'] = "7 L00700a7a", ['['] = "2 L20000c2c", ['\\'] = "4 L004b", [']'] = "2 L00202c0c",
        ['^'] = "6 L033063", ['_'] = "6 L0b6b", ['`'] = "1 L0012",
        ['a'] = "5 C050353565a C5626060a3a58", ['b'] = "6 L000a O03636a0a", ['c'] = "5 C5553030a5a58", ['d'] = "6 L606a O03636a0a",
        ['e'] = "6 C06666663030a5a68", ['f'] = "4 C4010141a L0343", ['g'] = "6 O03636a0a C636a6d0d0c", ['h'] = "5 L000a C060353565a",
        ['i'] = "0 L030a L0001", ['j'] = "2 C232a2d0d L2021", ['k'] = "5 L000a L5308 L265a", ['l'] = "1 C00080a1a", ['m'] = "8 L030a C060343464a C464383868a",
        ['n'] = "5 L030a C060353565a", ['o'] = "6 O03636a0a", ['p'] = "6 L030d O03636a0a", ['q'] = "6 L636d O03636a0a", ['r'] = "3 L030a C060333",
        ['s'] = "5 C55530306575a0a08", ['t'] = "4 C11181a4a L0343", ['u'] = "5 C03070a5a57 L535a", ['v'] = "6 L033a63", ['w'] = "8 L032a446a83",
        ['x'] = "5 L035a L530a", ['y'] = "6 L033a L632d", ['z'] = "5 L03530a5a", ['{'] = "3 C30101506171c3c", ['|'] = "0 L000c", ['}'] = "3 C00202536272c0c",
        ['~'] = "6 C07145865", ['−'] = "6 L0666", ['–'] = "6 L0666", ['—'] = "8 L0686", ['±'] = "6 L0565 L3238 L0a6a", ['×'] = "6 L0369 L6309",
        ['·'] = "0 L0607", ['…'] = "8 L090a L494a L898a", ['τ'] = "5 L0353 C23282a5a", ['π'] = "7 L0373 L131a L535a", ['γ'] = "6 L033b L632d",
        ['λ'] = "6 L00106a L340a",
    };

    private const string Unknown = "6 L00606a0a00";

    private static readonly Dictionary<char, (double Width, (double X, double Y)[][] Strokes)> Outlines =
        Glyphs.ToDictionary(glyph => glyph.Key, glyph => Outline(glyph.Value));

    private static readonly (double Width, (double X, double Y)[][] Strokes) UnknownOutline = Outline(Unknown);

    /// <summary>Width of a text in the unit of the size, close to that of the usual sans-serif typefaces.</summary>
    internal static double Measure(string text, double size) =>
        text.Sum(letter => Find(letter).Width + Gap) * size / UnitsPerEm;

    /// <summary>The strokes of a text whose baseline starts at the origin, in the unit of the size.</summary>
    internal static IEnumerable<(double X, double Y)[]> Strokes(string text, double size)
    {
        var scale = size / UnitsPerEm;
        var x = Gap / 2;
        foreach (var letter in text)
        {
            var (width, strokes) = Find(letter);
            foreach (var stroke in strokes)
            {
                yield return Array.ConvertAll(stroke, point => ((point.X + x) * scale, (point.Y - Baseline) * scale));
            }

            x += width + Gap;
        }
    }

    private static (double Width, (double X, double Y)[][] Strokes) Find(char letter) => Outlines.GetValueOrDefault(letter, UnknownOutline);

    private static (double Width, (double X, double Y)[][] Strokes) Outline(string glyph)
    {
        var parts = glyph.Split(' ');
        return (Digit(parts[0][0]), [.. parts.Skip(1).Select(part => Flatten(part[0], Points(part[1..])))]);
    }

    private static (double X, double Y)[] Points(string digits) =>
        [.. digits.Chunk(2).Select(pair => ((double)Digit(pair[0]), (double)Digit(pair[1])))];

    private static int Digit(char digit) => Convert.ToInt32(digit.ToString(), 16);

    private static (double X, double Y)[] Flatten(char kind, (double X, double Y)[] points) => kind switch
    {
        'L' => points,
        'C' => [.. Enumerable.Range(1, points.Length - 2).SelectMany(i => Arc(
            i == 1 ? points[0] : Middle(points[i - 1], points[i]), points[i], i == points.Length - 2 ? points[^1] : Middle(points[i], points[i + 1])))],
        'O' => [.. Enumerable.Range(0, points.Length).SelectMany(i => Arc(
            Middle(points[(i + points.Length - 1) % points.Length], points[i]), points[i], Middle(points[i], points[(i + 1) % points.Length])))],
        _ => throw new ArgumentException($"There is no stroke of kind '{kind}'.", nameof(kind)),
    };

    private static IEnumerable<(double X, double Y)> Arc((double X, double Y) from, (double X, double Y) control, (double X, double Y) to) =>
        Enumerable.Range(0, CurveParts + 1).Select(i =>
        {
            var t = i / (double)CurveParts;
            return (Bend(from.X, control.X, to.X, t), Bend(from.Y, control.Y, to.Y, t));
        });

    private static double Bend(double from, double control, double to, double t) =>
        ((1 - t) * (1 - t) * from) + (2 * t * (1 - t) * control) + (t * t * to);

    private static (double X, double Y) Middle((double X, double Y) a, (double X, double Y) b) => ((a.X + b.X) / 2, (a.Y + b.Y) / 2);
}
