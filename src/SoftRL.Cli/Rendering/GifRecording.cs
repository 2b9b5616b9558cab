using SoftRL.Environments;

namespace SoftRL.Cli;

/// <summary>Writes an episode as an animation, which appears under its name when it is complete.</summary>
internal sealed class GifRecording : IRecording
{
    // Viewers slow pictures of less than two hundredths of a second down.
    private const int ShortestDelay = 2;
    private const int LastDelay = 100;

    private readonly string _path;
    private readonly string _partialPath;
    private readonly FileStream _file;
    private GifWriter? _writer;
    private byte[] _held = [];
    private int _heldSince;
    private double _delay;
    private int _steps;

    /// <summary>Opens a file beside the one to be.</summary>
    /// <param name="path">The file to be; replaced if there is one.</param>
    public GifRecording(string path)
    {
        _path = Path.GetFullPath(path);
        if (Directory.Exists(_path))
        {
            throw new IOException("It is a folder.");
        }

        _partialPath = Path.Combine(Path.GetDirectoryName(_path)!, $".{Path.GetFileName(_path)}.{Path.GetRandomFileName()}");
        _file = new FileStream(_partialPath, FileMode.CreateNew);
    }

    /// <inheritdoc/>
    public RecordingReport? Report { get; private set; }

    /// <inheritdoc/>
    public bool IsWatching => Report is null;

    /// <inheritdoc/>
    public void Enter(string title, IRenderable stage)
    {
        _writer = new GifWriter(_file, stage.FrameWidth, stage.FrameHeight);
        _delay = 100 / stage.FramesPerSecond;
    }

    /// <inheritdoc/>
    /// <remarks>A picture is written when it is known how long it is to be seen. One that would be seen too shortly is left out.</remarks>
    public void Show(ReadOnlySpan<byte> pixels, Moment moment)
    {
        var now = (int)Math.Round(_steps++ * _delay);
        var last = moment.Ends || _writer!.Count + 2 >= Recordings.MaxPictures;
        if (_held.Length > 0)
        {
            if (now - _heldSince < ShortestDelay && !last)
            {
                return;
            }

            _writer!.Add(_held, Math.Clamp(now - _heldSince, ShortestDelay, GifWriter.MaxDelay));
        }

        _held = _held.Length > 0 ? _held : new byte[pixels.Length];
        pixels.CopyTo(_held);
        _heldSince = now;
        if (last)
        {
            Finish(moment);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        File.Delete(_partialPath);
    }

    private void Finish(Moment moment)
    {
        _writer!.Add(_held, LastDelay);
        _writer.Dispose();
        _file.Flush(flushToDisk: true);
        _file.Dispose();
        File.Move(_partialPath, _path, overwrite: true);
        Report = new RecordingReport(_path, _writer.Count, moment);
    }
}
