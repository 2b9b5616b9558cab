using SoftRL.Environments;
using Spectre.Console;

namespace SoftRL.Cli;

/// <summary>Shows pictures in the terminal at the environment's pace, until q is pressed.</summary>
/// <param name="console">Where to draw.</param>
/// <param name="readKey">The key pressed since the last call, if any.</param>
/// <param name="time">The clock.</param>
/// <param name="wait">Lets time pass, or less when <paramref name="stop"/> is cancelled.</param>
/// <param name="stop">Ends it as Ctrl-C does.</param>
internal sealed class TerminalPlayer(
    IAnsiConsole console, Func<ConsoleKey?> readKey, TimeProvider time, Action<TimeSpan> wait, CancellationToken stop) : IAudience
{
    private static readonly TimeSpan s_lookForKeys = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan s_betweenPictures = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan s_afterAnEpisode = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_mostToCatchUp = TimeSpan.FromMilliseconds(250);

    private readonly List<Moment> _episodes = [];
    private readonly long _started = time.GetTimestamp();
    private string _title = string.Empty;
    private byte[] _picture = [];
    private (int Width, int Height) _size;
    private (int Width, int Height) _screen;
    private TimeSpan _period;
    private TimeSpan _due;
    private TimeSpan _drawn = TimeSpan.MinValue;

    /// <summary>The episodes seen to their ends.</summary>
    public IReadOnlyList<Moment> Episodes => _episodes;

    /// <inheritdoc/>
    public bool IsWatching => true;

    private TimeSpan Now => time.GetElapsedTime(_started);

    /// <summary>Plays on a screen of its own, and gives the terminal back as it was.</summary>
    /// <param name="evaluation">Brings the pictures.</param>
    public void OnItsOwnScreen(Action evaluation) => console.AlternateScreen(() =>
    {
        console.Cursor.Hide();
        try
        {
            evaluation();
        }
        finally
        {
            console.Cursor.Show();
        }
    });

    /// <inheritdoc/>
    public void Enter(string title, IRenderable stage)
    {
        (_title, _size) = (title, (stage.FrameWidth, stage.FrameHeight));
        _period = TimeSpan.FromSeconds(1 / stage.FramesPerSecond);
        _due = Now;
    }

    /// <inheritdoc/>
    public void Show(ReadOnlySpan<byte> pixels, Moment moment)
    {
        WaitUntilDue();

        // Steps that come faster than pictures can be told apart are not all drawn.
        if (moment.Ends || moment.Step == 0 || Now - s_betweenPictures >= _drawn)
        {
            _picture = _picture.Length == pixels.Length ? _picture : new byte[pixels.Length];
            pixels.CopyTo(_picture);
            Draw(moment);
            _drawn = Now;
        }

        if (moment.Ends)
        {
            _episodes.Add(moment);
        }

        _due += moment.Ends ? s_afterAnEpisode : _period;
        _due = _due < Now - s_mostToCatchUp ? Now : _due;
    }

    private void WaitUntilDue()
    {
        do
        {
            stop.ThrowIfCancellationRequested();
            if (readKey() is ConsoleKey.Q or ConsoleKey.Escape)
            {
                throw new WatchEndedException();
            }

            var left = _due - Now;
            if (left > TimeSpan.Zero)
            {
                wait(left < s_lookForKeys ? left : s_lookForKeys);
            }
        }
        while (_due > Now);
    }

    private void Draw(Moment moment)
    {
        var screen = (console.Profile.Width, console.Profile.Height);
        if (screen != _screen)
        {
            console.Clear(home: true);
            _screen = screen;
        }

        var (columns, rows) = HalfBlocks.Fit(_size.Width, _size.Height, screen.Width - 1, Math.Max(1, screen.Height - 1));
        var status = $"{_title}  episode {_episodes.Count + 1}  step {moment.Step}  return {Figures.Short(moment.Return)}  q: end";
        status = status.Length < screen.Width ? status.PadRight(screen.Width - 1) : status[..Math.Max(0, screen.Width - 1)];
        console.Cursor.SetPosition(1, 1);
        console.Write(new HalfBlocks(_picture, _size.Width, _size.Height, columns, rows));
        console.Write(new Text(status));
    }
}
