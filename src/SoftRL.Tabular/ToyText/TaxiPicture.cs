using SoftRL.Environments;

namespace SoftRL.Tabular;

/// <summary>Draws the town with its walls and four stops, the taxi, who waits and, with a flag, where they want to go.</summary>
internal sealed class TaxiPicture : IStatePicture
{
    private const int Cell = 72;
    private const int Border = 12;

    private static Rgb Street => Rgb.Hex(0xE9ECF0);

    private static Rgb Cab => Rgb.Hex(0xF2B705);

    public int StateCount => Taxi.StateCount;

    public int Width => (Taxi.Size * Cell) + (2 * Border);

    public int Height => Width;

    public void Draw(int state, Canvas canvas)
    {
        var (row, column, passenger, destination) = (state / 100, state / 20 % 5, state / 4 % 5, state % 4);
        Town(canvas);
        var (flagX, flagY) = Stop(destination);
        GridDrawing.Flag(canvas, flagX + 6, flagY, 0.8 * Cell, Shades.Purple);

        var (taxiX, taxiY) = Middle(row, column);
        Vehicle(canvas, taxiX, taxiY + 10);
        if (passenger == Taxi.InTaxi)
        {
            GridDrawing.Person(canvas, taxiX, taxiY - 4, 0.42 * Cell, Shades.Purple);
        }
        else
        {
            var (x, y) = Stop(passenger);
            GridDrawing.Person(canvas, x - 16, y - 10, 0.55 * Cell, Shades.Purple);
        }
    }

    private static void Town(Canvas canvas)
    {
        canvas.Clear(Shades.Ink);
        for (var row = 0; row < Taxi.Size; row++)
        {
            for (var column = 0; column < Taxi.Size; column++)
            {
                GridDrawing.Tile(canvas, Border + (column * Cell), Border + (row * Cell), Cell, Street, Shades.Faint);
            }
        }

        for (var stop = 0; stop < Taxi.Locations.Length; stop++)
        {
            var (x, y) = Stop(stop);
            canvas.Rectangle(x - 30, y - 30, 60, 60, Street.Mix(Paint(stop), 0.55));
        }

        for (var row = 0; row < Taxi.Size; row++)
        {
            for (var column = 0; column < Taxi.Size; column++)
            {
                if (Taxi.WallEastOf(row, column))
                {
                    canvas.Rectangle(Border + ((column + 1) * Cell) - 4, Border + (row * Cell), 8, Cell, Shades.Ink);
                }
            }
        }
    }

    private static void Vehicle(Canvas canvas, double x, double y)
    {
        canvas.Disc(x - 15, y + 15, 7, Shades.Ink);
        canvas.Disc(x + 15, y + 15, 7, Shades.Ink);
        canvas.Polygon([(x - 17, y - 2), (x - 11, y - 15), (x + 11, y - 15), (x + 17, y - 2)], Cab);
        canvas.Polygon([(x - 12, y - 3), (x - 8, y - 12), (x - 2, y - 12), (x - 2, y - 3)], Street);
        canvas.Polygon([(x + 12, y - 3), (x + 8, y - 12), (x + 2, y - 12), (x + 2, y - 3)], Street);
        canvas.Rectangle(x - 27, y - 3, 54, 17, Cab);
        for (var i = 0; i < 9; i++)
        {
            canvas.Rectangle(x - 27 + (6 * i), y + 3 + (i % 2 * 3), 6, 3, Shades.Ink);
        }
    }

    private static Rgb Paint(int stop) => stop switch
    {
        0 => Shades.Red,
        1 => Shades.Green,
        2 => Shades.Gold,
        _ => Shades.Blue,
    };

    private static (double X, double Y) Stop(int stop) => Middle(Taxi.Locations[stop].Row, Taxi.Locations[stop].Column);

    private static (double X, double Y) Middle(int row, int column) =>
        (Border + ((column + 0.5) * Cell), Border + ((row + 0.5) * Cell));
}
