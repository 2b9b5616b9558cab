using SoftRL.Environments;

namespace SoftRL.Cli;

/// <summary>What of an evaluation is to be seen: a recording, a showing in the terminal, both or neither.</summary>
internal sealed class Viewing : IDisposable
{
    private readonly List<IAudience> _audiences = [];
    private readonly IRecording? _recording;
    private readonly Interruption? _interruption;

    /// <summary>Prepares what was asked for.</summary>
    /// <param name="record">Path of a recording, or null.</param>
    /// <param name="watch">Whether to show it in the terminal.</param>
    /// <param name="terminal">The terminal.</param>
    /// <exception cref="UsageException">It cannot be recorded there, or there is no terminal to show it in.</exception>
    public Viewing(string? record, bool watch, Terminal terminal)
    {
        if (watch && !(terminal.Live && terminal.Progress.Profile.Capabilities.Ansi))
        {
            throw new UsageException("--watch needs a terminal to draw in, and standard error is none; --record episode.gif writes a file instead.");
        }

        _recording = record is null ? null : Recordings.Open(record);
        if (!watch && _recording is null)
        {
            return;
        }

        // Ctrl-C must give the terminal back and leave no half-written file behind.
        _interruption = new Interruption(() => { });
        if (_recording is not null)
        {
            _audiences.Add(_recording);
        }

        if (watch)
        {
            var stop = _interruption.Token;
            Player = new TerminalPlayer(terminal.Progress, Terminal.ReadKey, TimeProvider.System, span => stop.WaitHandle.WaitOne(span), stop);
            _audiences.Add(Player);
        }
    }

    /// <summary>The showing in the terminal, if there is one.</summary>
    public TerminalPlayer? Player { get; }

    /// <summary>What became of the recording; null when there is none, or its episode did not end.</summary>
    public RecordingReport? Recorded => _recording?.Report;

    /// <summary>Whether anything is to be shown.</summary>
    public bool Wanted => _audiences.Count > 0;

    /// <summary>Whether a recording was asked for, but the playing ended before its episode did.</summary>
    public bool Unfinished => _recording is { Report: null };

    /// <summary>The environments of a specification, filmed if anybody wants to see them.</summary>
    /// <param name="spec">The specification.</param>
    /// <returns>One that makes filmed environments.</returns>
    public EnvironmentSpec Film(EnvironmentSpec spec) => _audiences.Count == 0
        ? spec
        : EnvironmentSpec.OfVector(
            spec.Id,
            spec.Description,
            spec.ObservationSpace,
            spec.ActionSpace,
            (count, seed, threads) => new FilmedEnvironments(spec.Id, spec.CreateVector(count, seed, threads), _audiences, _interruption!.Token),
            spec.MaxEpisodeSteps,
            spec.RewardThreshold);

    /// <inheritdoc/>
    public void Dispose()
    {
        _recording?.Dispose();
        _interruption?.Dispose();
    }
}
