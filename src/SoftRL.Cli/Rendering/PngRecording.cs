using System.Globalization;
using SoftRL.Environments;

namespace SoftRL.Cli;

/// <summary>Writes every picture of an episode as a file: the prefix and a number of four digits, from 1.</summary>
internal sealed class PngRecording : IRecording
{
    private readonly string _folder;
    private readonly string _prefix;
    private int _width;
    private int _height;
    private int _count;

    /// <summary>Looks whether the names are free.</summary>
    /// <param name="path">What was asked for.</param>
    /// <param name="folder">An existing folder.</param>
    /// <param name="prefix">What the names start with.</param>
    /// <exception cref="UsageException">There are such pictures already: old and new ones would mix.</exception>
    public PngRecording(string path, string folder, string prefix)
    {
        (_folder, _prefix) = (folder, prefix);
        if (Directory.EnumerateFiles(folder, $"{prefix}????.png").Order().FirstOrDefault() is { } old)
        {
            throw new UsageException($"--record is '{path}', but there is {old} already; choose another name, or remove the old pictures.");
        }
    }

    /// <inheritdoc/>
    public RecordingReport? Report { get; private set; }

    /// <inheritdoc/>
    public bool IsWatching => Report is null;

    /// <inheritdoc/>
    public void Enter(string title, IRenderable stage) => (_width, _height) = (stage.FrameWidth, stage.FrameHeight);

    /// <inheritdoc/>
    public void Show(ReadOnlySpan<byte> pixels, Moment moment)
    {
        _count++;
        File.WriteAllBytes(Name(_count), PngFile.Encode(pixels, _width, _height));
        if (moment.Ends || _count == Recordings.MaxPictures)
        {
            Report = new RecordingReport(Name(1), _count, moment);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Report is null)
        {
            for (; _count > 0; _count--)
            {
                File.Delete(Name(_count));
            }
        }
    }

    private string Name(int number) => Path.Combine(_folder, _prefix + number.ToString("0000", CultureInfo.InvariantCulture) + ".png");
}
